"""The bare passes that PostgreSQL itself needs, without anybody deciding anything."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

_PIECE = 1 << 20


def copy_file(connection: psycopg.Connection, path: Path, columns: Sequence[str]) -> float:
    """Return how many seconds it takes to COPY a CSV into a table of texts."""
    texts = sql.SQL(", ").join(sql.SQL("{} text").format(sql.Identifier(name)) for name in columns)
    connection.execute("DROP TABLE IF EXISTS bench_rows")
    connection.execute(sql.SQL("CREATE TABLE bench_rows ({})").format(texts))
    began = time.perf_counter()
    with (
        path.open("rb") as file,
        connection.cursor() as cursor,
        cursor.copy("COPY bench_rows FROM STDIN (FORMAT csv, HEADER)") as copy,
    ):
        while piece := file.read(_PIECE):
            copy.write(piece)
    took = time.perf_counter() - began
    connection.execute("DROP TABLE bench_rows")
    return took


class BarePass:
    """COPY out of the key columns, and COPY in of one assignment for each order.

    Raises:
        LookupError: when there are no keys.
    """

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection
        self._assignments = {
            how: self._read(f"COPY (SELECT id, customer_id FROM customer_mgmt_orderrecord) TO STDOUT ({how})")
            for how in ("FORMAT binary", "FORMAT text")
        }
        if connection.execute("SELECT FROM customer_mgmt_orderkey LIMIT 1").fetchone() is None:
            raise LookupError("there are no keys to read")
        self.format = min(self._assignments, key=self._took)

    def seconds(self) -> float:
        """Return how long it takes, in the format that is quicker here."""
        return self._took(self.format)

    def _took(self, how: str) -> float:
        self._connection.execute("DROP TABLE IF EXISTS bench_assignments")
        self._connection.execute("CREATE TABLE bench_assignments (order_id bigint, customer_id bigint)")
        pieces = self._assignments[how]
        began = time.perf_counter()
        with self._copy(
            f"COPY (SELECT digest, order_id FROM customer_mgmt_orderkey) TO STDOUT ({how})"
        ) as out:
            for _ in out:
                pass
        with self._copy(f"COPY bench_assignments FROM STDIN ({how})") as copy:
            for piece in pieces:
                copy.write(piece)
        took = time.perf_counter() - began
        self._connection.execute("DROP TABLE bench_assignments")
        return took

    @contextmanager
    def _copy(self, statement: str) -> Iterator[psycopg.Copy]:
        with self._connection.cursor() as cursor, cursor.copy(statement.encode()) as copy:
            yield copy

    def _read(self, statement: str) -> list[bytes]:
        """Return what comes out, in pieces of the size in which it is best sent back."""
        with self._copy(statement) as copy:
            whole = b"".join(copy)
        return [whole[start : start + _PIECE] for start in range(0, len(whole), _PIECE)]
