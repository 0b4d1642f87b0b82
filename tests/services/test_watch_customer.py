from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from saleor_customer_mgmt.core.actions import WatchLevel
from saleor_customer_mgmt.models import AuditEntry, OrderRecord, WatchMark
from saleor_customer_mgmt.services.errors import AlreadyDone, NotFound, ServiceError
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.split_customer import split_customer
from saleor_customer_mgmt.services.undo_decision import undo_decision
from saleor_customer_mgmt.services.watch_customer import (
    end_watch,
    end_watches,
    watch_customer,
    watch_customers,
)
from tests.builders import STAFF, order_id
from tests.services.rules import HOLD, LABEL, held, labels, order, rule

pytestmark = pytest.mark.django_db

BLOCKED = {"field": "customer.watch", "op": "at_least", "value": "block"}


def watched() -> set[str]:
    """Return the numbers of the orders whose customer is on the watchlist."""
    customers = WatchMark.objects.filter(ended_at=None).values_list("anchor__customer_id", flat=True)
    return set(OrderRecord.objects.filter(customer_id__in=customers).values_list("number", flat=True))


def test_open_orders_of_a_customer_that_is_blocked_are_held() -> None:
    rule(BLOCKED, HOLD)
    order(1)

    mark = watch_customer(order_id("saleor:1"), WatchLevel.BLOCK, actor=STAFF, reason="does not pay")
    assert held() == [("1", "look at it", "open")]
    order(2)
    assert [number for number, *_ in held()] == ["1", "2"]

    end_watch(mark.id, actor=STAFF, reason="has paid")
    order(3)
    assert [number for number, *_ in held()] == ["1", "2"]
    mark.refresh_from_db()
    assert (mark.end_reason, mark.ended_by_label) == ("has paid", STAFF.label)
    actions = AuditEntry.objects.filter(action__startswith="watch").order_by("id")
    assert [entry.action for entry in actions] == ["watch", "watch_ended"]


def test_a_mark_follows_merges_and_comes_back_apart() -> None:
    order(1)
    order(2, phone="090-0000-5678")
    watch_customer(order_id("saleor:2"), WatchLevel.WATCH, actor=STAFF)
    assert watched() == {"2"}

    merge = merge_customers(order_id("saleor:1"), order_id("saleor:2"), actor=STAFF)
    assert watched() == {"1", "2"}
    undo_decision(merge.id, actor=STAFF)
    assert watched() == {"2"}

    order(3, phone="090-0000-5678")
    assert watched() == {"2", "3"}
    split_customer([order_id("saleor:2")], actor=STAFF)
    assert watched() == {"2"}


def test_what_is_refused_writes_nothing() -> None:
    order(1)
    mark = watch_customer(order_id("saleor:1"), WatchLevel.BLOCK, actor=STAFF)
    end_watch(mark.id, actor=STAFF)
    watch_customer(order_id("saleor:1"), WatchLevel.BLOCK, actor=STAFF)
    before = list(WatchMark.objects.order_by("id").values()), AuditEntry.objects.count()
    past = timezone.now() - timedelta(seconds=1)
    anchor = order_id("saleor:1")
    for refusal, act in (
        (AlreadyDone, lambda: watch_customer(anchor, WatchLevel.BLOCK, actor=STAFF)),
        (NotFound, lambda: watch_customer(anchor + 1000, WatchLevel.BLOCK, actor=STAFF)),
        (ServiceError, lambda: watch_customer(anchor, WatchLevel.WATCH, actor=STAFF, expires_at=past)),
        (ServiceError, lambda: watch_customer(anchor, WatchLevel.WATCH, actor=STAFF, reason="x" * 2001)),
        (AlreadyDone, lambda: end_watch(mark.id, actor=STAFF)),
        (NotFound, lambda: end_watch(mark.id + 1000, actor=STAFF)),
    ):
        with pytest.raises(refusal):
            act()
    assert (list(WatchMark.objects.order_by("id").values()), AuditEntry.objects.count()) == before


