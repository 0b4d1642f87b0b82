"""Keys that criteria give, made of the digests of values of all orders at once."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from saleor_customer_mgmt.core.bulk.codes import Digests, Ints, codes_of, codes_of_pairs, digests_in
from saleor_customer_mgmt.core.criteria import CriteriaSet, Criterion
from saleor_customer_mgmt.core.evidence import Field
from saleor_customer_mgmt.core.keys import MAX_KEYS_PER_CRITERION
from saleor_customer_mgmt.core.value_digests import number_of, value_digest

_NUMBER = np.uint64(0xFF)
"""Where the first byte of a digest is, which tells its field."""


@dataclass(frozen=True, slots=True)
class Column:
    """Usable values of one field: whose (sorted, by position), and a number for each different one."""

    owners: Ints
    values: Ints
    counts: Ints
    """How many values each order has."""
    starts: Ints
    """Where those of each order begin."""


@dataclass(slots=True)
class ValueTable:
    """The value digests of ``orders`` orders: ``owners`` are positions, in rising order."""

    orders: int
    owners: Ints
    digests: Digests
    _columns: dict[Field, Column] = field(default_factory=dict)

    def column(self, of: Field) -> Column:
        found = self._columns.get(of)
        if found is None:
            theirs = (self.digests.first & _NUMBER) == number_of(of)
            owners = self.owners[theirs]
            counts = np.bincount(owners, minlength=self.orders)
            found = Column(owners, codes_of(self.digests[theirs]), counts, np.cumsum(counts) - counts)
            self._columns[of] = found
        return found

    def of_source(self, source: str, secret: bytes) -> np.typing.NDArray[np.bool_]:
        """Return for each order whether it is of this source."""
        digest = digests_in(value_digest(Field.SOURCE, source, secret))
        found = np.zeros(self.orders, dtype=np.bool_)
        same = (self.digests.first == digest.first) & (self.digests.second == digest.second)
        found[self.owners[same]] = True
        return found


def keys_of_all(table: ValueTable, criteria: CriteriaSet, secret: bytes) -> tuple[Ints, Ints]:
    """Return whose (positions) and which (numbers) keys there are, as ``core.keys.match_keys`` gives them."""
    holders, keys, given = [np.empty(0, np.int64)], [np.empty(0, np.int64)], 0
    for criterion in criteria.criteria:
        theirs, numbers = _keys_of(table, criterion, secret)
        holders.append(theirs)
        keys.append(numbers + given)
        given += int(numbers.max()) + 1 if len(numbers) else 0
    return np.concatenate(holders), np.concatenate(keys)


def _keys_of(table: ValueTable, criterion: Criterion, secret: bytes) -> tuple[Ints, Ints]:
    columns = [table.column(of) for of in criterion.fields]
    allowed = np.all([column.counts > 0 for column in columns], axis=0)
    if criterion.sources:
        allowed &= np.any([table.of_source(source, secret) for source in criterion.sources], axis=0)
    orders = np.flatnonzero(allowed)
    codes: Ints | None = None
    for column in columns:
        rows, values = _joined(orders, column)
        codes = values if codes is None else codes_of_pairs(codes[rows], values)
        orders, codes = _at_most(orders[rows], codes)
    assert codes is not None  # a criterion has two fields
    return orders, codes


def _joined(orders: Ints, column: Column) -> tuple[Ints, Ints]:
    """Return each of ``orders`` (its index there) with each of its values, in the order of both."""
    counts = column.counts[orders]
    if bool((counts == 1).all()):
        return np.arange(len(orders)), column.values[column.starts[orders]]
    rows = np.repeat(np.arange(len(orders)), counts)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    return rows, column.values[column.starts[orders][rows] + within]


def _at_most(orders: Ints, codes: Ints) -> tuple[Ints, Ints]:
    """Leave out what is over the limit. What is behind it now stays behind it with more fields."""
    if bool((orders[1:] != orders[:-1]).all()):
        return orders, codes
    first = np.searchsorted(orders, orders, side="left")
    kept = np.arange(len(orders)) - first < MAX_KEYS_PER_CRITERION
    return orders[kept], codes[kept]
