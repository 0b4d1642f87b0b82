"""Match keys: one criterion with one order's values for it.

A key leaves the core as a keyed digest: whoever sees the key table cannot tell a value, and cannot
try values out without the shop's secret.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import TypeVar
from uuid import UUID

from saleor_customer_mgmt.core.criteria import CriteriaSet, Criterion
from saleor_customer_mgmt.core.evidence import Evidence, usable_values
from saleor_customer_mgmt.core.value_digests import ValueDigests, folded, value_digest

T = TypeVar("T")

MAX_KEYS_PER_CRITERION = 16
"""Alternatives multiply; an order with 5 names and 5 phones is damage, not a person."""


@dataclass(frozen=True, slots=True)
class MatchKey:
    """A criterion and, for each of its fields in order, the normal form of one order's value."""

    criterion: Criterion
    values: tuple[str, ...]

    def digest(self, secret: bytes) -> UUID:
        """Return the keyed digest: see :func:`key_digest`."""
        pairs = zip(self.criterion.fields, self.values, strict=True)
        return key_digest(self.criterion, [value_digest(f, value, secret) for f, value in pairs], secret)


def match_keys(source: str, evidence: Evidence, criteria: CriteriaSet) -> tuple[MatchKey, ...]:
    """Return the keys of an order of ``source`` with this evidence.

    A criterion gives a key only when each of its fields has a usable value; where a field has
    alternatives, there is a key for each combination.
    """
    found: dict[MatchKey, None] = {}
    for criterion in criteria.criteria:
        if criterion.applies_to(source):
            for values in _combinations([usable_values(evidence, f) for f in criterion.fields]):
                found.setdefault(MatchKey(criterion, values))
    return tuple(found)


def key_digests(source: str, digests: ValueDigests, criteria: CriteriaSet, secret: bytes) -> set[UUID]:
    """Return the digests of :func:`match_keys`, made of the digests of the values."""
    return set(key_parts(source, digests, criteria, secret))


def key_parts(
    source: str, digests: ValueDigests, criteria: CriteriaSet, secret: bytes
) -> dict[UUID, tuple[Criterion, tuple[bytes, ...]]]:
    """Return the digests of an order's keys, and of each its criterion and the digests of its values."""
    return {
        key_digest(criterion, values, secret): (criterion, values)
        for criterion in criteria.criteria
        if criterion.applies_to(source)
        for values in _combinations([digests.get(field, ()) for field in criterion.fields])
    }


def key_digest(criterion: Criterion, values: Iterable[bytes], secret: bytes) -> UUID:
    """Return the keyed digest of a key: 128 bits of BLAKE2b under ``secret``, as a UUID.

    Made of the digests of its values (``core.value_digests``), so that values need not be kept for it. 128
    bits make an accidental equal pair among 10^9 keys less likely than 10^-20; a UUID is what PostgreSQL
    compares and indexes quickest at that size.
    """
    # The digests have one length, so nothing can run over from one part into the next.
    message = b"".join((*values, str(criterion).encode()))
    return UUID(
        bytes=hashlib.blake2b(message, key=folded(secret), digest_size=16, person=b"match-key").digest()
    )


def _combinations(choices: Sequence[Sequence[T]]) -> Iterator[tuple[T, ...]]:
    return islice(product(*choices), MAX_KEYS_PER_CRITERION)


def secret_fingerprint(secret: bytes) -> str:
    """Return a text that tells whether two secrets are the same without giving either away.

    It also tells how keys are made of values, so that nobody mixes keys that cannot meet.
    """
    return hmac.new(secret, b"customer-management digest key, of value digests", hashlib.sha256).hexdigest()[
        :16
    ]
