"""What a search looks through, left to the background by those who are many."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection

from saleor_customer_mgmt.core.search import pieces
from saleor_customer_mgmt.models import Customer, CustomerSearch, OrderNumberRange, SearchBacklog
from saleor_customer_mgmt.selectors.search import search_customers, search_orders
from saleor_customer_mgmt.services import search_rows, work_off_search
from saleor_customer_mgmt.services.background import use_background
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.run_work import tend
from saleor_customer_mgmt.services.search_rows import AT_ONCE, NUMBERS_TOGETHER, SEARCH, leave_missing
from saleor_customer_mgmt.services.undo_decision import undo_decision
from tests.background import AtOnce, Told
from tests.builders import STAFF, order_facts, order_id
from tests.services.truth import assert_true

MANY = AT_ONCE + 30


def record_many(first: int = 0) -> None:
    record_orders(
        [
            order_facts(f"N{n:04}", name=f"客{n:04}", phone=f"090-0000-{n:04}")
            for n in range(first, first + MANY)
        ]
    )


@pytest.mark.django_db(transaction=True)
def test_many_are_left_and_found_all_the_same_and_then_written() -> None:
    told = Told()
    use_background(told)
    record_many()

    assert told.runs == [(SEARCH, 0)]
    assert SearchBacklog.objects.count() == MANY
    assert CustomerSearch.objects.count() == 0
    assert OrderNumberRange.objects.count() == -(-MANY // NUMBERS_TOGETHER)
    (found,) = search_customers("客0007")
    assert [order.number for order in search_orders("客0007 N0007")] == ["N0007"]
    assert not search_customers("客0007 客0008").exists()

    work_off_search.work_off_search()

    assert not SearchBacklog.objects.exists()
    assert CustomerSearch.objects.count() == MANY
    assert list(search_customers("客0007")) == [found]
    assert_true()

    told.runs.clear()
    tend()
    assert told.runs == []
    record_many(first=1000)
    told.runs.clear()
    tend()
    assert told.runs == [(SEARCH, 0)]


@pytest.mark.django_db(transaction=True)
def test_a_background_that_works_does_it_after_the_commit() -> None:
    use_background(AtOnce())
    record_many()

    assert not SearchBacklog.objects.exists()
    assert_true()


@pytest.mark.django_db(transaction=True)
def test_whom_another_is_changing_stays_for_the_next_time() -> None:
    use_background(Told())
    record_many()
    kept = order_id("saleor:N0003")
    asked = connection.get_connection_params()
    place = {name: asked[name] for name in ("dbname", "host", "port", "user", "password") if asked.get(name)}
    with psycopg.connect(**place) as another:
        another.execute("SELECT FROM customer_mgmt_customer WHERE id = %s FOR NO KEY UPDATE", [kept])

        work_off_search.work_off_search()

        assert list(SearchBacklog.objects.values_list("customer_id", flat=True)) == [kept]
        assert not CustomerSearch.objects.filter(customer_id=kept).exists()
        assert CustomerSearch.objects.count() == MANY - 1
    work_off_search.work_off_search()
    assert not SearchBacklog.objects.exists()
    assert_true()


@pytest.mark.django_db(transaction=True)
def test_it_stops_when_the_worker_is_to_end() -> None:
    told = Told()
    use_background(told)
    record_many()
    told.ends = True

    work_off_search.work_off_search()

    assert SearchBacklog.objects.count() == MANY


@pytest.mark.django_db
def test_a_row_is_written_only_when_the_people_are_written_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[list[str]] = []

    def noted(text: str) -> list[str]:
        written.append(text.split("\n"))
        return pieces(text)

    monkeypatch.setattr(search_rows, "pieces", noted)
    record_orders([order_facts("1", name="森花子", phone="090-0000-0001")])
    assert len(written) == 1

    record_orders([order_facts("2", name="森花子", phone="090-0000-0001")])
    record_orders([order_facts("3", name="森花子", phone="０９０００００－０００１")])
    assert len(written) == 1

    record_orders([order_facts("4", name="森花子", phone="090-0000-0001", address="見本町1")])
    assert len(written) == 2
    assert "見本町1" in written[1]
    assert_true()


@pytest.mark.django_db
def test_who_dissolves_has_no_row_and_gets_it_back() -> None:
    record_orders([order_facts("1", name="森花子"), order_facts("2", name="林太郎")])
    one, two = order_id("saleor:1"), order_id("saleor:2")
    before = list(CustomerSearch.objects.order_by("customer_id").values())

    decision = merge_customers(one, two, actor=STAFF)
    live = Customer.objects.get(merged_into=None)
    assert [row.customer_id for row in CustomerSearch.objects.all()] == [live.id]
    assert list(search_customers("森 林")) == [live]

    undo_decision(decision.id, actor=STAFF)
    assert list(CustomerSearch.objects.order_by("customer_id").values()) == before
    assert not search_customers("森 林").exists()


@pytest.mark.django_db
def test_of_whom_nothing_is_to_be_found_is_not_looked_for_again() -> None:
    record_orders([order_facts("1", name=None)])
    customer = order_id("saleor:1")
    assert list(CustomerSearch.objects.values_list("customer_id", "text")) == [(customer, "")]

    leave_missing()

    assert not SearchBacklog.objects.exists()


@pytest.mark.django_db
def test_rows_that_are_missing_are_left_to_the_background() -> None:
    record_orders([order_facts("1", name="森花子"), order_facts("2", name="林太郎")])
    gone = order_id("saleor:1")
    CustomerSearch.objects.filter(customer_id=gone).delete()

    leave_missing()

    assert list(SearchBacklog.objects.values_list("customer_id", flat=True)) == [gone]
    work_off_search.work_off_search()
    assert_true()
