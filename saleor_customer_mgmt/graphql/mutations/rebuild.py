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
    """Have evidence, keys, customers and counts made anew. What staff decided stays in force.

    It is done in the background; `customerMgmtJob` tells how far it is. A rebuild that nobody has begun
    yet is answered instead of a second one.
    """

    permissions = (MANAGE_USERS,)

    job = graphene.Field(CustomerMgmtJob)
    errors = many(CustomerProfilesRebuildError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor) -> Any:
        return cls(job=queue_rebuild(actor=actor))
