"""Queries about what counts as a purchase."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.core.counting import CountingPolicy
from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.graphql.fields import Guarded
from saleor_customer_mgmt.graphql.types.counting import CustomerMgmtCounting
from saleor_customer_mgmt.selectors.counting import counting_policy


class CountingQueries(graphene.ObjectType):
    customer_mgmt_counting = Guarded(
        CustomerMgmtCounting,
        permissions=(MANAGE_USERS,),
        description="Which orders count as purchases.",
    )

    @staticmethod
    def resolve_customer_mgmt_counting(_root: Any, _info: Any) -> CountingPolicy:
        return counting_policy()
