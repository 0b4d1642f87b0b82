"""The guards and the watchdog in the stand-in's shop; ``tests.saleor.holds`` tries them in a real one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_customer_mgmt.models import HeldStep, Hold, HoldBreach
from saleor_customer_mgmt.services.close_hold import release_holds
from saleor_customer_mgmt.services.errors import Conflict
from saleor_customer_mgmt.services.place_hold import place_holds
from saleor_customer_mgmt.services.watch_holds import watch_holds
from tests.builders import STAFF, order_id

ON_HOLD = "This order is on hold."
REASON = "This order is on hold: Look at it"


@pytest.fixture
def told(shop: Any) -> list[tuple[Any, ...]]:
    """What Saleor's functions told others."""
    from tests.standin.steps import told

    told.clear()
    return told


@pytest.fixture
def taken(shop: Any) -> Callable[..., Any]:
    """Make an order of the shop that is recorded."""

    def order(**more: Any) -> Any:
        made = shop.order(**more)
        shop.hook("order_created", made)
        return made

    return order


def hold(order: Any, point: str = "confirm") -> Hold:
    return place_holds([order_id(f"saleor:{order.number}")], point=point, reason="Look at it", actor=STAFF)[0]


def release(order: Any, capture: Any) -> None:
    open_holds = Hold.objects.filter(order__number=str(order.number), state="open")
    with capture(execute=True):
        release_holds(list(open_holds.values_list("id", flat=True)), actor=STAFF)


def steps() -> list[str]:
    return sorted(HeldStep.objects.values_list("step", flat=True))


def status(order: Any) -> str:
    return str(type(order).objects.get(pk=order.pk).status)


def queries(work: Callable[[], Any]) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        work()
    return [q["sql"] for q in asked if "customer_mgmt" in q["sql"]]


# Models


@pytest.mark.parametrize("point", ["confirm", "capture", "fulfil"])
@pytest.mark.parametrize("state", ["fulfilled", "waiting_for_approval"])
def test_no_fulfilment_of_a_held_order_is_made(taken, point, state) -> None:
    order = taken()
    hold(order, point)
    with pytest.raises(ValidationError) as refused:
        order.fulfillments.create(status=state)
    assert refused.value.messages == [ON_HOLD]
    assert not order.fulfillments.exists()


@pytest.mark.parametrize("state", ["refunded", "returned", "replaced", "refunded_and_returned", "canceled"])
def test_what_takes_back_is_let_pass_and_asks_nothing(taken, state) -> None:
    order = taken()
    hold(order)
    assert queries(lambda: order.fulfillments.create(status=state)) == []
    assert order.fulfillments.get().status == state


def test_a_fulfilment_is_not_approved_and_may_be_changed_otherwise(
    taken, django_capture_on_commit_callbacks
) -> None:
    order = taken()
    order.fulfillments.create(status="waiting_for_approval")
    sent = order.fulfillments.create()
    hold(order, "fulfil")
    waiting = order.fulfillments.get(status="waiting_for_approval")

    waiting.status = "fulfilled"
    with pytest.raises(ValidationError):
        waiting.save()
    waiting.refresh_from_db()
    assert waiting.status == "waiting_for_approval"
    # As a tracking number is saved, or a fulfilment is cancelled.
    assert queries(sent.save) == []
    sent.status = "canceled"
    assert queries(sent.save) == []

    release(order, django_capture_on_commit_callbacks)
    waiting.status = "fulfilled"
    waiting.save()
    assert sorted(order.fulfillments.values_list("status", flat=True)) == ["canceled", "fulfilled"]


@pytest.mark.parametrize("new", ["unfulfilled", "partially fulfilled", "fulfilled"])
def test_an_unconfirmed_order_is_not_confirmed_by_hand(taken, new) -> None:
    order = taken(status="unconfirmed")
    hold(order)
    order.status = new
    with pytest.raises(ValidationError):
        order.save()
    assert status(order) == "unconfirmed"


@pytest.mark.parametrize("new", ["canceled", "expired"])
def test_a_held_order_may_end(taken, new) -> None:
    order = taken(status="unconfirmed")
    hold(order)
    order.status = new
    assert queries(order.save) == []
    assert status(order) == new


def test_a_save_that_moves_nothing_asks_nothing_and_one_that_moves_asks_once(taken) -> None:
    order = type(taken(status="unconfirmed")).objects.get()
    order.user_email = "hanako@example.com"
    assert queries(order.save) == []
    order.status = "unfulfilled"
    assert queries(lambda: order.save(update_fields=["user_email"])) == []
    assert len(queries(order.save)) == 1
    assert queries(order.save) == []
    assert len(queries(order.fulfillments.create)) == 1
    assert status(order) == "unfulfilled"


