"""Import order files."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import graphene
from django.core.files.uploadedfile import UploadedFile

from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS
from saleor_customer_mgmt.graphql.errors import Refusal, Refused, error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.mutations.base import Mutation
from saleor_customer_mgmt.graphql.scalars import OrderImportUpload
from saleor_customer_mgmt.graphql.types.imports import OrderImport
from saleor_customer_mgmt.importers import MappingFile, format_names
from saleor_customer_mgmt.importers.table import SOURCE
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.import_orders import import_orders

MAX_FILES = 20
OrderImportCreateError = error_type(
    "OrderImportCreate", "REQUIRED", "TOO_MANY", "FILE_REFUSED", "MAPPING_REFUSED", "UNKNOWN_FORMAT"
)


class OrderImportCreate(Mutation):
    """Read order files and record their orders. Every row ends as a result of the import.

    A file that cannot be read at all is refused with an error. Importing files again changes nothing.
    """

    permissions = (MANAGE_ORDERS,)
    longest = 100_000

    class Arguments:
        files = graphene.List(
            graphene.NonNull(OrderImportUpload),
            required=True,
            description=f"Files that belong together, {MAX_FILES} at most.",
        )
        source = graphene.String(description="Where the orders come from, when the files do not say.")
        file_format = graphene.String(description="The format, when it is not to be recognised.")
        mapping = graphene.String(description="A mapping file (TOML) for tables of unknown columns.")
        dry_run = graphene.Boolean(
            default_value=False, description="Only say what would become of each row; record nothing."
        )

    order_import = graphene.Field(OrderImport)
    errors = many(OrderImportCreateError)

    @classmethod
    def perform(
        cls,
        info: Any,
        actor: Actor,
        *,
        files: list[Any],
        source: str | None = None,
        file_format: str | None = None,
        mapping: str | None = None,
        dry_run: bool | None = False,
    ) -> Any:
        uploads = _uploads(files, info.context)
        if file_format and file_format not in format_names():
            names = ", ".join(sorted(format_names()))
            raise Refused(Refusal(f"There are the formats {names}.", "UNKNOWN_FORMAT", "fileFormat"))
        if source and not SOURCE.fullmatch(source):
            told = "The source is a short name of small letters, digits, - and _."
            raise Refused(Refusal(told, "INVALID", "source"))
        described = MappingFile.parse(mapping) if mapping else None
        with tempfile.TemporaryDirectory(prefix="order-import-") as folder:
            run = import_orders(
                [_keep(upload, Path(folder) / str(i)) for i, upload in enumerate(uploads)],
                actor=actor,
                source=source or None,
                file_format=file_format or None,
                mapping=described,
                dry_run=bool(dry_run),
            )
        return cls(order_import=run)


def _uploads(names: list[Any], request: Any) -> list[UploadedFile]:
    """Return the files that the variables name. As in Saleor, a variable holds the key of its file."""
    if not names:
        raise Refused(Refusal("There is no file to import.", "REQUIRED", "files"))
    if len(names) > MAX_FILES:
        raise Refused(Refusal(f"More than {MAX_FILES} files at once.", "TOO_MANY", "files"))
    found = [request.FILES.get(name) if isinstance(name, str) else None for name in names]
    if any(upload is None for upload in found):
        raise Refused(Refusal("The request has no such file; send it as multipart.", "REQUIRED", "files"))
    return [upload for upload in found if upload is not None]


def _keep(upload: UploadedFile, folder: Path) -> Path:
    """Write an upload to disk under its own name, in a folder of its own."""
    folder.mkdir()
    # Django has taken every folder out of the name.
    path = folder / ((upload.name or "")[-200:].lstrip(".") or "file")
    with path.open("wb") as file:
        shutil.copyfileobj(upload, file)
    return path
