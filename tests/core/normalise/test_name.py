"""Names: what the tables of the documentation do not show."""

from __future__ import annotations

import pytest

from saleor_customer_mgmt.core.evidence import Trust
from saleor_customer_mgmt.core.normalise import name


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("太郎 山田", "山田太郎", id="two parts"),
        pytest.param("太郎　山田 様", "山田太郎", id="an honorific is no part"),
        pytest.param("山田太郎", "山田太郎", id="one part has no order"),
        pytest.param("ジョン 太郎 山田", "ジョン太郎山田", id="three parts: nobody knows"),
        pytest.param("Taro Yamada", "taro yamada", id="letters have no order anyway"),
    ],
)
def test_given_name_first(raw: str, expected: str):
    assert name.normalise(raw, given_first=True).value == expected


@pytest.mark.parametrize("raw", ["鵜殿", "真殿", "おさん", "先生", "鵜殿 殿"])
def test_what_looks_like_an_honorific_may_be_the_name(raw: str):
    value = name.normalise(raw)

    assert value.value in {"鵜殿", "真殿", "オサン", ""}
    assert value.usable is (raw != "先生")


@pytest.mark.parametrize(
    "same",
    [
        ["高橋一郎", "髙橋一郎", "高橋　一郎", "髙橋\ufe00 一郎殿"],
        ["葛城", "葛\U000e0100城", "葛\u200b城"],
        ["神山", "\ufa19山"],
        ["佐々木", "佐佐木", "佐 々木"],
        ["関ヶ原太郎", "関ケ原太郎", "關ヶ原 太郎"],
        ["Łukasz Nowak", "NOWAK LUKASZ", "Nowak, Łukasz"],
        ["Anne-Marie Smith", "Anne Marie SMITH"],
        ["Weiß Anna", "ANNA WEISS"],
    ],
    ids=lambda same: same[0],
)
def test_spellings_of_one_name(same: list[str]):
    assert len({name.normalise(raw).value for raw in same}) == 1
    assert all(name.normalise(raw).usable for raw in same)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("山田太郎", "山田次郎"),
        ("山田みどり", "山田ミドリ"),
        ("サトウ", "サートウ"),
        ("河合", "川合"),
        ("阿部", "安部"),
        ("Taro Yamada", "Taro Yamane"),
    ],
)
def test_names_that_stay_apart(one: str, other: str):
    assert name.normalise(one).value != name.normalise(other).value


@pytest.mark.parametrize(
    "raw", ["テスト テスト", "Guest Guest", "匿名希望 様", "Ｎ/Ａ", "退会済み", "ｹﾞｽﾄ", "xx", "ああ ああ"]
)
def test_fillers(raw: str):
    assert name.normalise(raw).trust is Trust.PLACEHOLDER


@pytest.mark.parametrize("raw", ["Na Na", "林林", "森 森", "Test Yamada", "山田テスト子"])
def test_names_that_only_look_like_fillers(raw: str):
    assert name.normalise(raw).usable


@pytest.mark.parametrize("raw", ["山田\ufffd郎", "〓橋", "？橋", "?? ヤマダ"])
def test_a_lost_character_makes_a_name_unusable(raw: str):
    assert name.normalise(raw).trust is Trust.INVALID
