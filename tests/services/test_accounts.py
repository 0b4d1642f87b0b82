"""Accounts of customer files: matched like orders, and no orders for anything else."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from saleor_customer_mgmt.core.checks import InvalidFacts
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.core.retention import PERSONAL, RetentionPolicy, Terms
from saleor_customer_mgmt.models import Customer, Group, GroupMembership, Hold, OrderRecord, RuleMatch
from saleor_customer_mgmt.selectors.customers import list_customers
from saleor_customer_mgmt.selectors.order_list import NEWEST, list_orders
from saleor_customer_mgmt.selectors.receipt import receipt_of
from saleor_customer_mgmt.selectors.why import explain_orders
from saleor_customer_mgmt.services.change_retention import change_retention
from saleor_customer_mgmt.services.do_job import expire_now
from saleor_customer_mgmt.services.errors import Conflict
from saleor_customer_mgmt.services.import_orders import import_orders
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.place_hold import place_holds
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.split_customer import split_customer
from tests.builders import STAFF, account_facts, groups, order_facts, order_id
from tests.services.dump import places_of
from tests.services.rules import rule
from tests.services.truth import assert_true

pytestmark = pytest.mark.django_db

PHONE = "090-0000-1234"
REGISTERED = datetime(2020, 4, 5, tzinfo=UTC)


def member(number: str = "7", **more: Any) -> None:
    more = {"source": "eccube", "phone": PHONE, "placed_at": REGISTERED, **more}
    record_orders([account_facts(number, **more)])


def test_an_account_joins_orders_and_counts_as_none() -> None:
    record_orders([order_facts("1", phone=PHONE), order_facts("2", email="taro@example.com")])
    before = Customer.objects.get(orders__number="1")

    member(email="taro@example.com", kana="ヤマダタロウ", note="prefers mornings")

    assert groups() == {frozenset({"saleor:1", "saleor:2", "eccube:@7"})}
    customer = Customer.objects.get(merged_into=None)
    assert customer.public_id == before.public_id
    assert (customer.order_count, customer.purchase_count, customer.account_count) == (2, 2, 1)
    assert (customer.kana, customer.sources, customer.recent) == ("ヤマダタロウ", ["saleor"], "FF")
    assert customer.first_order_at == datetime(2026, 1, 1, 12, tzinfo=UTC)
    assert [line.number for line in receipt_of(customer.id).lines] == ["2", "1"]
    assert [row.number for row in list_orders().sorted(NEWEST)] == ["2", "1"]
    assert [row.number for row in list_orders(search="山田太郎").sorted(NEWEST)] == ["2", "1"]
    assert [row.number for row in list_orders(statuses=["account"]).sorted(NEWEST)] == ["@7"]
    one, other = (OrderRecord.objects.get(number=number) for number in ("1", "@7"))
    assert explain_orders(one, other).same_customer
    assert_true()


def test_who_never_ordered_is_found_and_can_be_left_out() -> None:
    record_orders([order_facts("1", phone=PHONE)])
    member("8", name="佐藤花子", phone="090-0000-8888")
    ordered, registered = (Customer.objects.get(orders__number=number) for number in ("1", "@8"))

    assert (registered.order_count, registered.purchase_count, registered.sources) == (0, 0, [])
    assert set(list_customers().all()) == {ordered, registered}
    assert set(list_customers(search="佐藤花子").all()) == {registered}
    assert set(list_customers(has_orders=True).all()) == {ordered}
    assert set(list_customers(has_orders=False).all()) == {registered}


def test_an_order_that_comes_later_makes_a_buyer_of_the_member() -> None:
    member()
    public_id = Customer.objects.get().public_id

    record_orders([order_facts("1", phone=PHONE)])

    customer = Customer.objects.get(merged_into=None)
    assert (customer.public_id, customer.order_count, customer.account_count) == (public_id, 1, 1)
    assert_true()


def test_told_anew_its_evidence_is_what_it_says_now_and_told_twice_nothing_changes() -> None:
    record_orders([order_facts("1", phone=PHONE), order_facts("2", phone="090-0000-8888")])
    member()
    member(phone="090-0000-8888", name=None)  # a file without names leaves the name alone

    assert groups() == {frozenset({"saleor:1"}), frozenset({"saleor:2", "eccube:@7"})}
    answers = record_orders(
        [account_facts("7", source="eccube", phone="090-0000-8888", placed_at=REGISTERED)]
    )
    assert [answer.outcome for answer in answers] == ["unchanged"]
    assert_true()


def test_it_is_split_off_and_merged_like_an_order() -> None:
    record_orders([order_facts("1", phone=PHONE)])
    member()

    split_customer([order_id("eccube:@7")], actor=STAFF)
    assert groups() == {frozenset({"saleor:1"}), frozenset({"eccube:@7"})}
    merge_customers(order_id("saleor:1"), order_id("eccube:@7"), actor=STAFF)
    assert groups() == {frozenset({"saleor:1", "eccube:@7"})}
    assert_true()


@pytest.mark.parametrize(
    ("number", "status"), [("@7", OrderStatus.PLACED), ("@7", None), ("7", OrderStatus.ACCOUNT)]
)
def test_neither_ever_becomes_the_other(number: str, status: OrderStatus | None) -> None:
    member()
    record_orders([order_facts("7", source="eccube", phone=PHONE)])

    with pytest.raises(InvalidFacts, match="order_number: begins with @ for accounts, and for nothing else"):
        record_orders([order_facts(number, source="eccube", status=status)])

    assert dict(OrderRecord.objects.values_list("number", "status")) == {"@7": "account", "7": "fulfilled"}


def test_no_rule_asks_about_it_and_nothing_holds_it() -> None:
    always = {"field": "customer.order_count", "op": "at_least", "value": 0}
    rule(always, {"do": "label_order", "label": "seen"}, {"do": "hold", "at": "confirm"})
    first = {"field": "customer.order_count", "op": "at_least", "value": 2}
    rule(first, {"do": "label_order", "label": "second"})
    member()
    assert (RuleMatch.objects.count(), Hold.objects.count()) == (0, 0)

    record_orders([order_facts("1", phone=PHONE, status=OrderStatus.PLACED)])
    member(note="came again")

    assert list(RuleMatch.objects.values_list("order__number", flat=True)) == ["1"]
    assert list(Hold.objects.values_list("order__number", flat=True)) == ["1"]
    with pytest.raises(Conflict, match="is account: there is nothing left to hold"):
        place_holds([order_id("eccube:@7")], point="confirm", reason="why", actor=STAFF)
    assert Hold.objects.count() == 1


def test_groups_see_a_customer_without_orders() -> None:
    never = {"field": "customer.order_count", "op": "at_most", "value": 0}
    Group.objects.create(slug="never", name="never", condition=never, **STAFF.columns())
    member()
    assert list(GroupMembership.objects.values_list("group__slug", flat=True)) == ["never"]

    record_orders([order_facts("1", phone=PHONE)])

    assert not GroupMembership.objects.exists()
    # The order came when its customer was in the group, although an account says something newer.
    assert OrderRecord.objects.get(number="1").groups == ["never"]
    assert OrderRecord.objects.get(number="@7").groups is None


def test_a_file_of_members_says_who_they_are_and_again_what_has_changed(tmp_path: Path) -> None:
    record_orders([order_facts("1", name="佐藤花子", email="hanako@example.com")])
    file = tmp_path / "customers.csv"
    head = "会員ID,お名前(姓),お名前(名),メールアドレス,会員ステータス(名称),登録日,ショップ用メモ欄\n"
    row = "7,佐藤,花子,hanako@example.com,本会員,2020-04-05 00:00:00,{}\n"
    file.write_text(head + row.format("のし希望"), encoding="cp932")

    def counts() -> tuple[int, int, int, int]:
        run = import_orders([file], actor=STAFF)
        run.refresh_from_db()
        return run.new, run.changed, run.unchanged, run.refused

    assert (counts(), counts()) == ((1, 0, 0, 0), (0, 0, 1, 0))
    file.write_text(head + row.format("のし不要"), encoding="cp932")
    assert counts() == (0, 1, 0, 0)
    assert groups() == {frozenset({"saleor:1", "eccube:@7"})}
    (account,) = OrderRecord.objects.filter(number="@7").select_related("evidence")
    assert account.evidence.people["buyer"]["note"] == "のし不要"
    assert (account.status, account.status_text, account.count_reason) == ("account", "本会員", "account")


def test_what_has_expired_of_an_account_is_nowhere_and_it_still_joins() -> None:
    member(name="若葉まどか", phone="090-0000-7777", note="若葉さんは夕方に電話")
    change_retention(RetentionPolicy({"eccube": Terms(days=30)}), actor=STAFF)

    expire_now(actor=STAFF)

    account = OrderRecord.objects.select_related("evidence").get(number="@7")
    assert account.expired == [field.value for field in PERSONAL]
    assert account.evidence.people == {"buyer": {}}
    assert places_of(["若葉まどか", "若葉さん", "090-0000-7777", "夕方に電話"]) == set()
    record_orders([order_facts("1", name="若葉まどか", phone="090-0000-7777")])
    assert groups() == {frozenset({"saleor:1", "eccube:@7"})}
    # Told once more by an old file, nothing comes back.
    member(name="若葉まどか", phone="090-0000-7777", note="若葉さんは夕方に電話")
    assert places_of(["夕方に電話"]) == set()
