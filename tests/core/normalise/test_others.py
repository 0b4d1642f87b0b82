"""Postal codes, birthdays, companies and member ids: what the tables of the documentation do not show."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_customer_mgmt.core.evidence import Trust
from saleor_customer_mgmt.core.normalise import birthday, company, kana, member_id, postal_code
from saleor_customer_mgmt.core.normalise.outcome import Note


@given(st.integers(min_value=1_000, max_value=9_999_998))
def test_spellings_of_one_postal_code(number: int):
    code = f"{number:07}"
    plain = postal_code.normalise(code)

    for written in (
        f"{code[:3]}-{code[3:]}",
        f"〒{code[:3]}－{code[3:]}",
        f"{code[:3]} {code[3:]}",
        f" {code}.0",
    ):
        assert (postal_code.normalise(written).value, plain.trust) == (
            plain.value,
            postal_code.normalise(written).trust,
        )
    if number >= 100_000 and plain.usable:
        assert postal_code.normalise(str(number)).value == code


@pytest.mark.parametrize(
    ("raw", "trust", "note"),
    [
        ("600001", Trust.USABLE, Note.ZERO_RESTORED),
        ("60-0001", Trust.USABLE, Note.ZERO_RESTORED),
        ("100-1", Trust.USABLE, Note.ZERO_RESTORED),
        ("1000001", Trust.USABLE, ""),
        ("10021", Trust.INVALID, Note.UNCERTAIN_ZEROS),
        ("1-1", Trust.INVALID, Note.NOT_POSTAL_CODE),
        ("1.0E+06", Trust.INVALID, Note.EXCEL),
        ("SW1A 1AA", Trust.INVALID, Note.NOT_POSTAL_CODE),
        ("9999999", Trust.PLACEHOLDER, Note.FILLER),
        ("123-4567", Trust.PLACEHOLDER, Note.FILLER),
    ],
)
def test_postal_codes_say_what_was_done(raw: str, trust: Trust, note: str):
    value = postal_code.normalise(raw)

    assert (value.trust, value.note) == (trust, note)


@given(st.dates(date(1926, 12, 25), date(1989, 1, 7)))
def test_spellings_of_one_birthday(day: date):
    era = day.year - 1925
    written = [
        f"{day:%Y-%m-%d}",
        f"{day:%Y/%m/%d}",
        f"{day:%Y%m%d}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"昭和{era}年{day.month}月{day.day}日",
        f"Ｓ{era}．{day.month}．{day.day}",
    ]
    values = {birthday.normalise(raw) for raw in written}

    assert len({(value.value, value.trust) for value in values}) == 1
    if day != date(1970, 1, 1):
        assert birthday.normalise(written[0]).value == day.isoformat()


def test_years_that_are_not_plausible():
    assert birthday.normalise("1899-05-05").note == Note.OUT_OF_RANGE
    assert birthday.normalise("2101-05-05").note == Note.OUT_OF_RANGE
    assert birthday.normalise("2030-05-05").usable
    assert birthday.normalise("2030-05-05", latest=2026).note == Note.OUT_OF_RANGE
    assert birthday.normalise("1899-05-05", earliest=1890).usable


@pytest.mark.parametrize(
    "raw",
    [
        "平成1年1月7日",
        "昭和64年1月8日",
        "令和0年5月1日",
        "明治33年2月30日",
        "80/1/2",
        "1980-13-01",
        "1980-01-02T15:00:00Z",
    ],
)
def test_days_that_never_were_or_are_not_certain(raw: str):
    assert birthday.normalise(raw).trust is Trust.INVALID


@pytest.mark.parametrize(
    "same",
    [
        ["株式会社サンプル", "（株）サンプル", "㈱サンプル", "サンプル株式會社", "ｻﾝﾌﾟﾙ 株式会社 御中"],
        ["Sample Inc.", "SAMPLE, INC", "ＳＡＭＰＬＥ", "Sample Co., Ltd.", "sample k.k."],
        ["A・B商事", "AB商事", "ａ＆ｂ商事"],
        ["NPO法人サンプル", "特定非営利活動法人 サンプル", "(特非)サンプル"],
    ],
    ids=lambda same: same[0],
)
def test_spellings_of_one_company(same: list[str]):
    assert len({company.normalise(raw).value for raw in same}) == 1
    assert company.normalise(same[0]).usable


def test_a_legal_form_inside_a_word_stays():
    assert company.normalise("Coca Example").value == "cocaexample"
    assert company.normalise("Inc").value == "inc"


@pytest.mark.parametrize("raw", ["オ－ノ", "オｰノ", "おーの", "オ-ノ", "オ‐ノ", "オ―ノ"])
def test_long_vowels_behind_kana(raw: str):
    assert kana.normalise(raw).value == "オーノ"


def test_what_stays_apart_in_kana():
    written = ["カオリ", "カヲリ", "ミズキ", "ミヅキ", "オオノ", "オーノ", "オノ", "ハハ", "ババ"]

    assert (
        len({kana.normalise(raw).value for raw in written}) == len(written) - 1
    )  # ハハ and ババ are fillers
    assert kana.normalise("ヤマダ1").trust is Trust.INVALID


def test_member_ids_keep_their_case():
    assert member_id.normalise("abc").value != member_id.normalise("ABC").value
    assert member_id.normalise("5E3").value == "5E3"
    assert member_id.normalise("007").value == "007"
    assert member_id.normalise("000").trust is Trust.PLACEHOLDER
