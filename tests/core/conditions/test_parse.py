"""Conditions are read, or refused with every fault and its place; written, they read the same."""

from __future__ import annotations

import json
import random
from decimal import Decimal
from typing import Any

import pytest

from saleor_customer_mgmt.core.conditions import (
    Fault,
    InvalidCondition,
    Subject,
    parse_condition,
    parse_condition_text,
    to_json,
)
from saleor_customer_mgmt.core.conditions.parse import MAX_DEPTH, MAX_JSON, MAX_NODES, MAX_PATTERNS
from saleor_customer_mgmt.core.conditions.values import MAX_LIST
from tests.core.conditions.invented import random_condition

COUNT = {"field": "customer.purchase_count", "op": "at_least", "value": 2}
SPENT = {"field": "customer.total_spent", "currency": "JPY", "op": "at_least", "value": 1}
FIRST = {"field": "customer.first_purchase_at", "op": "before", "value": "2026-01-01"}
NAMES = {"field": "customer.groups", "op": "has_any", "value": ["vip"]}
WAY = {"field": "order.payment_method", "op": "is_any_of", "value": ["x"]}
TEXT = {"field": "order.payment_method", "op": "contains", "value": "x"}
PATTERN = {"field": "order.payment_method", "op": "matches", "value": "x"}
IN_LAST = {"field": "customer.cancelled_in_last", "last": 5, "op": "equals", "value": 1}
WATCHED = {"field": "customer.watch", "op": "is_any_of", "value": ["block"]}
NO_CONDITION = 'is neither a comparison nor {"all": […]}, {"any": […]} or {"none": […]}'
NO_MOMENT = "is neither a day (2026-11-21) nor a moment (2026-11-21T09:00:00+09:00)"
TURNED_ROUND = "is greater than 'to': the range is turned round"
PHONES = "is none of valid, invalid, missing"
MIXED = "is not of the same kind as 'from' (a day and a moment)"
NO_OFFSET = "is a time without its offset from UTC (such as +09:00 or Z)"
NO_CURRENCY = "is not the code of a currency (three letters, such as JPY)"
TOKYO = {"zone": "Asia/Tokyo"}


def faults(data: object, subject: Subject = Subject.ORDER, **more) -> list[tuple[str, str]]:
    with pytest.raises(InvalidCondition) as raised:
        parse_condition(data, subject=subject, **more)
    return [(fault.path, fault.message) for fault in raised.value.faults]


def between(comparison: dict[str, Any], low: object, high: object) -> dict[str, Any]:
    rest = {key: value for key, value in comparison.items() if key != "value"}
    return rest | {"op": "between", "from": low, "to": high}


def nested(depth: int) -> dict[str, Any]:
    data: dict[str, Any] = COUNT
    for _ in range(depth - 1):
        data = {"all": [data]}
    return data


