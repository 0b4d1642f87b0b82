"""The folder in which orders, keys and links are handed to an engine, and customers are handed back.

Parquet files, because DuckDB and Spark both read them in parts and on several machines. They hold order ids
and keyed digests, nothing of anybody. Where Spark works on other machines, the folder has to be one that
all of them see under the same path.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet as pq
from pyarrow import csv

ORDERS = pa.schema([("order_id", pa.int64())])
PAIRS = pa.schema([("key", pa.string()), ("order_id", pa.int64())])
LINKS = pa.schema([("one", pa.int64()), ("other", pa.int64())])
COMPONENTS = pa.schema([("order_id", pa.int64()), ("customer_id", pa.int64())])


class Exchange:
    """One hand-over. ``folder`` is empty at first, and whoever made it takes it away."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("orders", "pairs", "links"):
            (folder / name).mkdir()

    @property
    def orders(self) -> str:
        return str(self.folder / "orders")

    @property
    def pairs(self) -> str:
        return str(self.folder / "pairs")

    @property
    def links(self) -> str:
        return str(self.folder / "links")

    @property
    def components(self) -> str:
        return str(self.folder / "components")

    def put_csv(self, name: str, blocks: Iterable[bytes]) -> None:
        """Write ``orders`` or ``pairs`` out of CSV without a head, in whole lines."""
        schema = {"orders": ORDERS, "pairs": PAIRS}[name]
        reading = csv.ReadOptions(column_names=schema.names)
        types = csv.ConvertOptions(column_types=schema)
        read = (csv.read_csv(pa.BufferReader(block), reading, convert_options=types) for block in blocks)
        _write(self.folder / name, schema, read)

    def put_orders(self, batches: Iterable[pa.RecordBatch | pa.Table]) -> None:
        """Write every order's id, in as many batches as suits the caller. Each order once."""
        _write(Path(self.orders), ORDERS, batches)

    def put_pairs(self, batches: Iterable[pa.RecordBatch | pa.Table]) -> None:
        """Write which order has which key."""
        _write(Path(self.pairs), PAIRS, batches)

    def put_links(self, batches: Iterable[pa.RecordBatch | pa.Table]) -> None:
        """Write the pairs of orders that are one customer's without any key."""
        _write(Path(self.links), LINKS, batches)

    def found(self) -> Iterator[pa.RecordBatch]:
        """Yield ``order_id`` and ``customer_id`` as an engine wrote them; in no order."""
        yield from pa.dataset.dataset(self.components, schema=COMPONENTS).to_batches()

    def keys_of(self, orders: Iterable[int]) -> dict[int, set[str]]:
        """Return the keys of these orders; few of them are kept in memory."""
        found: dict[int, set[str]] = {order: set() for order in orders}
        wanted = pa.dataset.field("order_id").isin(pa.array(list(found), pa.int64()))
        for batch in pa.dataset.dataset(self.pairs, schema=PAIRS).to_batches(filter=wanted):
            for key, order in zip(batch["key"].to_pylist(), batch["order_id"].to_pylist(), strict=True):
                found[order].add(key)
        return found


def _write(folder: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch | pa.Table]) -> None:
    # One file at least: an engine that finds none does not know the columns.
    with pq.ParquetWriter(folder / f"{len(list(folder.iterdir())):06}.parquet", schema) as file:
        for batch in batches:
            file.write(pa.table(batch).cast(schema))
