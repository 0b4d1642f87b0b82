"""Addresses: spellings of one, and those that must stay two."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_customer_mgmt.core.evidence import Trust
from saleor_customer_mgmt.core.normalise import address
from saleor_customer_mgmt.core.normalise.numerals import to_number
from saleor_customer_mgmt.core.normalise.outcome import Note

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
NUMBER = st.integers(min_value=1, max_value=99)


def in_kanji(number: int) -> str:
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    return (("" if tens == 1 else digits[tens]) + "十" if tens else "") + (digits[ones] if ones else "")


@given(NUMBER)
def test_kanji_numerals(number: int):
    assert to_number(in_kanji(number)) == number


AREAS = ["東京都千代田区霞が関", "千代田区霞ヶ関", "東京都 千代田区 霞ケ関", "東京都千代田区大字霞ガ関"]
BLOCKS = [
    "{}-{}-{}",
    "{}丁目{}番{}号",
    "{}丁目{}番地{}",
    "{}丁目{}番地の{}",
    "{}丁目{}-{}",
    "{} - {} - {}",
    "{}ー{}ー{}",
    "{}の{}の{}",
    "{}?{}?{}",
    " {}丁目 {}番 {}号",
    "{}‐{}−{}",
]
UNITS = [
    "-{}",
    " {}",
    " {}号室",
    "サンプルビル{}号室",
    " サンプルマンション{}",
    "　サンプルタワー {}号",
    "(サンプル荘{}号室)",
]


@given(NUMBER, NUMBER, NUMBER, st.integers(min_value=100, max_value=4999), st.data())
def test_spellings_of_one_address(one: int, two: int, three: int, room: int, data: st.DataObject):
    numbers = data.draw(
        st.sampled_from(
            [
                (str(one), str(two), str(three)),
                tuple(str(number).translate(FULL_WIDTH) for number in (one, two, three)),
                tuple(in_kanji(number) for number in (one, two, three)),
            ]
        )
    )
    block = data.draw(
        st.sampled_from(BLOCKS if numbers[0][0].isdigit() and numbers[0].isdecimal() else BLOCKS[:4])
    )
    written = data.draw(st.sampled_from(AREAS)) + block.format(*numbers)

    assert address.normalise(written).value == f"千代田区霞ケ関{one}-{two}-{three}"

    unit = data.draw(st.sampled_from(UNITS)).format(room)
    assert address.normalise(written + unit).value == f"千代田区霞ケ関{one}-{two}-{three}-{room}"


APART = [
    "千代田区霞が関1-2-3",
    "千代田区霞が関1-2-4",
    "千代田区霞が関1-23",
    "千代田区霞が関12-3",
    "千代田区霞が関1-2-3-101",
    "千代田区霞が関1-2-3 サンプルビル102",
    "千代田区霞が関1-2-3 サンプルビル3F",
    "千代田区霞が関1-2-3 サンプルビルB1F",
    "千代田区霞が関1-2-3 A棟101",
    "千代田区霞が関1-2-3 B棟101",
    "千代田区霞が関1-2-3 サンプルハイツII-101",
    "千代田区霞が関1-2 コーポ3",
    "千代田区霞が関1-2-3 2号棟101号室",
    "千代田区三番町1-2-3",
    "千代田区四番町1-2-3",
    "東京都府中市府中町1-2-3",
    "広島県府中市府中町1-2-3",
    "岩手県一関市1-2-3",
    "札幌市中央区北1条西2-3",
    "札幌市中央区北2条西1-3",
]


def test_addresses_that_stay_apart():
    values = {raw: address.normalise(raw) for raw in APART}

    assert all(value.usable for value in values.values())
    assert [
        pair for pair in itertools.combinations(APART, 2) if len({values[raw].value for raw in pair}) == 1
    ] == []


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("〒100-0001 東京都千代田区千代田1-1", "千代田区千代田1-1"),
        ("福島県郡山市朝日1-23-7", "郡山市朝日1-23-7"),
        ("奈良県大和郡山市北郡山町248-4", "大和郡山市北郡山町248-4"),
        ("愛知県蒲郡市旭町17番1号", "蒲郡市旭町17-1"),
        ("三重県四日市市諏訪町1番5号", "四日市市諏訪町1-5"),
        ("埼玉県入間郡三芳町大字藤久保1100番地1", "埼玉県三芳町藤久保1100-1"),
        ("東京都大島町元町1-1-14", "東京都大島町元町1-1-14"),
        ("岩手県滝沢市鵜飼第1地割23番地4", "滝沢市鵜飼1-23-4"),
        ("大阪府堺市堺区南瓦町3丁1番", "堺市堺区南瓦町3-1"),
        ("北九州市門司区文字ヶ関町1-1", "北九州市門司区文字ケ関町1-1"),
        ("東京都千代田区丸之内1-02-003", "千代田区丸ノ内1-2-3"),
        ("千代田区丸の内一番地三サンプルビル100号室", "千代田区丸ノ内1-3-100"),
        ("千代田区丸の内一番地三ツ星ビル", "千代田区丸ノ内1"),
        ("千代田区丸の内一番地三山ビル", "千代田区丸ノ内1"),
        ("千代田区丸の内1-2-3 山田様方", "千代田区丸ノ内1-2-3"),
        ("千代田区丸の内1-2-3 サンプルビル地下1階", "千代田区丸ノ内1-2-3#b1f"),
        ("千代田区丸の内1-2-3 サンプル団地2号棟", "千代田区丸ノ内1-2-3#2棟"),
        ("千代田区丸の内1-2-3 A棟", "千代田区丸ノ内1-2-3#a棟"),
        ("千代田区丸の内1-2-3 サンプルタワー2-405", "千代田区丸ノ内1-2-3-2-405"),
        ("千代田区丸の内1-2-3 サンプル団地2号棟405号室", "千代田区丸ノ内1-2-3-2-405"),
    ],
)
def test_particular_addresses(raw: str, expected: str):
    assert address.normalise(raw).value == expected


def test_lost_dashes_leave_a_note():
    assert address.normalise("千代田区丸の内４?９?１０").note == Note.DASHES_RESTORED
    assert address.normalise("千代田区丸の?1-2-3").trust is Trust.INVALID


def test_abroad_words_are_compared():
    written = ["10 Downing Street, London", "10, DOWNING  STREET; London", "１０ Downing-Street London"]

    assert {address.normalise(raw, "GB").value for raw in written} == {"10 downing street london"}
    assert address.normalise("London", "GB").trust is Trust.INVALID
    assert address.normalise("台北市中正區1號 2樓", "TW").value == "台北市中正區1號 2樓"
