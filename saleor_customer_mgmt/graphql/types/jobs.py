"""Jobs: everything judged anew, in the background."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.graphql.enums import CustomerMgmtJobKind, CustomerMgmtJobState
from saleor_customer_mgmt.graphql.fields import connection
from saleor_customer_mgmt.graphql.loaders.decisions import RevisionById
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime
from saleor_customer_mgmt.graphql.types.actor import CustomerMgmtActor, author
from saleor_customer_mgmt.graphql.types.criteria import MatchCriteriaRevision
from saleor_customer_mgmt.models import Job as Row


class CustomerMgmtJob(graphene.ObjectType):
    """A rebuild, or a change of the match criteria: done as a whole or not at all, until then everybody sees
    what was before. Or rules or groups, brought up to date in small steps that are seen at once. Or a search
    for doubtful pairs, which are seen when it is done. Or what is to be kept no longer goes, in small steps.
    """

    id = graphene.ID(required=True)
    kind = CustomerMgmtJobKind(required=True)
    state = CustomerMgmtJobState(required=True)
    progress = graphene.Float(required=True, description="How much of it is done, from 0 to 1.")
    done = graphene.Int(required=True, description="Steps done. Each order is several steps.")
    total = graphene.Int(required=True, description="Steps there are; 0 before it is known.")
    error = graphene.String(required=True, description="Failed: why.")
    created_at = CustomerMgmtDateTime(required=True)
    started_at = CustomerMgmtDateTime()
    updated_at = CustomerMgmtDateTime(required=True, description="Its last sign of life.")
    finished_at = CustomerMgmtDateTime()
    author = graphene.Field(CustomerMgmtActor, required=True)
    criteria = graphene.String(required=True, description="The match criteria to be used; else empty.")
    reason = graphene.String(required=True)
    revision = graphene.Field(MatchCriteriaRevision, description="Match criteria, when done.")
    order_count = graphene.Int(description="Rebuild, when done: how many orders were looked at.")
    evidence_changed = graphene.Int(description="Rebuild, when done: how many have other evidence now.")
    moved = graphene.Int(description="Rebuild, when done: how many orders have another customer now.")
    customer_count = graphene.Int(
        description="When done: rebuild, how many customers there are; search, how many were compared."
    )

    pair_count = graphene.Int(description="Search for doubtful pairs, when done: how many were found.")
    expired_count = graphene.Int(description="Retention: of how many orders values have expired so far.")

    @staticmethod
    def resolve_id(row: Row, _info: Any) -> str:
        return ids.row_id("CustomerMgmtJob", row.id)

    @staticmethod
    def resolve_progress(row: Row, _info: Any) -> float:
        return row.done / row.total if row.total else float(row.state == Row.State.DONE)

    @staticmethod
    def resolve_done(row: Row, _info: Any) -> int:
        return min(row.done, _MOST)

    @staticmethod
    def resolve_total(row: Row, _info: Any) -> int:
        return min(row.total, _MOST)

    @staticmethod
    def resolve_author(row: Row, _info: Any) -> Any:
        return author(row)

    @staticmethod
    def resolve_revision(row: Row, info: Any) -> Any:
        revision = row.result.get("revision")
        return None if revision is None else RevisionById.of(info.context).load(revision)

    @staticmethod
    def resolve_order_count(row: Row, _info: Any) -> Any:
        return row.result.get("orders")

    @staticmethod
    def resolve_evidence_changed(row: Row, _info: Any) -> Any:
        return row.result.get("evidence_changed")

    @staticmethod
    def resolve_moved(row: Row, _info: Any) -> Any:
        return row.result.get("moved")

    @staticmethod
    def resolve_customer_count(row: Row, _info: Any) -> Any:
        return row.result.get("customers")

    @staticmethod
    def resolve_pair_count(row: Row, _info: Any) -> Any:
        return row.result.get("pairs")

    @staticmethod
    def resolve_expired_count(row: Row, _info: Any) -> int | None:
        if row.kind != Row.Kind.RETENTION:
            return None
        return sum(int(told["orders"]) for told in row.result.get("expired", {}).values())


_MOST = 2**31 - 1  # GraphQL's Int

CustomerMgmtJobConnection = connection(CustomerMgmtJob, "CustomerMgmtJob")
