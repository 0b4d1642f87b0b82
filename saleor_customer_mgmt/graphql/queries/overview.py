"""The query about how the shop does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import graphene
from django.utils import timezone

from saleor_customer_mgmt.core.periods import Step
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS, MANAGE_USERS
from saleor_customer_mgmt.graphql.enums import CustomerMgmtOverviewStep
from saleor_customer_mgmt.graphql.errors import refusals
from saleor_customer_mgmt.graphql.fields import Guarded
from saleor_customer_mgmt.graphql.types.overview import CustomerMgmtOverview, overview_of
from saleor_customer_mgmt.services.errors import ServiceError
from saleor_customer_mgmt.services.look_at_overview import MONTHS, look_at_overview


class OverviewQueries(graphene.ObjectType):
    customer_mgmt_overview = Guarded(
        CustomerMgmtOverview,
        first=graphene.String(
            description=f"The first day: `2026-01-01`. Left out: so that it is {MONTHS} months, up to `last`."
        ),
        last=graphene.String(description="The last day, which is in it. Left out: today."),
        step=CustomerMgmtOverviewStep(default_value=Step.MONTH.value),
        sources=graphene.List(
            graphene.NonNull(graphene.String), description="Only orders from these. Left out: from all."
        ),
        permissions=(MANAGE_ORDERS, MANAGE_USERS),
        description="Purchases, customers, cancellations, returns and holds over time, by source and of all.",
    )

    @staticmethod
    def resolve_customer_mgmt_overview(
        _root: Any,
        _info: Any,
        *,
        first: str | None = None,
        last: str | None = None,
        step: str | None = None,
        sources: Sequence[str] | None = None,
    ) -> Any:
        try:
            found = look_at_overview(
                now=timezone.now(), first=first, last=last, step=Step(step or Step.MONTH), sources=sources
            )
        except ServiceError as error:
            return overview_of(None, refusals(error))
        return overview_of(found, [])
