"""Match keys: one criterion with one order's values for it.

A key leaves the core as a keyed digest: whoever sees the key table cannot tell a value, and cannot
try values out without the shop's secret.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from uuid import UUID

from saleor_customer_mgmt.core.criteria import CriteriaSet, Criterion
from saleor_customer_mgmt.core.evidence import Evidence, Field, usable_values

MAX_KEYS_PER_CRITERION = 16
"""Alternatives multiply; an order with 5 names and 5 phones is damage, not a person."""


@dataclass(frozen=True, slots=True)
class MatchKey:
    """A criterion and, for each of its fields in order, the normal form of one order's value."""

    criterion: Criterion
    values: tuple[str, ...]

    def digest(self, secret: bytes) -> UUID:
        """Return the keyed digest: 128 bits of BLAKE2b under ``secret``, as a UUID.

        128 bits make an accidental equal pair among 10^9 keys less likely than 10^-20; a UUID is
        what PostgreSQL compares and indexes quickest at that size.
        """
        parts = [part.encode("utf-8", "surrogatepass") for part in (str(self.criterion), *self.values)]
        # Each part with its length, so that no value can run over into the next field, whatever is in it.
        message = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
        # Long secrets are folded first: BLAKE2b takes a key of 64 bytes at most.
        key = secret if len(secret) <= 64 else hashlib.blake2b(secret).digest()
        return UUID(bytes=hashlib.blake2b(message, key=key, digest_size=16, person=b"match-key").digest())


def match_keys(source: str, evidence: Evidence, criteria: CriteriaSet) -> tuple[MatchKey, ...]:
    """Return the keys of an order of ``source`` with this evidence.

    A criterion gives a key only when each of its fields has a usable value; where a field has
    alternatives, there is a key for each combination.
    """
    found: dict[MatchKey, None] = {}
    for criterion in criteria.criteria:
        if criterion.applies_to(source):
            for values in _combinations(criterion, evidence):
                found.setdefault(MatchKey(criterion, values))
    return tuple(found)


def _combinations(criterion: Criterion, evidence: Evidence) -> Iterator[tuple[str, ...]]:
    choices = [usable_values(evidence, Field(f)) for f in criterion.fields]
    for number, values in enumerate(product(*choices)):
        if number == MAX_KEYS_PER_CRITERION:
            return
        yield values


def secret_fingerprint(secret: bytes) -> str:
    """Return a text that tells whether two secrets are the same without giving either away."""
    return hmac.new(secret, b"customer-management digest key", hashlib.sha256).hexdigest()[:16]
