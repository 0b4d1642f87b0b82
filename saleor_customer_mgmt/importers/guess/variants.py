"""What a file may tell in one column or in several: names, kana, postal codes, telephone numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from saleor_customer_mgmt.importers.guess.header import Whose
from saleor_customer_mgmt.importers.guess.score import Candidate, weighed
from saleor_customer_mgmt.importers.guess.values import Values

_PARTS = {
    "name": ("family", "given"),
    "kana": ("family_kana", "given_kana"),
    "postal_code": ("postal_1", "postal_2"),
}
_PHONE = ("phone_1", "phone_2", "phone_3")
_WHOLE_PHONE = {"phone_1": "phone", "phone_2": "phone_other"}

Dropped = Callable[[Candidate, str], None]


def chosen_variants(
    found: Sequence[Candidate], values: Sequence[Values], dropped: Dropped
) -> list[Candidate]:
    """Return the candidates of one way of telling each thing; ``dropped`` is told the others and why."""
    kept = list(found)
    for side in (Whose.BUYER, Whose.RECIPIENT):
        for whole, parts in _PARTS.items():
            in_parts = _in_distinct_columns(kept, side, parts)
            unwanted, why = ((whole,), "told_in_parts") if in_parts else (parts, "part_alone")
            kept = _without(kept, side, unwanted, why, dropped)
        kept = _phones(kept, side, values, dropped)
    return kept


def _phones(
    found: list[Candidate], side: Whose, values: Sequence[Values], dropped: Dropped
) -> list[Candidate]:
    """Three columns with few digits each are one number; two with whole numbers are two."""
    if _in_distinct_columns(found, side, _PHONE) and _look_like_parts(found, side, values):
        return found
    kept = []
    for each in found:
        if each.role[0] != side or each.item not in _PHONE:
            kept.append(each)
        elif each.item in _WHOLE_PHONE:
            item = _WHOLE_PHONE[each.item]
            confidence, said = weighed(item, 0.84, values[each.column])
            lost = min(1.0, each.confidence / 0.85)
            kept.append(
                replace(each, item=item, confidence=confidence * lost, reasons=(*each.reasons[:1], *said))
            )
        else:
            dropped(each, "part_alone")
    return kept


def _look_like_parts(found: Sequence[Candidate], side: Whose, values: Sequence[Values]) -> bool:
    last = [values[each.column] for each in found if each.role == (side, "phone_3")]
    return not any(each.filled for each in last) or any(each.share("short_part") >= 0.5 for each in last)


def _in_distinct_columns(found: Sequence[Candidate], side: Whose, items: Sequence[str]) -> bool:
    """Say whether each of the items can have a column of its own."""
    taken: set[int] = set()
    columns = [[each.column for each in found if each.role == (side, item)] for item in items]
    for places in sorted(columns, key=len):
        free = [place for place in places if place not in taken]
        if not free:
            return False
        taken.add(free[0])
    return True


def _without(
    found: Sequence[Candidate], side: Whose, items: Sequence[str], why: str, dropped: Dropped
) -> list[Candidate]:
    kept = []
    for each in found:
        if each.role[0] == side and each.item in items:
            dropped(each, why)
        else:
            kept.append(each)
    return kept