def test_a_reason_that_is_too_long_ends_no_mark() -> None:
    order(1)
    mark = watch_customer(order_id("saleor:1"), WatchLevel.BLOCK, actor=STAFF)

    with pytest.raises(ServiceError) as refused:
        end_watch(mark.id, actor=STAFF, reason="x" * 2001)

    assert (refused.value.code, refused.value.field) == ("INVALID", "reason")
    assert WatchMark.objects.get().ended_at is None
    assert len(end_watch(mark.id, actor=STAFF, reason="x" * 2000).end_reason) == 2000


def test_an_expired_mark_does_not_stand_in_the_way_of_a_new_one() -> None:
    order(1)
    watch_customer(order_id("saleor:1"), WatchLevel.BLOCK, actor=STAFF)
    WatchMark.objects.update(expires_at=timezone.now() - timedelta(days=1))
    watch_customer(order_id("saleor:1"), WatchLevel.BLOCK, actor=STAFF)
    assert WatchMark.objects.count() == 2


def test_several_are_marked_at_once_but_who_has_the_mark_gets_no_other() -> None:
    order(1)
    order(2)
    order(3, phone="090-0000-5678")
    order(4, phone="090-0000-9012")
    one, two, three, four = (order_id(f"saleor:{n}") for n in (1, 2, 3, 4))
    watch_customer(three, WatchLevel.WATCH, actor=STAFF)
    soon = timezone.now() + timedelta(days=1)

    made = watch_customers(
        [two, one, three, four], WatchLevel.WATCH, actor=STAFF, reason="cancels", expires_at=soon
    )

    assert [(mark.anchor_id, mark.reason, mark.expires_at) for mark in made] == [
        (one, "cancels", soon),
        (four, "cancels", soon),
    ]
    assert watched() == {"1", "2", "3", "4"}
    assert watch_customers([one, three, four], WatchLevel.WATCH, actor=STAFF) == []
    assert [mark.anchor_id for mark in watch_customers([three], WatchLevel.BLOCK, actor=STAFF)] == [three]


def test_several_marks_are_ended_at_once_and_rules_follow() -> None:
    rule({"field": "customer.watch", "op": "at_least", "value": "watch"}, LABEL)
    order(1)
    order(2, phone="090-0000-5678")
    anchors = [order_id("saleor:1"), order_id("saleor:2")]
    made = watch_customers(anchors, WatchLevel.WATCH, actor=STAFF)
    assert labels() == {"1": {"repeater"}, "2": {"repeater"}}

    ended = end_watches([mark.id for mark in made], actor=STAFF, reason="both paid")

    assert [(mark.id, mark.end_reason) for mark in ended] == [(mark.id, "both paid") for mark in made]
    assert (watched(), labels()) == (set(), {})


def test_of_several_all_or_none() -> None:
    order(1)
    order(2, phone="090-0000-5678")
    anchors = [order_id("saleor:1"), order_id("saleor:2")]
    one, two = (mark.id for mark in watch_customers(anchors, WatchLevel.WATCH, actor=STAFF))
    end_watch(two, actor=STAFF)
    before = list(WatchMark.objects.order_by("id").values()), AuditEntry.objects.count()
    past = timezone.now() - timedelta(seconds=1)
    for refusal, act in (
        (AlreadyDone, lambda: end_watches([one, two], actor=STAFF)),
        (NotFound, lambda: end_watches([one, two + 1000], actor=STAFF)),
        (ServiceError, lambda: end_watches([], actor=STAFF)),
        (ServiceError, lambda: end_watches(range(1, 102), actor=STAFF)),
        (NotFound, lambda: watch_customers([*anchors, 10**9], WatchLevel.BLOCK, actor=STAFF)),
        (ServiceError, lambda: watch_customers([], WatchLevel.BLOCK, actor=STAFF)),
        (ServiceError, lambda: watch_customers(anchors, WatchLevel.BLOCK, actor=STAFF, expires_at=past)),
    ):
        with pytest.raises(refusal):
            act()
    assert (list(WatchMark.objects.order_by("id").values()), AuditEntry.objects.count()) == before
