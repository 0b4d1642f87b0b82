"""Guess what the columns of a file are; save and delete mappings."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS
from saleor_customer_mgmt.graphql.errors import error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.mutations.base import Mutation, not_found
from saleor_customer_mgmt.graphql.mutations.create_import import keep_upload, uploads
from saleor_customer_mgmt.graphql.scalars import OrderImportUpload
from saleor_customer_mgmt.graphql.types.import_mappings import (
    OrderImportGuess,
    OrderImportMapping,
    guess_answer,
)
from saleor_customer_mgmt.importers.guess import guess, guess_accounts
from saleor_customer_mgmt.importers.guess.look import look
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.import_limits import import_limits
from saleor_customer_mgmt.services.save_mapping import remove_mapping, save_mapping
from saleor_customer_mgmt.services.uploaded_files import temporary_folder
from saleor_customer_mgmt.services.use_mapping import mappings_for

OrderImportMappingGuessError = error_type(
    "OrderImportMappingGuess", "REQUIRED", "TOO_MANY", "TOO_LARGE", "FILE_REFUSED"
)
OrderImportMappingSaveError = error_type("OrderImportMappingSave", "NOT_FOUND", "CONFLICT", "MAPPING_REFUSED")
OrderImportMappingDeleteError = error_type("OrderImportMappingDelete", "NOT_FOUND")


class OrderImportMappingGuess(Mutation):
    """Guess what the columns of a file are, for a person to correct. Nothing is kept."""

    permissions = (MANAGE_ORDERS,)

    class Arguments:
        file = OrderImportUpload(description="Any table of orders.")
        accounts = graphene.Boolean(
            default_value=False,
            description="Its rows are no orders, but customers who registered. Never guessed: a file of "
            "orders without their numbers looks the same.",
        )

    guess = graphene.Field(OrderImportGuess)
    errors = many(OrderImportMappingGuessError)

    @classmethod
    def perform(cls, info: Any, _actor: Actor, *, file: Any = None, accounts: bool = False) -> Any:
        with temporary_folder() as folder:
            (upload,) = uploads([file], info.context, field="file")
            seen = look(keep_upload(upload, folder / "0"), import_limits())
        saved = mappings_for(seen)
        found = (guess_accounts if accounts else guess)(seen.header, seen.rows)
        answer = guess_answer(found, seen, saved[0] if len(saved) == 1 else None)
        return cls(guess=answer)


class OrderImportMappingSave(Mutation):
    """Save what the columns of a file mean. Files with these columns are read so from then on."""

    permissions = (MANAGE_ORDERS,)
    longest = 1_000_000

    class Arguments:
        id = graphene.ID(description="The mapping that is changed; left out: a new one.")
        name = graphene.String(required=True)
        mapping = graphene.String(
            required=True,
            description="The text of a mapping file (TOML), with a source and, in [seen], all columns.",
        )

    saved_mapping = graphene.Field(OrderImportMapping)
    known_format = graphene.String(
        description="The known format that reads such files: the mapping is used only where it is named."
    )
    errors = many(OrderImportMappingSaveError)

    @classmethod
    def perform(
        cls,
        _info: Any,
        actor: Actor,
        *,
        name: str,
        mapping: str,
        id: str | None = None,  # noqa: A002
    ) -> Any:
        saved = save_mapping(
            name, mapping, actor=actor, mapping_id=None if id is None else mapping_key(id, "id")
        )
        return cls(saved_mapping=saved.mapping, known_format=saved.known)


class OrderImportMappingDelete(Mutation):
    """Delete a saved mapping: files are not read with it any more. What was imported with it stays."""

    permissions = (MANAGE_ORDERS,)

    class Arguments:
        id = graphene.ID(required=True)

    saved_mapping = graphene.Field(OrderImportMapping)
    errors = many(OrderImportMappingDeleteError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, *, id: str) -> Any:  # noqa: A002
        return cls(saved_mapping=remove_mapping(mapping_key(id, "id"), actor=actor))


def mapping_key(given: str, field: str) -> int:
    """Return the key that a global id means.

    Raises:
        Refused: when it is none of a mapping.
    """
    key = ids.read_row_id("OrderImportMapping", given)
    if key is None:
        raise not_found("mapping", field)
    return key
