"""Save and remove mappings. Each change is a revision; imports name the one they were read with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from saleor_customer_mgmt.importers import MappingFile, MappingRefused
from saleor_customer_mgmt.importers.grids import COLUMN_LIMIT
from saleor_customer_mgmt.importers.guess.look import is_data, known_header
from saleor_customer_mgmt.importers.headers import plain
from saleor_customer_mgmt.importers.saved import SavedMapping, readers_of
from saleor_customer_mgmt.lock_objects import own_work
from saleor_customer_mgmt.models import ImportMapping, ImportMappingRevision
from saleor_customer_mgmt.selectors.import_mappings import mappings
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.errors import Conflict, NotFound, ServiceError
from saleor_customer_mgmt.services.use_mapping import saved_mappings

MAX_NAME, MAX_MAPPINGS, MAX_COLUMN = 200, 200, 1000


@dataclass(frozen=True, slots=True)
class Saved:
    """A mapping as it is now. ``known`` is the title of the known format that reads such files instead."""

    mapping: ImportMapping
    revision: ImportMappingRevision
    known: str | None


def save_mapping(name: str, text: str, *, actor: Actor, mapping_id: int | None = None) -> Saved:
    """Save the text of a mapping file under a name, as a new mapping or as the next revision of one.

    As it is already: nothing is written.

    Raises:
        MappingRefused: with everything that is wrong in the text; nothing is saved.
        NotFound: when there is no mapping of this id.
        Conflict: when the name is taken, or another mapping reads files with the same columns.
        ServiceError: when the name is not one, or there are too many mappings.
    """
    name = name.strip()
    if not 0 < len(name) <= MAX_NAME or not name.isprintable():
        raise ServiceError(f"A name is a text of 1 to {MAX_NAME} characters.", field="name")
    file = _parsed(text)
    with transaction.atomic():
        own_work("import mappings")  # one at a time: two could each save what reads the same files
        mapping = None if mapping_id is None else _found(mapping_id)
        if mapping is None and mappings().count() >= MAX_MAPPINGS:
            raise ServiceError(f"There are {MAX_MAPPINGS} mappings already.")
        if any(other != mapping for other in mappings().filter(name=name)):
            raise Conflict(f"There is a mapping “{name}” already.", field="name")
        _check_apart(name, file, mapping)
        return _written(mapping, name, file, actor)


def remove_mapping(mapping_id: int, *, actor: Actor) -> ImportMapping:
    """Remove a mapping: files are not read with it any more. What was imported with it stays.

    Raises:
        NotFound: when there is no such mapping.
    """
    with transaction.atomic():
        own_work("import mappings")
        mapping = _found(mapping_id)
        mapping.deleted_at = timezone.now()
        mapping.save(update_fields=["deleted_at", "changed_at"])
        write_audit(actor, "import_mapping_removed", mapping=mapping.id)
        return mapping


def _found(mapping_id: int) -> ImportMapping:
    mapping = mappings().filter(id=mapping_id).first()
    if mapping is None:
        raise NotFound("There is no such mapping.", field="id")
    return mapping


def _parsed(text: str) -> MappingFile:
    """Return what the text says, when files can be recognised and read by it alone.

    Raises:
        MappingRefused: with everything that is wrong.
    """
    file = MappingFile.parse(text)
    problems = [*_problems(file)]
    if problems:
        raise MappingRefused("mapping", problems)
    return file


def _problems(file: MappingFile) -> Iterator[str]:
    orders = file.format.orders
    if not (file.format.source or orders.source):
        yield "[file] source is missing: a saved mapping says where the orders come from"
    if not file.seen:
        yield "[seen] columns is missing: by the columns of the file it is recognised next time"
        return
    if len(file.seen) > COLUMN_LIMIT or any(len(name) > MAX_COLUMN for name in file.seen):
        yield f"[seen] has more than {COLUMN_LIMIT:,} columns, or one of over {MAX_COLUMN:,} characters"
    if is_data(file.seen):
        yield "[seen] looks like a row of data; only names of columns are kept"
    there = {plain(name) for name in file.seen}
    for name in file.used:
        if plain(name) not in there:
            yield f"[columns] names {name}, which is not among the columns in [seen]"
    if not all(map(_keepable, _texts(file.document))):
        yield "it has a NUL character or half of a surrogate pair"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _keepable(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def _check_apart(name: str, file: MappingFile, mapping: ImportMapping | None) -> None:
    """See to it that files like this one are read by one mapping."""
    new = SavedMapping(0, name, file.tolerant())
    others = [each for row, each in saved_mappings() if mapping is None or row.mapping_id != mapping.id]
    alike = [each for each in others if len(readers_of(file.seen, [new, each])) > 1]
    if alike:
        names = ", ".join(f"“{each.name}”" for each in alike)
        raise Conflict(f"Files with these columns are read by {names} already. Change or remove that one.")


def _written(mapping: ImportMapping | None, name: str, file: MappingFile, actor: Actor) -> Saved:
    document = dict(file.document)
    known = known_header(file.seen)
    if mapping is None:
        mapping = ImportMapping.objects.create(name=name, **actor.columns())
    last = mapping.revisions.order_by("-number").first()
    if last is not None and (last.document, mapping.name) == (document, name):
        return Saved(mapping, last, known)
    mapping.name = name
    mapping.save(update_fields=["name", "changed_at"])
    if last is None or last.document != document:
        number = 1 if last is None else last.number + 1
        last = mapping.revisions.create(number=number, document=document, **actor.columns())
    write_audit(actor, "import_mapping_saved", mapping=mapping.id, revision=last.number)
    return Saved(mapping, last, known)
