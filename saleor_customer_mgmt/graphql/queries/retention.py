"""Queries about how long what is kept of people."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.core.retention import RetentionPolicy
from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.graphql.fields import Guarded
from saleor_customer_mgmt.graphql.types.retention import CustomerMgmtRetention
from saleor_customer_mgmt.selectors.retention import retention_policy


class RetentionQueries(graphene.ObjectType):
    customer_mgmt_retention = Guarded(
        CustomerMgmtRetention,
        permissions=(MANAGE_USERS,),
        description="How long which values of people are kept, by source, and what expires next.",
    )

    @staticmethod
    def resolve_customer_mgmt_retention(_root: Any, _info: Any) -> RetentionPolicy:
        return retention_policy()
