"""Hold orders by hand, let them go, and take care of holds."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS
from saleor_customer_mgmt.graphql.enums import CustomerMgmtHoldPoint
from saleor_customer_mgmt.graphql.errors import Refusal, Refused, error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.mutations.base import Mutation
from saleor_customer_mgmt.graphql.mutations.named import orders_named, rows_named
from saleor_customer_mgmt.graphql.types.holds import CustomerMgmtHold, CustomerMgmtHoldBreach
from saleor_customer_mgmt.services.acknowledge_breach import acknowledge_breaches
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.assign_hold import assign_holds
from saleor_customer_mgmt.services.close_hold import cancel_holds, release_holds
from saleor_customer_mgmt.services.place_hold import NOBODY, Owner, place_holds
from saleor_customer_mgmt.services.some_of import AT_MOST

_SEVERAL = ("REQUIRED", "TOO_MANY", "NOT_FOUND")
CustomerMgmtHoldsPlaceError = error_type("CustomerMgmtHoldsPlace", *_SEVERAL, "CONFLICT")
CustomerMgmtHoldsReleaseError = error_type("CustomerMgmtHoldsRelease", *_SEVERAL, "ALREADY_DONE")
CustomerMgmtHoldsCancelError = error_type("CustomerMgmtHoldsCancel", *_SEVERAL, "ALREADY_DONE")
CustomerMgmtHoldsAssignError = error_type("CustomerMgmtHoldsAssign", *_SEVERAL, "ALREADY_DONE")
CustomerMgmtHoldBreachesAcknowledgeError = error_type(
    "CustomerMgmtHoldBreachesAcknowledge", *_SEVERAL, "ALREADY_DONE"
)
_LONGEST_ID, _LONGEST_LABEL = 64, 254


def _ids(what: str) -> Any:
    return graphene.List(
        graphene.NonNull(graphene.ID), required=True, description=f"{what}; {AT_MOST} at most."
    )


class CustomerMgmtHoldOwnerInput(graphene.InputObjectType):
    """Who takes care of a hold."""

    id = graphene.String(required=True, description="The host's id of a member of staff.")
    label = graphene.String(description="What it is called.")


class CustomerMgmtHoldsPlace(Mutation):
    """Hold orders, all or none of them. Whoever is moving one of them on is waited for."""

    permissions = (MANAGE_ORDERS,)

    class Arguments:
        orders = _ids("The orders")
        point = CustomerMgmtHoldPoint(required=True, description="What is stopped, with everything after it.")
        reason = graphene.String(required=True)
        note = graphene.String(default_value="")
        owner = CustomerMgmtHoldOwnerInput()

    holds = graphene.List(graphene.NonNull(CustomerMgmtHold))
    errors = many(CustomerMgmtHoldsPlaceError)

    @classmethod
    def perform(
        cls,
        _info: Any,
        actor: Actor,
        *,
        orders: list[str],
        point: str,
        reason: str,
        note: str | None = "",
        owner: dict[str, Any] | None = None,
    ) -> Any:
        named = orders_named(orders, "orders", at_most=AT_MOST)
        placed = place_holds(
            named, point=point, reason=reason, note=note or "", owner=_owner(owner), actor=actor
        )
        return cls(holds=placed)


class CustomerMgmtHoldsRelease(Mutation):
    """Release holds, all or none of them. After its last hold an order goes on from where it stood."""

    permissions = (MANAGE_ORDERS,)

    class Arguments:
        holds = _ids("The holds")
        note = graphene.String(default_value="")

    holds = graphene.List(graphene.NonNull(CustomerMgmtHold))
    errors = many(CustomerMgmtHoldsReleaseError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, *, holds: list[str], note: str | None = "") -> Any:
        return cls(holds=release_holds(_holds(holds), note=note or "", actor=actor))


class CustomerMgmtHoldsCancel(Mutation):
    """Cancel holds, all or none of them: they should never have been. Else as when they are released."""

    permissions = (MANAGE_ORDERS,)

    class Arguments:
        holds = _ids("The holds")
        note = graphene.String(default_value="")

    holds = graphene.List(graphene.NonNull(CustomerMgmtHold))
    errors = many(CustomerMgmtHoldsCancelError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, *, holds: list[str], note: str | None = "") -> Any:
        return cls(holds=cancel_holds(_holds(holds), note=note or "", actor=actor))


class CustomerMgmtHoldsAssign(Mutation):
    """Say who takes care of open holds."""

    permissions = (MANAGE_ORDERS,)

    class Arguments:
        holds = _ids("The holds")
        owner = CustomerMgmtHoldOwnerInput(description="Left out: nobody does.")
        to_me = graphene.Boolean(
            default_value=False, description="Whoever asks does, in the place of `owner`."
        )

    holds = graphene.List(graphene.NonNull(CustomerMgmtHold))
    errors = many(CustomerMgmtHoldsAssignError)

    @classmethod
    def perform(
        cls,
        _info: Any,
        actor: Actor,
        *,
        holds: list[str],
        owner: dict[str, Any] | None = None,
        to_me: bool | None = False,
    ) -> Any:
        whose = Owner(actor.id, actor.label) if to_me else _owner(owner)
        return cls(holds=assign_holds(_holds(holds), whose, actor=actor))


class CustomerMgmtHoldBreachesAcknowledge(Mutation):
    """Say that you have seen that these orders moved while they were held."""

    permissions = (MANAGE_ORDERS,)

    class Arguments:
        breaches = _ids("The breaches")

    breaches = graphene.List(graphene.NonNull(CustomerMgmtHoldBreach))
    errors = many(CustomerMgmtHoldBreachesAcknowledgeError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, *, breaches: list[str]) -> Any:
        named = rows_named("CustomerMgmtHoldBreach", "breach", breaches, "breaches", at_most=AT_MOST)
        return cls(breaches=acknowledge_breaches(named, actor=actor))


def _holds(given: list[str]) -> list[int]:
    return rows_named("CustomerMgmtHold", "hold", given, "holds", at_most=AT_MOST)


def _owner(told: dict[str, Any] | None) -> Owner:
    if told is None:
        return NOBODY
    owner = Owner(told["id"].strip(), (told.get("label") or "").strip())
    if not 0 < len(owner.id) <= _LONGEST_ID or len(owner.label) > _LONGEST_LABEL:
        raise Refused(Refusal("That is not the id of somebody.", field="owner"))
    return owner
