"""Record orders: the one way in. Whatever brings orders calls this, with neutral facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from django.db import IntegrityError, transaction

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.checks import checked
from saleor_customer_mgmt.core.criteria import CriteriaSet
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.disjoint import DisjointSets
from saleor_customer_mgmt.core.evidence import Evidence
from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.core.gather import gather
from saleor_customer_mgmt.core.keys import match_keys
from saleor_customer_mgmt.lock_objects import lock_keys, share_judging
from saleor_customer_mgmt.models import Customer, OrderKey, OrderRecord
from saleor_customer_mgmt.models.codec import fingerprint
from saleor_customer_mgmt.selectors.orders import holders_of_keys, load_facts, load_fingerprints
from saleor_customer_mgmt.services import order_rows
from saleor_customer_mgmt.services.current_criteria import current_criteria
from saleor_customer_mgmt.services.customer_rows import (
    create_customers,
    move_orders,
    redirect_customers,
    refresh_customers,
)
from saleor_customer_mgmt.services.errors import Busy
from saleor_customer_mgmt.services.judging import judge_region, lock_region
from saleor_customer_mgmt.services.locking import MAX_TRIES, lock_what_it_takes

OrderName = tuple[str, str]


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one order: its record's id, and whether that was new or changed."""

    outcome: Outcome
    order_id: OrderId


@dataclass(slots=True)
class _Draft:
    """An order about to be written."""

    facts: OrderFacts
    evidence: Evidence
    keys: set[UUID]
    fingerprint: UUID
    order_id: OrderId
    is_new: bool
    seen: UUID | None = None
    """Changed orders: the fingerprint that the change was worked out from."""
    old_keys: set[UUID] = field(default_factory=set)


class _Overtaken(Exception):
    """Raised when what was read before the locks is no longer so."""


class _Entangled(Exception):
    """Raised when customers have to be judged by their whole region."""


def record_orders(orders: Sequence[OrderFacts]) -> list[Recorded]:
    """Record these orders and judge whose they are, all or none of them.

    Facts that a source does not tell (``None``) leave what was told before. The answers are in the
    order of the facts. Recording the same orders again changes nothing; any number of processes may
    record at the same time, also the same orders.

    Raises:
        InvalidFacts: when facts cannot be kept; nothing is recorded then.
        Busy: when others kept changing the same customers.
        Stale: when the secret of the match keys was changed.
    """
    answers: list[Recorded] = []
    remaining = [checked(facts) for facts in orders]
    with transaction.atomic():
        share_judging()
        while remaining:
            # The same order twice in one call: one after the other, as if in two calls.
            batch: dict[OrderName, OrderFacts] = {}
            while remaining and (remaining[0].source, remaining[0].number) not in batch:
                facts = remaining.pop(0)
                batch[facts.source, facts.number] = facts
            answers += _record_batch(batch)
    return answers


def classify_orders(orders: Sequence[OrderFacts]) -> list[Outcome]:
    """Return what recording each of these orders would do, without doing it."""
    named = {(f.source, f.number): f for f in map(checked, orders)}
    _, _, outcomes = _work_out(named, None)
    return [outcomes[f.source, f.number] for f in orders]


def _record_batch(batch: dict[OrderName, OrderFacts]) -> list[Recorded]:
    criteria = current_criteria()
    for _ in range(MAX_TRIES):
        drafts, known, outcomes = _work_out(batch, criteria)
        try:
            with transaction.atomic():
                _write(drafts)
        except _Overtaken:
            continue
        except IntegrityError as error:
            if "customer_mgmt_order_once" not in str(error):
                raise
            continue  # somebody else recorded one of them first: now it is known
        ids = known | {(d.facts.source, d.facts.number): d.order_id for d in drafts}
        return [Recorded(outcomes[name], ids[name]) for name in batch]
    raise Busy("Other changes to the same orders kept coming in between; please try again.")


