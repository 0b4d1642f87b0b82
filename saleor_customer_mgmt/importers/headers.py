"""Column names: how they are compared, and which are never read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_BRACKET = re.compile(r"\s*\(\s*")
_SPACES = re.compile(r"\s+")

_DENIED = re.compile(
    r"カード番号|カード名義|カード有効期限|^有効期限|名義人|セキュリティコード|口座番号|パスワード"
    r"|card.?(number|no\b|holder|expir)|\b(cvv|cvc)\d?\b|security.?code|password"
)


def plain(name: str) -> str:
    """Return a column name in the form in which names are compared.

    １ and ： and （ become half-width, letters small, ’ becomes ', and ``文 (お`` becomes ``文(お``.
    """
    folded = unicodedata.normalize("NFKC", name.lstrip("\ufeff")).strip().casefold().replace("’", "'")
    return _SPACES.sub(" ", _BRACKET.sub("(", folded))


def denied(name: str) -> bool:
    """Say whether a column holds card or account data: its cells never leave the line they stand on."""
    return _DENIED.search(plain(name)) is not None


def positions(header: Sequence[str]) -> dict[str, int]:
    """Return where each column stands. Of equal names the first counts; denied ones are left out."""
    return dict(_positions(tuple(header)))


@lru_cache(maxsize=8)
def _positions(header: tuple[str, ...]) -> dict[str, int]:
    """Find them once for all formats that a file is compared with."""
    found: dict[str, int] = {}
    for at, name in enumerate(header):
        if plain(name) and not denied(name):
            found.setdefault(plain(name), at)
    return found


_DATA = re.compile(r"@|\d{5}|\d{2,4}[-/]\d{2,4}|^\W*\d+\W*$")


def looks_like_data(header: Sequence[str]) -> bool:
    """Say whether a first row is rather data: then its cells must not be repeated in a message."""
    return any(_DATA.search(unicodedata.normalize("NFKC", name)) for name in header)
