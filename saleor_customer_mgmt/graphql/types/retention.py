"""How long what is kept of people, by source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import graphene
from django.utils import timezone
from graphql import GraphQLError

from saleor_customer_mgmt.core.evidence import Field
from saleor_customer_mgmt.core.retention import CITATIONS, PERSONAL, SHIPPED, Citation, RetentionPolicy, Terms
from saleor_customer_mgmt.core.retention_policy import InvalidRetention, parse_retention
from saleor_customer_mgmt.graphql import ids, sorts
from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.graphql.enums import CustomerMgmtLanguage, CustomerMgmtMayWrite, MatchField
from saleor_customer_mgmt.graphql.fields import Connected, connection, many
from saleor_customer_mgmt.graphql.paging import QueryPage, wanted
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime
from saleor_customer_mgmt.graphql.types.actor import CustomerMgmtActor, author
from saleor_customer_mgmt.graphql.types.jobs import CustomerMgmtJob
from saleor_customer_mgmt.models import Job, RetentionRevision
from saleor_customer_mgmt.selectors.retention import Upcoming, upcoming

MOST_DAYS = 366


class CustomerMgmtRetentionRule(graphene.ObjectType):
    """A rule that somebody wrote down in public, and where."""

    about = graphene.String(required=True, description="The part of the terms: `days`, `may_write`, …")
    says = graphene.String(
        required=True,
        language=CustomerMgmtLanguage(default_value="en"),
        description="What it says, in our words.",
    )
    url = graphene.String(required=True)
    looked_up = graphene.String(required=True, description="On which day: `2026-01-01`.")

    @staticmethod
    def resolve_says(rule: Citation, _info: Any, language: str | None = "en") -> str:
        return rule.says_ja if language == "ja" else rule.says

    @staticmethod
    def resolve_looked_up(rule: Citation, _info: Any) -> str:
        return rule.looked_up.isoformat()


@dataclass(frozen=True, slots=True)
class _OfSource:
    source: str
    terms: Terms


class CustomerMgmtRetentionTerms(graphene.ObjectType):
    """What may be done with what one source tells of people."""

    source = graphene.String(required=True)
    days = graphene.Int(description="So long after the goods were sent values are kept. Null: without limit.")
    reserve_days = graphene.Int(
        required=True, description="Of an order still to be sent, the days begin so long after it was placed."
    )
    fields = many(MatchField, description="Whose values go then, of the buyer and of the ship-to people.")
    may_write = CustomerMgmtMayWrite(required=True)
    may_build = graphene.Boolean(
        required=True, description="False: nothing of its people is kept, and no customers are made of them."
    )
    as_shipped = graphene.Boolean(required=True, description="The merchant has set no others.")
    rules = many(CustomerMgmtRetentionRule, description="Where what is shipped comes from.")

    @staticmethod
    def resolve_days(row: _OfSource, _info: Any) -> int | None:
        return row.terms.days

    @staticmethod
    def resolve_reserve_days(row: _OfSource, _info: Any) -> int:
        return row.terms.reserve_days

    @staticmethod
    def resolve_fields(row: _OfSource, _info: Any) -> list[str]:
        return _names(row.terms.fields)

    @staticmethod
    def resolve_may_write(row: _OfSource, _info: Any) -> str:
        return row.terms.may_write.value

    @staticmethod
    def resolve_may_build(row: _OfSource, _info: Any) -> bool:
        return row.terms.may_build

    @staticmethod
    def resolve_as_shipped(row: _OfSource, _info: Any) -> bool:
        return row.terms == SHIPPED.of(row.source)

    @staticmethod
    def resolve_rules(row: _OfSource, _info: Any) -> list[Citation]:
        return list(CITATIONS.get(row.source, ()))


def terms_of(policy: RetentionPolicy) -> Iterator[_OfSource]:
    """Yield the terms of a policy, by source."""
    terms: Mapping[str, Terms] = policy.terms
    return (_OfSource(source, terms[source]) for source in sorted(terms))


def _names(fields: Any) -> list[str]:
    return [field.value for field in PERSONAL if field in fields]


class CustomerMgmtRetentionTermsInput(graphene.InputObjectType):
    """Terms of one source. What is left out is as shipped."""

    source = graphene.String(required=True)
    days = graphene.Int(description="So long after the goods were sent values are kept. Null: without limit.")
    reserve_days = graphene.Int()
    fields = graphene.List(graphene.NonNull(MatchField))
    may_write = CustomerMgmtMayWrite()
    may_build = graphene.Boolean(
        description="False: nothing of people is kept of orders that are recorded from now on."
    )


def told_terms(terms: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the terms of each source that a client named, as a policy is read; the last of one source."""
    # Null means "without limit" for days, and "as shipped" for all others.
    return {
        each["source"]: {
            name: value
            for name, value in each.items()
            if name != "source" and (value is not None or name == "days")
        }
        for each in terms
    }


