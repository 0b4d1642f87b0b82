"""Judging every order: whose it is, by the keys in the table or by those that other criteria would give.

In arrays where the extra ``[bulk]`` is installed, else in dictionaries; the answers are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from saleor_customer_mgmt.core import bulk
from saleor_customer_mgmt.core.criteria import CriteriaSet
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.partition import Partition
from saleor_customer_mgmt.core.value_digests import ValueDigests
from saleor_customer_mgmt.selectors.region import Region


@dataclass(slots=True)
class Judged:
    """What the whole history comes to, beside what is in the tables now.

    ``region`` and ``result`` have, with all their orders, the customers of now and of then that differ in
    anything; they may have others. ``orders``, ``customers_now`` and ``customers_then`` count all there are.
    """

    region: Region
    result: Partition[Any]
    orders: int
    customers_now: int
    customers_then: int


@dataclass(slots=True)
class Tried:
    """What other criteria would come to. ``digests_of``: the value digests of some orders of the region."""

    judged: Judged
    repeaters_now: int
    repeaters_then: int
    without_key: dict[str, tuple[int, int]]
    """For each source: orders that would have no key at all, of how many."""
    digests_of: Callable[[Collection[OrderId]], Mapping[OrderId, ValueDigests]]


def judge_stored() -> Judged:
    """Return the customers that the keys in the table and staff's decisions make. Writes nothing."""
    if bulk.is_installed():
        from saleor_customer_mgmt.services.judge_in_bulk import judge_stored_in_bulk  # noqa: PLC0415

        return judge_stored_in_bulk()
    from saleor_customer_mgmt.services.judge_plainly import judge_stored_plainly  # noqa: PLC0415

    return judge_stored_plainly()


def try_criteria(criteria: CriteriaSet) -> Tried:
    """Return what these criteria would come to on all orders. Writes nothing."""
    if bulk.is_installed():
        from saleor_customer_mgmt.services.judge_in_bulk import try_criteria_in_bulk  # noqa: PLC0415

        return try_criteria_in_bulk(criteria)
    from saleor_customer_mgmt.services.judge_plainly import try_criteria_plainly  # noqa: PLC0415

    return try_criteria_plainly(criteria)
