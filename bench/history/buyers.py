"""How the buyer of one order is written down by one source, and what of it is really there."""

from __future__ import annotations

import hashlib
import random
from typing import NamedTuple

from bench.history import spelling
from bench.history.people import Somebody

Values = dict[str, tuple[str, ...]]
"""Field: what the order says in the end, without spelling. No entry where nothing usable is said."""


class Habit(NamedTuple):
    """What one source does. Shares are of its orders."""

    email: str
    """``own``, ``per buyer`` or ``per order``; ``domain`` is that of addresses that the mall makes up."""
    domain: str
    phone: str
    phone_share: float
    kana_share: float
    given_first: bool
    has_address: bool
    accounts: float


HABITS = {
    "saleor": Habit("own", "", "plain", 0.80, 0.0, True, True, 0.5),
    "rakuten": Habit("per order", "pc.fw.rakuten.ne.jp", "hyphens", 0.97, 1.0, False, True, 0.0),
    # The same for each buyer and shop; no telephone, and no address but where it is sent.
    "amazon": Habit("per buyer", "marketplace.amazon.co.jp", "", 0.0, 0.0, False, False, 0.0),
    "yahoo": Habit("own", "", "plain", 0.95, 0.9, False, True, 0.3),
    "aupay": Habit("per order", "x.mbdp.jp", "hyphens", 0.97, 0.6, False, True, 0.0),
}
_NO_PHONES = ("000-0000-0000", "00000000000", "0120-000-000", "０００－００００－００００", "090-0000-0000")
_NO_NAMES = {"rakuten": "入力待ち 入力待ち", "saleor": "ゲスト 様"}


class Buyer:
    """One order's buyer. ``cells`` are as written, by neutral column; ``values`` what they mean."""

    def __init__(self, source: str, who: Somebody, time: float, number: str, chance: random.Random) -> None:
        self.cells: dict[str, str] = {}
        self.values: Values = {"source": (source,)}
        self._source, self._habit, self._number = source, HABITS[source], number
        self._who, self._now, self._chance = who, who.at(time), chance
        self._write_name()
        self._write_email()
        self._write_phone()
        self._write_the_rest()

    def _write(self, field: str, written: str, *values: str) -> None:
        self.cells[field] = written
        if values:
            self.values[field] = values

    def _write_name(self) -> None:
        kind = self._chance.random()
        family, given = self._now.family, self._now.given
        if kind < 0.002 and self._source in _NO_NAMES:
            self._write("name", _NO_NAMES[self._source])
        elif kind < 0.007:
            typed = spelling.mistyped(family.kanji + given.kanji, self._chance)
            self._write("name", typed, typed)
        elif kind < 0.017:
            names = (family.latin.upper(), given.latin.title())
            written = " ".join(names if kind < 0.012 else names[::-1])
            self._write("name", written, " ".join(sorted(written.lower().split())))
        elif kind < 0.032:
            way = (spelling.hiragana, spelling.half_width, str)[self._chance.randrange(3)]
            self._write_two(family.kana, given.kana, (way(family.kana), way(given.kana)))
        else:
            variant = self._chance.randrange(len(family.variants)) if kind < 0.35 else 0
            self._write_two(family.kanji, given.kanji, (family.variants[variant], given.kanji))

    def _write_two(self, family: str, given: str, shown: tuple[str, str]) -> None:
        if self._habit.given_first:
            # Which of the two parts is the family's, nobody can tell: both ways round are said.
            self._write("name", f"{shown[1]} {shown[0]}", given + family, family + given)
            return
        written = (" ", "　", "")[self._chance.randrange(3)].join(shown)
        self._write("name", written + ("様" if self._chance.random() < 0.03 else ""), family + given)

    def _write_email(self) -> None:
        if self._habit.email == "per order":
            self._write("email", f"{_made_up(self._number)}@{self._habit.domain}")
        elif self._habit.email == "per buyer":
            address = f"{_made_up(str(self._who.number))}@{self._habit.domain}"
            self._write("email", address, address)
        elif (kind := self._chance.random()) > 0.03:
            local, _, domain = self._now.email.partition("@")
            if kind < 0.035:
                local = spelling.mistyped(local, self._chance)
            address = f"{local}@{domain}"
            self._write("email", address.title() if kind > 0.97 else address, address)

    def _write_phone(self) -> None:
        if self._chance.random() >= self._habit.phone_share:
            return
        kind = self._chance.random()
        if kind < 0.015:
            self._write("phone", _NO_PHONES[self._chance.randrange(len(_NO_PHONES))])
            return
        digits = spelling.mistyped(self._now.phone, self._chance) if kind < 0.02 else self._now.phone
        self._write("phone", spelling.phone(digits, self._habit.phone, self._chance), digits)

    def _write_the_rest(self) -> None:
        family, given, home = self._now.family, self._now.given, self._now.home
        if self._chance.random() < self._habit.kana_share:
            kana = f"{family.kana} {given.kana}"
            half = self._source == "yahoo"
            self._write("kana", spelling.half_width(kana) if half else kana, family.kana + given.kana)
        if self._habit.has_address:
            self._write("address", *spelling.address(home, self._chance))
            code = home.place.postal_code
            self._write("postal_code", spelling.postal_code(code, self._chance), code)
        if self._who.number % 100 < 100 * self._habit.accounts:
            account = f"{self._source[0].upper()}{self._who.number:07}"
            self._write("member_id", account, account)
        if self._source == "saleor" and self._who.number % 5 == 0:
            self._write("birthday", self._who.birthday)
        self._write("company", self._now.company)


def _made_up(seed: str) -> str:
    return hashlib.blake2b(seed.encode(), digest_size=8).hexdigest()
