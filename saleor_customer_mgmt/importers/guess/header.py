"""What the name of a column may mean. The values are not looked at here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from saleor_customer_mgmt.importers.guess.words import ANYWHERE, ORDER, PERSON, WHOSE, squash, without_honour
from saleor_customer_mgmt.importers.headers import plain


class Whose(StrEnum):
    """Whose a column is, as far as its name says so."""

    BUYER = "buyer"
    PAYER = "payer"
    ACCOUNT = "account"
    RECIPIENT = "recipient"
    OTHER = "other"
    NOBODY = "nobody"
    """It is a person's, and nothing says whose."""
    ORDER = "order"
    """It is the order's."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a name may mean. ``strength`` is 1 (no doubt) to 3, or 4: a word somewhere in the name.

    ``place`` tells which of two names of one strength is the more usual.
    """

    item: str
    whose: Whose
    strength: int
    place: int = 0


ANYWHERE_STRENGTH = 4
_NAME_BEHIND = re.compile(r"\(([^()]+)\)?\s*$")
_REMARK_BEHIND = re.compile(
    r"\((?:[^()]*無効値|(?:消費)?税込み?|名称|漢字|必須|任意|円|jpy|yen|[^()]*(?:半角|全角|ハイフン)[^()]*)\)\s*$"
)
"""What is no part of a name, but a remark on how it is filled in."""
_TAG_BEFORE = re.compile("^【[^】]*】(?=.)")
_OF = re.compile("^(?:様|さま|さん)?の?")
_BARE = frozenset({"注文者", "購入者", "受取人", "宛名", "客様", "customer", "buyer", "recipient"})
"""Words for a person that as the whole name of a column stand for the person's name."""


def meanings(name: str) -> list[Meaning]:
    """Return all that the name of a column may mean, nothing when it is not understood."""
    name = _TAG_BEFORE.sub("", _REMARK_BEHIND.sub("", plain(name)))
    whole = squash(name)
    found = [Meaning(item, Whose.ORDER, *how) for item, *how in ORDER.get(whole, ())]
    of_person = [each for each in _of_person(name, whole) if not (found and each.item == "member_id")]
    if any(each.strength == 1 for each in found):
        return found
    return [*found, *of_person] or _anywhere(whole)


def says_other(name: str) -> bool:
    """Say whether the name belongs to a person who neither bought nor receives: shop, staff, sender."""
    if any(each.whose is Whose.ORDER for each in meanings(name)):
        return False
    return _parted(name, squash(name))[0] is Whose.OTHER


def _of_person(name: str, whole: str) -> list[Meaning]:
    """Read 注文者氏名, bill_name, 氏(請求先), 氏名: the words of whose it is are taken off first."""
    whose, thing = _parted(name, whole)
    if not thing:
        return [Meaning("name", whose, 2)] if whole in _BARE else []
    found = []
    for item, strength, place in PERSON.get(thing, ()):
        bare_id = item == "member_id" and (whose is Whose.NOBODY or whose is Whose.RECIPIENT)
        if not bare_id:
            found.append(Meaning(item, whose, strength, place))
    return found


def _parted(name: str, whole: str) -> tuple[Whose, str]:
    behind = _NAME_BEHIND.search(plain(name))
    if behind is not None:
        last = squash(behind[1])
        for word, whose in WHOSE:
            if last == word:
                return Whose(whose), without_honour(squash(plain(name)[: behind.start()]))
    for word, whose in WHOSE:
        if whole.startswith(word):
            thing = without_honour(_OF.sub("", whole[len(word) :], count=1))
            if not thing or thing in PERSON:
                return Whose(whose), thing
    return Whose.NOBODY, whole


def _anywhere(whole: str) -> list[Meaning]:
    """Look for a telling word anywhere in a name; whose it is, too, unless two are named."""
    things = {item for word, item in ANYWHERE.items() if word in whole}
    if len(things) != 1:
        return []
    (item,) = things
    named = {Whose(whose) for word, whose in WHOSE if len(word) > 1 + 2 * word.isascii() and word in whole}
    if item in ("order_number", "placed_at"):
        return [Meaning(item, Whose.ORDER, ANYWHERE_STRENGTH)] if not named else []
    if len(named) > 1 or Whose.OTHER in named:
        return []
    return [Meaning(item, next(iter(named), Whose.NOBODY), ANYWHERE_STRENGTH)]