class CustomerMgmtRetentionUpcoming(graphene.ObjectType):
    """So many orders of a source of which values go on one day. What is due already goes today."""

    source = graphene.String(required=True)
    day = graphene.String(required=True, description="`2026-01-01`, in the time zone of the shop.")
    due = graphene.Boolean(required=True, description="Today: it goes in the night to come, or is going.")
    order_count = graphene.Int(required=True)
    fields = many(MatchField)

    @staticmethod
    def resolve_due(row: Upcoming, _info: Any) -> bool:
        return row.day <= timezone.localdate()

    @staticmethod
    def resolve_day(row: Upcoming, _info: Any) -> str:
        return row.day.isoformat()

    @staticmethod
    def resolve_order_count(row: Upcoming, _info: Any) -> int:
        return row.orders

    @staticmethod
    def resolve_fields(row: Upcoming, _info: Any) -> list[str]:
        return _names(row.fields)


class CustomerMgmtRetentionRevision(graphene.ObjectType):
    """One retention policy that staff set."""

    id = graphene.ID(required=True)
    terms = many(CustomerMgmtRetentionTerms)
    reason = graphene.String(required=True)
    created_at = CustomerMgmtDateTime(required=True)
    author = graphene.Field(CustomerMgmtActor, required=True)

    @staticmethod
    def resolve_id(row: RetentionRevision, _info: Any) -> str:
        return ids.row_id("CustomerMgmtRetentionRevision", row.id)

    @staticmethod
    def resolve_terms(row: RetentionRevision, _info: Any) -> list[_OfSource]:
        return list(terms_of(parse_retention(row.data)))

    @staticmethod
    def resolve_author(row: RetentionRevision, _info: Any) -> Any:
        return author(row)


CustomerMgmtRetentionRevisionConnection = connection(
    CustomerMgmtRetentionRevision, "CustomerMgmtRetentionRevision"
)


class CustomerMgmtRetention(graphene.ObjectType):
    """The retention policy in force: docs/retention.md."""

    terms = many(CustomerMgmtRetentionTerms, description="Of each source that has any, by name.")
    upcoming = graphene.List(
        graphene.NonNull(CustomerMgmtRetentionUpcoming),
        required=True,
        days=graphene.Int(default_value=30, description=f"From today on so many days, {MOST_DAYS} at most."),
        terms=graphene.List(
            graphene.NonNull(CustomerMgmtRetentionTermsInput),
            description="By these, as `customerMgmtRetentionUpdate` takes them, instead of those in force.",
        ),
        description="What expires, by source and day.",
    )
    last_run = graphene.Field(
        CustomerMgmtJob, description="The newest run; it tells how many orders expired."
    )
    revisions = Connected(
        CustomerMgmtRetentionRevisionConnection,
        permissions=(MANAGE_USERS,),
        description="Newest first; the first is the one in force. Empty: what is shipped is.",
    )

    @staticmethod
    def resolve_terms(policy: RetentionPolicy, _info: Any) -> list[_OfSource]:
        return list(terms_of(policy))

    @staticmethod
    def resolve_upcoming(
        policy: RetentionPolicy,
        _info: Any,
        days: int | None = 30,
        terms: list[dict[str, Any]] | None = None,
    ) -> list[Upcoming]:
        asked = policy
        if terms is not None:
            try:
                asked = parse_retention(told_terms(terms))
            except InvalidRetention as error:
                raise GraphQLError(str(error)) from None
        return list(upcoming(min(max(days or 0, 0), MOST_DAYS), policy=asked))

    @staticmethod
    def resolve_last_run(_policy: RetentionPolicy, _info: Any) -> Job | None:
        return Job.objects.filter(kind=Job.Kind.RETENTION).order_by("-id").first()

    @staticmethod
    def resolve_revisions(_policy: RetentionPolicy, _info: Any, **page: Any) -> QueryPage:
        return QueryPage(RetentionRevision.objects.all(), sorts.NEWEST, wanted(**page))


def expired_fields(names: list[str] | None) -> list[str]:
    """Return the fields of an order whose values are no longer kept, in their order."""
    return _names({Field(name) for name in names or ()})
