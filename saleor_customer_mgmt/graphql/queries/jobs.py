"""Queries about work in the background."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql import ids, sorts
from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.graphql.enums import CustomerMgmtJobKind, CustomerMgmtJobState
from saleor_customer_mgmt.graphql.fields import Connected, Guarded
from saleor_customer_mgmt.graphql.paging import QueryPage, wanted
from saleor_customer_mgmt.graphql.types.jobs import CustomerMgmtJob, CustomerMgmtJobConnection
from saleor_customer_mgmt.models import Job


class CustomerMgmtJobFilterInput(graphene.InputObjectType):
    """Jobs for which all of this is so."""

    kinds = graphene.List(graphene.NonNull(CustomerMgmtJobKind), description="Of one of these kinds.")
    states = graphene.List(graphene.NonNull(CustomerMgmtJobState), description="In one of these states.")


class JobQueries(graphene.ObjectType):
    customer_mgmt_job = Guarded(
        CustomerMgmtJob,
        id=graphene.ID(required=True),
        permissions=(MANAGE_USERS,),
        description="One piece of work on everything.",
    )
    customer_mgmt_jobs = Connected(
        CustomerMgmtJobConnection,
        filter=CustomerMgmtJobFilterInput(),
        permissions=(MANAGE_USERS,),
        description="Rebuilds, changes of match criteria, applied rules and groups, searches; newest first.",
    )

    @staticmethod
    def resolve_customer_mgmt_job(_root: Any, _info: Any, id: str) -> Job | None:  # noqa: A002
        key = ids.read_row_id("CustomerMgmtJob", id)
        return None if key is None else Job.objects.filter(id=key).first()

    @staticmethod
    def resolve_customer_mgmt_jobs(
        _root: Any,
        _info: Any,
        *,
        filter: dict[str, Any] | None = None,  # noqa: A002
        **page: Any,
    ) -> QueryPage:
        chosen = filter or {}
        rows = Job.objects.all()
        if chosen.get("kinds") is not None:
            rows = rows.filter(kind__in=chosen["kinds"])
        if chosen.get("states") is not None:
            rows = rows.filter(state__in=chosen["states"])
        return QueryPage(rows, sorts.NEWEST, wanted(**page))
