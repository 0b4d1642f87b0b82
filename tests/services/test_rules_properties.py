"""Whatever happens to a shop, its rules have done what follows from its orders and who is whose."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from saleor_customer_mgmt.models import (
    Customer,
    CustomerLabel,
    Hold,
    Job,
    OrderLabel,
    OrderRecord,
    Rule,
    RuleBacklog,
    RuleMatch,
    WatchMark,
)
from saleor_customer_mgmt.services.apply_rules import apply_anew
from saleor_customer_mgmt.services.do_job import do_job
from tests.services.histories import Shop, Step, histories, shop_after, undone_afterwards
from tests.services.rules import rule

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.timeout(600)]


def make_rules() -> dict[str, int]:
    """Return the ids of one rule of each kind, by what it is about."""
    Rule.objects.all().delete()  # those that come with the tables
    return {
        "second": rule(
            {"field": "customer.purchase_count", "op": "at_least", "value": 2},
            {"do": "label_order", "label": "second"},
            {"do": "label_customer", "label": "good"},
            priority=1,
        ).id,
        "wrong": rule(
            {"field": "customer.cancelled_in_last", "op": "at_least", "value": 1, "last": 2},
            {"do": "watch", "level": "block"},
            {"do": "hold", "at": "confirm"},
            priority=2,
        ).id,
        "both": rule(
            {
                "all": [
                    {"field": "customer.labels", "op": "has_any", "value": ["good"]},
                    {"field": "customer.watch", "op": "at_least", "value": "block"},
                ]
            },
            {"do": "label_order", "label": "both"},
            priority=3,
        ).id,
    }


def work_off() -> None:
    for job in Job.objects.filter(kind="rules", state="pending"):
        do_job(job.id)
    assert not RuleBacklog.objects.exists()


def what_rules_did() -> dict[str, Any]:
    return {
        "matches": set(RuleMatch.objects.filter(active=True).values_list("rule_id", "order_id")),
        "order labels": sorted(OrderLabel.objects.values_list("order_id", "text", "rule_id")),
        "customer labels": sorted(CustomerLabel.objects.values_list("anchor_id", "text", "rule_id")),
        "marks": sorted(WatchMark.objects.filter(ended_at=None).values_list("anchor_id", "level", "rule_id")),
    }


def what_follows(ids: dict[str, int]) -> set[tuple[int, int]]:
    """Return which rules match which orders, by the words of docs/adr/0080-rules-and-holds.md."""
    theirs: defaultdict[int, list[OrderRecord]] = defaultdict(list)
    for order in OrderRecord.objects.exclude(status="account"):
        theirs[order.customer_id].append(order)
    found = set()
    for orders in theirs.values():
        never = datetime.min.replace(tzinfo=UTC)
        orders.sort(key=lambda o: (o.placed_at is not None, o.placed_at or never, o.id))
        good = blocked = False
        for place, order in enumerate(orders):
            so_far = orders[: place + 1]
            if sum(o.count_reason == "counts" for o in so_far) >= 2:
                found.add((ids["second"], order.id))
                good = True
            last = [o.status for o in so_far if o.status != "unfinished"][-2:]
            if "cancelled" in last:
                found.add((ids["wrong"], order.id))
                blocked = True
            if good and blocked:
                found.add((ids["both"], order.id))
    return found


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(histories())
def test_after_any_history(history: list[Step]) -> None:
    with undone_afterwards():
        ids = make_rules()

        def look(_: Shop) -> None:
            work_off()
            assert what_rules_did()["matches"] == what_follows(ids)

        shop_after(history, look)

        done = what_rules_did()
        by_rule: defaultdict[int, list[int]] = defaultdict(list)
        for found, order in done["matches"]:
            by_rule[found].append(order)
        second, wrong, both = (by_rule[ids[name]] for name in ("second", "wrong", "both"))
        assert done["order labels"] == sorted(
            [(o, "second", ids["second"]) for o in second] + [(o, "both", ids["both"]) for o in both]
        )
        assert done["customer labels"] == sorted((o, "good", ids["second"]) for o in second)
        assert done["marks"] == sorted((o, "block", ids["wrong"]) for o in wrong)

        holds = Hold.objects.count()
        apply_anew(list(Customer.objects.filter(merged_into=None).values_list("id", flat=True)))
        assert (what_rules_did(), Hold.objects.count()) == (done, holds)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(histories())
def test_an_open_order_that_a_rule_holds_is_held_once(history: list[Step]) -> None:
    with undone_afterwards():
        ids = make_rules()
        shop_after(history, lambda _: work_off())

        held = list(Hold.objects.values_list("order_id", "rule_id", "state"))
        assert len(held) == len(set(held))
        matched = set(RuleMatch.objects.filter(rule_id=ids["wrong"]).values_list("order_id", flat=True))
        assert {order for order, _, _ in held} <= matched  # holds outlive their matches
        now = RuleMatch.objects.filter(rule_id=ids["wrong"], active=True, order__status="placed")
        assert set(now.values_list("order_id", flat=True)) <= {order for order, _, _ in held}
