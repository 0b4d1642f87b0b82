"""Record orders: the one way in. Whatever brings orders calls this, with neutral facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from django.db import IntegrityError, transaction

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.checks import checked
from saleor_customer_mgmt.core.counting import Reason
from saleor_customer_mgmt.core.criteria import CriteriaSet
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.disjoint import DisjointSets
from saleor_customer_mgmt.core.evidence import Evidence
from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.core.gather import gather
from saleor_customer_mgmt.core.keys import match_keys
from saleor_customer_mgmt.core.traits import Traits
from saleor_customer_mgmt.lock_objects import lock_keys, share_judging
from saleor_customer_mgmt.models import OrderKey, OrderRecord
from saleor_customer_mgmt.models.codec import fingerprint
from saleor_customer_mgmt.selectors.orders import KeyHolders, holders_of_keys, load_facts, load_fingerprints
from saleor_customer_mgmt.services import order_rows
from saleor_customer_mgmt.services.current_criteria import current_criteria
from saleor_customer_mgmt.services.customer_rows import (
    create_customers,
    move_orders,
    redirect_customers,
    redirects_to,
    refresh_customers,
)
from saleor_customer_mgmt.services.judging import judge_region, lock_region
from saleor_customer_mgmt.services.locking import Moved, lock_what_it_takes, try_until_it_holds_still

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
    traits: Traits
    count_reason: Reason
    keys: set[UUID]
    fingerprint: UUID
    order_id: OrderId
    is_new: bool
    seen: UUID | None = None
    """Changed orders: the fingerprint that the change was worked out from."""
    old_keys: set[UUID] = field(default_factory=set)


class _Entangled(Moved):
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
    told = [checked(facts) for facts in orders]
    with transaction.atomic():
        share_judging()
        return _record(told)


def classify_orders(orders: Sequence[OrderFacts]) -> list[Outcome]:
    """Return what recording each of these orders would do, without doing it."""
    return _work_out([checked(facts) for facts in orders], None).outcomes


@dataclass(frozen=True, slots=True)
class _Work:
    """What is to be written, the ids of the orders known already, and what each telling comes to."""

    drafts: list[_Draft]
    ids: dict[OrderName, OrderId]
    outcomes: list[Outcome]


def _record(told: Sequence[OrderFacts]) -> list[Recorded]:
    criteria = current_criteria()
    by_region = False

    def write() -> list[Recorded]:
        nonlocal by_region
        work = _work_out(told, criteria)
        try:
            _write(work.drafts, by_region=by_region)
        except _Entangled:
            by_region = True
            raise
        except IntegrityError as error:
            if "customer_mgmt_order_once" not in str(error):
                raise
            raise Moved from None  # somebody else recorded one of them first: now it is known
        ids = work.ids | {_name(draft.facts): draft.order_id for draft in work.drafts}
        return [Recorded(o, ids[_name(f)]) for f, o in zip(told, work.outcomes, strict=True)]

    return try_until_it_holds_still(write)


def _name(facts: OrderFacts) -> OrderName:
    return facts.source, facts.number


def _work_out(told: Sequence[OrderFacts], criteria: CriteriaSet | None) -> _Work:
    """Return what is to be written, and what each telling comes to.

    Without criteria nothing is drafted. Takes no locks: :func:`_write` checks again under them.
    """
    secret = conf.digest_secret()
    known = load_fingerprints({_name(facts) for facts in told})
    outcomes, latest = _take_in(told, known, secret)
    ids = {name: order for name, (order, _) in known.items()}
    if criteria is None or not latest:
        return _Work([], ids, outcomes)
    profile = conf.profile()  # inside Saleor a query: only for orders that are written
    policy = conf.counting_policy()
    fresh = iter(order_rows.reserve_ids(sum(name not in known for name in latest)))
    drafts = []
    for name, (facts, digest) in latest.items():
        evidence = gather(facts, profile)
        keys = {key.digest(secret) for key in match_keys(facts.source, evidence, criteria)}
        told_of = (facts, evidence, Traits(), policy.judge(facts, evidence))
        if name in known:
            drafts.append(_Draft(*told_of, keys, digest, ids[name], False, known[name][1]))
        else:
            drafts.append(_Draft(*told_of, keys, digest, next(fresh), True))
    return _Work(drafts, ids, outcomes)


def _take_in(
    told: Sequence[OrderFacts], known: Mapping[OrderName, tuple[OrderId, UUID]], secret: bytes
) -> tuple[list[Outcome], dict[OrderName, tuple[OrderFacts, UUID]]]:
    """Return what each telling comes to, and what the orders are in the end that differ from now.

    An order may be told several times. All of it is written at once, since a second round of locks
    would be taken out of their order.
    """
    digests = [fingerprint(facts, secret) for facts in told]
    differing = {
        _name(facts)
        for facts, digest in zip(told, digests, strict=True)
        if _name(facts) in known and digest != known[_name(facts)][1]
    }
    before = load_facts([known[name][0] for name in differing])
    latest = {name: (before[known[name][0]], known[name][1]) for name in differing}
    outcomes = []
    for facts, digest in zip(told, digests, strict=True):
        name = _name(facts)
        if name in latest:
            combined = latest[name][0].updated_by(facts)
            now = fingerprint(combined, secret)
            outcomes.append(Outcome.UNCHANGED if now == latest[name][1] else Outcome.CHANGED)
            latest[name] = (combined, now)
        elif name in known:
            outcomes.append(Outcome.UNCHANGED)
        else:
            outcomes.append(Outcome.NEW)
            latest[name] = (facts, digest)
    return outcomes, {n: (f, d) for n, (f, d) in latest.items() if n not in known or d != known[n][1]}


def _write(drafts: list[_Draft], *, by_region: bool) -> None:
    if not drafts:
        return
    keys = set().union(*(d.keys for d in drafts))
    lock_keys(keys)
    changed = {d.order_id: d for d in drafts if not d.is_new}
    for digest, order in OrderKey.objects.filter(order_id__in=changed).values_list("key_id", "order_id"):
        changed[order].old_keys.add(digest)
    if by_region or any(d.old_keys != d.keys for d in changed.values()):
        _write_with_region(drafts, keys, changed)
    else:
        _write_simply(drafts, keys, changed)


def _write_simply(drafts: list[_Draft], keys: set[UUID], changed: dict[OrderId, _Draft]) -> None:
    """Write drafts that only add orders to customers and join customers.

    Raises:
        _Entangled: before anything is written, when staff decisions bear upon a customer concerned.
    """
    # Under the locks nobody else can change whose these keys are.
    seen, locked = lock_what_it_takes(lambda: _look(drafts, keys, changed), lambda seen: seen.rows)
    if seen.held.contested or any(row.entangled for row in locked.values()):
        raise _Entangled
    _check_not_overtaken(changed)

    customer_of = {d.order_id: seen.joined.find(d.order_id) for d in drafts if d.is_new}
    order_rows.write(drafts, customer_of)
    if seen.gone:
        move_orders({o: seen.gone[c] for o, c in _orders_of(seen.gone)})
        redirect_customers(seen.gone | {i: seen.gone[into] for i, into in seen.earlier.items()})
    create_customers(
        {d.order_id: _name(d.facts) for d in drafts if d.is_new and customer_of[d.order_id] == d.order_id}
    )
    refresh_customers({*customer_of.values(), *seen.owners})


@dataclass(frozen=True, slots=True)
class _Seen:
    """Whom drafts concern: who holds their keys, ``owners`` of the changed ones, who becomes one.

    ``gone`` are customers that dissolve, and into which; ``earlier`` those that redirect to them.
    """

    held: KeyHolders
    owners: set[OrderId]
    joined: DisjointSets
    gone: dict[OrderId, OrderId]
    earlier: dict[OrderId, OrderId]

    @property
    def rows(self) -> set[OrderId]:
        """All customers' rows that may be written."""
        return self.held.customers | self.owners | self.earlier.keys()


def _look(drafts: list[_Draft], keys: set[UUID], changed: Iterable[OrderId]) -> _Seen:
    held = holders_of_keys(keys)
    joined = DisjointSets()
    owner_of = dict(held.customer_of)
    for draft in drafts:
        if draft.is_new:
            for key in draft.keys:
                joined.union(owner_of.setdefault(key, draft.order_id), draft.order_id)
    gone = {c: joined.find(c) for c in held.customers if joined.find(c) != c}
    return _Seen(held, _customers_of(changed), joined, gone, redirects_to(gone))


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
        raise Moved


def _customers_of(orders: Iterable[OrderId]) -> set[OrderId]:
    wanted = list(orders)
    if not wanted:
        return set()
    return set(OrderRecord.objects.filter(id__in=wanted).values_list("customer_id", flat=True))


def _orders_of(customers: Iterable[OrderId]) -> list[tuple[OrderId, OrderId]]:
    return list(OrderRecord.objects.filter(customer_id__in=list(customers)).values_list("id", "customer_id"))
