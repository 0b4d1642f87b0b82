"""Whole columns of tables as arrays: a million rows in the time that the ORM takes for some thousands.

The database puts the values of a range of rows together into arrays, which come as one row in binary form;
row by row, COPY itself would take seven times as long.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from saleor_customer_mgmt.core.bulk.codes import Digests, Ints, digests_in
from saleor_customer_mgmt.selectors.ranges import ranges

RANGE = 20_000
"""So many ids are read with one statement."""

_HEAD = 19
"""Bytes before the first row of COPY in binary form: signature, flags, length of what is added."""
_ARRAY_HEAD = 20
"""Bytes before the elements of an array: dimensions, whether there are nulls, type, length, lower bound."""


def customers_of_orders() -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """Return the ids of all orders, rising, the customer of each, and whether it counts as a purchase."""
    return _marked("customer_mgmt_orderrecord", "customer_id", "count_reason = 'counts'")


def rows_of_customers() -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """Return the ids of all rows of customers, rising; into which they redirect (0: live); whether staff
    decisions bear upon them, or did.
    """
    decided = "entangled OR main_order_id IS NOT NULL"
    return _marked("customer_mgmt_customer", "coalesce(merged_into_id, 0)", decided)


def keys_of_orders() -> tuple[Ints, Digests]:
    """Return the order's id and the digest of all keys, in no order."""
    orders, digests = [np.empty(0, np.int64)], [b""]
    for ids, found in _ranges(
        "customer_mgmt_orderkey", "order_id", ["array_agg(order_id)", "array_agg(digest)"]
    ):
        orders.append(_int_array(ids))
        digests.append(_fixed_array(found, 16))
    return np.concatenate(orders), digests_in(b"".join(digests))


def value_digests_of_orders() -> tuple[Ints, Ints, Digests]:
    """Return the ids of orders, how many value digests each has, and these, one after the other."""
    orders, counts, digests = [np.empty(0, np.int64)], [np.empty(0, np.int64)], [b""]
    together = [
        "array_agg(order_id ORDER BY order_id)",
        "array_agg((length(digests) / 16)::bigint ORDER BY order_id)",
        "string_agg(digests, '' ORDER BY order_id)",
    ]
    for ids, lengths, found in _ranges("customer_mgmt_orderdigests", "order_id", together):
        orders.append(_int_array(ids))
        counts.append(_int_array(lengths))
        digests.append(found)
    return np.concatenate(orders), np.concatenate(counts), digests_in(b"".join(digests))


def _marked(table: str, column: str, mark: str) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """Return ids, rising, with a column of whole numbers and whether something is so."""
    ids, values = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    # In one number, since each column takes a third of a second for a million rows.
    both = f"{column} * 2 + ({mark})::int"
    for row in _ranges(table, "id", ["array_agg(id)", f"array_agg({both})"]):
        ids.append(_int_array(row[0]))
        values.append(_int_array(row[1]))
    found, told = np.concatenate(ids), np.concatenate(values)
    if not bool((found[1:] > found[:-1]).all()):
        order = np.argsort(found)
        found, told = found[order], told[order]
    return found, told >> 1, (told & 1).astype(np.bool_)


def _ranges(table: str, key: str, columns: Sequence[str]) -> Iterator[list[bytes]]:
    """Yield what the columns come to for each range of the key that has rows, as it is sent."""
    for within in ranges(table, key, RANGE):
        selected = f"SELECT {', '.join(columns)} FROM {table} WHERE {within}"  # noqa: S608 - names of this module
        statement = f"COPY ({selected} HAVING count(*) > 0) TO STDOUT (FORMAT BINARY)"
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            data = b"".join(copy)
        if (row := _only_row(data)) is not None:
            yield row


def _only_row(data: bytes) -> list[bytes] | None:
    (count,) = struct.unpack_from(">h", data, _HEAD)
    if count < 0:  # the end: there is none
        return None
    row, position = [], _HEAD + 2
    for _ in range(count):
        (length,) = struct.unpack_from(">i", data, position)
        row.append(data[position + 4 : position + 4 + length])
        position += 4 + length
    return row


def _fixed_array(data: bytes, size: int) -> bytes:
    """Return the elements of an array, all of this size and none of them null, without what is between."""
    elements = np.frombuffer(data, dtype=np.uint8, offset=_ARRAY_HEAD).reshape(-1, 4 + size)
    return elements[:, 4:].tobytes()


def _int_array(data: bytes) -> Ints:
    elements: NDArray[Any] = np.frombuffer(_fixed_array(data, 8), dtype=">i8")
    return elements.astype(np.int64)