@pytest.mark.parametrize(
    ("data", "path", "message"),
    [
        (3, "", NO_CONDITION),
        ([COUNT], "", NO_CONDITION),
        ({}, "field", "is missing"),
        ({"field": 3}, "field", "there is no field '3'"),
        ({"field": ["x"]}, "field", "there is no field '['x']'"),
        (
            {"field": "customer.purchases"},
            "field",
            "there is no field 'customer.purchases'; did you mean customer.purchase_count?",
        ),
        ({"field": "z" * 300}, "field", f"there is no field '{'z' * 57}…'"),
        ({"all": []}, "all", "is empty"),
        ({"any": {"all": []}}, "any", "is not a list of conditions"),
        ({"none": [{"all": [COUNT, 3]}]}, "none[0].all[1]", NO_CONDITION),
        ({"all": [COUNT], "any": [COUNT]}, "any", "cannot stand beside 'all'"),
        ({"all": [COUNT], "field": "customer.watch"}, "field", "cannot stand beside 'all'"),
        (
            {"field": "customer.victim", "value": True},
            "op",
            "is missing (customer.victim has: is)",
        ),
        (
            {"field": "customer.victim", "op": "equals", "value": True},
            "op",
            "there is no comparison 'equals' for customer.victim (there are: is)",
        ),
        ({"field": "customer.victim", "op": ["x"], "value": True},
            "op",
            "there is no comparison '['x']' for customer.victim (there are: is)",
        ),
        ({"field": "customer.victim", "op": "is"}, "value", "is missing"),
        (COUNT | {"valu": 3}, "valu", "there is no parameter 'valu' for customer.purchase_count"),
        (IN_LAST | {"zone": "UTC"}, "zone", "there is no parameter 'zone' for customer.cancelled_in_last"),
        (COUNT | {"from": 1}, "from", "'at_least' takes value instead"),
        (between(COUNT, 1, 2) | {"value": 1}, "value", "'between' takes from and to instead"),
        # Numbers
        (COUNT | {"value": True}, "value", "is not a number"),
        (COUNT | {"value": None}, "value", "is not a number"),
        (COUNT | {"value": "many"}, "value", "is not a number"),
        (COUNT | {"value": "1e3"}, "value", "is not a number"),
        (COUNT | {"value": "٣"}, "value", "is not a number"),
        (COUNT | {"value": [2]}, "value", "is not a number"),
        (COUNT | {"value": float("nan")}, "value", "is not a number"),
        (COUNT | {"value": float("inf")}, "value", "is not a number"),
        (COUNT | {"value": Decimal("NaN")}, "value", "is not a number"),
        (COUNT | {"value": Decimal("sNaN")}, "value", "is not a number"),
        (COUNT | {"value": Decimal("-Infinity")}, "value", "is not a number"),
        (COUNT | {"value": 2.5}, "value", "is not a whole number"),
        (COUNT | {"value": "2.5"}, "value", "is not a whole number"),
        (COUNT | {"value": -1}, "value", "is not between 0 and 1000000000"),
        (COUNT | {"value": 1_000_000_001}, "value", "is not between 0 and 1000000000"),
        (COUNT | {"value": 10**400}, "value", "is too large"),
        (COUNT | {"value": 1e300}, "value", "is too large"),
        (COUNT | {"value": Decimal("1e999999")}, "value", "is too large"),
        (SPENT | {"value": Decimal("1e-999999")}, "value", "has more than 4 decimal places"),
        (SPENT | {"value": "1.00001"}, "value", "has more than 4 decimal places"),
        (SPENT | {"value": "1000000000000000.0001"}, "value", "is not between 0 and 1000000000000000"),
        (COUNT | {"field": "customer.cancelled_share", "value": 101}, "value", "is not between 0 and 100"),
        (between(COUNT, 10, 5), "from", TURNED_ROUND),
        (between(COUNT, "x", 5), "from", "is not a number"),
        (between(COUNT, 1, 2) | {"from": None}, "from", "is not a number"),
        # Parameters
        (COUNT | {"including_present": 1}, "including_present", "is neither true nor false"),
        (COUNT | {"field": "order.total"}, "currency", "is missing (order.total needs it)"),
        (SPENT | {"currency": "yen"}, "currency", NO_CURRENCY),
        (SPENT | {"currency": 392}, "currency", "is not a text"),
        (IN_LAST | {"last": 0}, "last", "is not between 1 and 20"),
        (IN_LAST | {"last": 21}, "last", "is not between 1 and 20"),
        (IN_LAST | {"last": True}, "last", "is not a number"),
        (FIRST | {"zone": "Asia/Edo"}, "zone", "is not a time zone (such as Asia/Tokyo or UTC)"),
        (FIRST | {"zone": "../UTC"}, "zone", "is not a time zone (such as Asia/Tokyo or UTC)"),
        (FIRST | {"zone": 9}, "zone", "is not a text"),
        # Moments
        (FIRST | {"value": 20260101}, "value", "is not a text with a day or a moment"),
        (FIRST | {"value": "20260101"}, "value", NO_MOMENT),
        (FIRST | {"value": "2026-W01-1"}, "value", NO_MOMENT),
        (FIRST | {"value": "2026-02-30"}, "value", "is not in the calendar"),
        (FIRST | {"value": "2026-01-01T25:00Z"}, "value", "is not in the calendar"),
        (FIRST | {"value": "2026-01-01T09:00"}, "value", NO_OFFSET),
        (FIRST | {"value": "9999-12-31"}, "value", "is not between the years 1900 and 2999"),
        (FIRST | {"value": "1899-12-31"}, "value", "is not between the years 1900 and 2999"),
        (between(FIRST, "2026-01-02", "2026-01-01"), "from", TURNED_ROUND),
        (
            between(FIRST, "2026-01-01T09:00+09:00", "2025-12-31T23:59Z"),
            "from",
            TURNED_ROUND,
        ),
        (between(FIRST, "2026-01-01", "2026-01-02T00:00Z"), "to", MIXED),
        # Texts and lists
        (NAMES | {"value": []}, "value", "is empty"),
        (NAMES | {"value": "vip"}, "value", "is not a list"),
        (NAMES | {"value": ["vip", 3]}, "value[1]", "is not a text"),
        (NAMES | {"value": ["vip", "  "]}, "value[1]", "is empty"),
        (NAMES | {"value": ["v\u200bip", "\u200b"]}, "value[1]", "is empty"),
        (NAMES | {"value": ["a\x00"]}, "value[0]", "contains a control character"),
        (NAMES | {"value": ["a\ud800"]}, "value[0]", "contains a control character"),
        (NAMES | {"value": ["a" * 51]}, "value[0]", "is longer than 50 characters"),
        (NAMES | {"value": ["a"] * (MAX_LIST + 1)}, "value", f"has more than {MAX_LIST} values"),
        (WAY | {"value": ["a" * 201]}, "value[0]", "is longer than 200 characters"),
        (TEXT | {"value": ["x"]}, "value", "is not a text"),
        (TEXT | {"value": ""}, "value", "is empty"),
        (PATTERN | {"value": "*"}, "value", "is no regular expression: nothing to repeat at position 0"),
        (PATTERN | {"value": "(a+)+"}, "value", "has a repeat inside a repeat"),
        (PATTERN | {"value": "\x00"}, "value", "contains a control character"),
        (PATTERN | {"value": None}, "value", "is not a text"),
        (WATCHED | {"value": ["victim"]}, "value[0]", "is none of watch, block"),
        ({"field": "customer.watch", "op": "at_least", "value": "none"}, "value", "is none of watch, block"),
        ({"field": "order.phone", "op": "is_any_of", "value": [["valid"]]}, "value[0]", PHONES),
        ({"field": "order.is_first", "op": "is", "value": 1}, "value", "is neither true nor false"),
        ({"field": "order.is_first", "op": "is", "value": "true"}, "value", "is neither true nor false"),
    ],
)  # fmt: skip
def test_refused_with_the_place(data, path, message) -> None:
    assert faults(data) == [(path, message)]
    assert faults({"any": [COUNT, {"all": [COUNT, data]}]}) == [
        (f"any[1].all[1].{path}" if path else "any[1].all[1]", message)
    ]


