"""What holds for every normaliser and any text at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from saleor_customer_mgmt.core.evidence import Trust, Value
from saleor_customer_mgmt.core.normalise import (
    address,
    birthday,
    company,
    email,
    kana,
    member_id,
    name,
    phone,
    postal_code,
)
from saleor_customer_mgmt.core.normalise.outcome import Note

NORMALISERS: dict[str, Callable[[str], Value]] = {
    "name": name.normalise,
    "name, given name first": lambda raw: name.normalise(raw, given_first=True),
    "kana": kana.normalise,
    "email": email.normalise,
    "phone": phone.normalise,
    "phone, abroad": lambda raw: phone.normalise(raw, "US"),
    "postal code": postal_code.normalise,
    "postal code, abroad": lambda raw: postal_code.normalise(raw, "US"),
    "address": address.normalise,
    "address, abroad": lambda raw: address.normalise(raw, "US"),
    "birthday": birthday.normalise,
    "company": company.normalise,
    "member id": member_id.normalise,
}

# Whatever a broken file may hold: lone surrogates, NUL, private characters.
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=40)

# Pieces that the rules act on, in orders that nobody would write.
PIECES = st.lists(
    st.sampled_from(
        [
            *" 　-－‐–ー―〜/.,、。・'’?？()（）#@+=:&",
            *"0123456789０１２３〇一二三四五六七八九十百千",
            *"山田太郎髙橋邊々ヶケがガのノ之つ市区町村郡字条線階室棟方様殿県",
            *"やまだヤマダﾔﾏﾀﾞゞヾヴァーｰッッァa b ABfFx",
            *[
                "東京都",
                "千代田区",
                "北海道",
                "大字",
                "小字",
                "丁目",
                "番地",
                "番",
                "号",
                "号室",
                "号棟",
                "地割",
                "第",
            ],
            *[
                "郡山市",
                "府中市",
                "〒",
                "100-0001",
                "御中",
                "先生",
                "さま",
                "さん",
                "サマ",
                "mr",
                "Dr.",
                "入力待ち",
            ],
            *["株式会社", "(株)", "㈱", "有限会社", "inc", "Co.,Ltd.", "K.K.", "LLC"],
            *[
                "example.com",
                "gmail.com",
                "marketplace.amazon.co.jp",
                "fw.rakuten.ne.jp",
                "mailto:",
                "<",
                ">",
                "例え",
            ],
            *["+81", "0081", "81", "090", "03", "0000", "0001", "内線", "ext", "(0)", "E+09", "010", "TEL"],
            *["昭和", "平成", "元年", "年", "月", "日", "S", "1980", "2000", "00:00:00", "T", "Z"],
            *"\x00\u200b\ufe00\U000e0100\u3099\u309b\u0301\u0345éßıİøΣς\ud800\ufffd〓𠮷﨑ⅡⅳÅ",
        ]
    ),
    max_size=14,
).map("".join)

TEXTS = st.one_of(ANYTHING, PIECES)


@pytest.mark.parametrize("normalise", NORMALISERS.values(), ids=NORMALISERS)
@given(raw=TEXTS)
@example(raw="")
@example(raw="\x00\ud83d")
def test_any_text_gets_an_answer(normalise: Callable[[str], Value], raw: str) -> None:
    value = normalise(raw)

    assert value.raw == raw
    assert bool(value.value) == (value.trust in {Trust.USABLE, Trust.RELAYED})
    assert set(filter(None, value.note.split("; "))) <= set(Note)
    assert value.usable or value.trust is Trust.MISSING or value.note


@pytest.mark.parametrize("normalise", NORMALISERS.values(), ids=NORMALISERS)
@given(raw=TEXTS)
# Each of these once had a normal form that changed when it was normalised again.
@example(raw="様々")
@example(raw="\u30f5\u3099")
@example(raw="ーー東京0A棟")
@example(raw="〆:々")
@example(raw="A'\u0300")
@example(raw="まゞ")
@example(raw="御:中")
@example(raw="A〇-一")
@example(raw="I:Ì")
def test_a_normal_form_is_its_own_normal_form(normalise: Callable[[str], Value], raw: str) -> None:
    once = normalise(raw)

    if once.value:
        again = normalise(once.value)
        assert (again.value, again.trust) == (once.value, once.trust)


@pytest.mark.parametrize("normalise", NORMALISERS.values(), ids=NORMALISERS)
@pytest.mark.parametrize("blank", ["", " ", "　\t\r\n", "\x00", "\u200b\ufeff"])
def test_blank_is_missing(normalise: Callable[[str], Value], blank: str) -> None:
    assert normalise(blank) == Value(blank, "", Trust.MISSING)


@pytest.mark.parametrize("normalise", NORMALISERS.values(), ids=NORMALISERS)
@pytest.mark.parametrize("filler", ["-", "--", "－", "*", "...", "―"])
def test_punctuation_alone_is_a_filler(normalise: Callable[[str], Value], filler: str) -> None:
    assert normalise(filler).trust is Trust.PLACEHOLDER


@pytest.mark.parametrize("normalise", NORMALISERS.values(), ids=NORMALISERS)
@given(raw=TEXTS)
def test_what_cannot_be_seen_changes_nothing(normalise: Callable[[str], Value], raw: str) -> None:
    dressed = "\ufeff" + "".join(f"{character}\u200b" for character in raw)

    assert normalise(dressed).value == normalise(raw).value
