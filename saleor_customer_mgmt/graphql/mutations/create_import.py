"""Import order files."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import graphene
from django.core.files.uploadedfile import UploadedFile

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS
from saleor_customer_mgmt.graphql.errors import Refusal, Refused, error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.mutations.base import Mutation, not_found
from saleor_customer_mgmt.graphql.scalars import OrderImportUpload
from saleor_customer_mgmt.graphql.types.imports import OrderImport
from saleor_customer_mgmt.importers import format_names, is_time_zone
from saleor_customer_mgmt.importers.table import SOURCE
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.queue_import import queue_import
from saleor_customer_mgmt.services.uploaded_files import temporary_folder

_LONGEST_NAME = 200
OrderImportCreateError = error_type(
    "OrderImportCreate",
    "REQUIRED",
    "TOO_MANY",
    "TOO_LARGE",
    "FILE_REFUSED",
    "MAPPING_REFUSED",
    "UNKNOWN_FORMAT",
    "NOT_FOUND",
)


class OrderImportCreate(Mutation):
    """Have order files read and their orders recorded. Every row ends as a result of the import.

    It is done in the background; `orderImport` tells how far it is. What can be seen at once is refused at
    once: a file that is no order file, an unknown format. Importing files again changes nothing.
    """

    permissions = (MANAGE_ORDERS,)
    longest = 100_000

    class Arguments:
        files = graphene.List(
            graphene.NonNull(OrderImportUpload),
            required=True,
            description=(
                "Files that belong together: parts of one export, also in ZIP archives or Excel workbooks. "
                "How many and how large, the server's settings say."
            ),
        )
        source = graphene.String(description="Where the orders come from, when the files do not say.")
        file_format = graphene.String(description="The format, when it is not to be recognised.")
        mapping = graphene.String(description="A mapping file (TOML) for tables of unknown columns.")
        time_zone = graphene.String(
            description="Of times without offset, where no format knows it: Europe/Paris. Else Asia/Tokyo."
        )
        saved_mapping = graphene.ID(
            description="A saved mapping, when it is not to be found by the columns of the file."
        )
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
        time_zone: str | None = None,
        saved_mapping: str | None = None,
        dry_run: bool | None = False,
    ) -> Any:
        sent = uploads(files, info.context)
        if file_format and file_format not in format_names():
            names = ", ".join(sorted(format_names()))
            raise Refused(Refusal(f"There are the formats {names}.", "UNKNOWN_FORMAT", "fileFormat"))
        if source and not SOURCE.fullmatch(source):
            told = "The source is a short name of small letters, digits, - and _."
            raise Refused(Refusal(told, "INVALID", "source"))
        if time_zone and not is_time_zone(time_zone):
            raise Refused(Refusal("There is no such time zone.", "INVALID", "timeZone"))
        key = _saved_mapping(saved_mapping, mapping, file_format)
        with temporary_folder() as folder:
            run = queue_import(
                [keep_upload(upload, folder / str(i)) for i, upload in enumerate(sent)],
                actor=actor,
                source=source or None,
                file_format=file_format or None,
                mapping=mapping or None,
                timezone=time_zone or None,
                saved_mapping=key,
                dry_run=bool(dry_run),
            )
        return cls(order_import=run)


def _saved_mapping(given: str | None, *others: str | None) -> int | None:
    if given is None:
        return None
    if any(others):
        told = "Name a saved mapping, a mapping file or a format, not several of them."
        raise Refused(Refusal(told, "INVALID", "savedMapping"))
    key = ids.read_row_id("OrderImportMapping", given)
    if key is None:
        raise not_found("mapping", "savedMapping")
    return key


def uploads(names: list[Any], request: Any, field: str = "files") -> list[UploadedFile]:
    """Return the files that the variables name. As in Saleor, a variable holds the key of its file."""
    if not names:
        raise Refused(Refusal("There is no file to import.", "REQUIRED", field))
    if len(names) > (most := conf.upload_files()):
        told = f"{len(names)} files at once; {most:,} at most (UPLOAD_FILES of CUSTOMER_MGMT)."
        raise Refused(Refusal(told, "TOO_MANY", field))
    found = [request.FILES.get(name) if isinstance(name, str) else None for name in names]
    if any(upload is None for upload in found):
        raise Refused(Refusal("The request has no such file; send it as multipart.", "REQUIRED", field))
    sent = [upload for upload in found if upload is not None]
    size = sum(upload.size or 0 for upload in sent)
    if size > (most := conf.upload_mib()) << 20:
        told = (
            f"The files have {-(-size >> 20):,} MiB in all; {most:,} at most (UPLOAD_MIB of CUSTOMER_MGMT)."
        )
        raise Refused(Refusal(told, "TOO_LARGE", field))
    return sent


def keep_upload(upload: UploadedFile, folder: Path) -> Path:
    """Write an upload to disk under its own name, in a folder of its own."""
    folder.mkdir()
    # Django has taken every folder out of the name. What file systems limit are its bytes, not its letters.
    name = (upload.name or "").encode("utf-8", "replace")[-_LONGEST_NAME:].decode("utf-8", "ignore")
    path = folder / (name.lstrip(".") or "file")
    with path.open("wb") as file:
        shutil.copyfileobj(upload, file)
    return path