def test_a_condition_on_customers_asks_nothing_about_an_order() -> None:
    message = "asks about one order; a condition on customers can only ask for customer.… fields"

    assert faults({"all": [COUNT, WAY]}, Subject.CUSTOMER) == [
        ("all[1].field", f"order.payment_method {message}")
    ]
    assert faults(COUNT | {"including_present": False}, Subject.CUSTOMER) == [
        ("including_present", "is only there in conditions on orders")
    ]


def test_all_faults_at_once() -> None:
    data = {
        "all": [
            {"field": "customer.nothing", "op": "is"},
            {"any": [NAMES | {"value": ["", 3]}, between(COUNT, 9, 1) | {"x": 1}]},
            SPENT | {"currency": "?", "value": -1},
            {"none": []},
        ],
        "name": "x",
    }

    assert [path for path, _ in faults(data)] == [
        "name",
        "all[0].field",
        "all[1].any[0].value[0]",
        "all[1].any[0].value[1]",
        "all[1].any[1].from",
        "all[1].any[1].x",
        "all[2].currency",
        "all[2].value",
        "all[3].none",
    ]


def test_the_error_says_place_and_fault() -> None:
    error = InvalidCondition([Fault("all[1].value", "is empty"), Fault("", "is no JSON")])

    assert str(error) == "all[1].value: is empty; is no JSON"


def test_depth_and_number_of_parts_are_limited() -> None:
    assert to_json(parse_condition(nested(MAX_DEPTH)))
    assert faults(nested(MAX_DEPTH + 1)) == [
        (".".join(["all[0]"] * MAX_DEPTH), f"is nested more than {MAX_DEPTH} deep")
    ]
    assert faults(nested(900)) == [
        (".".join(["all[0]"] * MAX_DEPTH), f"is nested more than {MAX_DEPTH} deep")
    ]
    assert to_json(parse_condition({"all": [COUNT] * (MAX_NODES - 1)}))
    too_many = f"is one part too many: a condition has {MAX_NODES} at most"
    assert faults({"all": [COUNT] * 10_000}) == [(f"all[{MAX_NODES - 1}]", too_many)]
    assert faults({"all": [{"any": [COUNT] * 60}] * 9}) == [("all[1].any[37]", too_many)]


