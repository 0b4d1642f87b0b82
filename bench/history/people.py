"""Who the people of the history are, by number: what is true of them, before anybody writes it down."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from functools import lru_cache

from bench.history.words import FAMILIES, GIVEN, PLACES, Place, Word

HOUSEHOLD = 4
"""So many numbers that follow each other may live together."""
SHARED_PHONE = "0301234567"
"""Of a forwarding service: given by many who have nothing to do with each other."""
MOST = 9_000_000
_NUMBERS = 10 * 999_999
_DOMAINS = ("example.com", "example.net", "example.org", "mail.example", "keitai.example")


@dataclass(frozen=True, slots=True)
class Home:
    """``house`` is 丁目, 番 and 号; ``unit`` a room number or nothing."""

    place: Place
    house: tuple[int, int, int]
    unit: str
    building: str


@dataclass(frozen=True, slots=True)
class Self:
    """What somebody is called and where they are to be found, for as long as it is so."""

    family: Word
    given: Word
    home: Home
    phone: str
    """As dialled; nothing when they give none."""
    email: str
    company: str


@dataclass(frozen=True, slots=True)
class Somebody:
    """Selves from the first to the last, each with the share of the whole time at which it begins."""

    number: int
    selves: tuple[tuple[float, Self], ...]
    sources: tuple[str, ...]
    birthday: str

    def at(self, time: float) -> Self:
        return next(found for begins, found in reversed(self.selves) if begins <= time)


@lru_cache(maxsize=20_000)
def somebody(number: int, seed: int) -> Somebody:
    """Return the person of this number."""
    own = random.Random(seed << 40 | number << 2 | 1)
    chance = own.random
    family, home, landline, together = _household(number, seed)
    given = GIVEN[(own.randrange(25) * HOUSEHOLD + number % HOUSEHOLD) % len(GIVEN)]
    if not together:
        family, home = _pick_family(own), _pick_home(own)
    company = f"株式会社見本{FAMILIES[number % 97].kanji}商店" if chance() < 0.03 else ""
    first = Self(
        family, given, home, _phone(number, chance(), landline), _email(number, own, family, given), company
    )
    selves = [(0.0, first)]
    if chance() < 0.12:
        selves.append((chance(), replace(selves[-1][1], home=_pick_home(own))))
    if chance() < 0.04:
        selves.append((max(selves[-1][0], chance()), replace(selves[-1][1], family=_pick_family(own))))
    if chance() < 0.06:
        email = f"new.{selves[-1][1].email}"
        selves.append((max(selves[-1][0], chance()), replace(selves[-1][1], email=email)))
    born = f"{1940 + own.randrange(65)}-{1 + own.randrange(12):02}-{2 + own.randrange(26):02}"
    return Somebody(number, tuple(selves), _pick_sources(own), born)


@lru_cache(maxsize=20_000)
def _household(number: int, seed: int) -> tuple[Word, Home, str, bool]:
    """Return the name, home and landline of those who live together, and whether this one does."""
    common, member = divmod(number, HOUSEHOLD)
    shared = random.Random(seed << 40 | common << 2 | 2)
    living = shared.choices((1, 2, 4), (62, 23, 15))[0]
    return _pick_family(shared), _pick_home(shared), _block("030", common), member < living > 1


def _pick_family(chance: random.Random) -> Word:
    # Sato and Suzuki are met more often than Teshigawara: about every fortieth, as in Japan.
    return FAMILIES[int(chance.random() ** 1.3 * len(FAMILIES))]


def _pick_home(chance: random.Random) -> Home:
    house = (1 + chance.randrange(9), 51 + chance.randrange(49), 51 + chance.randrange(49))
    unit = f"{1 + chance.randrange(14)}{1 + chance.randrange(9):02}" if chance.random() < 0.35 else ""
    building = (
        ("見本マンション", "メゾン例示", "例示ハイツ", "コーポ架空")[chance.randrange(4)] if unit else ""
    )
    return Home(PLACES[chance.randrange(len(PLACES))], house, unit, building)


def _pick_sources(chance: random.Random) -> tuple[str, ...]:
    """Return where they buy, most often first."""
    names, weights = ("saleor", "rakuten", "amazon", "yahoo", "aupay"), (25, 30, 20, 15, 10)
    count = chance.choices((1, 2, 3), (45, 35, 20))[0]
    return tuple(dict.fromkeys(chance.choices(names, weights, k=count)))


def _phone(number: int, chance: float, landline: str) -> str:
    if chance < 0.005:
        return SHARED_PHONE
    return landline if chance < 0.18 else _block("090", number)


def _block(prefix: str, number: int) -> str:
    """Return a number of the ranges 090-0 or 03-0, which nobody has been given."""
    tens, rest = divmod(number * 7_654_321 % _NUMBERS, 999_999)
    # Never all zeros behind the area code: those say that there is no telephone.
    return f"{prefix}{'0' if prefix == '090' else ''}{tens}{rest + 1:06}"


def _email(number: int, chance: random.Random, family: Word, given: Word) -> str:
    style = chance.randrange(4)
    domain = _DOMAINS[chance.randrange(len(_DOMAINS))]
    if style == 0:
        return f"{given.latin}.{family.latin}{number}@{domain}"
    if style == 1:
        return f"{family.latin}_{given.latin[0]}{number}@{domain}"
    return f"{given.latin}{number}@{domain}" if style == 2 else f"{family.latin}-{number}@{domain}"
