"""What a rule does to an order that it matches: reading and checking the actions as they are saved."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from saleor_customer_mgmt.core.errors import CoreError

MAX_ACTIONS, MAX_LABEL, MAX_REASON, MAX_RECIPIENTS = 20, 50, 500, 20
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,49}")
_MAIL = re.compile(r"[^\s@,;<>\"]{1,64}@[^\s@,;<>\"]{1,189}")


class Do(StrEnum):
    HOLD = "hold"
    LABEL_ORDER = "label_order"
    LABEL_CUSTOMER = "label_customer"
    ADD_TO_GROUP = "add_to_group"
    REMOVE_FROM_GROUP = "remove_from_group"
    WATCH = "watch"
    NOTIFY = "notify"


class HoldPoint(StrEnum):
    """What a hold stops: this and everything after it."""

    CONFIRM = "confirm"
    CAPTURE = "capture"
    FULFIL = "fulfil"


class WatchLevel(StrEnum):
    WATCH = "watch"
    BLOCK = "block"
    VICTIM = "victim"


@dataclass(frozen=True, slots=True)
class Action:
    """``value`` is the point of a hold, the label, the group's slug, or the level of the mark."""

    do: Do
    value: str = ""
    reason: str = ""
    to: tuple[str, ...] = ()


class InvalidActions(CoreError):
    """Raised with every fault as (place, what is wrong), such as ``("actions[1].at", "…")``."""

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{place}: {why}" for place, why in faults))
        self.faults = list(faults)


# What each kind of action has besides "do": the key of its value, and what that may be.
_VALUES: Mapping[Do, tuple[str, Callable[[str], bool], str]] = {
    Do.HOLD: ("at", lambda v: v in list(HoldPoint), f"one of {', '.join(HoldPoint)}"),
    Do.LABEL_ORDER: ("label", lambda v: 0 < len(v) <= MAX_LABEL, f"a text of at most {MAX_LABEL} characters"),
    Do.LABEL_CUSTOMER: (
        "label",
        lambda v: 0 < len(v) <= MAX_LABEL,
        f"a text of at most {MAX_LABEL} characters",
    ),
    Do.ADD_TO_GROUP: ("group", lambda v: bool(_SLUG.fullmatch(v)), "the slug of a group"),
    Do.REMOVE_FROM_GROUP: ("group", lambda v: bool(_SLUG.fullmatch(v)), "the slug of a group"),
    Do.WATCH: ("level", lambda v: v in list(WatchLevel), f"one of {', '.join(WatchLevel)}"),
}
_WITH_REASON = frozenset({Do.HOLD, Do.WATCH})


def parse_actions(data: Any) -> tuple[Action, ...]:
    """Read actions from JSON: ``[{"do": "hold", "at": "confirm", "reason": "…"}, …]``.

    Raises:
        InvalidActions: naming every fault.
    """
    if not isinstance(data, list) or not data:
        raise InvalidActions([("actions", "a list of at least one action is needed")])
    if len(data) > MAX_ACTIONS:
        raise InvalidActions([("actions", f"{len(data)} are too many ({MAX_ACTIONS} at most)")])
    faults: list[tuple[str, str]] = []
    found = [_action(item, f"actions[{i}]", faults) for i, item in enumerate(data)]
    kept = [action for action in found if action is not None]
    for place, action in ((f"actions[{i}]", a) for i, a in enumerate(found) if a is not None):
        if sum((a.do, a.value) == (action.do, action.value) for a in kept) > 1:
            faults.append((place, "is there twice"))
    holds = [action for action in kept if action.do is Do.HOLD]
    if len(holds) > 1 and not faults:
        faults.append(("actions", "one rule holds at one point only"))
    if faults:
        raise InvalidActions(faults)
    return tuple(kept)


def actions_to_json(actions: Sequence[Action]) -> list[dict[str, Any]]:
    """Return the actions as :func:`parse_actions` reads them."""
    written: list[dict[str, Any]] = []
    for action in actions:
        item: dict[str, Any] = {"do": action.do.value}
        if action.do in _VALUES:
            item[_VALUES[action.do][0]] = action.value
        if action.reason:
            item["reason"] = action.reason
        if action.to:
            item["to"] = list(action.to)
        written.append(item)
    return written


def _action(item: Any, place: str, faults: list[tuple[str, str]]) -> Action | None:
    if not isinstance(item, dict):
        faults.append((place, "is not an action"))
        return None
    before = len(faults)
    try:
        do = Do(str(item.get("do")))
    except ValueError:
        faults.append((f"{place}.do", f"must be one of {', '.join(Do)}"))
        return None
    allowed = {"do"}
    value = reason = ""
    to: tuple[str, ...] = ()
    if do in _VALUES:
        key, fits, told = _VALUES[do]
        allowed.add(key)
        value = _text(item.get(key))
        if not fits(value):
            faults.append((f"{place}.{key}", f"must be {told}"))
    if do in _WITH_REASON:
        allowed.add("reason")
        reason = _text(item.get("reason"))
        if len(reason) > MAX_REASON or not isinstance(item.get("reason", ""), str):
            faults.append((f"{place}.reason", f"must be a text of at most {MAX_REASON} characters"))
    if do is Do.NOTIFY:
        allowed.add("to")
        to = _recipients(item.get("to"), f"{place}.to", faults)
    faults += [(f"{place}.{key}", "is not known here") for key in sorted(map(str, item.keys() - allowed))]
    return None if len(faults) > before else Action(do, value, reason, to)


def _text(value: Any) -> str:
    """Return a text as a database keeps it, or nothing."""
    if not isinstance(value, str) or "\0" in value or any("\ud800" <= c <= "\udfff" for c in value):
        return ""
    return value.strip()


def _recipients(value: Any, place: str, faults: list[tuple[str, str]]) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else []
    if not 0 < len(listed) <= MAX_RECIPIENTS:
        faults.append((place, f"must be a list of 1 to {MAX_RECIPIENTS} e-mail addresses"))
    for i, each in enumerate(listed[:MAX_RECIPIENTS]):
        if not _MAIL.fullmatch(_text(each)):
            faults.append((f"{place}[{i}]", "is not an e-mail address"))
    return tuple(_text(each) for each in listed)
