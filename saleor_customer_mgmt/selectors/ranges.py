"""A whole table a range of its key at a time."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection


def ranges(table: str, key: str, size: int) -> Iterator[str]:
    """Yield conditions that between them hold of every row, each of so many values of the key.

    ``table`` and ``key`` are names that the caller wrote itself: they become part of the statement.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT min({key}), max({key}) FROM {table}")  # noqa: S608 - see above
        first, last = cursor.fetchone()
    if first is not None:
        for start in range(first, last + 1, size):
            yield f"{key} >= {start} AND {key} < {start + size}"
