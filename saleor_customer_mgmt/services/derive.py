"""What is derived of one order's facts, in the form in which it is written. Needs no database."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.counting import CountingPolicy
from saleor_customer_mgmt.core.criteria import CriteriaSet
from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.core.gather import gather
from saleor_customer_mgmt.core.keys import key_digests
from saleor_customer_mgmt.core.recipe import recipe
from saleor_customer_mgmt.core.search import order_text
from saleor_customer_mgmt.core.sources import Profile
from saleor_customer_mgmt.core.traits import traits
from saleor_customer_mgmt.core.value_digests import pack, value_digests
from saleor_customer_mgmt.models.codec import evidence_to_json, json_text, people_to_json, traits_to_json
from saleor_customer_mgmt.selectors.counting import counting_policy


@dataclass(frozen=True, slots=True)
class Making:
    """With what orders are derived: what the shop's settings and its staff have said."""

    profile: Profile
    secret: bytes
    policy: CountingPolicy
    criteria: CriteriaSet
    recipe: int


@dataclass(frozen=True, slots=True)
class Derived:
    """The columns of an order that are derived of its facts. ``people``, ``evidence``, ``traits``: JSON."""

    people: str
    evidence: str
    search_text: str
    traits: str
    count_reason: str
    digests: bytes
    keys: frozenset[UUID]


def making(criteria: CriteriaSet) -> Making:
    """Return with what an order is derived at this moment, when these criteria are in use."""
    profile, secret = conf.profile(), conf.digest_secret()
    made_with = recipe(profile, secret, conf.counting_policy())
    return Making(profile, secret, counting_policy(), criteria, made_with)


def derive(facts: OrderFacts, by: Making) -> Derived:
    """Derive what is kept of an order. Gives the same in every process."""
    evidence = gather(facts, by.profile)
    digests = value_digests(evidence, by.secret)
    return Derived(
        people=json_text(people_to_json(facts)),
        evidence=json_text(evidence_to_json(evidence)),
        search_text=order_text(facts.number, evidence),
        traits=json_text(traits_to_json(traits(facts, evidence, by.profile))),
        count_reason=by.policy.judge(facts, evidence).value,
        digests=pack(digests),
        keys=frozenset(key_digests(facts.source, digests, by.criteria, by.secret)),
    )
