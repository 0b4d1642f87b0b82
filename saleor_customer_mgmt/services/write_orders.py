"""Writing drafts of orders, and whose they are. Inside the transaction of the caller."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.disjoint import DisjointSets
from saleor_customer_mgmt.lock_objects import lock_keys
from saleor_customer_mgmt.models import Group, OrderKey, OrderRecord
from saleor_customer_mgmt.selectors.orders import KeyHolders, holders_of_keys
from saleor_customer_mgmt.services import order_rows
from saleor_customer_mgmt.services.customer_rows import (
    found_customers,
    move_orders,
    redirect_customers,
    redirects_to,
    refresh_customers,
)
from saleor_customer_mgmt.services.judging import judge_region, lock_region
from saleor_customer_mgmt.services.locking import Moved, lock_what_it_takes
from saleor_customer_mgmt.services.order_drafts import Draft, name_of

MANY = 50
"""From so many orders at once it pays to ask beforehand whether there are groups."""


class Entangled(Moved):
    """Raised when customers have to be judged by their whole region."""


def write_drafts(drafts: list[Draft], *, by_region: bool) -> set[OrderId]:
    """Write drafts, and return the customers that other orders than these have come to.

    Raises:
        Entangled: when they have to be written ``by_region``; nothing is written.
        Moved: when what they were worked out from was overtaken.
        IntegrityError: when a new order was recorded by somebody else in the meantime.
    """
    if not drafts:
        return set()
    keys = set().union(*(d.keys for d in drafts))
    lock_keys(keys)
    changed = {d.order_id: d for d in drafts if not d.is_new}
    for digest, order in OrderKey.objects.filter(order_id__in=changed).values_list("key_id", "order_id"):
        changed[order].old_keys.add(digest)
    if by_region or any(d.old_keys != d.keys for d in changed.values()):
        return _write_with_region(drafts, keys, changed)
    return _write_simply(drafts, keys, changed)


def _write_simply(drafts: list[Draft], keys: set[UUID], changed: dict[OrderId, Draft]) -> set[OrderId]:
    """Write drafts that only add orders to customers and join customers.

    Raises:
        Entangled: before anything is written, when staff decisions bear upon a customer concerned.
    """
    # Under the locks nobody else can change whose these keys are.
    seen, locked = lock_what_it_takes(lambda: _look(drafts, keys, changed), lambda seen: seen.rows)
    if seen.held.contested or any(locked.values()):
        raise Entangled
    _check_not_overtaken(changed, seen.states)

    customer_of = {d.order_id: seen.joined.find(d.order_id) for d in drafts if d.is_new}
    order_rows.write(drafts, customer_of, in_no_group=_in_no_group(drafts, customer_of))
    if seen.gone:
        move_orders({o: seen.gone[c] for o, c in _orders_of(seen.gone)})
        redirect_customers(seen.gone | {i: seen.gone[into] for i, into in seen.earlier.items()})
    founders = {
        d.order_id: name_of(d.facts) for d in drafts if d.is_new and customer_of[d.order_id] == d.order_id
    }
    found_customers(founders)
    refresh_customers({*customer_of.values(), *seen.owners} - founders.keys())
    return set(seen.gone.values())


def _in_no_group(drafts: list[Draft], customer_of: Mapping[OrderId, OrderId]) -> set[OrderId]:
    """Return the newest order of each customer that begins with these orders, where there are groups.

    Its customer was in none. Of many orders at once it is written with them, which saves writing them twice;
    :mod:`keep_groups` does what is left.
    """
    if len(drafts) < MANY or not Group.objects.filter(deleted_at=None).exists():
        return set()
    new = {d.order_id for d in drafts if d.is_new}
    newest: dict[OrderId, Draft] = {}
    for draft in sorted((d for d in drafts if d.is_new and not d.facts.is_account), key=_moment):
        newest[customer_of[draft.order_id]] = draft
    return {draft.order_id for customer, draft in newest.items() if customer in new}


def _moment(draft: Draft) -> tuple[bool, float, OrderId]:
    placed_at = draft.facts.placed_at
    return placed_at is not None, placed_at.timestamp() if placed_at else 0.0, draft.order_id


@dataclass(frozen=True, slots=True)
class _State:
    """How a recorded order stands: whose it is, what was told of it, and the fields that have expired."""

    customer: OrderId
    fingerprint: UUID
    expired: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Seen:
    """Whom drafts concern: who holds their keys, how the changed ones stand, who becomes one.

    ``gone`` are customers that dissolve, and into which; ``earlier`` those that redirect to them.
    """

    held: KeyHolders
    states: dict[OrderId, _State]
    joined: DisjointSets
    gone: dict[OrderId, OrderId]
    earlier: dict[OrderId, OrderId]

    @property
    def owners(self) -> set[OrderId]:
        """The customers of the changed ones."""
        return {state.customer for state in self.states.values()}

    @property
    def rows(self) -> set[OrderId]:
        """All customers' rows that may be written."""
        return self.held.customers | self.owners | self.earlier.keys()


def _look(drafts: list[Draft], keys: set[UUID], changed: Iterable[OrderId]) -> _Seen:
    held = holders_of_keys(keys)
    joined = DisjointSets()
    owner_of = dict(held.customer_of)
    for draft in drafts:
        if draft.is_new:
            for key in draft.keys:
                joined.union(owner_of.setdefault(key, draft.order_id), draft.order_id)
    gone = {c: joined.find(c) for c in held.customers if joined.find(c) != c}
    return _Seen(held, _states(changed), joined, gone, redirects_to(gone))


def _write_with_region(drafts: list[Draft], keys: set[UUID], changed: dict[OrderId, Draft]) -> set[OrderId]:
    """Write drafts and judge the whole region that they touch anew."""
    region = lock_region(changed, keys | set().union(*(d.old_keys for d in changed.values())))
    _check_not_overtaken(changed, _states(changed))
    order_rows.write(drafts, {d.order_id: d.order_id for d in drafts if d.is_new})
    for draft in drafts:
        region.keys_of[draft.order_id] = set(draft.keys)
        if draft.is_new:
            region.customer_of[draft.order_id] = draft.order_id
    return judge_region(region, changed=[d.order_id for d in drafts]).customers


def _check_not_overtaken(changed: dict[OrderId, Draft], states: Mapping[OrderId, _State]) -> None:
    """An order's customer is locked, so nobody else writes it now; but did somebody before?

    Also whoever let its values expire: what was worked out before that may have them. ``states``: read under
    that lock.
    """
    for order, draft in changed.items():
        if (states[order].fingerprint, states[order].expired) != (draft.seen, draft.expired):
            raise Moved


def _states(orders: Iterable[OrderId]) -> dict[OrderId, _State]:
    wanted = list(orders)
    if not wanted:
        return {}
    rows = OrderRecord.objects.filter(id__in=wanted).values_list(
        "id", "customer_id", "fingerprint", "expired"
    )
    return {
        order: _State(owner, fingerprint, frozenset(expired or ()))
        for order, owner, fingerprint, expired in rows
    }


def _orders_of(customers: Iterable[OrderId]) -> list[tuple[OrderId, OrderId]]:
    return list(OrderRecord.objects.filter(customer_id__in=list(customers)).values_list("id", "customer_id"))
