"""Imports of order files."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql import ids, sorts
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS
from saleor_customer_mgmt.graphql.enums import CustomerMgmtLanguage, OrderImportOutcome, OrderImportState
from saleor_customer_mgmt.graphql.fields import Connected, connection, many
from saleor_customer_mgmt.graphql.loaders.import_mappings import RevisionById
from saleor_customer_mgmt.graphql.loaders.orders import OrderById
from saleor_customer_mgmt.graphql.loaders.pages import ChildPage, Children
from saleor_customer_mgmt.graphql.paging import wanted
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime, CustomerMgmtDecimal
from saleor_customer_mgmt.graphql.types.actor import CustomerMgmtActor, author
from saleor_customer_mgmt.graphql.types.import_mappings import OrderImportMapping
from saleor_customer_mgmt.graphql.types.order import OrderRecord
from saleor_customer_mgmt.importers.in_japanese import in_japanese
from saleor_customer_mgmt.models import Import as Row
from saleor_customer_mgmt.models import ImportResult as ResultRow

_LANGUAGE = CustomerMgmtLanguage(default_value="en")


class OrderImportFile(graphene.ObjectType):
    """A file of an import."""

    name = graphene.String(required=True)
    size = CustomerMgmtDecimal(description="In bytes; null when it could not be read.")
    sha256 = graphene.String()


class OrderImportRepair(graphene.ObjectType):
    """A cell that a spreadsheet had changed, and that was read as what it certainly had been."""

    line = graphene.Int(required=True)
    column = graphene.String(required=True)
    what = graphene.String(
        required=True, language=_LANGUAGE, description="What was put right. Tells no values."
    )

    @staticmethod
    def resolve_what(repair: Any, _info: Any, language: str | None = "en") -> str:
        what = str(repair["what"] if isinstance(repair, dict) else repair.what)
        return in_japanese(what) if language == "ja" else what


class OrderImportResult(graphene.ObjectType):
    """What became of the rows of one order of a file."""

    outcome = OrderImportOutcome(required=True)
    order_number = graphene.String(required=True, description="Empty when a refused row tells none.")
    order = graphene.Field(OrderRecord, description="Null when refused, and in a dry run.")
    file = graphene.String(required=True)
    lines = many(graphene.Int, description="The lines on which its rows begin.")
    line = graphene.Int(description="Refused: where the fault is.")
    column = graphene.String(required=True, description="Refused: the column of the fault; may be empty.")
    reason = graphene.String(required=True, language=_LANGUAGE, description="Refused: why. Tells no values.")
    repairs = many(OrderImportRepair, description="What was put right before the order was recorded.")

    @staticmethod
    def resolve_reason(row: ResultRow, _info: Any, language: str | None = "en") -> str:
        return in_japanese(row.reason) if language == "ja" else row.reason

    @staticmethod
    def resolve_order(row: ResultRow, info: Any) -> Any:
        return None if row.order_id is None else OrderById.of(info.context).load(row.order_id)


OrderImportResultConnection = connection(OrderImportResult, "OrderImportResult")


class OrderImport(graphene.ObjectType):
    """One run over order files. Counts are of orders, `…Rows` of data rows; they grow while it runs.

    Importing files again is safe, whatever became of an earlier run.
    """

    id = graphene.ID(required=True)
    state = OrderImportState(required=True)
    dry_run = graphene.Boolean(required=True, description="It says what would be; no order was recorded.")
    files = many(OrderImportFile)
    file_format = graphene.String(required=True)
    source = graphene.String(required=True)
    encoding = graphene.String(required=True)
    saved_mapping = graphene.Field(
        OrderImportMapping, description="The saved mapping that the files were read with."
    )
    saved_mapping_revision = graphene.Int(description="Which of its revisions that was.")
    new = graphene.Int(required=True)
    changed = graphene.Int(required=True)
    unchanged = graphene.Int(required=True)
    refused = graphene.Int(required=True)
    rows = graphene.Int(required=True)
    refused_rows = graphene.Int(required=True)
    repaired = graphene.Int(
        required=True, description="Orders with cells that a spreadsheet had changed and that were put right."
    )
    progress = graphene.Float(required=True, description="How much of the files was read, from 0 to 1.")
    error = graphene.String(required=True, description="Failed: why.")
    cancel_requested = graphene.Boolean(required=True, description="Staff have asked to stop it.")
    created_at = CustomerMgmtDateTime(required=True)
    started_at = CustomerMgmtDateTime(description="When it was begun first.")
    updated_at = CustomerMgmtDateTime(required=True, description="Its last sign of life.")
    finished_at = CustomerMgmtDateTime()
    author = graphene.Field(CustomerMgmtActor, required=True)
    results = Connected(
        OrderImportResultConnection,
        permissions=(MANAGE_ORDERS,),
        outcome=graphene.Argument(OrderImportOutcome),
        repaired=graphene.Boolean(description="True: only what was repaired."),
        description="In the order of the files.",
    )

    @staticmethod
    def resolve_id(row: Row, _info: Any) -> str:
        return ids.row_id("OrderImport", row.id)

    @staticmethod
    def resolve_author(row: Row, _info: Any) -> Any:
        return author(row)

    @staticmethod
    def resolve_saved_mapping(row: Row, info: Any) -> Any:
        if row.saved_mapping_id is None:
            return None
        return RevisionById.of(info.context).load(row.saved_mapping_id).then(lambda found: found.mapping)

    @staticmethod
    def resolve_saved_mapping_revision(row: Row, info: Any) -> Any:
        if row.saved_mapping_id is None:
            return None
        return RevisionById.of(info.context).load(row.saved_mapping_id).then(lambda found: found.number)

    @staticmethod
    def resolve_cancel_requested(row: Row, _info: Any) -> bool:
        return row.cancel_asked

    @staticmethod
    def resolve_progress(row: Row, _info: Any) -> float:
        if row.state == Row.State.DONE:
            return 1.0
        return min(row.bytes_read / row.total_bytes, 1.0) if row.total_bytes else 0.0

    @staticmethod
    def resolve_results(
        row: Row, info: Any, outcome: str | None = None, repaired: bool | None = None, **page: Any
    ) -> ChildPage:
        told = {"outcome": outcome, "repaired": repaired}
        only = tuple((name, value) for name, value in told.items() if value is not None)
        return ChildPage(
            info.context, Children(ResultRow, "run_id", sorts.OLDEST, only), row.id, wanted(**page)
        )


OrderImportConnection = connection(OrderImport, "OrderImport")
