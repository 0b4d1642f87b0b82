"""Mapping files: what they make of a table, and what is said about faulty ones."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers import FileRefused, MappingFile, MappingRefused, OrderRead, open_orders

MAPPING = """
[file]
delimiter = ";"
encoding = "cp932"
source = "oldcart"
timezone = "America/Sao_Paulo"
currency = "JPY"

[columns]
order_number = "注文No"
placed_at = ["注文日", "時刻"]
status = "状態"
name = ["姓", "名"]
phone = [["TEL1", "TEL2", "TEL3"], ["携帯"]]
email = ["メール", "メール2"]
postal_code = ["〒1", "〒2"]
address = ["都道府県", "住所"]
total = "金額"
sku = "商品コード"
quantity = "数"

[status]
"キャンセル済（店）" = "cancelled"
"""
HEADER = (
    "注文Ｎｏ;注文日;時刻;状態;姓;名;TEL1;TEL2;TEL3;携帯;メール;メール2;〒1;〒2;都道府県;住所;"
    "金額;商品コード;数;余分"
)
ROW = (
    "7;2024/1/2;3:04;キャンセル済(店);山田;太郎;3;0;1;090-0000-0001;;t@example.com;60;1;北海道;札幌市;"
    "1,000円;T;2;x"
)


def table(folder: Path, header: str = HEADER) -> Path:
    path = folder / "cart.csv"
    path.write_bytes(f"{header}\r\n{ROW}\r\n".encode("cp932"))
    return path


def test_a_table_is_read_as_the_mapping_says(tmp_path: Path):
    file = tmp_path / "cart.toml"
    file.write_text(MAPPING, encoding="utf-8")
    reading = open_orders([table(tmp_path)], mapping=MappingFile.load(file))
    (order,) = reading
    assert (reading.format, reading.source) == ("mapping", "oldcart")
    assert isinstance(order, OrderRead)
    assert order.facts == OrderFacts(
        source="oldcart",
        number="7",
        placed_at=datetime(2024, 1, 2, 3, 4, tzinfo=ZoneInfo("America/Sao_Paulo")),
        status=OrderStatus.CANCELLED,
        status_text="キャンセル済(店)",
        buyer=Person(
            name="山田 太郎",
            emails=("t@example.com",),
            phones=("03-0000-0001", "090-0000-0001"),
            postal_code="060-0001",
            address="北海道札幌市",
        ),
        total=Decimal(1000),
        currency="JPY",
        lines=(LineFacts("T", "", 2),),
    )


def test_the_caller_may_say_another_source(tmp_path: Path):
    (order,) = open_orders([table(tmp_path)], mapping=MappingFile.parse(MAPPING), source="second")
    assert isinstance(order, OrderRead)
    assert order.facts.source == "second"


def test_a_column_that_the_file_lacks_is_named(tmp_path: Path):
    path = table(tmp_path, HEADER.replace("携帯", "a").replace("金額", "b"))
    with pytest.raises(FileRefused, match=r"for cart\.toml it lacks 携帯, 金額"):
        open_orders([path], mapping=MappingFile.parse(MAPPING, "cart.toml"))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[columns", "is not TOML"),
        ("[columns]\nname = 'a'", "[columns] order_number is missing"),
        (
            "[columns]\norder_number = ['a', 'b']",
            "[columns] order_number is one column, it cannot be put together",
        ),
        (
            "[columns]\norder_number = 'a'\nnickname = 'b'",
            "[columns] nickname is not a field; there are source,",
        ),
        (
            "[columns]\norder_number = 'a'\nname = 5",
            "[columns] name must be a column name or a list of column names",
        ),
        (
            "[columns]\norder_number = 'a'\nname = []",
            "[columns] name must be a column name or a list of column names",
        ),
        (
            "[columns]\norder_number = 'a'\nname = ''",
            "[columns] name must be a column name or a list of column names",
        ),
        (
            "[columns]\norder_number = 'a'\nname = [[]]",
            "[columns] name must be a column name or a list of column names",
        ),
        (
            "[columns]\norder_number = 'a'\nname = [['b'], 'c']",
            "[columns] name must be a column name or a list",
        ),
        (
            "[columns]\norder_number = 'a'\nname = [['b'], ['c']]",
            "[columns] name has no alternatives; only email,",
        ),
        (
            "[columns]\norder_number = 'a'\nmember_id = 'カード番号'",
            "[columns] member_id names a column of card",
        ),
        ("columns = 1", "columns must be a section: [columns]"),
        (
            "[colums]\n[columns]\norder_number = 'a'",
            "[colums] is not known; there are [file], [columns], [status] and [seen]",
        ),
        ("[file]\nsource = 'Old Cart'\n[columns]\norder_number = 'a'", "[file] source must be a short name"),
        (
            "[file]\nencoding = 'ebcdic'\n[columns]\norder_number = 'a'",
            "[file] encoding must be one of utf-8",
        ),
        (
            "[file]\ntimezone = 'Mars'\n[columns]\norder_number = 'a'",
            "[file] timezone must be the name of a time",
        ),
        ("[file]\ndelimiter = ';;'\n[columns]\norder_number = 'a'", "[file] delimiter must be one character"),
        (
            "[file]\ncurrency = 'yen'\n[columns]\norder_number = 'a'",
            "[file] currency must be a code of three",
        ),
        (
            "[file]\nsource = 5\n[columns]\norder_number = 'a'",
            "[file] source must be text in quotation marks",
        ),
        (
            "[file]\ncolour = 'x'\n[columns]\norder_number = 'a'",
            "[file] colour is not known; there are delimiter,",
        ),
        (
            "[status]\nx = 'gone'\n[columns]\norder_number = 'a'",
            "[status] x must be one of placed, fulfilled,",
        ),
    ],
)
def test_a_faulty_mapping_names_its_key(text: str, problem: str):
    with pytest.raises(MappingRefused) as refused:
        MappingFile.parse(text, "cart.toml")
    assert any(each.startswith(problem) for each in refused.value.problems), refused.value.problems
    assert str(refused.value).startswith("cart.toml: ")


def test_all_faults_are_told_at_once():
    with pytest.raises(MappingRefused) as refused:
        MappingFile.parse("[file]\nsource = 5\n[columns]\nname = 5\n[status]\nx = 'y'")
    assert len(refused.value.problems) == 4


def test_a_mapping_that_cannot_be_read(tmp_path: Path):
    with pytest.raises(MappingRefused, match="cannot be opened"):
        MappingFile.load(tmp_path / "none.toml")
    (tmp_path / "x.toml").write_bytes("[columns]\norder_number = '注文'".encode("cp932"))
    with pytest.raises(MappingRefused, match="is not UTF-8"):
        MappingFile.load(tmp_path / "x.toml")
