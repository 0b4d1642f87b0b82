"""The part of a Japanese address before the block number: prefecture, city, town."""

from __future__ import annotations

import re

from saleor_customer_mgmt.core import data
from saleor_customer_mgmt.core.normalise import text

_PLACES = data.load("places")
PREFECTURES: tuple[str, ...] = tuple(_PLACES["prefectures"])
_PREFECTURE = "|".join(PREFECTURES)
_TWINS = "|".join(_PLACES["twin_cities"])

# The prefecture goes where a city or ward follows, whose name tells it. Towns and villages keep it:
# 池田町 is in four prefectures.
_PREFECTURE_OF_CITY = re.compile(rf"^(?:{_PREFECTURE})+(?=(?!{_TWINS}).{{1,6}}?[市区])")
# 福島県郡山市, 岐阜県郡上市, 奈良県大和郡山市, 愛知県蒲郡市 and 福岡県小郡市 are no counties.
_COUNTY = re.compile(rf"^((?:{_PREFECTURE})+)[^市区町村郡]{{1,4}}郡(?!山市|上市|市)(?=.{{1,6}}?[町村])")
# 字 and 大字 say only that a hamlet's name follows. 文字, 十字 and 小字街 are names.
_HAMLET = re.compile("大字|小字|(?<![文十大小])字(?![街])")
# 霞が関, 霞ヶ関, 霞ケ関 (kana are katakana and large by now), and 丸の内, 丸ノ内, 丸之内.
_GA = re.compile(f"(?<=[{text.HAN}])ガ(?=[{text.HAN}])")
_NO = re.compile(f"(?<=[{text.HAN}])之(?=[{text.HAN}])")


def one_spelling(area: str) -> str:
    """Return the area without spaces and with one way of writing ケ and ノ; nothing is left out."""
    return _NO.sub("ノ", _GA.sub("ケ", "".join(text.words(area))))


def fold(area: str) -> str:
    """Return the area in the one form that is compared. The text is case-folded with large katakana only."""
    area = one_spelling(area)
    before = ""
    while before != area:
        before = area
        area = _PREFECTURE_OF_CITY.sub("", _COUNTY.sub(r"\1", _HAMLET.sub("", area)))
    return area
