"""From facts to what is to be written: new orders, and orders that differ from what was recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.criteria import CriteriaSet
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.evidence import Field
from saleor_customer_mgmt.core.expire import Expired, without_people, without_values
from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.core.retention_policy import OWN_SHOP
from saleor_customer_mgmt.models.codec import fingerprint
from saleor_customer_mgmt.selectors.expired import load_expired
from saleor_customer_mgmt.selectors.orders import load_facts, load_fingerprints
from saleor_customer_mgmt.selectors.retention import retention_policy
from saleor_customer_mgmt.services import order_rows
from saleor_customer_mgmt.services.derive import Derived, Making, derive, making
from saleor_customer_mgmt.services.derive_expired import derive_expired, state_of

OrderName = tuple[str, str]


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(slots=True)
class Draft:
    """An order about to be written."""

    facts: OrderFacts
    derived: Derived
    fingerprint: UUID
    recipe: int
    order_id: OrderId
    is_new: bool
    seen: UUID | None = None
    """Changed orders: the fingerprint that the change was worked out from."""
    expired: frozenset[Field] = frozenset()
    """Changed orders: the fields that had expired then. The facts are without them."""
    old_keys: set[UUID] = field(default_factory=set)

    @property
    def keys(self) -> frozenset[UUID]:
        return self.derived.keys


@dataclass(frozen=True, slots=True)
class Ready:
    """What was derived beforehand of facts, and with what: fingerprints in their order, the rest by these."""

    by: Making
    fingerprints: Sequence[UUID]
    derived: Mapping[UUID, Derived]


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be written, the ids of the orders known already, and what each telling comes to.

    ``ready`` saves working the same out once more.
    """

    drafts: list[Draft]
    ids: dict[OrderName, OrderId]
    outcomes: list[Outcome]
    ready: Ready | None = None


def work_out(told: Sequence[OrderFacts], criteria: CriteriaSet | None, ready: Ready | None = None) -> Work:
    """Return what is to be written, and what each telling comes to.

    Without criteria nothing is drafted. ``ready`` saves time, if it was derived as it would be now. Takes no
    locks: :mod:`write_orders` checks again under them.
    """
    secret = conf.digest_secret()
    given = told
    told, ready = _without_unwanted_people(told, ready)
    names = {name_of(facts) for facts in told}
    known, fresh = (load_fingerprints(names), []) if criteria is None else order_rows.known_or_reserved(names)
    usable = ready if ready is not None and ready.by.secret == secret else None
    digests = [fingerprint(facts, secret) for facts in told] if usable is None else usable.fingerprints
    outcomes, latest, expired = _take_in(told, digests, known, secret)
    ids = {name: order for name, (order, _) in known.items()}
    if criteria is None or not latest:
        return Work([], ids, outcomes)
    by = making(criteria)  # inside Saleor a query: only for orders that are written
    at_hand = dict(usable.derived) if usable is not None and usable.by == by else {}
    free = iter(fresh)
    drafts = []
    for name, (facts, digest) in latest.items():
        if name in expired:
            kept = expired[name]
            derived = derive_expired(facts, kept, by)
            facts = without_values(facts, kept.fields)  # noqa: PLW2901  # no value goes any further
            drafts.append(
                Draft(facts, derived, digest, by.recipe, ids[name], False, known[name][1], kept.fields)
            )
            continue
        if digest not in at_hand:
            at_hand[digest] = derive(facts, by)
        derived = at_hand[digest]
        if name in known:
            drafts.append(Draft(facts, derived, digest, by.recipe, ids[name], False, known[name][1]))
        else:
            drafts.append(Draft(facts, derived, digest, by.recipe, next(free), True))
    # Of other facts than were given it would be wrong as soon as the merchant wants those people.
    return Work(drafts, ids, outcomes, Ready(by, digests, at_hand) if told is given else None)


def _without_unwanted_people(
    told: Sequence[OrderFacts], ready: Ready | None
) -> tuple[Sequence[OrderFacts], Ready | None]:
    """Leave out the people of sources of whose orders no customers may be made."""
    if all(facts.source == OWN_SHOP for facts in told):
        return told, ready
    policy = retention_policy()
    unwanted = {facts.source for facts in told if not policy.of(facts.source).may_build}
    if not unwanted:
        return told, ready
    return [without_people(facts) if facts.source in unwanted else facts for facts in told], None


_Latest = dict[OrderName, tuple[OrderFacts, UUID]]


def _take_in(
    told: Sequence[OrderFacts],
    digests: Sequence[UUID],
    known: Mapping[OrderName, tuple[OrderId, UUID]],
    secret: bytes,
) -> tuple[list[Outcome], _Latest, dict[OrderName, Expired]]:
    """Return what each telling comes to, what the orders are in the end that differ from now, and what is
    kept of those of these of which values have expired.

    An order may be told several times. All of it is written at once, since a second round of locks
    would be taken out of their order.
    """
    differing = {
        name_of(facts)
        for facts, digest in zip(told, digests, strict=True)
        if name_of(facts) in known and digest != known[name_of(facts)][1]
    }
    before = load_facts([known[name][0] for name in differing])
    # After the facts: whoever lets an order expire in between is noticed when it is written.
    found = load_expired([known[name][0] for name in differing])
    expired = {name: found[known[name][0]] for name in differing if known[name][0] in found}
    profile = conf.profile() if expired else None
    latest = {name: (before[known[name][0]], known[name][1]) for name in differing}

    def state(name: OrderName, facts: OrderFacts, digest: UUID) -> UUID:
        """What the order is, so that it can be compared. An expired one cannot be by its facts."""
        if profile is None or name not in expired:
            return digest
        return state_of(facts, expired[name], profile, secret)

    at_first = {name: state(name, *latest[name]) for name in differing}
    now = dict(at_first)
    outcomes = []
    for facts, digest in zip(told, digests, strict=True):
        name = name_of(facts)
        if name in latest:
            combined = latest[name][0].updated_by(facts)
            # What was told last is what an expired order is recognised by: telling it again changes nothing.
            whole = digest if name in expired else fingerprint(combined, secret)
            then = state(name, combined, whole)
            before_it = now.get(name, latest[name][1])
            outcomes.append(Outcome.UNCHANGED if then == before_it else Outcome.CHANGED)
            if then != before_it or name not in expired:
                latest[name] = (combined, whole)
            now[name] = then
        elif name in known:
            outcomes.append(Outcome.UNCHANGED)
        else:
            outcomes.append(Outcome.NEW)
            latest[name] = (facts, digest)
            now[name] = digest
    changed = {n: each for n, each in latest.items() if n not in known or now[n] != at_first[n]}
    return outcomes, changed, expired


def name_of(facts: OrderFacts) -> OrderName:
    return facts.source, facts.number