def _work_out(
    batch: dict[OrderName, OrderFacts], criteria: CriteriaSet | None
) -> tuple[list[_Draft], dict[OrderName, OrderId], dict[OrderName, Outcome]]:
    """Return what is to be written, the ids of the orders known already, and what each comes to.

    Without criteria nothing is drafted. Takes no locks: :func:`_write` checks again under them.
    """
    secret, profile = conf.digest_secret(), conf.profile()
    known = load_fingerprints(batch)
    maybe_changed = [n for n, f in batch.items() if n in known and fingerprint(f, secret) != known[n][1]]
    before = load_facts([known[name][0] for name in maybe_changed])
    outcomes = {name: Outcome.UNCHANGED if name in known else Outcome.NEW for name in batch}
    told: dict[OrderName, tuple[OrderFacts, UUID]] = {}
    for name, newer in batch.items():
        facts = before[known[name][0]].updated_by(newer) if name in maybe_changed else newer
        digest = fingerprint(facts, secret)
        if name not in known or (name in maybe_changed and digest != known[name][1]):
            told[name] = (facts, digest)
            outcomes[name] = Outcome.CHANGED if name in known else Outcome.NEW
    ids = {name: order for name, (order, _) in known.items()}
    if criteria is None or not told:
        return [], ids, outcomes
    fresh = iter(order_rows.reserve_ids(sum(name not in known for name in told)))
    drafts = []
    for name, (facts, digest) in told.items():
        evidence = gather(facts, profile)
        keys = {key.digest(secret) for key in match_keys(facts.source, evidence, criteria)}
        if name in known:
            drafts.append(_Draft(facts, evidence, keys, digest, ids[name], False, known[name][1]))
        else:
            drafts.append(_Draft(facts, evidence, keys, digest, next(fresh), True))
    return drafts, ids, outcomes


def _write(drafts: list[_Draft]) -> None:
    if not drafts:
        return
    keys = set().union(*(d.keys for d in drafts))
    lock_keys(keys)
    changed = {d.order_id: d for d in drafts if not d.is_new}
    for digest, order in OrderKey.objects.filter(order_id__in=changed).values_list("key_id", "order_id"):
        changed[order].old_keys.add(digest)
    if all(d.old_keys == d.keys for d in changed.values()):
        try:
            with transaction.atomic():
                _write_simply(drafts, keys, changed)
                return
        except _Entangled:
            pass
    _write_with_region(drafts, keys, changed)


def _write_simply(drafts: list[_Draft], keys: set[UUID], changed: dict[OrderId, _Draft]) -> None:
    """Write drafts that only add orders to customers and join customers.

    Raises:
        _Entangled: before anything is written, when staff decisions bear upon a customer concerned.
    """
    # Under the locks nobody else can change whose these keys are.
    (held, owners), locked = lock_what_it_takes(
        lambda: (holders_of_keys(keys), _customers_of(changed)), lambda seen: seen[0].customers | seen[1]
    )
    if held.contested or any(row.entangled for row in locked.values()):
        raise _Entangled
    _check_not_overtaken(changed)

    customers = DisjointSets()
    owner_of = dict(held.customer_of)
    for draft in drafts:
        if draft.is_new:
            for key in draft.keys:
                customers.union(owner_of.setdefault(key, draft.order_id), draft.order_id)
    order_rows.write(drafts, {d.order_id: customers.find(d.order_id) for d in drafts if d.is_new})
    gone = {c: customers.find(c) for c in held.customers if customers.find(c) != c}
    if gone:
        move_orders({o: gone[c] for o, c in _orders_of(gone)})
        earlier = Customer.objects.filter(merged_into_id__in=gone).values_list("id", "merged_into_id")
        redirect_customers(gone | {i: gone[into] for i, into in earlier})
    create_customers(
        {
            d.order_id: (d.facts.source, d.facts.number)
            for d in drafts
            if d.is_new and customers.find(d.order_id) == d.order_id
        }
    )
    refresh_customers({customers.find(d.order_id) for d in drafts if d.is_new} | owners)


def _write_with_region(drafts: list[_Draft], keys: set[UUID], changed: dict[OrderId, _Draft]) -> None:
    """Write drafts and judge the whole region that they touch anew."""
    region = lock_region(changed, keys | set().union(*(d.old_keys for d in changed.values())))
    _check_not_overtaken(changed)
    order_rows.write(drafts, {d.order_id: d.order_id for d in drafts if d.is_new})
    for draft in drafts:
        region.keys_of[draft.order_id] = draft.keys
        if draft.is_new:
            region.customer_of[draft.order_id] = draft.order_id
    judge_region(region, changed=[d.order_id for d in drafts])


def _check_not_overtaken(changed: dict[OrderId, _Draft]) -> None:
    """An order's customer is locked, so nobody else writes it now; but did somebody before?"""
    now = dict(OrderRecord.objects.filter(id__in=changed).values_list("id", "fingerprint"))
    if any(now[order] != draft.seen for order, draft in changed.items()):
        raise _Overtaken


def _customers_of(orders: Iterable[OrderId]) -> set[OrderId]:
    wanted = list(orders)
    if not wanted:
        return set()
    return set(OrderRecord.objects.filter(id__in=wanted).values_list("customer_id", flat=True))


def _orders_of(customers: Iterable[OrderId]) -> list[tuple[OrderId, OrderId]]:
    return list(OrderRecord.objects.filter(customer_id__in=list(customers)).values_list("id", "customer_id"))
