"""Saved mappings, and guesses about files of unknown programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from saleor_customer_mgmt.graphql import ids, sorts
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS
from saleor_customer_mgmt.graphql.enums import CustomerMgmtLanguage, OrderImportField
from saleor_customer_mgmt.graphql.fields import Connected, connection, many
from saleor_customer_mgmt.graphql.loaders.import_mappings import RevisionInUse
from saleor_customer_mgmt.graphql.loaders.pages import ChildPage, Children
from saleor_customer_mgmt.graphql.paging import wanted
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime
from saleor_customer_mgmt.graphql.types.actor import CustomerMgmtActor, author
from saleor_customer_mgmt.importers import MappingFile
from saleor_customer_mgmt.importers.formats.neutral import FIELDS
from saleor_customer_mgmt.importers.guess import ColumnGuess, Guess, Reason
from saleor_customer_mgmt.importers.guess.look import Look
from saleor_customer_mgmt.importers.guess.write import guessed_document
from saleor_customer_mgmt.importers.toml_text import mapping_toml
from saleor_customer_mgmt.models import ImportMapping as Row
from saleor_customer_mgmt.models import ImportMappingRevision as RevisionRow

_TEXTS = graphene.NonNull(graphene.List(graphene.NonNull(graphene.String)))
_REVISIONS = Children(RevisionRow, "mapping_id", sorts.NEWEST)
_AS_TOML = "As the text of a mapping file: what `orderImportCreate` and `orderImportMappingSave` take."


def _language() -> Any:
    return CustomerMgmtLanguage(description="English, if left out.")


class OrderImportMappingField(graphene.ObjectType):
    """What one field of an order is read from."""

    field = OrderImportField(required=True)
    alternatives = graphene.Field(
        graphene.NonNull(graphene.List(_TEXTS)),
        description="Each is one value: the columns that it is put together from.",
    )


def fields_of(columns: Mapping[str, tuple[tuple[str, ...], ...]]) -> list[Any]:
    return [
        OrderImportMappingField(field=name, alternatives=told)
        for name, told in sorted(columns.items(), key=lambda each: FIELDS.index(each[0]))
    ]


class OrderImportMappingRevision(graphene.ObjectType):
    """A mapping as it was saved once."""

    number = graphene.Int(required=True, description="The highest is the one in use.")
    source = graphene.String(required=True, description="Where the orders come from; empty: a column says.")
    fields = many(OrderImportMappingField)
    columns = graphene.Field(_TEXTS, description="All columns of the file that it was made for.")
    mapping = graphene.String(required=True, description=_AS_TOML)
    created_at = CustomerMgmtDateTime(required=True)
    author = graphene.Field(CustomerMgmtActor, required=True)

    @staticmethod
    def resolve_source(row: RevisionRow, _info: Any) -> str:
        return str(row.document.get("file", {}).get("source", ""))

    @staticmethod
    def resolve_fields(row: RevisionRow, _info: Any) -> list[Any]:
        return fields_of(MappingFile.of(row.document, "mapping").columns)

    @staticmethod
    def resolve_columns(row: RevisionRow, _info: Any) -> Any:
        return row.document["seen"]["columns"]

    @staticmethod
    def resolve_mapping(row: RevisionRow, _info: Any) -> str:
        return mapping_toml(row.document)

    @staticmethod
    def resolve_author(row: RevisionRow, _info: Any) -> Any:
        return author(row)


OrderImportMappingRevisionConnection = connection(OrderImportMappingRevision, "OrderImportMappingRevision")


class OrderImportMapping(graphene.ObjectType):
    """What the columns of another program's files mean. Files with these columns are read with it."""

    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    current = graphene.Field(
        OrderImportMappingRevision, required=True, description="As it is in use, or was when it was deleted."
    )
    revisions = Connected(
        OrderImportMappingRevisionConnection, permissions=(MANAGE_ORDERS,), description="Newest first."
    )
    created_at = CustomerMgmtDateTime(required=True)
    changed_at = CustomerMgmtDateTime(required=True)
    deleted_at = CustomerMgmtDateTime(description="Null while it is in use.")
    author = graphene.Field(CustomerMgmtActor, required=True, description="Who saved it first.")

    @staticmethod
    def resolve_id(row: Row, _info: Any) -> str:
        return ids.row_id("OrderImportMapping", row.id)

    @staticmethod
    def resolve_current(row: Row, info: Any) -> Any:
        return RevisionInUse.of(info.context).load(row.id)

    @staticmethod
    def resolve_revisions(row: Row, info: Any, **page: Any) -> ChildPage:
        return ChildPage(info.context, _REVISIONS, row.id, wanted(**page))

    @staticmethod
    def resolve_author(row: Row, _info: Any) -> Any:
        return author(row)


OrderImportMappingConnection = connection(OrderImportMapping, "OrderImportMapping")


class OrderImportColumnGuess(graphene.ObjectType):
    """What was made of a column."""

    column = graphene.String(required=True)
    field = OrderImportField(description="Null: it is not read.")
    confidence = graphene.Float(required=True, description="From 0 to 1.")
    reasons = graphene.Field(_TEXTS, language=_language(), description="Why, for a person.")
    samples = graphene.Field(
        _TEXTS, description="The first values that differ. None of columns of cards, accounts and passwords."
    )

    @staticmethod
    def resolve_column(found: ColumnGuess, _info: Any) -> str:
        return found.name

    @staticmethod
    def resolve_field(found: ColumnGuess, _info: Any) -> str | None:
        return found.field or None

    @staticmethod
    def resolve_reasons(found: ColumnGuess, _info: Any, language: str | None = None) -> list[str]:
        return [reason.text(language or "en") for reason in found.reasons]


class OrderImportMissing(graphene.ObjectType):
    """Something that was not found, and what that means."""

    code = graphene.String(required=True)
    text = graphene.String(required=True, language=_language())

    @staticmethod
    def resolve_text(reason: Reason, _info: Any, language: str | None = None) -> str:
        return reason.text(language or "en")


class OrderImportGuess(graphene.ObjectType):
    """What the columns of a file seem to be. Nothing of it is kept."""

    columns = many(OrderImportColumnGuess)
    fields = many(OrderImportMappingField)
    missing = many(OrderImportMissing)
    unknown_states = graphene.Field(
        _TEXTS, description="Words of the column of states that are read as placed unless [status] says more."
    )
    rows = graphene.Int(required=True, description="How many rows were looked at.")
    mapping = graphene.String(required=True, description=_AS_TOML)
    file_format = graphene.String(description="The known format that reads such files, if there is one.")
    saved_mapping = graphene.Field(
        OrderImportMapping, description="The saved mapping that reads such files, if there is one."
    )


def guess_answer(found: Guess, seen: Look, saved: RevisionRow | None) -> Any:
    return OrderImportGuess(
        columns=found.columns,
        fields=fields_of(found.fields),
        missing=found.missing,
        unknown_states=found.unknown_states,
        rows=found.rows,
        mapping=mapping_toml(guessed_document(found, seen)),
        file_format=seen.known,
        saved_mapping=None if saved is None else saved.mapping,
    )
