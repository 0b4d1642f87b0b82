"""Writing what rules come to: their matches, and all that hangs on them. Only what differs is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from saleor_customer_mgmt.core.actions import Action, Do
from saleor_customer_mgmt.core.case import OrderView
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.rules import Rule, RuleId
from saleor_customer_mgmt.models import (
    CustomerLabel,
    Group,
    GroupEntry,
    OrderLabel,
    RuleMatch,
    RuleNotice,
    WatchMark,
)
from saleor_customer_mgmt.services.actor import SYSTEM
from saleor_customer_mgmt.services.rule_holds import hold_matched
from saleor_customer_mgmt.services.send_notices import send_soon

Effect = tuple[OrderId, RuleId, str | int]
"""Because of which order, by which rule, and what: a label, a level, the id of a group."""
_Rows = dict[Effect, int]
_STORED = """
    SELECT 'm', id, order_id, rule_id, NULL::text, NULL::bigint, active FROM customer_mgmt_rulematch
    WHERE order_id = ANY(%(orders)s)
    UNION ALL SELECT 'o', id, order_id, rule_id, text, NULL, true FROM customer_mgmt_orderlabel
    WHERE order_id = ANY(%(orders)s) AND rule_id IS NOT NULL
    UNION ALL SELECT 'c', id, anchor_id, rule_id, text, NULL, true FROM customer_mgmt_customerlabel
    WHERE anchor_id = ANY(%(orders)s) AND rule_id IS NOT NULL
    UNION ALL SELECT 'w', id, anchor_id, rule_id, level, NULL, true FROM customer_mgmt_watchmark
    WHERE anchor_id = ANY(%(orders)s) AND rule_id IS NOT NULL AND ended_at IS NULL
    UNION ALL SELECT 'g', id, anchor_id, rule_id, NULL, group_id, true FROM customer_mgmt_groupentry
    WHERE anchor_id = ANY(%(orders)s) AND rule_id IS NOT NULL
