from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.models import HeldStep, Hold, RuleBacklog
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import STAFF, order_facts, order_id

NUMBER = 7


@pytest.fixture
def guards(shop: Any) -> Any:
    """The guards, with order 7 recorded."""
    from saleor_customer_mgmt.hosts.saleor import guards

    record_orders([order_facts(str(NUMBER), status=OrderStatus.PLACED)])
    return guards


def hold(point: str, reason: str = "Look at it", state: str = "open", number: int = NUMBER) -> None:
    order = order_id(f"saleor:{number}")
    Hold.objects.create(order_id=order, point=point, reason=reason, state=state, **STAFF.columns())


def refusal(guards: Any, move: str = "fulfil", number: int = NUMBER) -> str:
    try:
        guards.require_free(number, guards.Move(move))
    except guards.HoldRefused as refused:
        return str(refused.message) if refused.code == "invalid" else f"code {refused.code}"
    return "free"


@pytest.mark.parametrize(
    ("point", "stopped"),
    [
        ("confirm", {"confirm", "capture", "fulfil"}),
        ("capture", {"capture", "fulfil"}),
        ("fulfil", {"fulfil"}),
    ],
)
def test_a_hold_stops_what_comes_from_its_point_on(guards, point, stopped) -> None:
    hold(point)
    told = {move.value: refusal(guards, move.value) for move in guards.Move}
    assert {move for move, answer in told.items() if answer != "free"} == stopped
    assert set(told.values()) - {"free"} == {"This order is on hold."}


@pytest.mark.parametrize("state", ["released", "cancelled"])
def test_a_closed_hold_stops_nothing(guards, state) -> None:
    hold("confirm", state=state)
    assert refusal(guards) == "free"


def test_the_hold_of_another_order_or_source_stops_nothing(guards) -> None:
    record_orders(
        [order_facts(n, source=s, status=OrderStatus.PLACED) for s, n in (("saleor", "8"), ("rakuten", "7"))]
    )
    hold("confirm", number=8)
    Hold.objects.create(order_id=order_id("rakuten:7"), point="confirm", reason="x", **STAFF.columns())
    assert refusal(guards) == "free"


def test_staff_are_told_the_reasons_that_stop_them(guards) -> None:
    hold("confirm", "Never paid")
    hold("fulfil", "Odd address")
    with guards.moved_by_staff():
        assert refusal(guards, "fulfil") == "This order is on hold: Never paid; Odd address"
        assert refusal(guards, "capture") == "This order is on hold: Never paid"
    assert refusal(guards) == "This order is on hold."


def test_an_order_that_is_not_held_costs_one_query(guards) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert refusal(guards) == "free"
    assert len(asked) == 1


def test_the_settings_of_saleor_s_transaction_are_as_before(guards) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '7s'")
        refusal(guards)
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("7s",)


def test_while_the_plugin_is_switched_off_nothing_is_held(guards, shop) -> None:
    hold("confirm")
    shop.settings(active=False)
    assert refusal(guards) == "free"
    shop.settings(active=True)
    assert refusal(guards) == "This order is on hold."


UNCHECKED = "This order could not be checked yet. Please try again in some minutes."


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "free"),
        ("let pass", "free"),
        ("nonsense", "free"),
        ("hold back", UNCHECKED),
        ("Hold back", UNCHECKED),
    ],
)
def test_an_order_that_could_not_be_checked_passes_as_the_shop_wants(guards, shop, value, expected) -> None:
    if value:
        shop.settings(when_not_checked=value)
    RuleBacklog.objects.create(order_id=order_id("saleor:7"))

    assert refusal(guards) == expected
    assert refusal(guards, number=99) == expected

    RuleBacklog.objects.all().delete()
    assert refusal(guards) == "free"


@pytest.mark.parametrize("table", ["hold", "orderrecord", "rulebacklog"])
def test_without_our_tables_every_order_passes(guards, table) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE customer_mgmt_{table} RENAME TO gone")
        assert guards.require_free(NUMBER, guards.Move.FULFIL) is None
        cursor.execute("SELECT 1")  # the transaction is in order
        assert cursor.fetchone() == (1,)
        cursor.execute(f"ALTER TABLE gone RENAME TO customer_mgmt_{table}")
    assert refusal(guards) == "free"


def test_a_step_that_cannot_be_noted_harms_nobody(guards, caplog) -> None:
    guards.note(NUMBER, "confirm")
    assert list(HeldStep.objects.values_list("source", "number", "step")) == [("saleor", "7", "confirm")]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE customer_mgmt_heldstep RENAME TO gone")
        guards.note(NUMBER, "announce")
        cursor.execute("ALTER TABLE gone RENAME TO customer_mgmt_heldstep")
    assert [r.message for r in caplog.records if r.levelname == "ERROR"] == [
        "Order 7 was kept from “announce” for good: ProgrammingError"
    ]
    assert HeldStep.objects.count() == 1
