"""What holds: every comparison at its edges, with values that are there and values that are not."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from saleor_customer_mgmt.core.case import Case, CustomerView, OrderView, PastOrder, customer_case
from saleor_customer_mgmt.core.conditions import (
    Comparison,
    Explained,
    Subject,
    explain,
    holds,
    parse_condition,
)
from saleor_customer_mgmt.core.conditions.fields import FIELDS, OPS, Field
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.core.traits import AddressVerdict, PhoneVerdict, Traits
from tests.core.conditions.invented import random_comparison, random_past, random_view

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
CUSTOMER = CustomerView(
    purchase_count=3,
    order_count=9,
    unfinished_count=2,
    cancelled_count=1,
    returned_count=3,
    recent="FRCRFRP",
    totals={"JPY": Decimal("1200.5")},
    first_purchase_at=NOW - timedelta(days=30),
    last_purchase_at=NOW,
    bought_on=frozenset({"saleor", "rakuten"}),
    groups=frozenset({"vip"}),
    watch=frozenset({"watch", "victim"}),
    labels=frozenset({"gift", "大口"}),
)
EARLIER = CustomerView(
    purchase_count=2,
    order_count=8,
    totals={"JPY": Decimal(1000)},
    first_purchase_at=NOW - timedelta(days=30),
    last_purchase_at=NOW - timedelta(days=7, seconds=1),
)
ORDER = OrderView(
    past=PastOrder(
        9, "rakuten", "N9", NOW, OrderStatus.PLACED, counts=True, total=Decimal("200.5"), currency="JPY"
    ),
    channel="default-channel",
    payment_method="代金引換（Ｃ Ｏ Ｄ）",
    shipping_method=None,
    skus=frozenset({"TEA-1", "TEA-2"}),
    products=("緑茶 100g", "Green Tea"),
    quantity=4,
    traits=Traits(True, ("example.com", "example.org"), AddressVerdict.MISMATCH, PhoneVerdict.VALID),
)
CASE = Case(CUSTOMER, EARLIER, ORDER, NOW)
# Of an order about which its source tells next to nothing, by somebody who bought nothing before.
BARE_PAST = PastOrder(1, "", "N1", None, OrderStatus.CANCELLED, counts=False)
BARE = Case(CustomerView(), CustomerView(), OrderView(BARE_PAST), None)


def ask(field: str, op: str, value: Any, case: Case = CASE, **more: Any) -> bool:
    data = {"field": field, "op": op, **more}
    data |= {"from": value[0], "to": value[1]} if op == "between" else {"value": value}
    return holds(parse_condition(data, subject=Subject.ORDER), case)


@pytest.mark.parametrize(
    ("field", "value", "more"),
    [
        ("customer.purchase_count", 3, {}),
        ("customer.purchase_count", 2, {"including_present": False}),
        ("customer.order_count", 9, {}),
        ("customer.cancelled_count", 1, {}),
        ("customer.returned_count", 3, {}),
        ("customer.cancelled_in_last", 1, {"last": 3}),
        ("customer.cancelled_in_last", 0, {"last": 2}),
        ("customer.returned_in_last", 2, {"last": 5}),
        ("customer.returned_in_last", 3, {"last": 20}),
        ("customer.total_spent", "1200.5", {"currency": "JPY"}),
        ("customer.total_spent", 1000, {"currency": "JPY", "including_present": False}),
        ("customer.total_spent", 0, {"currency": "USD"}),
        ("customer.days_since_first_purchase", 30, {}),
        ("customer.days_since_last_purchase", 0, {}),
        ("customer.days_since_last_purchase", 7, {"including_present": False}),
        ("order.total", "200.5", {"currency": "JPY"}),
        ("order.quantity", 4, {}),
    ],
)
def test_numbers(field, value, more) -> None:
    step = Decimal("0.5") if "total" in field else 1
    above = str(Decimal(value) + step)
    assert ask(field, "equals", value, **more)
    assert not ask(field, "equals", above, **more)
    assert ask(field, "at_least", value, **more)
    assert not ask(field, "at_least", above, **more)
    assert ask(field, "at_most", value, **more)
    assert ask(field, "at_most", above, **more)
    assert ask(field, "between", (value, value), **more)
    assert not ask(field, "between", (above, above), **more)
    if Decimal(value):
        below = str(Decimal(value) - step)
        assert ask(field, "at_least", below, **more)
        assert not ask(field, "at_most", below, **more)
        assert not ask(field, "between", (below, below), **more)
        assert ask(field, "between", (below, above), **more)


def test_shares_are_exact() -> None:
    """1 and 3 of the 7 orders that were not left unfinished: 14.2857142… and 42.857142… percent."""
    assert ask("customer.cancelled_share", "between", ("14.2857", "14.2858"))
    assert not ask("customer.cancelled_share", "equals", "14.2857")
    assert not ask("customer.cancelled_share", "at_most", "14.2857")
    assert ask("customer.returned_share", "at_least", "42.8571")
    assert not ask("customer.returned_share", "at_least", "42.8572")
    fifth = customer_case(CustomerView(order_count=6, unfinished_count=1, cancelled_count=1), NOW)
    assert ask("customer.cancelled_share", "equals", 20, fifth)


def test_a_number_is_exact_whatever_its_last_place() -> None:
    cheap = customer_case(CustomerView(totals={"JPY": Decimal("0.1") + Decimal("0.2")}), NOW)

    assert ask("customer.total_spent", "equals", 0.3, cheap, currency="JPY")
    assert not ask("customer.total_spent", "at_least", "0.3001", cheap, currency="JPY")


def at(moment: datetime) -> Case:
    return customer_case(CustomerView(first_purchase_at=moment), NOW)


DAY_IN_TOKYO = datetime(2026, 1, 1, 15, tzinfo=UTC)
"""When the second of January begins in Tokyo."""
MICRO, SECOND = timedelta(microseconds=1), timedelta(seconds=1)


@pytest.mark.parametrize(
    ("op", "value", "first", "last"),
    [
        ("before", "2026-01-02", None, DAY_IN_TOKYO - MICRO),
        ("after", "2026-01-02", DAY_IN_TOKYO + timedelta(days=1), None),
        ("between", ("2026-01-02", "2026-01-02"), DAY_IN_TOKYO, DAY_IN_TOKYO + timedelta(days=1) - MICRO),
        ("between", ("2026-01-02", "2026-01-04"), DAY_IN_TOKYO, DAY_IN_TOKYO + timedelta(days=3) - MICRO),
        ("before", "2026-01-02T00:00+09:00", None, DAY_IN_TOKYO - MICRO),
        ("after", "2026-01-02T00:00+09:00", DAY_IN_TOKYO + MICRO, None),
        ("between", ("2026-01-01T15:00Z", "2026-01-02T00:00:01+09:00"), DAY_IN_TOKYO, DAY_IN_TOKYO + SECOND),
    ],
)  # fmt: skip
def test_moments(op, value, first, last) -> None:
    def true_at(moment: datetime) -> bool:
        return ask("customer.first_purchase_at", op, value, at(moment), zone="Asia/Tokyo")

    assert true_at(first or DAY_IN_TOKYO - timedelta(days=9000))
    assert true_at(last or DAY_IN_TOKYO + timedelta(days=9000))
    assert first is None or not true_at(first - MICRO)
    assert last is None or not true_at(last + MICRO)


def test_a_day_is_one_of_its_zone_also_where_clocks_change() -> None:
    """In New York the 8th of March 2026 has 23 hours: from 05:00 to 04:00 UTC."""
    for hour, expected in (("08T04:59", False), ("08T05:00", True), ("09T03:59", True), ("09T04:00", False)):
        moment = datetime.fromisoformat(f"2026-03-{hour}+00:00")
        one_day = ("2026-03-08", "2026-03-08")
        assert (
            ask("customer.first_purchase_at", "between", one_day, at(moment), zone="America/New_York")
            is expected
        )


@pytest.mark.parametrize(
    ("elapsed", "days"),
    [
        (timedelta(0), 0),
        (timedelta(days=1) - MICRO, 0),
        (timedelta(days=1), 1),
        (timedelta(days=400, hours=23), 400),
    ],
)
def test_days_are_whole_ones(elapsed, days) -> None:
    assert ask("customer.days_since_first_purchase", "equals", days, at(NOW - elapsed))


def test_a_purchase_to_come_is_no_days_ago() -> None:
    assert not ask("customer.days_since_first_purchase", "at_least", 0, at(NOW + MICRO))


@pytest.mark.parametrize(
    ("field", "op", "value", "expected"),
    [
        ("customer.bought_on", "has_any", ["amazon", "rakuten"], True),
        ("customer.bought_on", "has_any", ["amazon"], False),
        ("customer.bought_on", "has_all", ["saleor", "rakuten"], True),
        ("customer.bought_on", "has_all", ["saleor", "amazon"], False),
        ("customer.bought_on", "has_none", ["amazon"], True),
        ("customer.bought_on", "has_none", ["amazon", "saleor"], False),
        ("customer.groups", "has_any", ["vip"], True),
        ("customer.groups", "has_any", ["VIP"], False),  # names are exact
        ("customer.labels", "has_all", ["大口"], True),
        ("customer.watch", "is_any_of", ["watch"], True),
        ("customer.watch", "is_any_of", ["block"], False),
        ("customer.watch", "is_any_of", ["block", "watch"], True),
        ("customer.watch", "at_least", "watch", True),
        ("customer.watch", "at_least", "block", False),
        ("customer.victim", "is", True, True),
        ("customer.victim", "is", False, False),
        ("order.source", "is_any_of", ["amazon", "Rakuten"], True),
        ("order.source", "is_none_of", ["amazon"], True),
        ("order.source", "is_none_of", ["rakuten"], False),
        ("order.channel", "contains", "DEFAULT", True),
        ("order.payment_method", "contains", "代金引換(C O D)", True),  # width makes no difference
        ("order.payment_method", "contains", "カード", False),
        ("order.payment_method", "matches", "^代.引換", True),
        ("order.payment_method", "matches", r"\(c o d\)$", True),
        ("order.payment_method", "matches", "^引換", False),
        ("order.skus", "has_any", ["tea-1", "x"], True),
        ("order.skus", "has_all", ["tea-1", "ＴＥＡ-2"], True),
        ("order.skus", "has_all", ["tea-1", "x"], False),
        ("order.skus", "has_none", ["x"], True),
        ("order.skus", "contains", "a-2", True),
        ("order.skus", "matches", r"^tea-\d$", True),
        ("order.products", "has_any", ["緑茶　１００ｇ"], True),
        ("order.products", "has_any", ["緑茶"], False),
        ("order.products", "contains", "green", True),
        ("order.is_first", "is", False, True),
        ("order.ships_elsewhere", "is", True, True),
        ("order.ships_elsewhere", "is", False, False),
        ("order.email_domain", "is_any_of", ["example.org"], True),
        ("order.email_domain", "is_none_of", ["example.org"], False),
        ("order.email_domain", "is_none_of", ["example.net"], True),
        ("order.email_domain", "matches", "org$", True),
        ("order.address", "is_any_of", ["mismatch"], True),
        ("order.address", "is_any_of", ["plausible", "unchecked"], False),
        ("order.phone", "is_any_of", ["valid"], True),
        ("order.phone", "is_any_of", ["invalid", "missing"], False),
    ],
)
def test_texts_names_choices_and_truths(field, op, value, expected) -> None:
    assert ask(field, op, value) is expected


def test_who_is_blocked_is_not_merely_watched() -> None:
    blocked = customer_case(CustomerView(watch=frozenset({"watch", "block"})), NOW)

    assert ask("customer.watch", "is_any_of", ["block"], blocked)
    assert not ask("customer.watch", "is_any_of", ["watch"], blocked)
    assert ask("customer.watch", "at_least", "watch", blocked)
    assert ask("customer.watch", "at_least", "block", blocked)


UNKNOWN = [
    "customer.cancelled_share",
    "customer.returned_share",
    "customer.first_purchase_at",
    "customer.last_purchase_at",
    "customer.days_since_first_purchase",
    "customer.days_since_last_purchase",
    "customer.watch",
    "order.source",
    "order.channel",
    "order.payment_method",
    "order.shipping_method",
    "order.total",
    "order.ships_elsewhere",
    "order.email_domain",
    "order.address",
    "order.phone",
]


@pytest.mark.parametrize("field", [FIELDS[name] for name in UNKNOWN], ids=UNKNOWN)
def test_no_comparison_is_true_of_what_is_not_known(field: Field) -> None:
    rng = random.Random(1)
    for op in OPS[field.kind]:
        for _ in range(20):
            data = random_comparison(rng, field, op, Subject.ORDER)
            assert not holds(parse_condition(data, subject=Subject.ORDER), BARE)
            assert holds(parse_condition({"none": [data]}, subject=Subject.ORDER), BARE)
            (told,) = explain(parse_condition(data, subject=Subject.ORDER), BARE)
            assert (told.actual, told.holds) == ("not known", False)


def test_nothing_of_an_order_is_known_where_none_is_asked_about() -> None:
    assert not ask("order.quantity", "at_least", 0, customer_case(CUSTOMER, NOW))


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("second", [True, False])
def test_all_any_and_none(first, second) -> None:
    parts = [
        {"field": "customer.victim", "op": "is", "value": first},
        {"field": "order.ships_elsewhere", "op": "is", "value": second},
    ]

    def asked(data: Any) -> bool:
        return holds(parse_condition(data, subject=Subject.ORDER), CASE)

    assert asked({"all": parts}) is (first and second)
    assert asked({"any": parts}) is (first or second)
    assert asked({"none": parts}) is not (first or second)
    assert asked({"none": [{"all": parts}]}) is not (first and second)
    assert asked({"all": [parts[0], {"any": parts}]}) is first


def test_why() -> None:
    condition = parse_condition(
        {
            "all": [
                {"field": "customer.purchase_count", "op": "at_least", "value": 2},
                {
                    "none": [
                        {"field": "customer.cancelled_share", "op": "at_least", "value": 50},
                        {"field": "order.shipping_method", "op": "contains", "value": "x"},
                        {"field": "customer.groups", "op": "has_any", "value": ["new"]},
                        {"field": "order.total", "currency": "JPY", "op": "at_most", "value": 1000},
                    ]
                },
                {"field": "customer.victim", "op": "is", "value": True},
                {"field": "order.address", "op": "is_any_of", "value": ["mismatch"]},
                {"field": "customer.last_purchase_at", "op": "after", "value": "2026-01-01"},
                {"field": "order.skus", "op": "has_any", "value": ["x"]},
            ]
        },
        subject=Subject.ORDER,
    )

    assert [(e.path, e.actual, e.holds) for e in explain(condition, CASE)] == [
        ("all[0]", "3", True),
        ("all[1].none[0]", "14.3%", False),
        ("all[1].none[1]", "not known", False),
        ("all[1].none[2]", "vip", False),
        ("all[1].none[3]", "200.5", True),
        ("all[2]", "yes", True),
        ("all[3]", "postal code of another place", True),
        ("all[4]", "2026-03-01 12:00:00 UTC", True),
        ("all[5]", "TEA-1, TEA-2", False),
    ]
    assert explain(condition, CASE, "ja")[0] == Explained("all[0]", "購入回数が2以上である。", "3", True)
    assert [e.actual for e in explain(condition, BARE, "ja")][4:] == [
        "不明",
        "いいえ",
        "不明",
        "不明",
        "なし",
    ]


def test_every_field_can_be_asked_about_every_order() -> None:
    rng = random.Random(2)
    for number in range(300):
        past = random_past(rng, number + 1)
        view = CustomerView(groups=frozenset({"vip"}))
        case = Case(view, view, random_view(rng, past), past.placed_at)
        for field in FIELDS.values():
            for op in OPS[field.kind]:
                condition = parse_condition(
                    random_comparison(rng, field, op, Subject.ORDER), subject=Subject.ORDER
                )
                for language in ("en", "ja"):
                    (told,) = explain(condition, case, language)
                    assert told.actual
                    assert told.sentence
                    assert told.holds is holds(condition, case)


def test_a_day_is_a_date() -> None:
    data = {"field": "customer.last_purchase_at", "op": "after", "value": "2026-01-01"}
    condition = parse_condition(data)

    assert isinstance(condition, Comparison)
    assert condition.value == date(2026, 1, 1)