def test_capture_and_fulfil_keep_no_order_from_being_confirmed(taken) -> None:
    order = taken(status="unconfirmed")
    hold(order, "capture")
    hold(order, "fulfil")
    order.status = "unfulfilled"
    order.save()
    assert status(order) == "unfulfilled"


# What Saleor does by itself


@pytest.fixture
def confirms(shop: Any) -> Callable[[Any], None]:
    from saleor.order.utils import update_order_status

    found: Callable[[Any], None] = update_order_status
    return found


def test_a_held_order_is_not_confirmed_by_being_paid_and_is_after_its_release(
    taken, confirms, told, django_capture_on_commit_callbacks
) -> None:
    order = taken(status="unconfirmed")
    hold(order)

    confirms(order)
    assert (status(order), order.status, steps()) == ("unconfirmed", "unconfirmed", ["confirm"])
    confirms(order)
    assert steps() == ["confirm"]

    release(order, django_capture_on_commit_callbacks)
    assert (status(order), steps()) == ("unfulfilled", [])
    assert told == [("order_updated", order.number, "unfulfilled")]


def test_the_payments_module_has_the_guarded_function_too(taken) -> None:
    from saleor.order import utils
    from saleor.payment import utils as of_payments

    order = taken(status="unconfirmed")
    hold(order)
    assert of_payments.refresh_order_status is utils.refresh_order_status
    assert of_payments.refresh_order_status(order) is False
    assert order.status == "unconfirmed"


def test_confirming_an_order_that_is_not_held_asks_once(taken, confirms) -> None:
    order = taken(status="unconfirmed")
    assert len(queries(lambda: confirms(order))) == 1
    assert queries(lambda: confirms(order)) == []
    assert (status(order), steps()) == ("unfulfilled", [])


def test_staff_who_confirm_are_told_and_nothing_is_noted(taken, confirms) -> None:
    from saleor_customer_mgmt.hosts.saleor.guards import moved_by_staff

    order = taken(status="unconfirmed")
    hold(order)
    with moved_by_staff(), pytest.raises(ValidationError) as refused:
        confirms(order)
    assert refused.value.messages == [REASON]
    assert (status(order), steps()) == ("unconfirmed", [])


def test_an_order_that_is_cancelled_while_held_goes_nowhere(
    taken, confirms, told, django_capture_on_commit_callbacks
) -> None:
    order = taken(status="unconfirmed")
    hold(order)
    confirms(order)
    type(order).objects.filter(pk=order.pk).update(status="canceled")

    release(order, django_capture_on_commit_callbacks)

    assert (status(order), steps(), told) == ("canceled", [], [])


def test_gift_cards_are_not_sent_and_are_afterwards(
    taken, django_capture_on_commit_callbacks, monkeypatch
) -> None:
    from saleor.giftcard.utils import fulfill_non_shippable_gift_cards

    from saleor_customer_mgmt.hosts.saleor import holds

    order = taken()
    hold(order, "fulfil")
    fulfill_non_shippable_gift_cards(order, list(order.lines.all()), None, None, None, None)
    assert (order.fulfillments.count(), order.lines.get().quantity, steps()) == (0, 1, ["send_gift_cards"])

    def send(order: Any, manager: Any) -> None:
        fulfill_non_shippable_gift_cards(order, list(order.lines.all()), None, None, None, manager)

    monkeypatch.setitem(holds._STEPS, "send_gift_cards", send)  # without the site's settings
    release(order, django_capture_on_commit_callbacks)
    assert (order.fulfillments.count(), order.lines.get().quantity, steps()) == (1, 99, [])


def test_downloads_are_not_sent_and_are_afterwards(taken, django_capture_on_commit_callbacks) -> None:
    from saleor.order import actions
    from saleor.order.fetch import fetch_order_info

    order = taken()
    hold(order, "capture")
    actions.automatically_fulfill_digital_lines(fetch_order_info(order), None)
    assert (order.fulfillments.count(), steps()) == (0, ["send_downloads"])

    release(order, django_capture_on_commit_callbacks)
    assert (order.fulfillments.count(), steps()) == (1, [])


def test_apps_are_told_of_a_new_order_after_its_release(
    taken, told, django_capture_on_commit_callbacks
) -> None:
    from saleor.order import actions

    order = taken()
    hold(order)
    actions.order_confirmed(order, None, None, None)
    assert (told, steps()) == ([], ["announce"])

    release(order, django_capture_on_commit_callbacks)
    assert told == [("order_confirmed", order.number, "unfulfilled")]
    assert steps() == []


