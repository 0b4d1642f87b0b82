"""Guards on Saleor's mutations: staff who move an order that is held are told why they cannot.

What they do is guarded below GraphQL already (:mod:`.guards_models`, :mod:`.guards_steps`), before anything
is written; here it is said that it is staff who ask, after Saleor has checked that they may. What Saleor
refuses for a reason of its own is refused for the hold instead, when there is one: it comes first. A request
to charge is asked about here, since there is no other place before it is on its way. docs/holds.md has a
table of all mutations.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from typing import Any

from django.core.exceptions import ValidationError
from graphql_relay import from_global_id

from saleor_customer_mgmt.hosts.saleor.guards import HoldRefused, Move, moved_by_staff, require_free

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Mutation:
    """Where a mutation is, what it does, and which argument names what of which order."""

    module: str
    move: Move
    argument: str
    of: str
    """The lookup of that argument's key from an order."""


MOVES = {
    "OrderFulfill": _Mutation("saleor.graphql.order.mutations.order_fulfill", Move.FULFIL, "order", "pk"),
    "FulfillmentApprove": _Mutation(
        "saleor.graphql.order.mutations.fulfillment_approve", Move.FULFIL, "id", "fulfillments__pk"
    ),
    "OrderConfirm": _Mutation("saleor.graphql.order.mutations.order_confirm", Move.CONFIRM, "id", "pk"),
    "OrderCapture": _Mutation("saleor.graphql.order.mutations.order_capture", Move.CAPTURE, "id", "pk"),
    "PaymentCapture": _Mutation(
        "saleor.graphql.payment.mutations.payment.payment_capture", Move.CAPTURE, "payment_id", "payments__pk"
    ),
    "TransactionRequestAction": _Mutation(
        "saleor.graphql.payment.mutations.transaction.transaction_request_action", Move.CAPTURE, "", ""
    ),
}
_MARK = "_customer_mgmt_guarded"


def guard_mutations() -> None:
    """Put the guards up, once Saleor's mutations can be imported. Calling it again changes nothing."""
    for name, found in MOVES.items():
        try:
            mutation = getattr(import_module(found.module), name)
            if not mutation.__dict__.get(_MARK):
                _guard(mutation, found)
                if not found.argument:
                    _guard_charge(mutation)
                setattr(mutation, _MARK, True)
        except (ImportError, AttributeError) as error:
            logger.error("%s is not where it was; it gives no reason: %s", name, error)  # noqa: TRY400


def _guard(mutation: Any, found: _Mutation) -> None:
    perform = mutation.perform_mutation.__func__

    @wraps(perform)
    def asked_by_staff(cls: Any, root: Any, info: Any, /, **data: Any) -> Any:
        with moved_by_staff():
            try:
                return perform(cls, root, info, **data)
            except HoldRefused:
                raise
            except ValidationError:
                if found.argument:
                    _require_free(cls, info, found, data.get(found.argument))
                raise

    mutation.perform_mutation = classmethod(asked_by_staff)


def _require_free(cls: Any, info: Any, found: _Mutation, name: str | None) -> None:
    """Refuse for the hold, if there is one and who asks may see the order."""
    from saleor.order.models import Order  # noqa: PLC0415  # Saleor's models must be loaded

    try:
        _, key = from_global_id(name or "")
        order = Order.objects.filter(**{found.of: key}).first()
    except (ValueError, ValidationError):
        return  # there is no such order, as Saleor says itself
    if order is not None:
        cls.check_channel_permissions(info, [order.channel_id])
        require_free(order.number, found.move)


def _guard_charge(mutation: Any) -> None:
    handle = mutation.handle_transaction_action.__func__

    @wraps(handle)
    def charge_if_free(cls: Any, action: Any, action_kwargs: Any, *args: Any, **more: Any) -> Any:
        from saleor.payment import TransactionAction  # noqa: PLC0415  # Saleor's settings must be there

        transaction = action_kwargs["transaction"]
        if action == TransactionAction.CHARGE and transaction.order_id:
            require_free(transaction.order.number, Move.CAPTURE)
        return handle(cls, action, action_kwargs, *args, **more)

    mutation.handle_transaction_action = classmethod(charge_if_free)
