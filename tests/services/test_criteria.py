from __future__ import annotations

from typing import Any

import pytest

from saleor_customer_mgmt.core.criteria import parse_criteria
from saleor_customer_mgmt.core.evidence import Field
from saleor_customer_mgmt.models import AuditEntry, CriteriaRevision, Customer, OrderKey
from saleor_customer_mgmt.services.change_criteria import change_criteria, revert_criteria
from saleor_customer_mgmt.services.current_criteria import current_criteria
from saleor_customer_mgmt.services.errors import AlreadyDone, NotFound, Stale
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.preview_criteria import DoubtfulPair, Regrouping, preview_criteria
from saleor_customer_mgmt.services.rebuild import rebuild
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.split_customer import split_customer
from tests.builders import STAFF, groups, order_facts, order_id
from tests.services.truth import assert_true, everything

pytestmark = pytest.mark.django_db

PHONE_OR_EMAIL = parse_criteria("name+phone OR name+email")
EMAIL = parse_criteria("name+email")
PHONE = parse_criteria("name+phone")


def together(*some: str) -> set[frozenset[str]]:
    return {frozenset(f"saleor:{n}" for n in numbers) for numbers in some}


@pytest.fixture
def shop() -> None:
    """Orders 1 and 2 share a phone, 2 and 3 an e-mail address, 4 nothing."""
    record_orders(
        [
            order_facts("1", phone="090-0000-1111", kana="ヤマダタロウ"),
            order_facts("2", phone="090-0000-1111", email="a@example.com", kana="ヤマダジロウ"),
            order_facts("3", email="a@example.com", birthday="1980-01-02"),
            order_facts("4", name=None),
        ]
    )


def ids(*numbers: str) -> tuple[int, ...]:
    return tuple(order_id(f"saleor:{n}") for n in numbers)


@pytest.mark.usefixtures("shop")
def test_other_criteria_judge_the_whole_history() -> None:
    assert groups() == together("123", "4")

    revision = change_criteria(EMAIL, actor=STAFF, reason="phones are shared here")

    assert groups() == together("1", "23", "4")
    assert current_criteria() == EMAIL
    assert (revision.text, revision.reason, revision.by_id) == ("name+email", "phones are shared here", "1")
    assert OrderKey.objects.count() == 2
    assert_true()
    assert AuditEntry.objects.get().data == {
        "revision": revision.id,
        "before": "name+phone OR name+email",
        "after": "name+email",
        "moved": 2,
        "reason": "phones are shared here",
    }
    # Order 2 founds a customer now; whoever comes next is judged by the new criteria.
    record_orders([order_facts("5", phone="090-0000-1111")])
    assert groups() == together("1", "23", "4", "5")


@pytest.mark.usefixtures("shop")
def test_going_back_brings_back_everything() -> None:
    before = everything()
    founded = {row["id"] for row in before["Customer"]}
    change_criteria(EMAIL, actor=STAFF)

    revision = revert_criteria(actor=STAFF)

    after = everything()
    after["Customer"] = [row for row in after["Customer"] if row["id"] in founded]
    assert after == before
    assert (revision.text, revision.reason) == (str(PHONE_OR_EMAIL), "back to revision 0")
    assert list(CriteriaRevision.objects.order_by("id").values_list("text", flat=True)) == [
        str(PHONE_OR_EMAIL),
        "name+email",
        str(PHONE_OR_EMAIL),
    ]


@pytest.mark.usefixtures("shop")
def test_going_back_to_any_revision() -> None:
    first = change_criteria(EMAIL, actor=STAFF)
    change_criteria(PHONE, actor=STAFF)

    revert_criteria(first.id, actor=STAFF, reason="better")
    assert current_criteria() == EMAIL
    revert_criteria(actor=STAFF)
    assert current_criteria() == PHONE

    with pytest.raises(NotFound):
        revert_criteria(999_999, actor=STAFF)
    with pytest.raises(AlreadyDone):
        revert_criteria(CriteriaRevision.objects.order_by("-id")[0].id, actor=STAFF)


def test_there_is_nothing_to_go_back_to_in_the_beginning() -> None:
    with pytest.raises(NotFound):
        revert_criteria(actor=STAFF)
    record_orders([order_facts("1")])
    with pytest.raises(NotFound):
        revert_criteria(actor=STAFF)
    assert CriteriaRevision.objects.get().text == str(PHONE_OR_EMAIL)