def test_apps_are_told_of_other_new_orders_at_once_and_nothing_is_asked(taken, told) -> None:
    from saleor.order import actions

    order = taken()
    assert queries(lambda: actions.order_confirmed(order, None, None, None)) == []
    assert told == [("order_confirmed", order.number, "unfulfilled")]


def test_gift_cards_that_pay_are_not_charged(taken, shop, told) -> None:
    from saleor.order import actions

    order = taken()
    item = shop.transaction(order, name="gift card")
    hold(order, "capture")

    actions.order_confirmed(order, None, None, None)

    assert told == [("order_confirmed", order.number, "unfulfilled")]
    assert (item.events.count(), steps()) == (0, ["charge_gift_cards"])


def test_a_charge_that_is_the_shopper_s_is_none_of_ours(taken, shop) -> None:
    order = taken()
    item = shop.transaction(order)
    hold(order)
    assert queries(lambda: item.events.create(type="charge_request")) == []
    assert item.events.count() == 1


# Captures


@pytest.mark.parametrize(("point", "captured"), [("confirm", 0), ("capture", 0), ("fulfil", 1)])
def test_the_provider_is_not_asked_for_a_held_order(taken, shop, point, captured) -> None:
    from saleor.payment import gateway

    order = taken()
    payment = shop.payment(order, "not-charged")
    hold(order, point)
    try:
        gateway.capture(payment, None)
    except ValidationError as refused:
        assert refused.messages == [ON_HOLD]  # noqa: PT017  # for two of the three
    assert payment.transactions.count() == captured


def test_what_saleor_writes_of_a_failed_capture_stays(taken, shop) -> None:
    from saleor.payment import PaymentError, gateway

    payment = shop.payment(taken(), "not-charged")
    with pytest.raises(PaymentError, match="does not want to"):
        gateway.capture(payment, None, fails=True)
    assert [t.is_success for t in payment.transactions.all()] == [False]
    assert len(queries(lambda: gateway.capture(payment, None))) == 1


def test_a_payment_of_no_order_is_captured_and_nothing_is_asked(shop) -> None:
    from saleor.payment import gateway
    from saleor.payment.models import Payment

    payment = Payment.objects.create(gateway="a gateway")
    assert queries(lambda: gateway.capture(payment, None)) == []
    assert payment.transactions.count() == 1


# Mutations, by staff


