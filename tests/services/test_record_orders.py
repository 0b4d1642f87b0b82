from __future__ import annotations

from typing import Any

import pytest

from saleor_customer_mgmt.core.facts import OrderFacts, OrderStatus
from saleor_customer_mgmt.models import Customer, MatchKey, OrderRecord
from saleor_customer_mgmt.services import order_drafts
from saleor_customer_mgmt.services import record_orders as record_orders_module
from saleor_customer_mgmt.services.derive import Derived, Making, derive
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.record_orders import Outcome, record_orders
from saleor_customer_mgmt.services.write_orders import write_drafts
from tests.builders import STAFF, groups, order_facts, order_id

pytestmark = pytest.mark.django_db


def outcomes(*orders) -> list[str]:
    return [answer.outcome.value for answer in record_orders(orders)]


def test_a_third_order_joins_two_customers_and_the_first_recorded_keeps_its_id() -> None:
    record_orders([order_facts("R1", source="rakuten", phone="090-0000-1234")])
    record_orders([order_facts("A1", source="amazon", email="taro@example.com")])
    first, second = Customer.objects.order_by("id")

    record_orders([order_facts("S1", phone="090-0000-1234", email="taro@example.com")])

    assert groups() == {frozenset({"rakuten:R1", "amazon:A1", "saleor:S1"})}
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.merged_into_id, first.order_count, first.purchase_count) == (None, 3, 3)
    assert first.totals == {"JPY": "3000"}
    assert first.sources == ["amazon", "rakuten", "saleor"]
    assert (second.merged_into_id, second.order_count, second.name) == (first.id, 0, "")


def test_the_same_order_twice_changes_nothing() -> None:
    facts = order_facts("R1", phone="090-0000-1234")

    assert outcomes(facts) == ["new"]
    before = list(OrderRecord.objects.values())
    assert outcomes(facts) == ["unchanged"]
    assert list(OrderRecord.objects.values()) == before
    assert Customer.objects.get().order_count == 1


def test_the_same_order_twice_in_one_call() -> None:
    assert outcomes(order_facts("1", total="5"), order_facts("1", total="6")) == ["new", "changed"]
    assert OrderRecord.objects.get().total == 6


def test_a_cancelled_order_counts_no_more_but_still_links() -> None:
    record_orders([order_facts("1", phone="090-0000-1234"), order_facts("2", phone="090-0000-1234")])
    assert Customer.objects.get().purchase_count == 2

    answer = record_orders([order_facts("2", phone="090-0000-1234", status=OrderStatus.CANCELLED)])

    assert answer[0].outcome is Outcome.CHANGED
    customer = Customer.objects.get()
    assert (customer.order_count, customer.purchase_count, customer.totals) == (2, 1, {"JPY": "1000"})


def test_a_changed_phone_takes_an_order_out_and_the_old_phone_brings_it_back() -> None:
    same, other = "090-0000-1234", "090-0000-5678"
    record_orders([order_facts("1", phone=same), order_facts("2", phone=same), order_facts("3", phone=same)])
    before = list(Customer.objects.order_by("id").values())

    record_orders([order_facts("1", phone=other)])

    assert groups() == {frozenset({"saleor:1"}), frozenset({"saleor:2", "saleor:3"})}
    counts = Customer.objects.filter(merged_into=None).order_by("id").values_list("order_count", flat=True)
    assert list(counts) == [1, 2]

    record_orders([order_facts("1", phone=same)])

    assert groups() == {frozenset({"saleor:1", "saleor:2", "saleor:3"})}
    assert Customer.objects.filter(id=before[0]["id"]).values().get() == before[0]


def test_what_a_source_does_not_tell_stays() -> None:
    record_orders([order_facts("1", phone="090-0000-1234", email="taro@example.com")])

    answer = record_orders([order_facts("1", name=None, lines=None, total=None, status=None)])

    assert answer[0].outcome is Outcome.UNCHANGED
    assert MatchKey.objects.count() == 2


def test_orders_without_usable_values_are_customers_of_their_own() -> None:
    record_orders([order_facts("1", phone="000-0000-0000"), order_facts("2", phone="000-0000-0000")])

    assert groups() == {frozenset({"saleor:1"}), frozenset({"saleor:2"})}
    assert MatchKey.objects.count() == 0


def test_what_an_order_comes_to_is_worked_out_once_however_often_it_is_tried(monkeypatch) -> None:
    record_orders([order_facts("1", phone="090-0000-0001"), order_facts("2", phone="090-0000-0002")])
    merge_customers(order_id("saleor:1"), order_id("saleor:2"), actor=STAFF)
    tries: list[dict[str, Any]] = []
    worked_out: list[OrderFacts] = []

    def write(*drafts: Any, **how: Any) -> Any:
        tries.append(how)
        return write_drafts(*drafts, **how)

    def work_out(facts: OrderFacts, by: Making) -> Derived:
        worked_out.append(facts)
        return derive(facts, by)

    monkeypatch.setattr(record_orders_module, "write_drafts", write)
    monkeypatch.setattr(order_drafts, "derive", work_out)

    record_orders([order_facts("3", phone="090-0000-0001")])

    # The customer bears a decision, which is noticed when it is about to be written.
    assert tries == [{"by_region": False}, {"by_region": True}]
    assert [facts.number for facts in worked_out] == ["3"]
    assert groups() == {frozenset({"saleor:1", "saleor:2", "saleor:3"})}
