"""Why two orders are one customer's, or are not, with values still kept. For staff who may see customers."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.criteria import PRESET, CriteriaSet, parse_criteria
from saleor_customer_mgmt.core.decisions import Decision, Merge, OrderId
from saleor_customer_mgmt.core.explain import CriterionComparison, compare, shortest_chain
from saleor_customer_mgmt.core.partition import partition
from saleor_customer_mgmt.core.told import ToldKey, merged_keys, told_keys
from saleor_customer_mgmt.models import CriteriaRevision, OrderRecord
from saleor_customer_mgmt.selectors.region import load_region
from saleor_customer_mgmt.selectors.told import load_told


@dataclass(frozen=True, slots=True)
class WhyStep:
    """Two orders that are linked: by the keys they share, or by a decision of staff."""

    one: OrderId
    other: OrderId
    keys: tuple[ToldKey, ...]
    decision: int | None
    """The decision that linked them, when no key does."""


@dataclass(frozen=True, slots=True)
class Why:
    """``chain`` leads from one order to the other when they are one customer's. ``comparisons`` says
    of each criterion how the two compare; ``contested`` are the keys they share that join nothing.
    """

    same_customer: bool
    chain: tuple[WhyStep, ...]
    comparisons: tuple[CriterionComparison, ...]
    contested: tuple[ToldKey, ...]


def criteria_in_use() -> CriteriaSet:
    """Return the match criteria in use, without any lock: for showing."""
    revision = CriteriaRevision.objects.order_by("-id").first()
    return PRESET if revision is None else parse_criteria(revision.text)


def explain_orders(one: OrderRecord, other: OrderRecord) -> Why:
    """Return why these two orders are, or are not, one customer's."""
    criteria = criteria_in_use()
    told = load_told({one.id, other.id})
    comparisons = compare(told[one.id], told[other.id], criteria)
    region = load_region([one.id, other.id])
    result = partition(region.keys_of, region.decisions)
    shared = region.keys_of[one.id] & region.keys_of[other.id] & result.contested
    contested = tuple(k for d, k in _keys_by_digest({one.id, other.id}, criteria).items() if d in shared)
    if region.customer_of[one.id] != region.customer_of[other.id]:
        return Why(False, (), comparisons, contested)
    members = region.members(region.customer_of[one.id])
    steps = shortest_chain(
        one.id, other.id, {o: sorted(region.keys_of[o] - result.contested) for o in members}, result.links
    )
    steps = steps or ()
    keys = _keys_by_digest({o for s in steps for o in (s.one, s.other)}, criteria)
    chain = tuple(
        WhyStep(
            s.one,
            s.other,
            tuple(keys[d] for d in s.keys if d in keys),
            None if s.keys else _decision_linking(s.one, s.other, region.decisions),
        )
        for s in steps
    )
    return Why(True, chain, comparisons, contested)


def _decision_linking(one: OrderId, other: OrderId, decisions: list[Decision]) -> int | None:
    for decision in reversed(decisions):
        links = decision.links if isinstance(decision, Merge) else decision.holding_links()
        if (one, other) in links or (other, one) in links:
            return int(decision.seq)
    return None


def _keys_by_digest(orders: set[OrderId], criteria: CriteriaSet) -> dict[UUID, ToldKey]:
    """Return the keys of these orders, with whatever any of them still tells of the values."""
    secret = conf.digest_secret()
    found: dict[UUID, ToldKey] = {}
    for told in load_told(orders).values():
        for digest, key in told_keys(told, criteria, secret).items():
            found[digest] = merged_keys(found[digest], key) if digest in found else key
    return found