@pytest.fixture
def mutate(shop: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Ask as somebody with permissions in this channel."""
    from graphql_relay import to_global_id

    from saleor_customer_mgmt.hosts.saleor.guards_mutations import MOVES, guard_mutations
    from tests.standin import moves

    for found in MOVES.values():
        monkeypatch.setitem(sys.modules, found.module, moves)
    guard_mutations()

    def ask(name: str, *, channels: Any = None, **data: Any) -> list[str]:
        given = {
            key: to_global_id(type(value).__name__, value.pk) if hasattr(value, "pk") else value
            for key, value in data.items()
        }
        found: list[str] = getattr(moves, name).mutate(channels or [shop.channel().pk], **given)
        return found

    return ask


def test_every_move_by_staff_is_refused_with_the_reason_and_goes_through_afterwards(
    taken, shop, mutate, django_capture_on_commit_callbacks
) -> None:
    order = taken(status="unconfirmed")
    payment, item = shop.payment(order, "not-charged"), shop.transaction(order)
    waiting = order.fulfillments.create(status="waiting_for_approval")
    hold(order)
    moves = [
        ("OrderFulfill", {"order": order}),
        ("FulfillmentApprove", {"id": waiting}),
        ("OrderCapture", {"id": order}),
        ("PaymentCapture", {"payment_id": payment}),
        ("TransactionRequestAction", {"id": item}),
        ("OrderConfirm", {"id": order}),
    ]

    assert [mutate(name, **data) for name, data in moves] == [[f"invalid {REASON}"]] * 6
    assert status(order) == "unconfirmed"
    assert list(order.fulfillments.values_list("status", flat=True)) == ["waiting_for_approval"]
    assert (payment.transactions.count(), item.events.count(), steps()) == (0, 0, [])

    release(order, django_capture_on_commit_callbacks)
    asked = [len(queries(lambda move=move: mutate(move[0], **move[1]))) for move in moves[:5]]  # type: ignore[misc]
    assert asked == [1] * 5
    assert list(order.fulfillments.values_list("status", flat=True)) == ["fulfilled"] * 2
    assert (payment.transactions.count(), item.events.count()) == (2, 1)


def test_refunds_and_cancellations_of_a_transaction_are_let_pass(taken, shop, mutate) -> None:
    order = taken()
    item = shop.transaction(order)
    hold(order)
    for action in ("refund", "cancel"):
        assert mutate("TransactionRequestAction", id=item, action_type=action) == []
    assert item.events.count() == 2


def test_a_hold_is_told_before_any_other_reason(taken, mutate) -> None:
    order, free = taken(), taken()
    hold(order)
    assert mutate("OrderFulfill", order=order, paid=False) == [f"invalid {REASON}"]
    assert mutate("OrderFulfill", order=free, paid=False) == ["cannot_fulfill_unpaid_order Not paid."]
    assert mutate("OrderFulfill", order="T3JkZXI6eA==") == ["invalid “x” is not a valid UUID."]


def test_who_may_not_see_an_order_s_channel_is_not_told_of_its_hold(taken, mutate) -> None:
    order = taken()
    hold(order)
    with pytest.raises(PermissionError):
        mutate("OrderFulfill", order=order, paid=False, channels=[-1])


# The watchdog


def watched() -> list[str]:
    watch_holds()
    return sorted(HoldBreach.objects.values_list("what", flat=True))


def test_what_stood_is_kept_with_the_hold(taken, shop) -> None:
    order = taken(status="unconfirmed", total_charged_amount=Decimal(30))
    shop.transaction(order, name="Mark-as-paid transaction", charged_value=Decimal(10))
    payment = shop.payment(order, "fully-charged", gateway="manual")
    type(payment).objects.update(captured_amount=Decimal(5))
    order.fulfillments.create(status="waiting_for_approval")

    found = hold(order)

    assert found.order_status == "unconfirmed"
    assert found.stood == {"status": "unconfirmed", "charged": "15.000", "fulfilled": 0, "begun": 1}
    assert watched() == []


@pytest.mark.parametrize("state", ["fulfilled", "canceled", "expired", "returned", "partially_returned"])
def test_an_order_that_the_shop_says_is_over_is_not_held(taken, state) -> None:
    order = taken()
    type(order).objects.filter(pk=order.pk).update(status=state)
    with pytest.raises(Conflict, match=f"is {state}"):
        hold(order)
    assert not Hold.objects.exists()


@pytest.mark.parametrize(
    ("point", "breaches"),
    [
        ("confirm", ["captured", "confirmed", "fulfilled"]),
        ("capture", ["captured", "fulfilled"]),
        ("fulfil", ["fulfilled"]),
    ],
)
def test_what_moved_past_the_guards_is_found_once(taken, point, breaches) -> None:
    order = taken(status="unconfirmed")
    hold(order, point)
    rows = type(order).objects.filter(pk=order.pk)

    rows.update(status="unfulfilled", total_charged_amount=Decimal(1))
    order.fulfillments.bulk_create([order.fulfillments.model(order=order)])

    assert watched() == breaches
    assert watched() == breaches


def test_a_fulfilment_that_is_approved_past_the_guards_is_found(taken) -> None:
    order = taken()
    order.fulfillments.create(status="waiting_for_approval")
    hold(order, "fulfil")
    assert watched() == []
    order.fulfillments.update(status="fulfilled")
    assert watched() == ["fulfilled"]


def test_what_staff_mark_as_paid_or_cancel_is_no_breach(taken, shop) -> None:
    order = taken(status="unconfirmed")
    hold(order)
    shop.transaction(order, name="Mark-as-paid transaction", charged_value=Decimal(3300))
    type(order).objects.filter(pk=order.pk).update(status="canceled", total_charged_amount=Decimal(3300))
    assert watched() == []


def test_while_the_plugin_is_switched_off_nothing_is_watched(taken, shop) -> None:
    order = taken()
    hold(order)
    order.fulfillments.bulk_create([order.fulfillments.model(order=order)])
    shop.settings(active=False)
    assert watched() == []
    shop.settings(active=True)
    assert watched() == ["fulfilled"]


def test_a_step_that_fails_is_tried_again_by_the_watchdog(
    taken, confirms, caplog, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    from saleor_customer_mgmt.hosts.saleor import holds

    order = taken(status="unconfirmed")
    hold(order)
    confirms(order)
    with monkeypatch.context() as broken:
        broken.setitem(holds._STEPS, "confirm", lambda *_: 1 / 0)
        release(order, django_capture_on_commit_callbacks)
    assert (status(order), steps()) == ("unconfirmed", ["confirm"])
    assert Hold.objects.get().state == "released"
    assert [r.message.split(" at ")[0] for r in caplog.records if r.levelname == "ERROR"] == [
        f"Step “confirm” of order {order.number}: ZeroDivisionError"
    ]

    watch_holds()

    assert (status(order), steps()) == ("unfulfilled", [])
