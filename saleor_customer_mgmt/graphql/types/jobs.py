"""Jobs: everything judged anew, in the background."""

from __future__ import annotations

import base64
from decimal import Decimal
from typing import Any

import graphene

from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.graphql.access import MANAGE_USERS, require
from saleor_customer_mgmt.graphql.enums import CustomerMgmtJobKind, CustomerMgmtJobState
from saleor_customer_mgmt.graphql.fields import connection
from saleor_customer_mgmt.graphql.loaders.decisions import RevisionById
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime, CustomerMgmtDecimal
from saleor_customer_mgmt.graphql.types.actor import CustomerMgmtActor, author
from saleor_customer_mgmt.graphql.types.criteria import MatchCriteriaRevision
from saleor_customer_mgmt.models import Job as Row
from saleor_customer_mgmt.services.queue_export import can_fetch, piece_of


class CustomerMgmtFile(graphene.ObjectType):
    """A file that an export made. It is fetched piece by piece: a piece has at most a mebibyte."""

    name = graphene.String(required=True)
    size = CustomerMgmtDecimal(required=True, description="In bytes.")
    rows = graphene.Int(required=True, description="Without the head.")
    replaced = graphene.Int(required=True, description="Characters that it cannot hold, which became 〓.")
    pieces = graphene.Int(required=True, description="How many there are.")
    fetchable = graphene.Boolean(
        required=True, description="Whoever asks can fetch it: it is theirs, and not older than a day."
    )
    piece = graphene.String(
        number=graphene.Int(required=True, description="From 0."),
        description="A piece, in base64; null after a day, and for everybody but who asked for the file.",
    )

    @staticmethod
    def resolve_name(row: Row, _info: Any) -> str:
        return str(row.result["file"])

    @staticmethod
    def resolve_size(row: Row, _info: Any) -> Decimal:
        return Decimal(row.result["size"])

    @staticmethod
    def resolve_rows(row: Row, _info: Any) -> int:
        return int(row.result["rows"])

    @staticmethod
    def resolve_replaced(row: Row, _info: Any) -> int:
        return int(row.result["replaced"])

    @staticmethod
    def resolve_pieces(row: Row, _info: Any) -> int:
        return int(row.result["pieces"])

    @staticmethod
    def resolve_fetchable(row: Row, info: Any) -> bool:
        return can_fetch(row, actor=require(info.context, MANAGE_USERS).actor)

    @staticmethod
    def resolve_piece(row: Row, info: Any, number: int) -> str | None:
        data = piece_of(row, number, actor=require(info.context, MANAGE_USERS).actor)
        return None if data is None else base64.b64encode(data).decode()


class CustomerMgmtJob(graphene.ObjectType):
    """A rebuild, or a change of the match criteria: done as a whole or not at all, until then everybody sees
    what was before. Or rules or groups, brought up to date in small steps that are seen at once. Or a search
    for doubtful pairs, which are seen when it is done. Or what is to be kept no longer goes, in small steps.
    Or an export, which changes nothing.
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
    file = graphene.Field(CustomerMgmtFile, description="Export, when done.")
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
    def resolve_file(row: Row, _info: Any) -> Row | None:
        return row if row.kind == Row.Kind.EXPORT and row.state == Row.State.DONE else None

    @staticmethod
    def resolve_expired_count(row: Row, _info: Any) -> int | None:
        if row.kind != Row.Kind.RETENTION:
            return None
        return sum(int(told["orders"]) for told in row.result.get("expired", {}).values())


_MOST = 2**31 - 1  # GraphQL's Int

CustomerMgmtJobConnection = connection(CustomerMgmtJob, "CustomerMgmtJob")
