"""Mutations of Saleor's that move orders, as far as our guards go: who asks, and what comes of it.

To be imported only where the stand-in is installed.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from saleor.order.models import Fulfillment, Order
from saleor.order.utils import update_order_status
from saleor.payment import TransactionAction, gateway
from saleor.payment.models import Payment, TransactionItem


class _Mutation:
    @classmethod
    def mutate(cls, info: Any, **data: Any) -> list[str]:
        """Return the errors."""
        try:
            cls.perform_mutation(None, info, **data)
        except ValidationError as error:
            return [f"{e.code} {e.message % (e.params or {})}" for e in error.error_list]
        return []

    @classmethod
    def perform_mutation(cls, root: Any, info: Any, /, **data: Any) -> None:
        raise NotImplementedError

    @classmethod
    def check_channel_permissions(cls, info: Any, channels: list[int]) -> None:
        if not set(channels) <= set(info):
            raise PermissionError


def _key(name: str) -> str:
    from graphql_relay import from_global_id

    return str(from_global_id(name)[1])


class OrderFulfill(_Mutation):
    @classmethod
    def perform_mutation(cls, root: Any, info: Any, /, *, order: str, paid: bool = True) -> None:  # type: ignore[override]
        found = Order.objects.filter(pk=_key(order)).first()
        if found is None or not paid:
            raise ValidationError("Not paid.", code="cannot_fulfill_unpaid_order")
        Fulfillment.objects.create(order=found)


class FulfillmentApprove(_Mutation):
    @classmethod
    def perform_mutation(cls, root: Any, info: Any, /, *, id: str) -> None:  # type: ignore[override]  # noqa: A002
        found = Fulfillment.objects.get(pk=_key(id))
        if found.status != "waiting_for_approval":
            raise ValidationError("Invalid fulfillment status.", code="invalid")
        found.status = "fulfilled"
        found.save()


class OrderConfirm(_Mutation):
    @classmethod
    def perform_mutation(cls, root: Any, info: Any, /, *, id: str) -> None:  # type: ignore[override]  # noqa: A002
        update_order_status(Order.objects.get(pk=_key(id)))


class OrderCapture(_Mutation):
    @classmethod
    def perform_mutation(cls, root: Any, info: Any, /, *, id: str) -> None:  # type: ignore[override]  # noqa: A002
        gateway.capture(Payment.objects.get(order_id=_key(id)), None)


class PaymentCapture(_Mutation):
    @classmethod
    def perform_mutation(cls, root: Any, info: Any, /, *, payment_id: str) -> None:  # type: ignore[override]
        gateway.capture(Payment.objects.get(pk=_key(payment_id)), None)


class TransactionRequestAction(_Mutation):
    @classmethod
    def perform_mutation(  # type: ignore[override]
        cls,
        root: Any,
        info: Any,
        /,
        *,
        id: str,  # noqa: A002
        action_type: str = TransactionAction.CHARGE,
    ) -> None:
        item = TransactionItem.objects.get(pk=_key(id))
        cls.handle_transaction_action(action_type, {"transaction": item}, None, user=None, app=None)

    @classmethod
    def handle_transaction_action(
        cls, action: str, action_kwargs: dict[str, Any], action_value: Any, user: Any, app: Any
    ) -> None:
        action_kwargs["transaction"].events.create(type=f"{action}_request")
