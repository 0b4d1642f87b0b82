"""Rows of a file put aside on disk until all rows of their order are there.

Picking templates sort by product, so the rows of one order may stand anywhere in a file, and memory must
not grow with it (docs/adr/0020-reading-order-files.md).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

MOST_ROWS = 10_000
"""Rows of one order that are held in memory at once."""
_CACHE_KIB = 32 * 1024
_BATCH = 1000
_HEAVY = 2_000_000
"""Characters. So many are written at once even when they are of few runs."""
_RUN = 500
_ALONE = "\x1e"
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


class Entry(NamedTuple):
    """One row: of which part, on which line, and its cells or (``cells`` is ``None``) what is wrong."""

    part: int
    line: int
    cells: list[str] | None
    column: str = ""
    reason: str = ""


class NoRoom(Exception):
    """Raised when rows cannot be put aside, or not be found again: there is no room on disk, or no access."""


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError:
        raise NoRoom from None


class Spool:
    """Keeps entries by key; gives them back key by key, in the order in which keys first appeared.

    The database has no name: SQLite holds it in its cache, and where that is too small in a file that
    only this process's user can read and that is unlinked as soon as it is open. So nothing is left
    behind, not even when the process is killed.
    """

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", f"cache_size=-{_CACHE_KIB}", "temp_store=FILE"):
            self._db.execute(f"PRAGMA {pragma}")
        self._db.execute("CREATE TABLE keys (key TEXT PRIMARY KEY, first INTEGER NOT NULL) WITHOUT ROWID")
        self._db.execute("CREATE TABLE runs (id INTEGER PRIMARY KEY, first INTEGER, key TEXT, entries TEXT)")
        self._db.execute("BEGIN")
        self._waiting: list[tuple[int, str, str]] = []
        self._weight = 0
        self._run: list[Entry] = []
        self._key = ""
        self._runs = 0
        self.entries = 0

    def close(self) -> None:
        self._db.close()

    def add_alone(self, entry: Entry) -> None:
        """Put a row aside that belongs to no order: it comes back alone, with no key, in its place."""
        self.add(f"{_ALONE}{self.entries}", entry)

    def add(self, key: str, entry: Entry) -> None:
        """Put one row aside. Rows that follow each other under one key are kept together.

        Raises:
            NoRoom: here and in :meth:`orders`.
        """
        if key != self._key or len(self._run) >= _RUN:
            self._end_run()
            self._key = key
        self._run.append(entry)
        self.entries += 1

    def _end_run(self) -> None:
        if self._run:
            self._runs += 1
            entries = _encode(self._run)
            self._waiting.append((self._runs, self._key, entries))
            self._run, self._weight = [], self._weight + len(entries)
            if len(self._waiting) >= _BATCH or self._weight >= _HEAVY:
                self._write()

    def _write(self) -> None:
        with _room():
            self._write_waiting()

    def _write_waiting(self) -> None:
        keys = [run[:2] for run in self._waiting]
        self._db.executemany("INSERT OR IGNORE INTO keys (first, key) VALUES (?, ?)", keys)
        # Plain marks in their order: Python 3.12.1 takes numbered ones for named, and warns.
        self._db.executemany(
            "INSERT INTO runs (id, first, key, entries) SELECT ?, first, key, ? FROM keys WHERE key = ?",
            [(number, entries, key) for number, key, entries in self._waiting],
        )
        self._waiting.clear()
        self._weight = 0

    def orders(self) -> Iterator[tuple[str, list[Entry]]]:
        """Yield each key with its entries; the key of a row that stands alone is empty.

        A key with more than :data:`MOST_ROWS` entries comes several times, each time but the last with more
        entries than that: whoever sees the first knows that it is too many, and needs not hold them all.
        """
        self._end_run()
        self._write()
        for key, runs in groupby(self._rows(), itemgetter(0)):
            entries: list[Entry] = []
            for _, texts in runs:
                if len(entries) > MOST_ROWS:
                    yield key, entries
                    entries = []
                entries += [Entry(*entry) for entry in json.loads(texts)]
            yield "" if key[0] == _ALONE else key, entries

    def _rows(self) -> Iterator[tuple[str, str]]:
        with _room():
            yield from self._in_order()

    def _in_order(self) -> sqlite3.Cursor:
        (keys,) = self._db.execute("SELECT count(*) FROM keys").fetchone()
        if keys == self._runs:
            return self._db.execute("SELECT key, entries FROM runs ORDER BY id")
        self._db.execute("CREATE INDEX by_order ON runs (first, id)")
        return self._db.execute("SELECT key, entries FROM runs ORDER BY first, id")
