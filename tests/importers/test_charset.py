"""Encodings are told apart by the data, also where little of it is not ASCII."""

from __future__ import annotations

import io

import pytest

from saleor_customer_mgmt.importers.charset import Charset, detect
from saleor_customer_mgmt.importers.contract import FileRefused

ASCII_HEADER = "OrderId,LineId,ItemId,Title\r\n"


def charset(content: bytes) -> Charset:
    return detect(io.BytesIO(content), "orders.csv")


@pytest.mark.parametrize("codec", ["utf-8", "cp932", "euc_jp", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "value",
    [
        "山田太郎",
        "佐藤　花子",
        "サトウ ハナコ",
        "さくら",
        "東京都千代田区丸の内1-1-1",
        "田",
        "株式会社サンプル",
        "々〆ヶ",
        "濱邉",
    ],
)
def test_one_japanese_value_below_an_ascii_header(codec: str, value: str):
    content = (ASCII_HEADER + f"1,1,x,{value}\r\n").encode(codec)
    if codec == "euc_jp" and value in ("山田太郎", "田"):
        with pytest.raises(FileRefused, match="too little text to tell"):
            charset(content)
    else:
        assert charset(content) == Charset(codec)


def test_a_few_half_width_katakana_could_be_kanji():
    with pytest.raises(FileRefused, match="too little text to tell"):
        charset((ASCII_HEADER + "1,1,x,ｻﾄｳﾊﾅｺ\r\n").encode("cp932"))


@pytest.mark.parametrize("value", ["ﾀﾅｶ ﾀﾛｳ", "ﾀﾅｶ", "髙橋", "﨑", "①", "ﾔﾏﾀﾞ太郎", "ﾔﾏﾀﾞさくら"])
def test_what_only_cp932_has(value: str):
    assert charset((ASCII_HEADER + f"1,1,x,{value}\r\n").encode("cp932")) == Charset("cp932")


@pytest.mark.parametrize("value", ["é", "Zoë Müller", "Łódź", "Иван", "김철수", "😀"])
def test_other_scripts_in_utf8(value: str):
    assert charset((ASCII_HEADER + f"1,1,x,{value}\r\n").encode()) == Charset("utf-8")


@pytest.mark.parametrize("value", ["Zoë Müller", "François Lefèvre", "Jürgen Groß"])
def test_western_text_is_not_taken_for_kanji(value: str):
    with pytest.raises(FileRefused, match="none of UTF-8, CP932"):
        charset((ASCII_HEADER + f"1,1,x,{value}\r\n").encode("cp1252"))


def test_what_tells_may_stand_far_behind(tmp_path: object):
    ascii_rows = ASCII_HEADER + "1,1,x,y\r\n" * 50_000
    assert charset((ascii_rows + "1,1,x,山田\r\n").encode("cp932")) == Charset("cp932")
    assert charset((ascii_rows + "1,1,x,山田さくら\r\n").encode("euc_jp")) == Charset("euc_jp")
    assert charset(ascii_rows.encode()) == Charset("utf-8")


def test_a_window_may_end_within_a_character():
    row = "1,1,x,山田太郎\r\n".encode()
    assert charset(ASCII_HEADER.encode() + row * 40_000) == Charset("utf-8")


@pytest.mark.parametrize(
    ("codec", "found"),
    [("utf-8-sig", Charset("utf-8", 3)), ("utf-16", Charset("utf-16-le", 2))],
)
def test_byte_order_marks(codec: str, found: Charset):
    assert charset("OrderId,Title\r\n1,x\r\n".encode(codec)) == found
    assert str(found).endswith(" with BOM")


def test_a_single_nul_byte_does_not_make_utf16_of_a_file():
    """Read as UTF-16 it would be one line of odd kanji, and the whole file refused for one byte."""
    file = io.BytesIO(b"source,order_number,name\nsaleor,9,a\0b\nsaleor,10,ok\n")
    assert detect(file, "x") == Charset("utf-8")