"""


def write_effects(
    rules: Sequence[Rule],
    asked: Mapping[OrderId, OrderView],
    matched: Mapping[OrderId, Collection[RuleId]],
    fresh: Collection[OrderId],
) -> None:
    """Make matches, labels, marks, group entries, holds and notices say what ``matched`` says.

    ``asked`` are all orders that were asked about; ``fresh`` those that may make notices.
    """
    stored = _read(list(asked))
    began = _write_matches(stored.matches, matched)
    if not (began or stored.matches):
        return
    by_id = {rule.id: rule for rule in rules}
    acts = [
        (order, rule, action)
        for order, found in matched.items()
        for rule in found
        for action in by_id[rule].actions
    ]
    _ORDER_LABELS.write(stored.order_labels, _effects(acts, Do.LABEL_ORDER))
    _CUSTOMER_LABELS.write(stored.customer_labels, _effects(acts, Do.LABEL_CUSTOMER))
    _write_marks(stored.marks, _effects(acts, Do.WATCH), acts)
    _write_entries(stored.entries, acts)
    hold_matched(asked, [(order, rule, a) for order, rule, a in acts if a.do is Do.HOLD])
    _write_notices(began, by_id, set(fresh))


@dataclass(slots=True)
class _Stored:
    """What rules have made of some orders so far: the row of each match, with whether it is active, and of
    each effect in force.
    """

    matches: dict[tuple[OrderId, RuleId], tuple[int, bool]] = field(default_factory=dict)
    order_labels: _Rows = field(default_factory=dict)
    customer_labels: _Rows = field(default_factory=dict)
    marks: _Rows = field(default_factory=dict)
    entries: _Rows = field(default_factory=dict)


def _read(orders: list[OrderId]) -> _Stored:
    """One query, not through the ORM: each recorded order asks this."""
    found = _Stored()
    kinds = {"c": found.customer_labels, "g": found.entries, "o": found.order_labels, "w": found.marks}
    with connection.cursor() as cursor:
        cursor.execute(_STORED, {"orders": orders})
        for kind, row, order, rule, text, group, active in cursor.fetchall():
            if kind == "m":
                found.matches[order, rule] = row, active
            else:
                kinds[kind][order, rule, text if group is None else group] = row
    return found


def _write_matches(
    known: Mapping[tuple[OrderId, RuleId], tuple[int, bool]], matched: Mapping[OrderId, Collection[RuleId]]
) -> list[RuleMatch]:
    """Make the matches the wanted ones, and return those that are new."""
    wanted = {(order, rule) for order, found in matched.items() for rule in found}
    began = [RuleMatch(order_id=order, rule_id=rule) for order, rule in sorted(wanted - known.keys())]
    again = [row for pair, (row, active) in known.items() if pair in wanted and not active]
    ended = [row for pair, (row, active) in known.items() if pair not in wanted and active]
    if began:
        RuleMatch.objects.bulk_create(began)
    now = timezone.now()
    for rows, active in ((again, True), (ended, False)):
        if rows:
            RuleMatch.objects.filter(id__in=rows).update(active=active, changed_at=now)
    return began


def _effects(acts: Iterable[tuple[OrderId, RuleId, Action]], do: Do) -> set[Effect]:
    return {(order, rule, action.value) for order, rule, action in acts if action.do is do}


@dataclass(frozen=True, slots=True)
class _Table:
    """Where effects of one kind are kept: the columns of the order and of what the effect is."""

    model: type[Model]
    order: str
    what: str

    def write(
        self,
        known: _Rows,
        wanted: AbstractSet[Effect],
        more: Callable[[Effect], dict[str, Any]] = lambda _: {},
    ) -> None:
        """Make the rows that rules made the wanted ones."""
        rows: Any = self.model._default_manager  # noqa: SLF001  # Django's public name of it
        if gone := [row for effect, row in known.items() if effect not in wanted]:
            rows.filter(id__in=gone).delete()
        if new := sorted(wanted - known.keys()):
            rows.bulk_create(
                self.model(
                    **{self.order: effect[0], "rule_id": effect[1], self.what: effect[2]},
                    **SYSTEM.columns(),
                    **more(effect),
                )
                for effect in new
            )


_ORDER_LABELS = _Table(OrderLabel, "order_id", "text")
_CUSTOMER_LABELS = _Table(CustomerLabel, "anchor_id", "text")
_ENTRIES = _Table(GroupEntry, "anchor_id", "group_id")


def _write_entries(known: _Rows, acts: Sequence[tuple[OrderId, RuleId, Action]]) -> None:
    """Of two entries of one rule in one group, the one that keeps out wins."""
    chosen = [each for each in acts if each[2].do in (Do.ADD_TO_GROUP, Do.REMOVE_FROM_GROUP)]
    slugs = {action.value for _, _, action in chosen}
    ids: dict[Any, int] = {}
    if slugs:
        ids = dict(Group.objects.filter(slug__in=slugs, deleted_at=None).values_list("slug", "id"))
    there = [(order, rule, action) for order, rule, action in chosen if action.value in ids]
    out = {(order, rule, ids[a.value]) for order, rule, a in there if a.do is Do.REMOVE_FROM_GROUP}
    wanted: set[Effect] = {(order, rule, ids[a.value]) for order, rule, a in there}
    _ENTRIES.write(known, wanted, lambda effect: {"out": effect in out})


def _write_marks(
    known: _Rows, wanted: AbstractSet[Effect], acts: Sequence[tuple[OrderId, RuleId, Action]]
) -> None:
    """Marks end instead of going: who was on the watchlist, and when, stays known."""
    if gone := [row for effect, row in known.items() if effect not in wanted]:
        WatchMark.objects.filter(id__in=gone).update(ended_at=timezone.now(), ended_by_kind=SYSTEM.kind.value)
    reasons: dict[Effect, str] = {
        (order, rule, a.value): a.reason for order, rule, a in acts if a.do is Do.WATCH
    }
    if new := sorted(wanted - known.keys()):
        WatchMark.objects.bulk_create(
            WatchMark(
                anchor_id=order,
                rule_id=rule,
                level=str(level),
                reason=reasons[order, rule, level],
                **SYSTEM.columns(),
            )
            for order, rule, level in new
        )


def _write_notices(began: Iterable[RuleMatch], rules: Mapping[RuleId, Rule], fresh: set[OrderId]) -> None:
    notices = []
    for match in began:
        to = [mail for a in rules[match.rule_id].actions if a.do is Do.NOTIFY for mail in a.to]
        if to and match.order_id in fresh:
            notices.append(RuleNotice(match=match, recipients=sorted(set(to))))
    if notices:
        RuleNotice.objects.bulk_create(notices)
        send_soon()
