"""What is known of an order's buyer, to explain with: values where they are kept, and digests of all."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from saleor_customer_mgmt.core.criteria import CriteriaSet, Criterion
from saleor_customer_mgmt.core.evidence import Evidence, Field, Trust, usable_values
from saleor_customer_mgmt.core.keys import key_parts
from saleor_customer_mgmt.core.value_digests import ValueDigests, value_digest


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of one order's buyer: its evidence, and the digests of its usable values, which are there
    also where the values are no longer kept.
    """

    source: str
    evidence: Evidence
    digests: ValueDigests

    def kept(self, field: Field) -> bool:
        return all(value.trust is not Trust.EXPIRED for value in self.evidence[field])


@dataclass(frozen=True, slots=True)
class ToldKey:
    """A criterion and one order's value for each of its fields; None: the value is no longer kept."""

    digest: UUID
    criterion: Criterion
    values: tuple[str | None, ...]


def told_keys(told: Told, criteria: CriteriaSet, secret: bytes) -> dict[UUID, ToldKey]:
    """Return the match keys of an order by their digests, with what is still known of their values."""
    fields = {field for criterion in criteria.criteria for field in criterion.fields}
    values = {
        value_digest(field, value, secret): value
        for field in fields
        for value in usable_values(told.evidence, field)
    }
    return {
        digest: ToldKey(digest, criterion, tuple(map(values.get, parts)))
        for digest, (criterion, parts) in key_parts(told.source, told.digests, criteria, secret).items()
    }


def merged_keys(one: ToldKey, other: ToldKey) -> ToldKey:
    """Return the same key with what either of two orders still tells of its values."""
    values = (a if a is not None else b for a, b in zip(one.values, other.values, strict=True))
    return ToldKey(one.digest, one.criterion, tuple(values))
