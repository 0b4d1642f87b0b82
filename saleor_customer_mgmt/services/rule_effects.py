"""Writing what rules come to: their matches, and all that hangs on them. Only what differs is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

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


def write_effects(
    rules: Sequence[Rule],
    asked: Mapping[OrderId, OrderView],
    matched: Mapping[OrderId, Collection[RuleId]],
    fresh: Collection[OrderId],
) -> None:
    """Make matches, labels, marks, group entries, holds and notices say what ``matched`` says.

    ``asked`` are all orders that were asked about; ``fresh`` those that may make notices.
    """
    began, before = _write_matches(asked, matched)
    if not (began or before):
        return
    by_id = {rule.id: rule for rule in rules}
    acts = [
        (order, rule, action)
        for order, found in matched.items()
        for rule in found
        for action in by_id[rule].actions
    ]
    # Nothing hangs on orders that no rule has matched before, so nobody need look.
    orders = list(asked) if before else []
    _ORDER_LABELS.write(orders, _effects(acts, Do.LABEL_ORDER))
    _CUSTOMER_LABELS.write(orders, _effects(acts, Do.LABEL_CUSTOMER))
    _write_marks(orders, _effects(acts, Do.WATCH), acts)
    _write_entries(orders, acts)
    hold_matched(asked, [(order, rule, a) for order, rule, a in acts if a.do is Do.HOLD])
    _write_notices(began, by_id, set(fresh))


def _write_matches(
    asked: Mapping[OrderId, OrderView], matched: Mapping[OrderId, Collection[RuleId]]
) -> tuple[list[RuleMatch], bool]:
    """Return the matches that are new, and whether any rule had matched these orders before."""
    wanted = {(order, rule) for order, found in matched.items() for rule in found}
    stored = RuleMatch.objects.filter(order_id__in=list(asked)).values_list(
        "id", "order_id", "rule_id", "active"
    )
    known = {(order, rule): (row, active) for row, order, rule, active in stored}
    began = [RuleMatch(order_id=order, rule_id=rule) for order, rule in sorted(wanted - known.keys())]
    again = [row for pair, (row, active) in known.items() if pair in wanted and not active]
    ended = [row for pair, (row, active) in known.items() if pair not in wanted and active]
    if began:
        RuleMatch.objects.bulk_create(began)
    now = timezone.now()
    for rows, active in ((again, True), (ended, False)):
        if rows:
            RuleMatch.objects.filter(id__in=rows).update(active=active, changed_at=now)
    return began, bool(known)


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
        orders: Collection[OrderId],
        wanted: AbstractSet[Effect],
        more: Callable[[Effect], dict[str, Any]] = lambda _: {},
    ) -> None:
        """Make the rows that rules made because of these orders the wanted ones."""
        rows: Any = self.model._default_manager  # noqa: SLF001  # Django's public name of it
        stored = rows.filter(**{f"{self.order}__in": list(orders)}, rule__isnull=False)
        known = {
            tuple(found[1:]): found[0] for found in stored.values_list("id", self.order, "rule_id", self.what)
        }
        if gone := [row for effect, row in known.items() if effect not in wanted]:
            rows.filter(id__in=gone).delete()
        rows.bulk_create(
            self.model(
                **{self.order: effect[0], "rule_id": effect[1], self.what: effect[2]},
                **SYSTEM.columns(),
                **more(effect),
            )
            for effect in sorted(wanted - known.keys())
        )


_ORDER_LABELS = _Table(OrderLabel, "order_id", "text")
_CUSTOMER_LABELS = _Table(CustomerLabel, "anchor_id", "text")
_ENTRIES = _Table(GroupEntry, "anchor_id", "group_id")


def _write_entries(orders: Collection[OrderId], acts: Sequence[tuple[OrderId, RuleId, Action]]) -> None:
    """Of two entries of one rule in one group, the one that keeps out wins."""
    chosen = [each for each in acts if each[2].do in (Do.ADD_TO_GROUP, Do.REMOVE_FROM_GROUP)]
    slugs = {action.value for _, _, action in chosen}
    groups = Group.objects.filter(slug__in=slugs, deleted_at=None)
    ids = dict(groups.values_list("slug", "id")) if slugs else {}
    there = [(order, rule, action) for order, rule, action in chosen if action.value in ids]
    out = {(order, rule, ids[a.value]) for order, rule, a in there if a.do is Do.REMOVE_FROM_GROUP}
    wanted: set[Effect] = {(order, rule, ids[a.value]) for order, rule, a in there}
    _ENTRIES.write(orders, wanted, lambda effect: {"out": effect in out})


def _write_marks(
    orders: Collection[OrderId], wanted: AbstractSet[Effect], acts: Sequence[tuple[OrderId, RuleId, Action]]
) -> None:
    """Marks end instead of going: who was on the watchlist, and when, stays known."""
    stored = WatchMark.objects.filter(anchor_id__in=list(orders), rule__isnull=False, ended_at=None)
    known = {
        (order, rule, level): row
        for row, order, rule, level in stored.values_list("id", "anchor_id", "rule_id", "level")
    }
    if gone := [row for effect, row in known.items() if effect not in wanted]:
        WatchMark.objects.filter(id__in=gone).update(ended_at=timezone.now(), ended_by_kind=SYSTEM.kind.value)
    reasons: dict[Effect, str] = {
        (order, rule, a.value): a.reason for order, rule, a in acts if a.do is Do.WATCH
    }
    WatchMark.objects.bulk_create(
        WatchMark(
            anchor_id=order,
            rule_id=rule,
            level=str(level),
            reason=reasons[order, rule, level],
            **SYSTEM.columns(),
        )
        for order, rule, level in sorted(wanted - known.keys())
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
