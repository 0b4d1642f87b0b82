"""What is derived of orders of which values have expired: of what is still told, and of the digests."""

from __future__ import annotations

import hashlib
from uuid import UUID

from saleor_customer_mgmt.core.expire import Expired, merged, without_values
from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.core.keys import key_digests
from saleor_customer_mgmt.core.search import order_text
from saleor_customer_mgmt.core.sources import Profile
from saleor_customer_mgmt.core.value_digests import pack
from saleor_customer_mgmt.models.codec import evidence_to_json, fingerprint, json_text, people_to_json
from saleor_customer_mgmt.services.derive import Derived, Making

TEST_ORDER = "test_order"
"""In the traits of an expired order: its address was one of the shop's own people's when it went."""


def derive_expired(facts: OrderFacts, expired: Expired, by: Making) -> Derived:
    """Derive what is kept of such an order, of which ``facts`` are known now. No expired value is in it.

    Its traits stay what they were: they were decided with all values at hand.
    """
    evidence, digests = merged(facts, expired, by.profile, by.secret)
    was_test = bool(expired.traits.get(TEST_ORDER))
    reason = by.policy.judge(facts, evidence, was_test=was_test)
    return Derived(
        people=json_text(people_to_json(without_values(facts, expired.fields))),
        evidence=json_text(evidence_to_json(evidence)),
        search_text=order_text(facts.number, evidence),
        traits=json_text(expired.traits),
        count_reason=reason.value,
        digests=pack(digests),
        keys=frozenset(key_digests(facts.source, digests, by.criteria, by.secret)),
    )


def state_of(facts: OrderFacts, expired: Expired, profile: Profile, secret: bytes) -> UUID:
    """Return a keyed digest of all that is kept of such an order: another one, when facts change anything."""
    evidence, digests = merged(facts, expired, profile, secret)
    told = fingerprint(without_values(facts, expired.fields), secret).bytes
    kept = told + pack(digests) + json_text(evidence_to_json(evidence)).encode("utf-8", "surrogatepass")
    key = hashlib.blake2b(secret).digest()
    return UUID(bytes=hashlib.blake2b(kept, key=key, digest_size=16, person=b"expired-order").digest())
