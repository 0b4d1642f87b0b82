"""The retention policy as people and programs write it: a JSON object, checked and read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from saleor_customer_mgmt.core.errors import CoreError
from saleor_customer_mgmt.core.evidence import Field
from saleor_customer_mgmt.core.retention import PERSONAL, SHIPPED, MayWrite, RetentionPolicy, Terms

MAX_SOURCES, MAX_DAYS = 200, 36_500
OWN_SHOP = "saleor"
"""The merchant's own shop: that customers are made of its orders is what all this is for."""


class InvalidRetention(CoreError):
    """Raised when a retention policy cannot be used; ``faults`` names the place of every fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def retention_to_json(policy: RetentionPolicy) -> dict[str, Any]:
    """Return all terms of all sources: the same policy is always the same text."""
    return {source: terms_to_json(policy.terms[source]) for source in sorted(policy.terms)}


def terms_to_json(terms: Terms) -> dict[str, Any]:
    return {
        "days": terms.days,
        "reserve_days": terms.reserve_days,
        "fields": [each.value for each in PERSONAL if each in terms.fields],
        "may_write": terms.may_write.value,
        "may_build": terms.may_build,
    }


def parse_retention(told: object) -> RetentionPolicy:
    """Read what :func:`retention_to_json` returns. What is left out, sources or parts, is as shipped.

    Raises:
        InvalidRetention: naming every fault, each with its place (``amazon.days: …``).
    """
    if not isinstance(told, Mapping):
        raise InvalidRetention(["must be an object: each source with its terms"])
    if len(told) > MAX_SOURCES:
        raise InvalidRetention([f"has more than {MAX_SOURCES} sources"])
    faults: list[str] = []
    terms = dict(SHIPPED.terms)
    for source, parts in told.items():
        if not isinstance(source, str) or not 0 < len(source.strip()) <= 50 or not source.isprintable():
            faults.append(f"{str(source)[:50]!r}: must be the name of a source")
        elif not isinstance(parts, Mapping):
            faults.append(f"{source}: must be an object")
        else:
            terms[source.strip()] = _terms(source.strip(), parts, faults)
    if faults:
        raise InvalidRetention(faults)
    return RetentionPolicy(terms)


def _terms(source: str, parts: Mapping[Any, Any], faults: list[str]) -> Terms:
    whole = terms_to_json(SHIPPED.of(source))
    faults += [
        f"{source}.{str(name)[:50]}: there is no such part; there are {', '.join(whole)}"
        for name in parts
        if name not in whole
    ]
    whole |= {name: value for name, value in parts.items() if name in whole}
    may_build = whole["may_build"]
    if not isinstance(may_build, bool):
        faults.append(f"{source}.may_build: must be true or false")
    elif source == OWN_SHOP and not may_build:
        faults.append(f"{source}.may_build: customers of one's own shop cannot be left out")
    return Terms(
        None if whole["days"] is None else _days(f"{source}.days", whole["days"], faults),
        _days(f"{source}.reserve_days", whole["reserve_days"], faults),
        _fields(f"{source}.fields", whole["fields"], faults),
        _may_write(f"{source}.may_write", whole["may_write"], faults),
        may_build is not False,
    )


def _days(place: str, value: object, faults: list[str]) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_DAYS:
        faults.append(f"{place}: must be a whole number from 0 to {MAX_DAYS}")
        return 0
    return value


def _fields(place: str, value: object, faults: list[str]) -> frozenset[Field]:
    names = [each.value for each in PERSONAL]
    if not isinstance(value, list | tuple) or not value or any(each not in names for each in value):
        faults.append(f"{place}: must be a list of some of {', '.join(names)}")
        return frozenset()
    return frozenset(map(Field, value))


def _may_write(place: str, value: object, faults: list[str]) -> MayWrite:
    if value not in list(MayWrite):
        faults.append(f"{place}: must be one of {', '.join(MayWrite)}")
        return MayWrite.UNKNOWN
    return MayWrite(str(value))
