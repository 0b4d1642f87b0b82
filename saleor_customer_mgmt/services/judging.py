"""Judging a region anew and writing only what differs. Used by every service that changes identity."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from saleor_customer_mgmt.core.decisions import Merge, OrderId, Split
from saleor_customer_mgmt.core.partition import Partition, partition
from saleor_customer_mgmt.models import ContestedKey, Customer, OrderRecord
from saleor_customer_mgmt.selectors.region import Region, load_region
from saleor_customer_mgmt.services.customer_rows import (
    create_customers,
    move_orders,
    redirect_customers,
    refresh_customers,
    revive_customers,
)
from saleor_customer_mgmt.services.errors import Conflict
from saleor_customer_mgmt.services.locking import lock_what_it_takes


def lock_region(orders: Iterable[OrderId], keys: Collection[UUID] = ()) -> Region:
    """Lock all customers of the region of these orders and keys, and return it as it is then.

    Inside ``try_until_it_holds_still``.

    Raises:
        Moved: when the region changed while its locks were waited for.
    """
    seeds = list(orders)

    def look() -> tuple[Region, set[OrderId]]:
        region = load_region(seeds, keys)
        # Also the dissolved ones: each is named by an order of the region, and may be redirected anew.
        rows = Customer.objects.filter(id__in=list(region.customer_of)).values_list("id", flat=True)
        return region, set(rows)

    (region, _), _ = lock_what_it_takes(look, lambda seen: seen[1])
    return region


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a judgement came to: how many orders ``moved`` to another customer, and the live customers
    whose orders are not the ones that they were.
    """

    result: Partition[UUID]
    moved: int
    customers: set[OrderId]


def judge_region(region: Region, changed: Collection[OrderId] = ()) -> Judgement:
    """Decide who the customers of a locked region are, and write what differs from now.

    ``changed`` are orders whose facts changed, so that their customers' rows are derived anew.
    Orders that are new have themselves as their present customer and no customer row yet.
    """
    return write_judgement(region, partition(region.keys_of, region.decisions), changed)


def require_together(result: Partition[UUID], region: Region, *groups: Collection[OrderId]) -> None:
    """Check that each of these groups of orders came out as one customer, as staff decided.

    Raises:
        Conflict: when splits in force stand against it.
    """
    if any(len({result.customer_of[order] for order in group}) > 1 for group in groups):
        against = ", ".join(str(d.seq) for d in region.decisions if isinstance(d, Split))
        raise Conflict(
            f"Earlier decisions ({against}) stand against this: orders that have to stay together would come "
            "apart. Undo one of them first."
        )


def write_judgement(region: Region, result: Partition[UUID], changed: Collection[OrderId] = ()) -> Judgement:
    """Write what differs between a locked region as it is and its judgement."""
    _write_contested(region, result)
    moved = _write_customers(region, result, changed)
    live = set(result.customer_of.values())
    concerned = set(moved.values()) | {region.customer_of[o] for o in moved}
    return Judgement(result, len(moved), concerned & live)


def _write_contested(region: Region, result: Partition[UUID]) -> None:
    ContestedKey.objects.filter(digest__in=region.contested - result.contested).delete()
    ContestedKey.objects.bulk_create(
        (ContestedKey(digest=d) for d in sorted(result.contested - region.contested)), ignore_conflicts=True
    )


def _write_customers(
    region: Region, result: Partition[UUID], changed: Collection[OrderId]
) -> dict[OrderId, OrderId]:
    """Return the orders whose customer is another one now, and which."""
    wanted = result.customer_of
    live = set(wanted.values())
    rows = {row.id: row for row in Customer.objects.filter(id__in=list(wanted))}
    missing = live - rows.keys()
    if missing:
        named = OrderRecord.objects.filter(id__in=missing).values_list("id", "source", "number")
        create_customers({order: (source, number) for order, source, number in named})
    moved = {o: c for o, c in wanted.items() if region.customer_of[o] != c}
    move_orders(moved)
    redirect_customers(
        {i: wanted[i] for i, row in rows.items() if i not in live and row.merged_into_id != wanted[i]}
    )
    revived = {i for i, row in rows.items() if i in live and row.merged_into_id is not None}
    revive_customers(revived)
    touched = (
        {wanted[o] for o in (*moved, *changed)} | {region.customer_of[o] for o in moved} | missing | revived
    )
    touched |= _write_judged_by(region, result, live)
    refresh_customers(touched & live)
    return moved


def _write_judged_by(region: Region, result: Partition[UUID], live: set[OrderId]) -> set[OrderId]:
    """Set ``entangled`` and ``main_order_id``; return the customers whose main order changed."""
    entangled = {result.customer_of[o] for o in result.entangled}
    mains: dict[OrderId, OrderId] = {}
    for decision in sorted(region.decisions, key=lambda d: d.seq):
        if isinstance(decision, Merge):
            customers = {result.customer_of[o] for o in decision.links[0]}
            if len(customers) == 1:  # the merge holds: the later one names the main order
                mains[customers.pop()] = region.main_orders[decision.seq]
        entangled |= {result.customer_of[o] for o in decision.orders}
    renamed: set[OrderId] = set()
    changed_rows = []
    for row in Customer.objects.filter(id__in=live):
        is_entangled, main = row.id in entangled, mains.get(row.id)
        if (row.entangled, row.main_order_id) != (is_entangled, main):
            if row.main_order_id != main:
                renamed.add(row.id)
            row.entangled, row.main_order_id = is_entangled, main
            changed_rows.append(row)
    Customer.objects.bulk_update(changed_rows, ["entangled", "main_order_id"])
    return renamed
