"""The review list."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql.fields import connection, many
from saleor_customer_mgmt.graphql.loaders.customers import CustomerById
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime
from saleor_customer_mgmt.graphql.types.customer import CustomerProfile
from saleor_customer_mgmt.selectors.doubtful import Doubt
from saleor_customer_mgmt.selectors.review import ReviewItem


class CustomerMgmtLikeness(graphene.ObjectType):
    """How alike two customers are in one field."""

    field = graphene.String(
        required=True, description="`name`, `phone`, `email`, `address`, `birthday` or `company`."
    )
    level = graphene.String(
        required=True,
        description="From `equal` over such as `given_equal`, `one_digit` and `area_equal` to `differs`; "
        "`absent`: there is nothing to compare. docs/doubtful-pairs.md has them all. Never a value.",
    )
    weight = graphene.Float(
        required=True,
        description="In bits: each makes it twice as likely that they are one; below 0, half as likely.",
    )


class CustomerReviewDoubt(graphene.ObjectType):
    """A candidate that a search found, and what speaks for it."""

    customer = graphene.Field(CustomerProfile, required=True, description="One of the candidates.")
    weight = graphene.Float(required=True, description="Of all fields, and of how rare doubles are.")
    probability = graphene.Float(required=True, description="That they are one, from 0 to 1.")
    fields = many(CustomerMgmtLikeness, description="What each field weighs.")
    found_at = CustomerMgmtDateTime(required=True)

    @staticmethod
    def resolve_customer(found: tuple[int, Doubt], info: Any) -> Any:
        return CustomerById.of(info.context).load(found[0])

    @staticmethod
    def resolve_weight(found: tuple[int, Doubt], _info: Any) -> float:
        return found[1].weight

    @staticmethod
    def resolve_probability(found: tuple[int, Doubt], _info: Any) -> float:
        return found[1].probability

    @staticmethod
    def resolve_fields(found: tuple[int, Doubt], _info: Any) -> list[dict[str, Any]]:
        return [
            {"field": field, "level": level, "weight": weight} for field, level, weight in found[1].fields
        ]

    @staticmethod
    def resolve_found_at(found: tuple[int, Doubt], _info: Any) -> Any:
        return found[1].found_at


class CustomerReviewItem(graphene.ObjectType):
    """A customer and those that might be one with it: they share a contested key, or a search found them."""

    customer = graphene.Field(CustomerProfile, required=True)
    candidates = many(CustomerProfile, description="Each pair is told once, at the one that comes first.")
    lonely = graphene.Boolean(
        required=True,
        description="Some order of it has contested keys only, so that only staff can tell whose.",
    )
    doubts = many(CustomerReviewDoubt, description="Of the candidates, those that a search found.")

    @staticmethod
    def resolve_customer(item: ReviewItem, info: Any) -> Any:
        return CustomerById.of(info.context).load(item.customer)

    @staticmethod
    def resolve_candidates(item: ReviewItem, info: Any) -> Any:
        return CustomerById.of(info.context).load_many(item.candidates)

    @staticmethod
    def resolve_doubts(item: ReviewItem, _info: Any) -> list[tuple[int, Doubt]]:
        return [(other, item.doubts[other]) for other in item.candidates if other in item.doubts]


CustomerReviewItemConnection = connection(CustomerReviewItem, "CustomerReviewItem")
