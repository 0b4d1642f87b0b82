"""How the shop does, in figures."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any

import graphene
from django.utils import timezone

from saleor_customer_mgmt.graphql.errors import error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime
from saleor_customer_mgmt.selectors.overview import Divided, Figures, Overview

CustomerMgmtOverviewError = error_type("CustomerMgmtOverview")


class CustomerMgmtOverviewFigures(graphene.ObjectType):
    """What was placed in a period, what became of it by now, and who bought: docs/overview.md."""

    order_count = graphene.Int(required=True, description="Orders placed, but for those never finished.")
    purchases = graphene.Int(required=True, description="Orders placed that count as purchases.")
    cancelled = graphene.Int(required=True, description="Of the orders placed.")
    returned = graphene.Int(required=True, description="Of the orders placed.")
    customers = graphene.Int(required=True, description="Customers with a purchase in it.")
    new_customers = graphene.Int(
        required=True, description="Of these, those without a purchase before it, at any source."
    )
    returning_customers = graphene.Int(required=True, description="The others of these.")
    repeaters = graphene.Int(
        required=True, description="Of the customers, those with two purchases or more by its end."
    )
    repeat_rate = graphene.Float(description="Repeaters of the customers, 0 to 1. Null: nobody bought.")
    cancellation_rate = graphene.Float(description="0 to 1. Null: no order was placed.")
    return_rate = graphene.Float(description="0 to 1. Null: no order was placed.")
    held = graphene.Int(required=True, description="Orders that were held in it.")
    released = graphene.Int(required=True, description="Orders of which a hold was released in it.")

    @staticmethod
    def resolve_order_count(row: Figures, _info: Any) -> int:
        return row.orders


class CustomerMgmtOverviewSource(graphene.ObjectType):
    """Figures of the orders of one source."""

    source = graphene.String(required=True)
    figures = graphene.Field(CustomerMgmtOverviewFigures, required=True)


class CustomerMgmtOverviewPart(graphene.ObjectType):
    """Figures of a period, or of a step of one. Customers of several sources are counted at each of them."""

    first = graphene.String(required=True, description="Its first day: `2026-01-01`.")
    last = graphene.String(required=True, description="Its last day, which is in it.")
    begins = CustomerMgmtDateTime(required=True)
    ends = CustomerMgmtDateTime(required=True, description="The moment after its last one.")
    all = graphene.Field(CustomerMgmtOverviewFigures, required=True)
    sources = many(CustomerMgmtOverviewSource, description="Those that have any, by name.")

    @staticmethod
    def resolve_first(row: Divided, _info: Any) -> str:
        return row.period.first.isoformat()

    @staticmethod
    def resolve_last(row: Divided, _info: Any) -> str:
        return row.period.last.isoformat()

    @staticmethod
    def resolve_begins(row: Divided, _info: Any) -> Any:
        return row.period.begins(_zone())

    @staticmethod
    def resolve_ends(row: Divided, _info: Any) -> Any:
        return row.period.ends(_zone())

    @staticmethod
    def resolve_sources(row: Divided, _info: Any) -> list[Any]:
        return [CustomerMgmtOverviewSource(source=s, figures=f) for s, f in row.by_source.items()]


class CustomerMgmtOverviewResult(graphene.ObjectType):
    """The period, its steps, and the period of the same length right before."""

    total = graphene.Field(CustomerMgmtOverviewPart, required=True)
    steps = many(CustomerMgmtOverviewPart, description="In their order; the first and last may be cut off.")
    before = graphene.Field(CustomerMgmtOverviewPart, required=True)
    held_now = graphene.Int(required=True, description="Orders that are held now.")
    doubtful_pairs = graphene.Int(
        required=True, description="Pairs of customers that only a contested key keeps apart now."
    )
    undated = graphene.Int(required=True, description="Orders without a time, which are in no period.")
    newest = graphene.String(description="The day of the newest order of these sources: `2026-01-31`.")

    @staticmethod
    def resolve_newest(row: Overview, _info: Any) -> str | None:
        return None if row.newest is None else row.newest.isoformat()


class CustomerMgmtOverview(graphene.ObjectType):
    """How the shop does, in figures."""

    errors = many(CustomerMgmtOverviewError)
    time_zone = graphene.String(required=True, description="In which days begin.")
    result = graphene.Field(CustomerMgmtOverviewResult, description="Null when there are errors.")


def overview_of(found: Overview | None, errors: list[Any]) -> Any:
    return CustomerMgmtOverview(errors=errors, time_zone=timezone.get_default_timezone_name(), result=found)


def _zone() -> tzinfo:
    return timezone.get_default_timezone()
