"""Change what counts as a purchase."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import graphene

from saleor_customer_mgmt.core.counting_policy import parse_policy
from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.graphql.enums import OrderRecordStatus
from saleor_customer_mgmt.graphql.errors import PATH, error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.mutations.base import Mutation
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime
from saleor_customer_mgmt.graphql.types.counting import CustomerMgmtCountingRevision
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.change_counting import change_counting

CustomerMgmtCountingUpdateError = error_type("CustomerMgmtCountingUpdate", "ALREADY_DONE", path=PATH)


def _texts() -> Any:
    return graphene.List(graphene.NonNull(graphene.String))


class CustomerMgmtCountingPolicyInput(graphene.InputObjectType):
    """A whole policy. What is left out is as shipped: docs/counting.md."""

    statuses = graphene.List(graphene.NonNull(OrderRecordStatus))
    sources_left_out = _texts()
    counted_from = CustomerMgmtDateTime()
    test_emails = _texts()
    count_test_orders = graphene.Boolean()
    count_exchanges = graphene.Boolean()
    count_refunded = graphene.Boolean()
    count_partly_refunded = graphene.Boolean()
    net_of_refunds = graphene.Boolean()


class CustomerMgmtCountingUpdate(Mutation):
    """Put another counting policy in force. All orders and customers are counted anew in one go, during which
    no order is recorded; rules and groups follow in the background.
    """

    permissions = (MANAGE_USERS,)

    class Arguments:
        policy = CustomerMgmtCountingPolicyInput(required=True)
        reason = graphene.String(default_value="")

    revision = graphene.Field(CustomerMgmtCountingRevision)
    errors = many(CustomerMgmtCountingUpdateError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, *, policy: dict[str, Any], reason: str | None = "") -> Any:
        told = {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in policy.items()
            if value is not None
        }
        return cls(revision=change_counting(parse_policy(told), actor=actor, reason=reason or ""))
