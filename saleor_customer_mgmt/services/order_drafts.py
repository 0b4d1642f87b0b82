"""From facts to what is to be written: new orders, and orders that differ from what was recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.counting import Reason
from saleor_customer_mgmt.core.criteria import CriteriaSet
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.evidence import Evidence
from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.core.gather import gather
from saleor_customer_mgmt.core.keys import key_digests
from saleor_customer_mgmt.core.recipe import recipe
from saleor_customer_mgmt.core.traits import Traits, traits
from saleor_customer_mgmt.core.value_digests import pack, value_digests
from saleor_customer_mgmt.models.codec import fingerprint
from saleor_customer_mgmt.selectors.counting import counting_policy
from saleor_customer_mgmt.selectors.orders import load_facts, load_fingerprints
from saleor_customer_mgmt.services import order_rows

OrderName = tuple[str, str]


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(slots=True)
class Draft:
    """An order about to be written."""

    facts: OrderFacts
    evidence: Evidence
    traits: Traits
    count_reason: Reason
    digests: bytes
    recipe: int
    keys: set[UUID]
    fingerprint: UUID
    order_id: OrderId
    is_new: bool
    seen: UUID | None = None
    """Changed orders: the fingerprint that the change was worked out from."""
    old_keys: set[UUID] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be written, the ids of the orders known already, and what each telling comes to."""

    drafts: list[Draft]
    ids: dict[OrderName, OrderId]
    outcomes: list[Outcome]


def work_out(told: Sequence[OrderFacts], criteria: CriteriaSet | None) -> Work:
    """Return what is to be written, and what each telling comes to.

    Without criteria nothing is drafted. Takes no locks: :mod:`write_orders` checks again under them.
    """
    secret = conf.digest_secret()
    known = load_fingerprints({name_of(facts) for facts in told})
    outcomes, latest = _take_in(told, known, secret)
    ids = {name: order for name, (order, _) in known.items()}
    if criteria is None or not latest:
        return Work([], ids, outcomes)
    profile = conf.profile()  # inside Saleor a query: only for orders that are written
    policy = counting_policy()
    made_with = recipe(profile, secret, conf.counting_policy())
    fresh = iter(order_rows.reserve_ids(sum(name not in known for name in latest)))
    drafts = []
    for name, (facts, digest) in latest.items():
        evidence = gather(facts, profile)
        digests = value_digests(evidence, secret)
        keys = key_digests(facts.source, digests, criteria, secret)
        told_of = (facts, evidence, traits(facts, evidence, profile), policy.judge(facts, evidence))
        made = (pack(digests), made_with)
        if name in known:
            drafts.append(Draft(*told_of, *made, keys, digest, ids[name], False, known[name][1]))
        else:
            drafts.append(Draft(*told_of, *made, keys, digest, next(fresh), True))
    return Work(drafts, ids, outcomes)


def _take_in(
    told: Sequence[OrderFacts], known: Mapping[OrderName, tuple[OrderId, UUID]], secret: bytes
) -> tuple[list[Outcome], dict[OrderName, tuple[OrderFacts, UUID]]]:
    """Return what each telling comes to, and what the orders are in the end that differ from now.

    An order may be told several times. All of it is written at once, since a second round of locks
    would be taken out of their order.
    """
    digests = [fingerprint(facts, secret) for facts in told]
    differing = {
        name_of(facts)
        for facts, digest in zip(told, digests, strict=True)
        if name_of(facts) in known and digest != known[name_of(facts)][1]
    }
    before = load_facts([known[name][0] for name in differing])
    latest = {name: (before[known[name][0]], known[name][1]) for name in differing}
    outcomes = []
    for facts, digest in zip(told, digests, strict=True):
        name = name_of(facts)
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


def name_of(facts: OrderFacts) -> OrderName:
    return facts.source, facts.number
