"""Changing what counts: every order and customer follows, once and for the reason it has."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from saleor_customer_mgmt.core.counting import CountingPolicy
from saleor_customer_mgmt.core.counting_policy import policy_to_json
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.lock_objects import own_judging
from saleor_customer_mgmt.models import AuditEntry, CountingRevision, Customer, OrderRecord
from saleor_customer_mgmt.selectors.counting import counting_policy
from saleor_customer_mgmt.services import change_counting as module
from saleor_customer_mgmt.services.change_counting import change_counting, count_anew
from saleor_customer_mgmt.services.errors import AlreadyDone
from saleor_customer_mgmt.services.rebuild import rebuild
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import STAFF, order_facts
from tests.services.truth import assert_true, everything

pytestmark = pytest.mark.django_db

PHONE = "090-0000-1234"
STRICT = CountingPolicy(
    statuses=frozenset({OrderStatus.FULFILLED}),
    sources_left_out=frozenset({"amazon"}),
    counted_from=datetime(2026, 1, 1, tzinfo=UTC),
    test_emails=frozenset({"@shop.example.org"}),
    count_partly_refunded=False,
)


@pytest.fixture(autouse=True)
def shop() -> None:
    record_orders(
        [
            order_facts("counts", phone=PHONE),
            order_facts("placed", phone=PHONE, status=OrderStatus.PLACED),
            order_facts("cancelled", phone=PHONE, status=OrderStatus.CANCELLED),
            order_facts("amazon", phone=PHONE, source="amazon"),
            order_facts("before", phone=PHONE, placed_at=datetime(2025, 12, 31, tzinfo=UTC)),
            order_facts("test", phone=PHONE, email="miho@shop.example.org"),
            order_facts("exchange", phone=PHONE, is_exchange=True, total="0"),
            order_facts("refunded", phone=PHONE, refunded=Decimal(1000)),
            order_facts("partly", phone=PHONE, refunded=Decimal(300)),
        ]
    )


def reasons() -> dict[str, str]:
    return dict(OrderRecord.objects.values_list("number", "count_reason"))


USUAL = {
    "counts": "counts",
    "placed": "counts",
    "cancelled": "cancelled",
    "amazon": "counts",
    "before": "counts",
    "test": "counts",
    "exchange": "exchange",
    "refunded": "refunded",
    "partly": "counts",
}


def test_every_order_and_customer_is_counted_anew() -> None:
    assert reasons() == USUAL
    assert Customer.objects.values_list("purchase_count", "totals").get() == (6, {"JPY": "5700"})

    revision = change_counting(STRICT, actor=STAFF, reason="only what was shipped")

    assert reasons() == {
        "counts": "counts",
        "placed": "status_left_out",
        "cancelled": "cancelled",
        "amazon": "source_left_out",
        "before": "before_start",
        "test": "test_order",
        "exchange": "exchange",
        "refunded": "refunded",
        "partly": "partly_refunded",
    }
    assert Customer.objects.values_list("purchase_count", "totals").get() == (1, {"JPY": "1000"})
    assert counting_policy() == STRICT
    assert (revision.data, revision.reason, revision.by_id) == (
        policy_to_json(STRICT),
        "only what was shipped",
        "1",
    )
    assert_true()


def test_the_audit_names_what_changed_and_nobodys_address() -> None:
    revision = change_counting(STRICT, actor=STAFF, reason="r")

    assert AuditEntry.objects.get(action="counting").data == {
        "revision": revision.id,
        "changed": ["statuses", "sources_left_out", "counted_from", "test_emails", "count_partly_refunded"],
        "recounted": 5,
        "reason": "r",
    }


def test_the_policy_in_force_is_not_set_again() -> None:
    for policy in (CountingPolicy(), STRICT):
        if policy != counting_policy():
            change_counting(policy, actor=STAFF)
        before = (everything(), CountingRevision.objects.count(), AuditEntry.objects.count())

        with pytest.raises(AlreadyDone):
            change_counting(policy, actor=STAFF)

        assert (everything(), CountingRevision.objects.count(), AuditEntry.objects.count()) == before


def test_there_and_back_leaves_everything_as_it_was() -> None:
    before = everything()
    change_counting(STRICT, actor=STAFF)
    assert reasons() != USUAL

    change_counting(CountingPolicy(), actor=STAFF)

    assert reasons() == USUAL
    assert {**everything(), "CountingRevision": []} == before


def test_orders_that_come_later_are_counted_under_the_policy_in_force() -> None:
    change_counting(STRICT, actor=STAFF)

    record_orders([order_facts("later", phone=PHONE, status=OrderStatus.PLACED)])
    record_orders([order_facts("placed", phone=PHONE, status=OrderStatus.FULFILLED)])

    assert reasons()["later"] == "status_left_out"
    assert reasons()["placed"] == "counts"
    assert Customer.objects.get().purchase_count == 2
    assert_true()


def test_refunds_are_taken_off_what_was_spent_or_not() -> None:
    change_counting(CountingPolicy(net_of_refunds=False, count_refunded=True), actor=STAFF)
    assert Customer.objects.get().totals == {"JPY": "7000"}
    assert_true()

    change_counting(CountingPolicy(count_refunded=True), actor=STAFF)
    assert Customer.objects.get().totals == {"JPY": "5700"}
    assert Customer.objects.get().purchase_count == 7
    assert_true()


def test_a_policy_of_staff_comes_before_the_settings(settings) -> None:
    settings.CUSTOMER_MGMT = {"SOURCES_NOT_COUNTED": ["amazon"]}
    assert counting_policy() == CountingPolicy(sources_left_out=frozenset({"amazon"}))

    change_counting(CountingPolicy(count_exchanges=True), actor=STAFF)

    assert counting_policy() == CountingPolicy(count_exchanges=True)
    assert reasons()["amazon"] == "counts"


@pytest.mark.parametrize("chunk", [1, 2, 9, 100])
def test_any_number_of_batches_counts_the_same_and_a_second_time_nothing(
    chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CHUNK", chunk)
    CountingRevision.objects.create(data=policy_to_json(STRICT), **STAFF.columns())
    own_judging()

    assert count_anew() == 5
    after = everything()

    assert count_anew() == 0
    assert everything() == after
    assert_true()


def test_a_rebuild_comes_to_the_same() -> None:
    change_counting(STRICT, actor=STAFF)
    before = everything()
    OrderRecord.objects.filter(number__in=["counts", "test"]).update(count_reason="refunded")

    rebuild(actor=STAFF, from_facts=True)

    assert everything() == before


def test_a_broken_change_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError

    before = everything()
    monkeypatch.setattr(module, "refresh_customers", break_down)

    with pytest.raises(RuntimeError):
        change_counting(replace(STRICT, net_of_refunds=False), actor=STAFF)

    assert everything() == before
    assert not CountingRevision.objects.exists()
