"""Guards on Saleor's mutations: staff who move an order that is held are told why they cannot.

What they do is guarded below GraphQL already (:mod:`.guards_models`, :mod:`.guards_steps`), before anything
is written; here it is said that it is staff who ask, after Saleor has checked that they may. A request to
charge is asked about here, since there is no other place before it is on its way. docs/holds.md has a table
of all mutations.
"""

from __future__ import annotations

import logging
from functools import wraps
from importlib import import_module
from typing import Any

from saleor_customer_mgmt.hosts.saleor.guards import Move, moved_by_staff, require_free

logger = logging.getLogger(__name__)

MOVES = {
    "OrderFulfill": "saleor.graphql.order.mutations.order_fulfill",
    "FulfillmentApprove": "saleor.graphql.order.mutations.fulfillment_approve",
    "OrderConfirm": "saleor.graphql.order.mutations.order_confirm",
    "OrderCapture": "saleor.graphql.order.mutations.order_capture",
    "PaymentCapture": "saleor.graphql.payment.mutations.payment.payment_capture",
    "TransactionRequestAction": "saleor.graphql.payment.mutations.transaction.transaction_request_action",
}
_MARK = "_customer_mgmt_guarded"


def guard_mutations() -> None:
    """Put the guards up, once Saleor's mutations can be imported. Calling it again changes nothing."""
    for name, module in MOVES.items():
        try:
            mutation = getattr(import_module(module), name)
            if not mutation.__dict__.get(_MARK):
                _guard(mutation)
                if name == "TransactionRequestAction":
                    _guard_charge(mutation)
                setattr(mutation, _MARK, True)
        except (ImportError, AttributeError) as error:
            logger.error("%s is not where it was; it gives no reason: %s", name, error)  # noqa: TRY400


def _guard(mutation: Any) -> None:
    perform = mutation.perform_mutation.__func__

    @wraps(perform)
    def asked_by_staff(cls: Any, root: Any, info: Any, /, **data: Any) -> Any:
        with moved_by_staff():
            return perform(cls, root, info, **data)

    mutation.perform_mutation = classmethod(asked_by_staff)


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
