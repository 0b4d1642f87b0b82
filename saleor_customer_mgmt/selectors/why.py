"""Why two orders are one customer's, or are not, with values. For staff who may see customers."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.criteria import PRESET, CriteriaSet, parse_criteria
from saleor_customer_mgmt.core.decisions import Decision, Merge, OrderId
from saleor_customer_mgmt.core.evidence import Evidence
from saleor_customer_mgmt.core.explain import CriterionComparison, compare, shortest_chain
from saleor_customer_mgmt.core.keys import MatchKey, match_keys
from saleor_customer_mgmt.core.partition import partition
from saleor_customer_mgmt.models import CriteriaRevision, OrderEvidence, OrderRecord
from saleor_customer_mgmt.models.codec import evidence_from_json
from saleor_customer_mgmt.selectors.region import load_region


@dataclass(frozen=True, slots=True)
class WhyStep:
    """Two orders that are linked: by the keys they share, or by a decision of staff."""

    one: OrderId
    other: OrderId
    keys: tuple[MatchKey, ...]
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
    contested: tuple[MatchKey, ...]


def criteria_in_use() -> CriteriaSet:
    """Return the match criteria in use, without any lock: for showing."""
    revision = CriteriaRevision.objects.order_by("-id").first()
    return PRESET if revision is None else parse_criteria(revision.text)


def explain_orders(one: OrderRecord, other: OrderRecord) -> Why:
    """Return why these two orders are, or are not, one customer's."""
    criteria = criteria_in_use()
    evidence = _evidence_of({one.id, other.id})
    ours, theirs = evidence[one.id], evidence[other.id]
    comparisons = compare(ours[1], ours[0], theirs[1], theirs[0], criteria)
    region = load_region([one.id, other.id])
    result = partition(region.keys_of, region.decisions)
    shared = region.keys_of[one.id] & region.keys_of[other.id] & result.contested
    contested = tuple(k for d, k in _keys_by_digest({one.id}, criteria).items() if d in shared)
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


def _evidence_of(orders: set[OrderId]) -> dict[OrderId, tuple[str, Evidence]]:
    rows = OrderEvidence.objects.filter(order_id__in=orders)
    return {
        order: (source, evidence_from_json(data))
        for order, source, data in rows.values_list("order_id", "order__source", "evidence")
    }


def _keys_by_digest(orders: set[OrderId], criteria: CriteriaSet) -> dict[UUID, MatchKey]:
    secret = conf.digest_secret()
    return {
        key.digest(secret): key
        for source, evidence in _evidence_of(orders).values()
        for key in match_keys(source, evidence, criteria)
    }
