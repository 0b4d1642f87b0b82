from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from saleor_customer_mgmt.models import (
    AuditEntry,
    ContestedKey,
    CriteriaRevision,
    Customer,
    Job,
    MatchKey,
    OrderDigests,
    OrderEvidence,
    OrderKey,
    OrderRecord,
)
from saleor_customer_mgmt.services import derive_ahead, remake
from saleor_customer_mgmt.services.do_job import rebuild_now
from saleor_customer_mgmt.services.rebuild import Rebuilt
from saleor_customer_mgmt.services.rebuild import rebuild as rebuild_at_once
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.split_customer import split_customer
from saleor_customer_mgmt.services.work_off_search import work_off_search
from tests.builders import STAFF, groups, order_facts, order_id
from tests.services.truth import assert_true, everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("judged_in")]

PHONE = "090-0000-1234"


@pytest.fixture(params=["at once", "ahead"])
def rebuild(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Rebuilt]:
    """Both ways: all in one transaction, and what is to be derived anew in small ones before that."""
    if request.param == "at once":
        return rebuild_at_once
    monkeypatch.setattr(remake, "CHUNK", 0)
    monkeypatch.setattr(derive_ahead, "STEP", 1)

    def as_a_job(**more: Any) -> Rebuilt:
        done = rebuild_now(**more)
        job = Job.objects.get()
        assert job.done == job.total
        job.delete()
        return done

    return as_a_job


def test_of_an_empty_shop(rebuild) -> None:
    assert rebuild(actor=STAFF) == Rebuilt(orders=0, evidence_changed=0, moved=0, customers=0)
    assert not CriteriaRevision.objects.exists()


def test_it_mends_whatever_is_derived(rebuild) -> None:
    record_orders(
        [
            *(order_facts(n, phone=PHONE, email="a@example.com") for n in "123"),
            order_facts("4", phone="090-0000-5678"),
        ]
    )
    split_customer([order_id("saleor:3")], actor=STAFF)
    before = everything()
    one, four = order_id("saleor:1"), order_id("saleor:4")

    OrderRecord.objects.filter(number="1").update(customer=four, fingerprint="0" * 32)
    OrderKey.objects.filter(order__number="2").delete()
    stray = MatchKey.objects.create(digest="f" * 32)
    OrderKey.objects.create(key=stray, order_id=four)
    ContestedKey.objects.all().delete()
    OrderEvidence.objects.filter(order__number="4").update(evidence={}, search_text="")
    Customer.objects.filter(id=four).update(order_count=99, name="", entangled=True)
    Customer.objects.filter(id=one).update(purchase_count=0, totals={"XXX": "1"}, entangled=False)

    done = rebuild(actor=STAFF, from_facts=True)
    work_off_search()

    assert everything() == before
    assert done == Rebuilt(orders=4, evidence_changed=1, moved=1, customers=3)
    assert AuditEntry.objects.get(action="rebuild").data == {"orders": 4, "moved": 1, "customers": 3}
    assert_true()


def test_what_the_shop_knows_about_values_is_applied_to_what_was_told_before(rebuild, settings) -> None:
    record_orders([order_facts(n, email="info@shop.example.com") for n in "12"])
    assert groups() == {frozenset({"saleor:1", "saleor:2"})}
    settings.CUSTOMER_MGMT = {"PROFILE": {"own_domains": frozenset({"shop.example.com"})}}

    done = rebuild(actor=STAFF)

    assert done == Rebuilt(orders=2, evidence_changed=2, moved=1, customers=2)
    assert groups() == {frozenset({"saleor:1"}), frozenset({"saleor:2"})}
    assert_true()


def test_another_counting_policy_is_applied(rebuild, settings) -> None:
    record_orders([order_facts("1", phone=PHONE), order_facts("2", phone=PHONE, source="rakuten")])
    settings.CUSTOMER_MGMT = {"SOURCES_NOT_COUNTED": ["rakuten"]}

    rebuild(actor=STAFF)

    customer = Customer.objects.get()
    assert (customer.order_count, customer.purchase_count, customer.totals) == (2, 1, {"JPY": "1000"})
    assert_true()


def test_customers_that_are_not_what_keys_and_decisions_make_of_them_are_mended_from_the_keys(
    rebuild,
) -> None:
    record_orders([order_facts(n, phone=PHONE) for n in "12"])
    record_orders([order_facts(n, phone="090-0000-5678") for n in "34"])
    split_customer([order_id("saleor:2")], actor=STAFF)
    record_orders([order_facts("5", phone=PHONE)])  # all that it has is contested: it joins nobody
    before = everything()
    one, two, three, five = (order_id(f"saleor:{n}") for n in "1235")

    OrderRecord.objects.filter(number="4").update(customer=two)
    Customer.objects.filter(id=three).update(merged_into=one, order_count=0, name="")
    Customer.objects.filter(id__in=[one, five]).update(entangled=False)
    ContestedKey.objects.all().delete()

    assert rebuild(actor=STAFF) == Rebuilt(orders=5, evidence_changed=0, moved=1, customers=4)
    assert everything() == before


def test_where_all_is_as_it_should_be_nothing_is_derived_or_written(django_assert_max_num_queries) -> None:
    record_orders([order_facts(n, phone=PHONE) for n in "123"])
    OrderEvidence.objects.filter(order__number="1").update(evidence={})
    Customer.objects.update(order_count=99)
    before = everything()

    with django_assert_max_num_queries(25):
        assert rebuild_at_once(actor=STAFF) == Rebuilt(orders=3, evidence_changed=0, moved=0, customers=1)

    assert everything() == before


def test_only_what_was_made_with_another_recipe_is_made_anew(rebuild) -> None:
    record_orders([order_facts(n, phone=PHONE) for n in "123"])
    before = everything()
    OrderEvidence.objects.filter(order__number="1").update(evidence={}, search_text="")
    OrderDigests.objects.filter(order__number="1").update(recipe=-1, digests=b"")
    OrderKey.objects.filter(order__number="1").delete()
    OrderEvidence.objects.filter(order__number="2").update(evidence={})

    assert rebuild(actor=STAFF) == Rebuilt(orders=3, evidence_changed=1, moved=0, customers=1)

    assert OrderEvidence.objects.get(order__number="2").evidence == {}
    rebuild(actor=STAFF, from_facts=True)
    work_off_search()
    assert everything() == before


def test_keys_that_nobody_has_any_more_go(rebuild) -> None:
    record_orders([order_facts("1", phone=PHONE)])
    record_orders([order_facts("1", phone="090-0000-5678")])
    assert MatchKey.objects.count() == 2

    rebuild(actor=STAFF, from_facts=True)

    assert MatchKey.objects.get().digest == OrderKey.objects.get().key_id
