"""Which saved mapping an import is read with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from saleor_customer_mgmt.importers import FileRefused, MappingFile
from saleor_customer_mgmt.importers.guess.look import Look, look
from saleor_customer_mgmt.importers.limits import DEFAULTS, Limits
from saleor_customer_mgmt.importers.saved import SavedMapping, readers_of
from saleor_customer_mgmt.models import ImportMappingRevision
from saleor_customer_mgmt.selectors.import_mappings import revisions_in_use
from saleor_customer_mgmt.services.errors import NotFound


def read_revision(row: ImportMappingRevision) -> MappingFile:
    """Return what a revision says, for files that may lack some of its columns."""
    return MappingFile.of(row.document, row.mapping.name).tolerant()


def saved_mappings() -> Sequence[tuple[ImportMappingRevision, SavedMapping]]:
    """Return the mappings in use, with what files they read."""
    return [(row, SavedMapping(row.id, row.mapping.name, read_revision(row))) for row in revisions_in_use()]


def mapping_for(path: Path, limits: Limits = DEFAULTS) -> ImportMappingRevision | None:
    """Return the saved mapping that reads a file of no known format, told by the names of its columns.

    Raises:
        FileRefused: when the file is no table, or several mappings could read it.
    """
    if not revisions_in_use().exists():
        return None
    seen = look(path, limits)
    found = [] if seen.known is not None else mappings_for(seen)
    if len(found) > 1:
        names = ", ".join(f"“{row.mapping.name}”" for row in found)
        reason = f"several saved mappings read files with these columns: {names}; say which, or remove one"
        raise FileRefused(path.name, reason)
    return found[0] if found else None


def mappings_for(seen: Look) -> list[ImportMappingRevision]:
    """Return the saved mapping that reads files with this header, or all between which it is not decided."""
    saved = saved_mappings()
    found = {each.key for each in readers_of(seen.header, [each for _, each in saved])}
    return [row for row, each in saved if each.key in found]


def named_mapping(mapping_id: int) -> ImportMappingRevision:
    """Return the revision in use of a saved mapping.

    Raises:
        NotFound: when there is none.
    """
    row = revisions_in_use().filter(mapping_id=mapping_id).first()
    if row is None:
        raise NotFound("There is no such mapping.", field="saved_mapping")
    return row
