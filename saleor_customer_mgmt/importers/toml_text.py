"""Writing mapping files. Python reads TOML, but does not write it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from saleor_customer_mgmt.importers.formats.neutral import FIELDS

_BARE = re.compile("[A-Za-z0-9_-]+")
_ESCAPED = {"\x7f": "\\u007f"}
_PLACES = {field: place for place, field in enumerate(FIELDS)}
SECTIONS = ("file", "columns", "status", "seen")


def toml_value(value: Any) -> str:
    """Return a text, or lists of them of any depth, as TOML writes it."""
    if isinstance(value, str):
        # JSON's escapes are TOML's; it leaves DEL alone, which TOML does not take.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", _ESCAPED["\x7f"])
    return f"[{', '.join(map(toml_value, value))}]"


def toml_key(key: str) -> str:
    return key if _BARE.fullmatch(key) else toml_value(key)


def mapping_toml(document: Mapping[str, Any]) -> str:
    """Return the document of a mapping as the text of a mapping file that says the same."""
    blocks = []
    for name in SECTIONS:
        section = document.get(name, {})
        if section:
            told = sorted(section.items(), key=_place)
            lines = [f"{toml_key(key)} = {toml_value(value)}" for key, value in told]
            blocks.append("\n".join((f"[{name}]", *lines)))
    return "\n\n".join(blocks) + "\n"


def _place(entry: tuple[str, Any]) -> int:
    """Return where an entry stands among its fellows: the database keeps no order."""
    return _PLACES.get(entry[0], -1)


def columns_document(fields: Mapping[str, tuple[tuple[str, ...], ...]]) -> dict[str, Any]:
    """Return [columns] for alternatives of parts, each written in the shortest way."""
    return {name: _shortest(name, alternatives) for name, alternatives in fields.items()}


def _shortest(name: str, alternatives: tuple[tuple[str, ...], ...]) -> Any:
    if name == "email":
        columns = [column for parts in alternatives for column in parts]
        return columns[0] if len(columns) == 1 else columns
    if len(alternatives) > 1:
        return [list(parts) for parts in alternatives]
    (parts,) = alternatives
    return parts[0] if len(parts) == 1 else list(parts)
