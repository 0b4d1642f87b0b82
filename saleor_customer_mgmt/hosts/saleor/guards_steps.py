"""Guards on what Saleor does by itself: while an order is held it is left undone, quietly, and noted.

These steps run in a shopper's checkout or in a payment provider's webhook, which an error would break. Each
is one function of Saleor's, replaced by one that asks; what was left undone is made good in :mod:`.holds`.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from typing import Any

from django.db import transaction
from saleor.order import OrderStatus

from saleor_customer_mgmt.hosts.saleor.guards import (
    HoldRefused,
    Move,
    charged_on_the_way,
    is_by_staff,
    note,
    require_free,
)
from saleor_customer_mgmt.hosts.saleor.guards_models import CONFIRMED, remember_status
from saleor_customer_mgmt.hosts.saleor.replacing import replace


class Step(StrEnum):
    """What Saleor does by itself, in the order in which it is made good."""

    SEND_DOWNLOADS = "send_downloads"
    SEND_GIFT_CARDS = "send_gift_cards"
    CONFIRM = "confirm"
    ANNOUNCE = "announce"
    """Telling apps that the order is confirmed, which it was from the start."""
    CHARGE_GIFT_CARDS = "charge_gift_cards"


class _Recently:
    """Numbers of orders that this process held. Only who is among them is asked about once more."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._numbers: OrderedDict[int, None] = OrderedDict()

    def add(self, number: int) -> None:
        self._numbers[number] = None
        while len(self._numbers) > self._most:
            self._numbers.popitem(last=False)

    def __contains__(self, number: int) -> bool:
        return number in self._numbers


held_here = _Recently(10_000)


def install() -> None:
    """Put the guards up. Calling it again changes nothing."""
    replace("saleor.order.utils", "refresh_order_status", _status_refreshed, "saleor.payment.utils")
    replace("saleor.order.actions", "order_confirmed", _confirmed)
    replace("saleor.giftcard.utils", "fulfill_non_shippable_gift_cards", _gift_cards_sent)
    replace("saleor.payment.gateway", "capture", _captured)
    if hasattr(import_module("saleor.order.actions"), "automatically_fulfill_digital_lines"):  # not in 3.23
        replace("saleor.order.actions", "automatically_fulfill_digital_lines", _downloads_sent)


def _status_refreshed(refresh: Callable[..., bool], order: Any) -> bool:
    """Saleor works out a status from what was sent: when an order is paid, by itself, and by orderConfirm."""
    before = order.status
    changed = refresh(order)
    if not changed or before != OrderStatus.UNCONFIRMED or order.status not in CONFIRMED:
        return changed
    try:
        found = require_free(order.number, Move.CONFIRM)
        if is_by_staff() and found is not None and found.reasons(Move.CAPTURE) and _would_capture(order):
            # Confirmed, the order would be charged in the same breath, and half of it refused.
            require_free(order.number, Move.CAPTURE)
    except HoldRefused:
        order.status = before
        if is_by_staff():
            raise
        note(order.number, Step.CONFIRM)
        return False
    remember_status(order)  # asked and answered: the guard on the model need not ask again
    return True


def _would_capture(order: Any) -> bool:
    payment = order.get_last_payment()
    return bool(payment and payment.is_authorized and payment.can_capture())


def _confirmed(confirmed: Callable[..., None], order: Any, *args: Any, **more: Any) -> None:
    """An order that comes confirmed is announced so, right after our hook; gift cards are charged last."""
    if order.number in held_here and not is_by_staff():
        try:
            require_free(order.number, Move.CONFIRM)
        except HoldRefused:
            note(order.number, Step.ANNOUNCE)
            return
    try:
        with charged_on_the_way():
            confirmed(order, *args, **more)
    except HoldRefused:
        note(order.number, Step.CHARGE_GIFT_CARDS)


def _gift_cards_sent(send: Callable[..., None], order: Any, *args: Any, **more: Any) -> None:
    try:
        send(order, *args, **more)
    except HoldRefused:
        note(order.number, Step.SEND_GIFT_CARDS)


def _downloads_sent(send: Callable[..., None], order_info: Any, *args: Any, **more: Any) -> None:
    try:
        with transaction.atomic():
            # Asked here, since Saleor may add to a fulfilment that is there already.
            require_free(order_info.order.number, Move.FULFIL)
            send(order_info, *args, **more)
    except HoldRefused:
        note(order_info.order.number, Step.SEND_DOWNLOADS)


def _captured(capture: Callable[..., Any], payment: Any, *args: Any, **more: Any) -> Any:
    """A capture keeps its order from being held until the provider has answered."""
    if not payment.order_id:
        return capture(payment, *args, **more)
    from saleor.payment import PaymentError  # noqa: PLC0415  # Saleor's models must be loaded

    with transaction.atomic():
        require_free(payment.order.number, Move.CAPTURE)
        try:
            return capture(payment, *args, **more)
        except PaymentError as error:
            failed = error  # what Saleor wrote about the failure stays written
    raise failed
