"""What becomes of a Saleor order: the facts, field by field."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from saleor_customer_mgmt.core.facts import OrderFacts

CONTRACT = Path(__file__).parents[2] / "contract"
STATUSES = {
    "unconfirmed": "placed",
    "unfulfilled": "placed",
    "partially fulfilled": "placed",
    "fulfilled": "fulfilled",
    "partially_returned": "fulfilled",
    "returned": "returned",
    "canceled": "cancelled",
    "expired": "unfinished",
}


def facts(order: Any) -> OrderFacts:
    from saleor_customer_mgmt.hosts.saleor.orders import read_facts

    (found,) = read_facts([order.pk])
    return found


@pytest.mark.parametrize("path", sorted(CONTRACT.glob("saleor-*.json")), ids=lambda path: path.stem)
def test_these_are_the_statuses_of_each_version(path):
    names = json.loads(path.read_text(encoding="utf-8"))["names"]

    assert {*STATUSES, "draft"} == set(names["saleor.order.models:Order"]["fields"]["status"]["choices"])
    assert {*STATUSES, "draft"} == set(names["saleor.order:OrderStatus"]["constants"].values())


@pytest.mark.parametrize(("status", "expected"), STATUSES.items())
def test_status(shop, status, expected):
    found = facts(shop.order(status=status))

    assert (found.status, found.status_text) == (expected, status)


def test_a_status_of_a_later_saleor_is_an_order(shop):
    found = facts(shop.order(status="pondered"))

    assert (found.status, found.status_text) == ("placed", "pondered")


def test_drafts_and_orders_that_are_gone_have_no_facts(shop):
    from saleor_customer_mgmt.hosts.saleor.orders import read_facts

    draft, gone, other = shop.order(status="draft"), shop.order(), shop.order()
    ids = [draft.pk, gone.pk, other.pk, other.pk]
    gone.delete()

    assert [found.number for found in read_facts(ids)] == [str(other.number)]
    assert read_facts([]) == []


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize(
    ("charge_status", "refunds", "refunded"),
    [
        ("fully-refunded", (3300,), True),
        ("fully-refunded", (3000, 300), True),
        ("partially-refunded", (3299,), False),
        ("fully-charged", (), False),
        # What failed is no refund, though its transaction says "refund".
        ("fully-charged", (3300,), False),
    ],
)
def test_refunds_of_payments(shop, status, charge_status, refunds, refunded):
    order = shop.order(status=status)
    shop.payment(order, charge_status, *refunds)

    bought = STATUSES[status] in {"placed", "fulfilled"}
    found = facts(order)
    assert found.status == ("returned" if refunded and bought else STATUSES[status])
    assert found.refunded == (
        sum(refunds) if charge_status in {"partially-refunded", "fully-refunded"} else 0
    )


@pytest.mark.parametrize(
    ("kind", "is_success"), [("refund", False), ("refund_ongoing", True), ("capture", True), ("void", True)]
)
def test_only_refunds_that_succeeded_count(shop, kind, is_success):
    from saleor.payment.models import Transaction

    order = shop.order(status="fulfilled")
    payment = shop.payment(order, "partially-refunded")
    Transaction.objects.create(payment=payment, kind=kind, is_success=is_success, amount=3300)

    assert facts(order).status == "fulfilled"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([Decimal(3300)], "returned"),
        ([Decimal(3000), Decimal(300)], "returned"),
        ([Decimal("3299.999")], "fulfilled"),
        ([Decimal(0)], "fulfilled"),
    ],
)
def test_refunds_of_transactions(shop, values, expected):
    order = shop.order(status="fulfilled")
    for value in values:
        shop.transaction(order, refunded_value=value, charged_value=Decimal(3300) - value)

    assert (facts(order).status, facts(order).refunded) == (expected, sum(values))


def test_the_channel_is_told(shop):
    order = shop.order()
    assert facts(order).channel == order.channel.slug


@pytest.mark.parametrize(
    ("origin", "expected"),
    [("checkout", False), ("draft", False), ("bulk_create", False), ("reissue", True)],
)
def test_goods_sent_in_place_of_others_are_no_purchase(shop, origin, expected):
    assert facts(shop.order(origin=origin)).is_exchange is expected


def test_an_order_that_cost_nothing_is_not_returned(shop):
    assert facts(shop.order(status="fulfilled", total_gross_amount=Decimal(0))).status == "fulfilled"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("太郎", "山田", "山田 太郎"),
        ("タロウ", "ヤマダ", "ヤマダ タロウ"),
        ("たろう", "やまだ", "やまだ たろう"),
        ("Taro", "Yamada", "Taro Yamada"),
        ("Ｔａｒｏ", "Ｙａｍａｄａ", "Ｙａｍａｄａ Ｔａｒｏ"),
        ("Anne-Marie", "O'Neill", "Anne-Marie O'Neill"),
        ("Zoë", "Šimić", "Zoë Šimić"),
        ("Taro", "山田", "山田 Taro"),
        ("민준", "김", "김 민준"),
        ("", "山田", "山田"),
        ("太郎", "", "太郎"),
        ("", "", ""),
    ],
)
def test_names_are_joined_as_their_script_has_it(shop, first, last, expected):
    address = shop.address(first_name=first, last_name=last)

    assert facts(shop.order(billing_address=address)).buyer.name == expected


def test_the_buyer_is_who_pays_and_the_recipient_who_receives(shop):
    user = shop.user()
    billing = shop.address(company_name="株式会社架空", city_area="丸の内", street_address_2="101号室")
    shipping = shop.address(first_name="花子", phone="")
    order = shop.order(
        user=user, user_email="taro@example.com", billing_address=billing, shipping_address=shipping
    )
    found = facts(order)

    assert found.buyer.name == "山田 太郎"
    assert found.buyer.emails == ("taro@example.com",)
    assert found.buyer.phones == ("+81312345678",)
    assert found.buyer.postal_code == "100-0001"
    assert found.buyer.address == "東京都 千代田区 丸の内 架空町1-2-3 101号室"
    assert found.buyer.country == "JP"
    assert found.buyer.company == "株式会社架空"
    assert found.buyer.member_id == str(user.pk)
    (recipient,) = found.recipients or ()
    assert (recipient.name, recipient.phones) == ("山田 花子", ())
    # The account and the e-mail address are the buyer's; who receives has told neither.
    assert (recipient.emails, recipient.member_id) == (None, None)


def test_a_guest_has_no_member_id_and_says_so(shop):
    found = facts(shop.order(user=None, user_email="taro@example.com"))

    assert (found.buyer.member_id, found.buyer.emails) == ("", ("taro@example.com",))


def test_an_order_without_addresses(shop):
    found = facts(shop.order(billing_address=None, shipping_address=None, user_email=""))

    assert (found.buyer.emails, found.buyer.member_id) == ((), "")
    assert (found.buyer.name, found.buyer.phones, found.buyer.address) == (None, None, None)
    assert found.recipients == ()


def test_an_address_without_a_country_names_none(shop):
    assert facts(shop.order(billing_address=shop.address(country=""))).buyer.country is None


def test_a_number_that_is_none_stays_as_it_was_written(shop):
    address = shop.address(phone="+81 90-0000-0001")

    assert facts(shop.order(billing_address=address)).buyer.phones == ("+81 90-0000-0001",)


def test_what_was_bought(shop):
    order = shop.order(lines=2, currency="JPY", total_gross_amount=Decimal("3300.000"))
    found = facts(order)
    ids = [str(line.pk) for line in order.lines.all()]

    assert (found.source, found.number, found.placed_at) == ("saleor", str(order.number), order.created_at)
    assert (found.total, found.currency) == (Decimal(3300), "JPY")
    assert [
        (line.sku, line.product, line.quantity, line.unit_price, line.line_id) for line in found.lines or ()
    ] == [
        ("TEA-1", "緑茶 100g", 1, Decimal(1100), ids[0]),
        ("TEA-2", "緑茶 200g", 2, Decimal(1100), ids[1]),
    ]


def test_a_line_without_number_and_variant(shop):
    order = shop.order()
    order.lines.update(product_sku=None, variant_name="")
    (line,) = facts(order).lines or ()

    assert (line.sku, line.product) == ("", "緑茶")


@pytest.mark.parametrize(
    ("method", "point", "expected"),
    [("Courier", None, "Courier"), (None, "Shop in Tokyo", "Shop in Tokyo"), (None, None, ""), ("", "", "")],
)
def test_means_of_shipping(shop, method, point, expected):
    order = shop.order(shipping_method_name=method, collection_point_name=point)

    assert facts(order).shipping_method == expected


class TestMeansOfPayment:
    def test_none_before_money_came(self, shop):
        order = shop.order()
        shop.payment(order, "not-charged")
        shop.transaction(order, name="A card")

        assert facts(order).payment_method == ""

    @pytest.mark.parametrize(
        "status", ["partially-charged", "fully-charged", "partially-refunded", "fully-refunded"]
    )
    def test_the_newest_payment_that_was_charged(self, shop, status):
        order = shop.order()
        shop.payment(order, status, gateway="the first")
        shop.payment(order, status, gateway="the second")
        shop.payment(order, "refused", gateway="the third")

        assert facts(order).payment_method == "the second"

    @pytest.mark.parametrize("values", [{"charged_value": 1}, {"refunded_value": 1}])
    def test_a_transaction_by_its_name_or_its_app(self, shop, values):
        order = shop.order()
        shop.payment(order, "fully-charged")
        shop.transaction(order, name="A card", app_identifier="app.card", **values)
        assert facts(order).payment_method == "A card"

        shop.transaction(order, name="", app_identifier="app.wallet", **values)
        assert facts(order).payment_method == "app.wallet"

        shop.transaction(order, name=None, app_identifier=None, **values)
        assert facts(order).payment_method == ""

    def test_a_long_name_is_cut(self, shop):
        order = shop.order(shipping_method_name="送" * 255)
        shop.transaction(order, name="払" * 512, charged_value=1)

        assert (facts(order).payment_method, facts(order).shipping_method) == ("払" * 200, "送" * 200)


def test_an_order_is_read_with_one_query_whatever_belongs_to_it(shop, django_assert_num_queries):
    from saleor_customer_mgmt.hosts.saleor.orders import read_facts

    orders = [shop.order(lines=count, shipping_address=shop.address()) for count in (0, 1, 5)]
    for order in orders[1:]:
        shop.payment(order, "partially-refunded", 1)
        shop.transaction(order, charged_value=1)
    read_facts([orders[0].pk])

    # One more for each order of which some money of a payment went back.
    with django_assert_num_queries(1 + 2):
        found = read_facts([order.pk for order in orders])

    assert [len(each.lines or ()) for each in found] == [0, 1, 5]
