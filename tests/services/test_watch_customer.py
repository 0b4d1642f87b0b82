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
from saleor_customer_mgmt.services.watch_customer import end_watch, watch_customer
from tests.builders import STAFF, order_id
from tests.services.rules import HOLD, held, order, rule

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
