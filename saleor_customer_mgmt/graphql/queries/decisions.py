"""Queries about what staff decided: merges and splits, match criteria, the audit trail."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import Q

from saleor_customer_mgmt.core.criteria import CriteriaSet, parse_criteria
from saleor_customer_mgmt.core.errors import InvalidCriteria
from saleor_customer_mgmt.graphql import ids, sorts
from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.graphql.enums import CustomerDecisionKind
from saleor_customer_mgmt.graphql.errors import refusals
from saleor_customer_mgmt.graphql.fields import Connected, Guarded
from saleor_customer_mgmt.graphql.paging import QueryPage, wanted
from saleor_customer_mgmt.graphql.types.audit import CustomerAuditEntryConnection
from saleor_customer_mgmt.graphql.types.criteria import MatchCriteria
from saleor_customer_mgmt.graphql.types.decision import CustomerDecisionConnection
from saleor_customer_mgmt.graphql.types.preview import MatchCriteriaPreview, previewed
from saleor_customer_mgmt.models import AuditEntry, DecisionLink, SplitMember, StaffDecision
from saleor_customer_mgmt.selectors.customers import find_customer
from saleor_customer_mgmt.selectors.why import criteria_in_use
from saleor_customer_mgmt.services.preview_criteria import preview_criteria


class CustomerDecisionFilterInput(graphene.InputObjectType):
    """Decisions for which all of this is so."""

    kind = CustomerDecisionKind()
    undone = graphene.Boolean()
    customer = graphene.ID(description="About orders that this customer has now: global id, or public id.")


class CustomerAuditFilterInput(graphene.InputObjectType):
    """Entries for which all of this is so."""

    actions = graphene.List(graphene.NonNull(graphene.String))


class DecisionQueries(graphene.ObjectType):
    customer_decisions = Connected(
        CustomerDecisionConnection,
        filter=CustomerDecisionFilterInput(),
        permissions=(MANAGE_USERS,),
        description="Merges and splits, newest first, with those undone.",
    )
    match_criteria = Guarded(
        MatchCriteria, permissions=(MANAGE_USERS,), description="The match criteria in use."
    )
    match_criteria_preview = Guarded(
        MatchCriteriaPreview,
        criteria=graphene.String(required=True, description="As written: `name+phone OR name+email`."),
        permissions=(MANAGE_USERS,),
        description="What other match criteria would change, on the full history.",
    )
    customer_audit_entries = Connected(
        CustomerAuditEntryConnection,
        filter=CustomerAuditFilterInput(),
        permissions=(MANAGE_USERS,),
        description="What was done, newest first.",
    )

    @staticmethod
    def resolve_customer_decisions(
        _root: Any,
        _info: Any,
        *,
        filter: dict[str, Any] | None = None,  # noqa: A002
        **page: Any,
    ) -> QueryPage:
        chosen = filter or {}
        rows = StaffDecision.objects.all()
        if chosen.get("kind") is not None:
            rows = rows.filter(kind=chosen["kind"])
        if chosen.get("undone") is not None:
            rows = rows.filter(undone_at__isnull=not chosen["undone"])
        if chosen.get("customer") is not None:
            rows = rows.filter(_about(chosen["customer"]))
        return QueryPage(rows, sorts.NEWEST, wanted(**page))

    @staticmethod
    def resolve_match_criteria(_root: Any, _info: Any) -> CriteriaSet:
        return criteria_in_use()

    @staticmethod
    def resolve_match_criteria_preview(_root: Any, _info: Any, criteria: str) -> Any:
        try:
            return previewed(preview_criteria(parse_criteria(criteria)))
        except InvalidCriteria as error:
            return MatchCriteriaPreview(errors=refusals(error), criteria=[])

    @staticmethod
    def resolve_customer_audit_entries(
        _root: Any,
        _info: Any,
        *,
        filter: dict[str, Any] | None = None,  # noqa: A002
        **page: Any,
    ) -> QueryPage:
        rows = AuditEntry.objects.all()
        if filter and filter.get("actions") is not None:
            rows = rows.filter(action__in=filter["actions"])
        return QueryPage(rows, sorts.NEWEST, wanted(**page))


def _about(given: str) -> Q:
    customer = find_customer(ids.read_customer_id(given) or "")
    if customer is None:
        return Q(pk__in=[])
    links = DecisionLink.objects.filter(Q(one__customer=customer) | Q(other__customer=customer))
    members = SplitMember.objects.filter(order__customer=customer)
    return Q(id__in=links.values("decision_id")) | Q(id__in=members.values("decision_id"))
