"""The Japanese catalogue of the command line: what it should hold, and its compiled form.

msgfmt is not there on every machine, so ``python -m tests.cli.catalogue`` writes the .mo file; a test
compares. Texts in the code are found where ``_()`` and ``translate_count()`` are called.
"""

from __future__ import annotations

import ast
import struct
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "saleor_customer_mgmt"
CODE = PACKAGE / "cli"
PO = PACKAGE / "locale" / "ja" / "LC_MESSAGES" / "customer-mgmt.po"

Entries = dict[tuple[str, ...], tuple[str, ...]]


def texts_in_code() -> set[tuple[str, ...]]:
    """Return every text (with its plural) that the command line can say."""
    found = set()
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                wanted = {"_": 1, "translate_count": 2}.get(node.func.id, 0)
                texts = [str(arg.value) for arg in node.args[:wanted] if isinstance(arg, ast.Constant)]
                if wanted and len(texts) == wanted:
                    found.add(tuple(texts))
    return found


def read_po(text: str) -> Entries:
    """Return the translations by their texts; of a .po file's features, those that ours has."""
    entries: Entries = {}
    parts: list[tuple[str, str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("#"):
            continue
        if not line.strip():
            if parts:
                sources = tuple(said for word, said in parts if word.startswith("msgid"))
                entries[sources] = tuple(said for word, said in parts if word.startswith("msgstr"))
            parts = []
        elif line.startswith('"'):
            word, said = parts[-1]
            parts[-1] = (word, said + ast.literal_eval(line))
        else:
            word, _, quoted = line.partition(" ")
            parts.append((word, ast.literal_eval(quoted)))
    return entries


def compile_mo(entries: Entries) -> bytes:
    """Return the catalogue in the form that gettext reads."""
    pairs = sorted(("\0".join(ids).encode(), "\0".join(said).encode()) for ids, said in entries.items())
    table_size = 8 * len(pairs)
    offset = 28 + 2 * table_size
    tables: list[bytes] = [b"", b""]
    data = b""
    for column in (0, 1):
        for pair in pairs:
            tables[column] += struct.pack("<II", len(pair[column]), offset + len(data))
            data += pair[column] + b"\0"
    head = struct.pack("<IIIIIII", 0x950412DE, 0, len(pairs), 28, 28 + table_size, 0, 28 + 2 * table_size)
    return head + tables[0] + tables[1] + data


if __name__ == "__main__":
    PO.with_suffix(".mo").write_bytes(compile_mo(read_po(PO.read_text(encoding="utf-8"))))