@pytest.mark.usefixtures("shop")
def test_the_criteria_in_use_are_refused_and_nothing_is_written() -> None:
    before = everything(log=True)

    with pytest.raises(AlreadyDone):
        change_criteria(
            parse_criteria("email+name OR phone+name").__class__(PHONE_OR_EMAIL.criteria), actor=STAFF
        )

    assert everything(log=True) == before


@pytest.mark.usefixtures("shop")
def test_what_staff_decided_stays_in_force() -> None:
    split_customer(ids("2"), actor=STAFF)
    merge_customers(*ids("4", "1"), actor=STAFF)
    assert groups() == together("134", "2")

    change_criteria(EMAIL, actor=STAFF)
    assert groups() == together("134", "2")
    assert_true()

    change_criteria(PHONE, actor=STAFF)
    assert groups() == together("134", "2")
    assert_true()


@pytest.mark.usefixtures("shop")
def test_with_another_secret_everything_is_refused_until_a_rebuild(settings) -> None:
    expected, told = groups(), order_facts("1", phone="090-0000-1111", kana="ヤマダタロウ")
    keys = set(OrderKey.objects.values_list("key_id", flat=True))
    before = everything(log=True)
    settings.CUSTOMER_MGMT = {"SECRET": "another one"}

    for refused in (
        lambda: record_orders([order_facts("5")]),
        lambda: change_criteria(EMAIL, actor=STAFF),
        current_criteria,
    ):
        with pytest.raises(Stale):
            refused()
    assert everything(log=True) == before

    done = rebuild(actor=STAFF)

    assert (done.orders, done.evidence_changed, done.moved, done.customers) == (4, 0, 0, 2)
    assert groups() == expected
    assert not keys & set(OrderKey.objects.values_list("key_id", flat=True))
    # Not "changed": what the order tells is what it told.
    assert [answer.outcome for answer in record_orders([told])] == ["unchanged"]
    record_orders([order_facts("5", phone="090-0000-1111")])
    assert groups() == together("1235", "4")
    assert_true()


# Preview


@pytest.mark.usefixtures("shop")
def test_a_preview_tells_who_would_part() -> None:
    one, two, three = ids("1", "2", "3")
    before = everything(log=True)

    preview = preview_criteria(EMAIL)

    assert everything(log=True) == before
    assert (preview.orders, preview.customers_now, preview.customers_then) == (4, 2, 3)
    assert (preview.repeaters_now, preview.repeaters_then) == (1, 1)
    assert (preview.joining, preview.parting, preview.doubtful) == (0, 1, 0)
    assert preview.parts == (Regrouping((one,), ((one,), (two, three))),)
    assert preview.without_key == {"saleor": (2, 4)}


@pytest.mark.usefixtures("shop")
def test_a_preview_tells_who_would_join_and_who_of_them_is_doubtful() -> None:
    change_criteria(EMAIL, actor=STAFF)
    one, two, three = ids("1", "2", "3")

    preview = preview_criteria(PHONE_OR_EMAIL)

    assert (preview.customers_now, preview.customers_then) == (3, 2)
    assert (preview.joining, preview.parting) == (1, 0)
    assert preview.joins == (Regrouping((one, two), ((one,), (two, three))),)
    assert (preview.doubtful, preview.doubtful_pairs) == (1, (DoubtfulPair(one, two, (Field.KANA,)),))
    assert preview.without_key == {"saleor": (1, 4)}


@pytest.mark.usefixtures("shop")
def test_a_preview_of_the_criteria_in_use_changes_nothing() -> None:
    preview = preview_criteria(PHONE_OR_EMAIL)

    assert (preview.customers_now, preview.joining, preview.parting) == (preview.customers_then, 0, 0)
    assert (preview.joins, preview.parts, preview.doubtful_pairs) == ((), (), ())


def test_a_preview_of_an_empty_shop() -> None:
    preview = preview_criteria(EMAIL)

    assert (preview.orders, preview.customers_now, preview.customers_then) == (0, 0, 0)
    assert preview.without_key == {}
    assert not CriteriaRevision.objects.exists()


def test_lists_are_cut_and_numbers_are_not() -> None:
    record_orders(
        [
            order_facts(f"{n}{half}", name=f"試験{n:02}号", phone=f"090-0004-{n:04}")
            for n in range(25)
            for half in "ab"
        ]
    )

    preview: Any = preview_criteria(EMAIL)

    assert (preview.parting, len(preview.parts)) == (25, 20)
    assert Customer.objects.count() == 25
