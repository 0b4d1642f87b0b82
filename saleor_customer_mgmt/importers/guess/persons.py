"""Whose a column is, when the names of all columns are known: the buyer's, or where it is sent.

A recipient that is taken for the buyer makes one customer of two people. So what is said of nobody is the
buyer's only in files that say of nothing whose it is, or only of what belongs to the recipient.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from saleor_customer_mgmt.importers.guess.header import Whose
from saleor_customer_mgmt.importers.guess.reasons import Reason
from saleor_customer_mgmt.importers.guess.score import Candidate

_KINDS = {
    "name": ("name", "family", "given"),
    "kana": ("kana", "family_kana", "given_kana"),
    "email": ("email", "email_other"),
    "phone": ("phone", "phone_other", "phone_1", "phone_2", "phone_3"),
    "postal_code": ("postal_code", "postal_1", "postal_2"),
    "address": ("prefecture", "city", "town", "address", "address_1", "address_2", "address_3", "building"),
}
KIND_OF = {item: kind for kind, items in _KINDS.items() for item in items}
"""Of what reaches a person, the kind of each thing."""
_BUYERS = (Whose.BUYER, Whose.PAYER, Whose.ACCOUNT)
_UNSURE, _MORE_UNSURE = 0.82, 0.72
"""What is left of a confidence, so that it is no certain one any more."""
_ONLY_BUYERS = ("email", "email_other", "birthday", "company", "member_id")
"""What files have of the buyer and hardly ever of a recipient."""


def settled(found: Sequence[Candidate], least: float) -> list[Candidate]:
    """Return the candidates with their confidence as it is beside those of other people."""
    main = _main(found, least)
    beside = _Beside(
        main,
        _told(found, main, least),
        _told(found, Whose.RECIPIENT, least),
        _behind(found, main),
    )
    return [_settled(each, beside) for each in found]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What the file tells of people by name, and which columns stand behind the buyer's."""

    main: Whose | None
    of_buyer: frozenset[str]
    of_recipient: frozenset[str]
    behind_buyer: frozenset[int]


def _told(found: Iterable[Candidate], whose: Whose | None, least: float) -> frozenset[str]:
    return frozenset(
        KIND_OF[each.item]
        for each in found
        if each.whose is whose and each.item in KIND_OF and each.confidence >= least
    )


def _behind(found: Sequence[Candidate], main: Whose | None) -> frozenset[int]:
    """Return the columns of nobody that follow one of the buyer's without a gap: 購入者名, 電話番号, 住所."""
    nobody = {each.column for each in found if each.whose is Whose.NOBODY}
    behind = {each.column for each in found if each.whose is main}
    for column in sorted(nobody - behind):
        if column - 1 in behind:
            behind.add(column)
    return frozenset(behind & nobody)


def _main(found: Iterable[Candidate], least: float) -> Whose | None:
    """Return under which word the buyer stands: who ordered, else who is told most of; None: under none."""
    kinds: dict[Whose, set[str]] = {whose: set() for whose in _BUYERS}
    for each in found:
        if each.whose in kinds and each.item in KIND_OF and each.confidence >= least:
            kinds[each.whose].add(KIND_OF[each.item])
    if kinds[Whose.BUYER]:
        return Whose.BUYER
    most = max(_BUYERS, key=lambda whose: len(kinds[whose]))
    return most if kinds[most] else None


def _settled(each: Candidate, beside: _Beside) -> Candidate:
    if each.whose is Whose.ORDER:
        return each
    if each.whose is Whose.RECIPIENT:
        return _with(each, 1.0, "of_recipient")
    kind = KIND_OF.get(each.item)
    if each.whose is not Whose.NOBODY:
        if each.whose is beside.main or kind is None:
            return _with(each, 1.0, "of_buyer")
        return _with(each, 0.3 if kind in beside.of_buyer else 0.8, "of_another_kind")
    return _of_nobody(each, kind, beside)


def _of_nobody(each: Candidate, kind: str | None, beside: _Beside) -> Candidate:
    if kind in beside.of_buyer and each.item == "email":
        return _with(replace(each, item="email_other"), _UNSURE, "of_nobody")
    if kind in beside.of_buyer:
        return _with(each, 0.5, "of_nobody_unsure")
    if beside.main is None or each.item in _ONLY_BUYERS:
        return _with(each, 0.97, "of_nobody")
    if not beside.of_recipient:
        return _with(each, _UNSURE, "of_nobody")
    if kind in beside.of_recipient:
        return _with(each, _UNSURE, "of_nobody_recipient_has_own")
    if each.column in beside.behind_buyer:
        return _with(each, _MORE_UNSURE, "of_nobody_behind_buyer")
    return _with(each, 0.5, "of_nobody_unsure")


def _with(each: Candidate, factor: float, code: str) -> Candidate:
    reasons = (*each.reasons, Reason(code))
    return replace(each, confidence=each.confidence * factor, reasons=reasons)
