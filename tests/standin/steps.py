"""What Saleor's functions do that our guards replace, as far as it goes here.

The stand-in's modules import them: these are not compared with the real ones, whose parameters differ between
the versions. To be imported only where the stand-in is installed.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.db import transaction
from saleor.order import FulfillmentStatus, OrderStatus
from saleor.order.models import Fulfillment
from saleor.payment import PaymentError, TransactionEventType
from saleor.payment.models import Transaction, TransactionEvent

MARK_AS_PAID_TRANSACTION_NAME = "Mark-as-paid transaction"
told: list[tuple[Any, ...]] = []
"""What was told to whom, in order; a test that looks empties it first."""


class WebhookEventAsyncType:
    ORDER_UPDATED = "order_updated"


def get_plugins_manager(allow_replica: bool) -> Any:  # as Saleor has it
    return SimpleNamespace(allow_replica=allow_replica)


def refresh_order_status(order: Any) -> bool:
    before = order.status
    sent = order.fulfillments.filter(status=FulfillmentStatus.FULFILLED).exists()
    order.status = OrderStatus.FULFILLED if sent else OrderStatus.UNFULFILLED
    return bool(before != order.status)


def fetch_order_info(order: Any) -> Any:
    return SimpleNamespace(order=order)


def call_order_event(_manager: Any, event_name: str, order: Any) -> None:
    told.append((event_name, order.number, order.status))


def order_confirmed(order: Any, _user: Any, _app: Any, manager: Any) -> None:
    call_order_event(manager, "order_confirmed", order)
    for item in order.payment_transactions.filter(events=None, name="gift card"):
        TransactionEvent.objects.create(transaction=item, type=TransactionEventType.CHARGE_REQUEST)


def fulfill_non_shippable_gift_cards(
    order: Any, order_lines: Any, _settings: Any, _user: Any, _app: Any, _manager: Any
) -> None:
    if list(order_lines):
        with transaction.atomic():
            order.lines.update(quantity=99)  # must be taken back when the next is refused
            Fulfillment.objects.create(order=order)


def automatically_fulfill_digital_lines(order_info: Any, _manager: Any, _user: Any = None) -> None:
    Fulfillment.objects.create(order=order_info.order)


def capture(payment: Any, _manager: Any, *, fails: bool = False) -> Any:
    found = Transaction.objects.create(payment=payment, kind="capture", is_success=not fails)
    if fails:
        raise PaymentError("The provider does not want to.")
    return found
