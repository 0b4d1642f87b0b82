"""Guards on Saleor's models, for whatever comes past GraphQL too: tasks, webhooks, the shell.

Signals are the surest way from outside; ``bulk_create``, ``update`` and SQL send none: what moves like that,
the watchdog finds. An order or a fulfilment that does not move costs no query.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models.signals import post_init, post_save, pre_save
from saleor.order import FulfillmentStatus, OrderStatus
from saleor.order.models import Fulfillment, Order
from saleor.payment import TransactionEventType
from saleor.payment.models import TransactionEvent

from saleor_customer_mgmt.hosts.saleor.guards import Move, is_charged_on_the_way, require_free

CONFIRMED = frozenset({OrderStatus.UNFULFILLED, OrderStatus.PARTIALLY_FULFILLED, OrderStatus.FULFILLED})
_SENT = frozenset({FulfillmentStatus.FULFILLED, FulfillmentStatus.WAITING_FOR_APPROVAL})
_STOOD = "_customer_mgmt_stood"


def install() -> None:
    """Put the guards up. Calling it again changes nothing."""
    for model, guard in ((Order, _guard_order), (Fulfillment, _guard_fulfilment)):
        post_init.connect(remember_status, sender=model, dispatch_uid=f"customer_mgmt_init_{model.__name__}")
        post_save.connect(
            _remember_written, sender=model, dispatch_uid=f"customer_mgmt_saved_{model.__name__}"
        )
        pre_save.connect(guard, sender=model, dispatch_uid=f"customer_mgmt_guard_{model.__name__}")
    pre_save.connect(_guard_charge, sender=TransactionEvent, dispatch_uid="customer_mgmt_guard_charge")


def remember_status(instance: Any, **_more: Any) -> None:
    """Note with a row which status it has in the database; a status that was not read is None."""
    setattr(instance, _STOOD, instance.__dict__.get("status"))


def _remember_written(instance: Any, update_fields: Collection[str] | None = None, **_more: Any) -> None:
    if not _leaves_out_status(update_fields):
        remember_status(instance)


def _guard_order(
    instance: Order, *, raw: bool = False, update_fields: Collection[str] | None = None, **_more: Any
) -> None:
    if raw or _is_new(instance) or _leaves_out_status(update_fields):
        return
    if getattr(instance, _STOOD, None) == OrderStatus.UNCONFIRMED and instance.status in CONFIRMED:
        require_free(instance.number, Move.CONFIRM)


def _guard_fulfilment(
    instance: Fulfillment, *, raw: bool = False, update_fields: Collection[str] | None = None, **_more: Any
) -> None:
    if raw or instance.status not in _SENT or _leaves_out_status(update_fields):
        return
    if not _is_new(instance) and getattr(instance, _STOOD, None) in {
        instance.status,
        FulfillmentStatus.FULFILLED,
    }:
        return
    require_free(instance.order.number, Move.FULFIL)


def _guard_charge(instance: TransactionEvent, *, raw: bool = False, **_more: Any) -> None:
    """Charges that the shopper pays with, or that a provider reports, are none of ours."""
    if raw or not is_charged_on_the_way() or instance.type != TransactionEventType.CHARGE_REQUEST:
        return
    if _is_new(instance) and instance.transaction.order_id:
        require_free(instance.transaction.order.number, Move.CAPTURE)


def _is_new(instance: Any) -> bool:
    return bool(instance._state.adding)  # noqa: SLF001  # Django documents it


def _leaves_out_status(update_fields: Collection[str] | None) -> bool:
    return update_fields is not None and "status" not in update_fields
