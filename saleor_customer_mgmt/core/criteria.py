"""Match criteria (顧客判定条件): an OR of criteria, each an AND of at least two fields.

Written form: ``name+phone OR name+email`` and, limited to sources, ``name+email[amazon,yahoo]``.
The written form of a criterion is also its identity: two criteria that read the same give the same
keys, whatever revision they belong to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from saleor_customer_mgmt.core.errors import InvalidCriteria
from saleor_customer_mgmt.core.evidence import Field

MAX_CRITERIA = 20
_CRITERION = re.compile(r"^(?P<fields>[^\[\]]*?)\s*(?:\[(?P<sources>[^\[\]]*)\])?$")
_OR = re.compile(r"\s+OR\s+|\s*\|\s*|\s*\n\s*", re.IGNORECASE)
_SOURCE_NAME = re.compile(r"^[a-z0-9][a-z0-9_.-]{0,49}$")
# Two people who share one of these pairs are the rule, not the exception (a family, an office).
_TELLS_A_PERSON = frozenset(
    {Field.NAME, Field.KANA, Field.EMAIL, Field.PHONE, Field.BIRTHDAY, Field.MEMBER_ID}
)


@dataclass(frozen=True, slots=True, order=True)
class Criterion:
    """Fields that must all be equal. ``sources`` empty means every source.

    Both tuples are sorted and free of doubles; build with :func:`criterion`.
    """

    fields: tuple[Field, ...]
    sources: tuple[str, ...] = ()

    def __str__(self) -> str:
        limit = f"[{','.join(self.sources)}]" if self.sources else ""
        return "+".join(self.fields) + limit

    def applies_to(self, source: str) -> bool:
        """Return whether orders of ``source`` may get a key from this criterion."""
        return not self.sources or source in self.sources


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """The OR of criteria, in the order in which they were written, each once."""

    criteria: tuple[Criterion, ...]

    def __str__(self) -> str:
        return " OR ".join(str(c) for c in self.criteria)


def criterion(fields: list[str] | tuple[str, ...], sources: list[str] | tuple[str, ...] = ()) -> Criterion:
    """Return a criterion of these field and source names.

    Raises:
        InvalidCriteria: for an unknown field, fewer than two fields, no field that tells a person,
            or a source name that cannot be one.
    """
    written = "+".join(fields)
    faults: list[str] = []
    known: set[Field] = set()
    for name in fields:
        try:
            known.add(Field(name.strip().lower()))
        except ValueError:
            faults.append(f"'{written}': there is no field '{name}' (fields: {', '.join(Field)})")
    if not faults and len(known) < 2:
        faults.append(f"'{written}': a criterion needs two different fields at least")
    if not faults and not known & _TELLS_A_PERSON:
        faults.append(
            f"'{written}': needs a field that tells a person ({', '.join(sorted(_TELLS_A_PERSON))})"
        )
    limit = sorted({s.strip().lower() for s in sources})
    faults += [
        f"'{written}': '{s}' cannot be the name of a source" for s in limit if not _SOURCE_NAME.match(s)
    ]
    if faults:
        raise InvalidCriteria(faults)
    in_order = tuple(f for f in Field if f in known)
    return Criterion(in_order, tuple(limit))


def criteria_set(criteria: list[Criterion] | tuple[Criterion, ...]) -> CriteriaSet:
    """Return the set of these criteria; doubles are dropped.

    Raises:
        InvalidCriteria: when there is none, or more than ``MAX_CRITERIA``.
    """
    unique = tuple(dict.fromkeys(criteria))
    if not unique:
        raise InvalidCriteria(["there must be at least one criterion"])
    if len(unique) > MAX_CRITERIA:
        raise InvalidCriteria([f"{len(unique)} criteria are too many ({MAX_CRITERIA} at most)"])
    return CriteriaSet(unique)


def parse_criteria(text: str) -> CriteriaSet:
    """Read the written form, e.g. ``name+phone OR name+email[amazon]``.

    Raises:
        InvalidCriteria: naming every fault in the text.
    """
    faults: list[str] = []
    found: list[Criterion] = []
    for part in _OR.split(text.strip()):
        match = _CRITERION.match(part.strip())
        if match is None:
            faults.append(f"'{part}' is not a criterion (write fields with +, sources in [ ])")
            continue
        limit = match["sources"]
        if limit is not None and not limit.strip():
            faults.append(f"'{part}': [ ] names no source")
            limit = None
        try:
            found.append(criterion(match["fields"].split("+"), limit.split(",") if limit else []))
        except InvalidCriteria as error:
            faults += error.faults
    if faults:
        raise InvalidCriteria(faults)
    return criteria_set(found)


PRESET = parse_criteria("name+phone OR name+email")
"""Shipped: a shop with Rakuten (no real e-mail) and Amazon (no phone) need give up neither."""
