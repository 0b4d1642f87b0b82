"""The words that columns are called by, as data: words.toml and reasons.toml."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from importlib import resources
from typing import Any

from saleor_customer_mgmt.importers.headers import plain


def _load(name: str) -> dict[str, Any]:
    text = resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def squash(name: str) -> str:
    """Return a column name without what is put between its words: ``Bill-To Name`` → ``billtoname``.

    お and ご at its beginning go as well.
    """
    spelt = plain(name).replace("#", "no").replace("オーダー", "オーダ").replace("ユーザー", "ユーザ")
    letters = (
        character for character in spelt if character == "〒" or unicodedata.category(character)[0] in "LMN"
    )
    return without_honour("".join(letters))


def without_honour(name: str) -> str:
    return _HONOUR.sub("", name, count=1)


_HONOUR = re.compile("^[おご](?=[^\u3041-\u3096])|^ご(?=依|注|購|請)|^お(?=届)")

Found = tuple[str, int, int]
"""An item, how strongly (1 to 3) the name says it, and the place of the name among those of one strength."""


def _by_name(section: dict[str, list[str]]) -> dict[str, list[Found]]:
    names: dict[str, list[Found]] = {}
    for item, strengths in section.items():
        for strength, words in enumerate(strengths, 1):
            for place, word in enumerate(words.split()):
                names.setdefault(squash(word), []).append((item, strength, place))
    return names


_DATA = _load("words")
PERSON = _by_name(_DATA["person"])
ORDER = _by_name(_DATA["order"])
ACCOUNT = _by_name(_DATA["account"])
"""What only files of customers have, where a person has said that it is one."""
WHOSE: list[tuple[str, str]] = sorted(
    ((squash(word), whose) for whose, words in _DATA["whose"].items() for word in words.split()),
    key=lambda pair: -len(pair[0]),
)
"""Words that say whose a column is, the longest first."""
ANYWHERE = {squash(word): item for item, words in _DATA["anywhere"].items() for word in words.split()}
REASONS: dict[str, dict[str, str]] = _load("reasons")
