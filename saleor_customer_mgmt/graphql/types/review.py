"""The review list."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql.fields import connection, many
from saleor_customer_mgmt.graphql.loaders.customers import CustomerById
from saleor_customer_mgmt.graphql.types.customer import CustomerProfile
from saleor_customer_mgmt.selectors.review import ReviewItem


class CustomerReviewItem(graphene.ObjectType):
    """A customer and those it shares a contested key with: they might be one."""

    customer = graphene.Field(CustomerProfile, required=True)
    candidates = many(CustomerProfile, description="Each pair is told once, at the one that comes first.")
    lonely = graphene.Boolean(
        required=True,
        description="Some order of it has contested keys only, so that only staff can tell whose.",
    )

    @staticmethod
    def resolve_customer(item: ReviewItem, info: Any) -> Any:
        return CustomerById.of(info.context).load(item.customer)

    @staticmethod
    def resolve_candidates(item: ReviewItem, info: Any) -> Any:
        return CustomerById.of(info.context).load_many(item.candidates)


CustomerReviewItemConnection = connection(CustomerReviewItem, "CustomerReviewItem")
