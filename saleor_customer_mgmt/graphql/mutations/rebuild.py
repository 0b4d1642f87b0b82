"""Judge everything anew."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.graphql.errors import error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.mutations.base import Mutation
from saleor_customer_mgmt.graphql.types.jobs import CustomerMgmtJob
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.queue_job import queue_rebuild

CustomerProfilesRebuildError = error_type("CustomerProfilesRebuild")


class CustomerProfilesRebuild(Mutation):
    """Have it judged anew whose every order is. What staff decided stays in force.

    What was derived of orders by an earlier version of the program, or with other settings, is derived anew
    first; with `fromFacts` all of it (evidence, keys, counts), which takes much longer.

    It is done in the background; `customerMgmtJob` tells how far it is. A rebuild that nobody has begun
    yet is answered instead of a second one.
    """

    permissions = (MANAGE_USERS,)

    class Arguments:
        from_facts = graphene.Boolean(default_value=False)

    job = graphene.Field(CustomerMgmtJob)
    errors = many(CustomerProfilesRebuildError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, *, from_facts: bool | None = False) -> Any:
        return cls(job=queue_rebuild(actor=actor, from_facts=bool(from_facts)))
