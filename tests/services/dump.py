"""Everything that a database has, as text, and the spellings in which a value may stand there."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator

from django.db import connection

from saleor_customer_mgmt.core.search import fold

_HALF = {unicodedata.normalize("NFKC", chr(c)): chr(c) for c in range(0xFF66, 0xFF9E)}
_FULL = {chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)}


def cells() -> Iterator[tuple[str, str]]:
    """Yield ``table.column`` and the value of every cell of every table, as PostgreSQL tells it as text.

    Of bytes, also what they are as text.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT table_name, column_name, data_type FROM information_schema.columns
            JOIN information_schema.tables USING (table_schema, table_name)
            WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1, ordinal_position
            """
        )
        for table, column, kind in cursor.fetchall():
            cursor.execute(f'SELECT "{column}"::text FROM "{table}" WHERE "{column}" IS NOT NULL')
            for (text,) in cursor.fetchall():
                yield f"{table}.{column}", text
                if kind == "bytea":
                    yield f"{table}.{column}", bytes.fromhex(text[2:]).decode("utf-8", "replace")


def spellings(value: str) -> set[str]:
    """Return a value as it may be written: width, case, kana, escapes of JSON and of bytes."""
    wide = "".join(_FULL.get(c, c) for c in value)
    half = "".join(_HALF.get(c, c) for c in unicodedata.normalize("NFD", value).replace("\u3099", "ﾞ"))
    hiragana = "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in value)
    plain = {value, value.upper(), value.lower(), wide, half, hiragana, unicodedata.normalize("NFKC", value)}
    plain |= {"".join(text.split()) for text in plain}
    escaped = {json.dumps(text)[1:-1] for text in plain}
    octets = {text.encode("utf-8").hex() for text in plain}
    return {text for text in (*plain, *escaped, *octets) if text}


def places_of(values: Iterable[str]) -> set[str]:
    """Return where any of these values stands, in any spelling: as it is, or as a search would find it."""
    wanted = {spelling for value in values for spelling in spellings(value)}
    folded = {fold(value) for value in values}
    return {
        place
        for place, text in cells()
        if any(spelling in text for spelling in wanted) or any(value in fold(text) for value in folded)
    }
