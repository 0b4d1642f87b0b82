"""``mapping guess|save|list|show|remove``: what the columns of files of other programs mean."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from saleor_customer_mgmt.cli import shapes
from saleor_customer_mgmt.cli.failures import CommandFailed
from saleor_customer_mgmt.cli.language import spoken
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.lookup import acting
from saleor_customer_mgmt.cli.table import table
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.importers import FileRefused, MappingRefused
from saleor_customer_mgmt.importers.guess import Guess, Reason, guess, guess_accounts
from saleor_customer_mgmt.importers.guess.look import Look, look
from saleor_customer_mgmt.importers.guess.write import guessed_toml
from saleor_customer_mgmt.importers.toml_text import mapping_toml
from saleor_customer_mgmt.models import ImportMapping, ImportMappingRevision
from saleor_customer_mgmt.selectors.import_mappings import mappings, revisions_in_use
from saleor_customer_mgmt.services.import_limits import import_limits
from saleor_customer_mgmt.services.save_mapping import Saved, remove_mapping, save_mapping


def run(args: Namespace, terminal: Terminal) -> int:
    does = {"guess": _guess, "save": _save, "list": _list, "show": _show, "remove": _remove}
    does[args.action](args, terminal)
    return 0


def find_mapping(name: str) -> ImportMapping | None:
    """Return the saved mapping of this name."""
    return mappings().filter(name=name).first()


def _guess(args: Namespace, terminal: Terminal) -> None:
    try:
        seen = look(args.file, import_limits())
    except FileRefused as error:
        raise CommandFailed(str(error), code="FILE_REFUSED") from error
    found = (guess_accounts if args.customers else guess)(seen.header, seen.rows)
    if args.json:
        terminal.json(_guess_as_json(found, seen))
        return
    if seen.known is not None:
        terminal.note(
            _("A known format reads this file ({format}); it needs no mapping.").format(format=seen.known)
        )
    # Each line by itself: a name of a column may hold what a terminal takes for a command.
    terminal.lines(guessed_toml(found, seen, spoken()).splitlines())


def _guess_as_json(found: Guess, seen: Look) -> dict[str, Any]:
    return {
        "format": seen.known,
        "rows": found.rows,
        "columns": [
            {
                "column": column.name,
                "field": column.field or None,
                "confidence": column.confidence,
                "reasons": [_in_both_languages(reason) for reason in column.reasons],
            }
            for column in found.columns
        ],
        "missing": [_in_both_languages(reason) for reason in found.missing],
        "unknown_states": list(found.unknown_states),
        "mapping": guessed_toml(found, seen, spoken()),
    }


def _in_both_languages(reason: Reason) -> dict[str, str]:
    return {"code": reason.code, "en": reason.text("en"), "ja": reason.text("ja")}


def _save(args: Namespace, terminal: Terminal) -> None:
    before = find_mapping(args.name.strip())
    key = None if before is None else before.id
    try:
        saved = save_mapping(args.name, _text_of(args.file), actor=acting(), mapping_id=key)
    except MappingRefused as error:
        lines = [_("{file} cannot be saved:").format(file=args.file.name), *error.problems]
        raise CommandFailed("\n  ".join(lines), code="MAPPING_REFUSED") from error
    if args.json:
        terminal.json(_as_json(saved.revision) | {"known_format": saved.known})
        return
    _tell_saved(saved, terminal)


def _tell_saved(saved: Saved, terminal: Terminal) -> None:
    terminal.line(
        _("Saved “{name}”, revision {number}. Files with these columns are read with it from now on.").format(
            name=saved.mapping.name, number=saved.revision.number
        )
    )
    if saved.known is not None:
        terminal.note(
            _(
                "But files with these columns are read as {format}; this mapping is used for them only when "
                "import --mapping names it."
            ).format(format=saved.known)
        )


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CommandFailed(
            _("{file} cannot be opened ({why}).").format(file=path.name, why=error.strerror)
        ) from error
    except UnicodeDecodeError as error:
        raise CommandFailed(_("{file} is not UTF-8 text.").format(file=path.name)) from error


def _list(args: Namespace, terminal: Terminal) -> None:
    rows = sorted(revisions_in_use(), key=lambda row: row.mapping.name)
    if args.json:
        terminal.json_list(map(_as_json, rows))
        return
    if not rows:
        terminal.line(_("There is no saved mapping. 'mapping guess FILE' makes a first one."))
        return
    head = [_("CALLED"), _("REVISION"), _("SOURCE"), _("COLUMNS"), _("SAVED"), _("BY")]
    lines = [
        [
            row.mapping.name,
            str(row.number),
            row.document.get("file", {}).get("source", ""),
            str(len(row.document["columns"])),
            terminal.minute(row.created_at),
            row.by_label,
        ]
        for row in rows
    ]
    terminal.lines(table(head, lines, right=[1, 3]))


def _show(args: Namespace, terminal: Terminal) -> None:
    row = revisions_in_use().get(mapping=_required(args.name))
    if args.json:
        terminal.json(_as_json(row))
    else:
        terminal.lines(mapping_toml(row.document).splitlines())


def _remove(args: Namespace, terminal: Terminal) -> None:
    mapping = remove_mapping(_required(args.name).id, actor=acting())
    if args.json:
        terminal.json({"name": mapping.name})
    else:
        terminal.line(_("“{name}” is removed. What was imported with it stays.").format(name=mapping.name))


def _required(name: str) -> ImportMapping:
    mapping = find_mapping(name)
    if mapping is None:
        raise CommandFailed(
            _("There is no saved mapping {name}. 'mapping list' lists them.").format(name=name),
            code="NOT_FOUND",
        )
    return mapping


def _as_json(row: ImportMappingRevision) -> dict[str, Any]:
    return {
        "name": row.mapping.name,
        "revision": row.number,
        "saved_at": shapes.moment(row.created_at),
        "saved_by": row.by_label,
        "mapping": mapping_toml(row.document),
    }