def test_the_number_of_regular_expressions_is_limited() -> None:
    assert to_json(parse_condition({"all": [PATTERN] * MAX_PATTERNS}, subject=Subject.ORDER))
    assert faults({"all": [PATTERN] * (MAX_PATTERNS + 1)}) == [
        (f"all[{MAX_PATTERNS}]", f"is one 'matches' too many: a condition has {MAX_PATTERNS} at most")
    ]


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        ('{"all": [', "", "is no JSON (line 1, column 10: Expecting value)"),
        ("[" * 200_000, "", f"is longer than {MAX_JSON} characters"),
        ("[" * 50_000, "", f"is nested more than {MAX_DEPTH} deep"),
        ('{"field": "customer.purchase_count", "op": "at_least", "value": NaN}', "value", "is not a number"),
        ('{"field": "customer.order_count", "op": "equals", "value": -Infinity}', "value", "is not a number"),
        ('{"field": "customer.purchase_count", "op": "at_least", "value": 1e400}', "value", "is too large"),
        (
            f'{{"field": "customer.purchase_count", "op": "at_least", "value": {"9" * 5000}}}',
            "",
            "contains a number that is too large",
        ),
        (
            '{"any": [{"field": "customer.victim", "op": "is", "value": true, "value": false}]}',
            "any[0].value",
            "stands there twice",
        ),
        (
            '{"any": [{"field": "customer.victim", "op": "is", "value": true}], "any": []}',
            "any",
            "stands there twice",
        ),
    ],
)  # fmt: skip
def test_refused_text(text, path, message) -> None:
    with pytest.raises(InvalidCondition) as raised:
        parse_condition_text(text)

    assert raised.value.faults[0] == Fault(path, message)


def test_text_and_value_read_the_same() -> None:
    data = {"all": [SPENT | {"value": "0.1"}, NAMES]}

    assert parse_condition_text(json.dumps(data)) == parse_condition(data)
    # As a float of the binary kind, 0.1 is another number.
    assert parse_condition_text(json.dumps(SPENT | {"value": 0.1})) == parse_condition(SPENT | {"value": 0.1})
    assert to_json(parse_condition(SPENT | {"value": 0.1}))["value"] == "0.1"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        (COUNT, COUNT | {"including_present": True}),
        (COUNT | {"value": "2"}, COUNT | {"including_present": True}),
        (COUNT | {"value": 2.0}, COUNT | {"including_present": True}),
        (COUNT | {"value": 100}, COUNT | {"including_present": True, "value": 100}),
        (SPENT | {"value": "12.50"}, SPENT | {"including_present": True, "value": "12.5"}),
        (SPENT | {"value": 1e15}, SPENT | {"including_present": True, "value": 10**15}),
        (FIRST, FIRST | {"zone": "Asia/Tokyo"}),
        (FIRST | {"zone": "UTC"}, FIRST | {"zone": "UTC"}),
        # A moment is the same in every zone.
        (
            FIRST | {"value": "2026-01-01 09:00+09:00", "zone": "UTC"},
            FIRST | {"value": "2026-01-01T09:00:00+09:00"},
        ),
        (FIRST | {"value": "2026-01-01T00:00Z"}, FIRST | {"value": "2026-01-01T00:00:00Z"}),
        (between(FIRST, "2026-01-01", "2026-01-01"), between(FIRST, "2026-01-01", "2026-01-01") | TOKYO),
        (WAY | {"value": [" b ", "a", "b"]}, WAY | {"value": ["b", "a"]}),
        ({"none": [{"any": [NAMES]}]}, {"none": [{"any": [NAMES]}]}),
    ],
)  # fmt: skip
def test_the_one_form(written, canonical) -> None:
    condition = parse_condition(written, subject=Subject.ORDER, zone="Asia/Tokyo")

    assert to_json(condition) == canonical
    assert parse_condition(canonical, subject=Subject.ORDER) == condition


@pytest.mark.parametrize("subject", Subject)
def test_what_is_written_reads_as_the_same_condition(subject) -> None:
    rng = random.Random(4)
    for _ in range(3000):
        condition = parse_condition(random_condition(rng, subject), subject=subject)
        written = to_json(condition)
        text = json.dumps(written)
        assert parse_condition(written, subject=subject) == condition
        assert parse_condition_text(text, subject=subject) == condition
        assert to_json(parse_condition(json.loads(text), subject=subject)) == written
        assert hash(condition) == hash(parse_condition(written, subject=subject))
