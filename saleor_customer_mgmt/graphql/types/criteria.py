"""Match criteria (顧客判定条件) and their revisions."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.core.criteria import CriteriaSet, parse_criteria
from saleor_customer_mgmt.graphql import ids, sorts
from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.graphql.enums import MatchField
from saleor_customer_mgmt.graphql.fields import Connected, connection, many
from saleor_customer_mgmt.graphql.paging import QueryPage, wanted
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime
from saleor_customer_mgmt.graphql.types.actor import CustomerMgmtActor, author
from saleor_customer_mgmt.models import CriteriaRevision as Row


class MatchCriterion(graphene.ObjectType):
    """Fields that must all be equal, for orders of `sources` (none: of every source)."""

    text = graphene.String(required=True, description="As written: `name+email[amazon,yahoo]`.")
    fields = many(MatchField)
    sources = graphene.Field(graphene.NonNull(graphene.List(graphene.NonNull(graphene.String))))


class MatchCriteriaRevision(graphene.ObjectType):
    """One set of match criteria that was applied."""

    id = graphene.ID(required=True)
    text = graphene.String(required=True, description="As written: `name+phone OR name+email`.")
    criteria = many(MatchCriterion)
    reason = graphene.String(required=True)
    created_at = CustomerMgmtDateTime(required=True)
    author = graphene.Field(CustomerMgmtActor, required=True)

    @staticmethod
    def resolve_id(row: Row, _info: Any) -> str:
        return ids.row_id("MatchCriteriaRevision", row.id)

    @staticmethod
    def resolve_criteria(row: Row, _info: Any) -> list[Any]:
        return criteria_of(parse_criteria(row.text))

    @staticmethod
    def resolve_author(row: Row, _info: Any) -> Any:
        return author(row)


MatchCriteriaRevisionConnection = connection(MatchCriteriaRevision, "MatchCriteriaRevision")


class MatchCriteria(graphene.ObjectType):
    """The match criteria in use, and those that were."""

    text = graphene.String(required=True, description="As written: `name+phone OR name+email`.")
    criteria = many(MatchCriterion)
    revisions = Connected(
        MatchCriteriaRevisionConnection,
        permissions=(MANAGE_USERS,),
        description="Newest first; the first is the one in use. Empty before the first order.",
    )

    @staticmethod
    def resolve_text(criteria: CriteriaSet, _info: Any) -> str:
        return str(criteria)

    @staticmethod
    def resolve_criteria(criteria: CriteriaSet, _info: Any) -> list[Any]:
        return criteria_of(criteria)

    @staticmethod
    def resolve_revisions(_criteria: CriteriaSet, _info: Any, **page: Any) -> QueryPage:
        return QueryPage(Row.objects.all(), sorts.NEWEST, wanted(**page))


def criteria_of(criteria: CriteriaSet) -> list[Any]:
    return [
        MatchCriterion(text=str(c), fields=[f.value for f in c.fields], sources=list(c.sources))
        for c in criteria.criteria
    ]
