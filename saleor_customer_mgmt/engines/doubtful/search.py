"""Looking for pairs of customers that may be one: in memory, best first.

Two customers are compared only where they meet: at a value that few others have. So the pairs are some times
as many as the customers, whatever names are frequent. What does not fit into memory goes to a folder of the
caller's, encrypted, since it is about people.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker, block_on

from saleor_customer_mgmt.engines.doubtful.levels import COMPARISONS, SAME_NAME, Comparison
from saleor_customer_mgmt.engines.doubtful.model import Model, settings
from saleor_customer_mgmt.engines.doubtful.record import COLUMNS, NEAR_COLUMNS, Record
from saleor_customer_mgmt.engines.doubtful.training import ROUNDS, learn

# Splink warns of every level that a shop's data does not show. It would stand in a worker's log.
logging.getLogger("splink").setLevel(logging.ERROR)

MOST_AT_ONE_PLACE = 30
"""Customers that share a value; where more do, it tells nobody apart, and a narrower one is there too."""
_MOST_CERTAIN = 0.999999
_BATCH = 5_000
_SCHEMA = pa.schema(
    [
        ("id", pa.int64()),
        *((name, pa.list_(pa.string())) for name in COLUMNS),
        *((name, pa.list_(pa.int64())) for name in NEAR_COLUMNS),
    ]
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two customers are in one field, and what that weighs in bits. ``level`` is never a value."""

    field: str
    level: str
    weight: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two customers (the smaller id first) that are one with this probability. ``weight``: in bits, from -∞;
    0 is as likely as not. It is the sum of what each field weighs and of how rare doubles are.
    """

    one: int
    other: int
    weight: float
    probability: float
    fields: tuple[Likeness, ...]


class Search:
    """Customers come in by :meth:`add`; then :meth:`learn`, and :meth:`proposals`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._waiting: dict[str, list[dict[str, Any]]] = {"customers": [], "variants": []}
        self._counts = {"customers": 0, "variants": 0}
        for table in self._waiting:
            texts = ", ".join(f"{name} VARCHAR[]" for name in COLUMNS)
            numbers = ", ".join(f"{name} BIGINT[]" for name in NEAR_COLUMNS)
            connection.execute(f"CREATE TABLE {table} (id BIGINT, {texts}, {numbers})")

    def add(self, customer: Record, variants: list[Record]) -> None:
        """Take in a customer; ``variants`` are what single orders of it tell, each once, to learn from."""
        self._put("customers", customer.id, customer)
        for variant in variants:
            self._put("variants", self._counts["variants"], variant)

    def learn(self, seed: int) -> Model:
        """Return the model that the variants taken in give."""
        self._flush("variants")
        agreeing = {columns: self._agreeing(columns) for columns in ROUNDS}
        records = DuckDBAPI(self._connection).register("variants")
        return learn(records, self._counts["variants"], agreeing, seed)

    def proposals(self, model: Model, threshold: float) -> Iterator[Proposal]:
        """Yield the pairs that are one with at least this probability, the likeliest first."""
        self._flush("customers")
        self._connection.execute(_MEETING)
        more = {
            "blocking_rules_to_generate_predictions": [block_on("meeting", arrays_to_explode=["meeting"])]
        }
        linker = Linker(
            DuckDBAPI(self._connection).register("meeting"),
            settings(model, self._counts["customers"], **more),
            log_level=None,
        )
        found = linker.inference.predict(threshold_match_probability=threshold)
        levels = ", ".join(f"gamma_{c.field}, mw_{c.field}" for c in COMPARISONS)
        rows = self._connection.execute(
            f"SELECT id_l, id_r, match_weight, match_probability, {levels} FROM {found.physical_name} "
            f"WHERE {_PERSON} ORDER BY round(match_weight, 6) DESC, id_l, id_r"
        )
        while batch := rows.fetchmany(_BATCH):
            yield from map(_proposal, batch)

    def _put(self, table: str, id_: int, record: Record) -> None:
        self._waiting[table].append({"id": id_, **record.columns, **record.near()})
        self._counts[table] += 1
        if len(self._waiting[table]) == _BATCH:
            self._flush(table)

    def _flush(self, table: str) -> None:
        if self._waiting[table]:
            self._connection.register("arrived", pa.Table.from_pylist(self._waiting[table], _SCHEMA))
            self._connection.execute(f"INSERT INTO {table} SELECT * FROM arrived")
            self._connection.unregister("arrived")
            self._waiting[table].clear()

    def _agreeing(self, columns: tuple[str, ...]) -> int:
        firsts = ", ".join(f"{column}[1]" for column in columns)
        there = " AND ".join(f"len({column}) > 0" for column in columns)
        ((found,),) = self._connection.execute(
            f"SELECT coalesce(sum(n * (n - 1) // 2), 0)::BIGINT FROM "
            f"(SELECT count(*) AS n FROM variants WHERE {there} GROUP BY {firsts})"
        ).fetchall()
        return int(found)


@contextmanager
def searching(folder: Path) -> Iterator[Search]:
    """Yield a search whose data is gone afterwards. ``folder`` is one that only this user can read."""
    connection = duckdb.connect(
        config={
            "temp_directory": str(folder),
            "temp_file_encryption": "true",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
    )
    try:
        yield Search(connection)
    finally:
        connection.close()


_MEETING = f"""
CREATE TABLE meeting AS
WITH places AS (SELECT id, unnest(meeting) AS place FROM customers),
    telling AS (
        SELECT place FROM places GROUP BY place HAVING count(*) BETWEEN 2 AND {MOST_AT_ONE_PLACE}
    ),
    kept AS (
        SELECT id, list(place ORDER BY place) AS meeting FROM places JOIN telling USING (place) GROUP BY id
    )
SELECT customers.* EXCLUDE (meeting), kept.meeting FROM customers JOIN kept USING (id)
"""


def _gamma(comparison: Comparison, name: str) -> int:
    """Return the number that Splink has for a level: 0 for the last one."""
    names = [level.name for level in reversed(comparison.levels)]
    return names.index(name)


_BY_FIELD: dict[str, Comparison] = {c.field: c for c in COMPARISONS}
# Two given names in one house are a family, however much of their contact they share.
_PERSON = (
    f"(gamma_name IN (-1, {', '.join(str(_gamma(_BY_FIELD['name'], name)) for name in sorted(SAME_NAME))}) "
    f"OR gamma_birthday = {_gamma(_BY_FIELD['birthday'], 'equal')})"
)


def _proposal(row: tuple[Any, ...]) -> Proposal:
    one, other, weight, probability, *levels = row
    fields = []
    for comparison, gamma, told in zip(COMPARISONS, levels[::2], levels[1::2], strict=True):
        level = "absent" if gamma == -1 else comparison.levels[len(comparison.levels) - 1 - gamma].name
        fields.append(Likeness(comparison.field, level, round(told, 2)))
    return Proposal(one, other, round(weight, 2), min(round(probability, 6), _MOST_CERTAIN), tuple(fields))
