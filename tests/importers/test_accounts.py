"""Files of customers: said to be such, never guessed from a file of orders."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.importers import (
    FileRefused,
    MappingFile,
    MappingRefused,
    OrderRead,
    RefusedRows,
    open_orders,
)
from saleor_customer_mgmt.importers.formats import FORMATS
from saleor_customer_mgmt.importers.guess import guess, guess_accounts
from tests.samples import Sample, header
from tests.samples.every import SAMPLES

OF_ACCOUNTS = [each for each in FORMATS if each.orders.accounts]
HEAD = ["会員番号", "姓", "名", "メール", "登録日", "会員ランク", "小計"]
ROWS = [["7", "佐藤", "花子", "hanako@example.com", "2020-04-05", "ゴールド", "100"]]


@pytest.mark.parametrize("sample", [pytest.param(each, id=each.id) for each in SAMPLES])
def test_orders_that_lack_columns_are_never_customers(sample: Sample) -> None:
    if all(each.status is OrderStatus.ACCOUNT for each in sample.expected):
        return
    chance = random.Random(sample.id)
    for table in sample.tables:
        names = header(table.header_file)
        left = [[name for name in names if name != gone] for gone in names]
        left += [chance.sample(names, chance.randint(1, len(names))) for _ in range(300)]
        for some in left:
            found = [each.name for each in OF_ACCOUNTS if each.orders.recognises(each.orders.places(some))]
            assert found == [], some


def test_nor_where_the_format_is_named(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("会員ID,お名前(姓),受注日\n7,佐藤,2024-01-01\n", encoding="utf-8")

    for name in ("eccube", "eccube-customers"):
        with pytest.raises(FileRefused, match="not an order file of a known format"):
            open_orders([path], format=name)


def test_an_order_cannot_have_the_number_of_an_account(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("source,order_number,name\neccube,@7,佐藤花子\neccube,8,佐藤花子\n", encoding="utf-8")

    refused, read = sorted(open_orders([path]), key=lambda item: isinstance(item, OrderRead))

    assert isinstance(refused, RefusedRows)
    assert (refused.line, refused.column) == (2, "order_number")
    assert "begins with @" in refused.reason
    assert isinstance(read, OrderRead)
    assert read.facts.number == "8"


def test_a_mapping_says_that_rows_are_accounts(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_text("\n".join(map(",".join, [HEAD, *ROWS])), encoding="utf-8")
    mapping = MappingFile.parse(
        '[file]\nsource = "oldcart"\n[columns]\naccount_number = "会員番号"\nname = ["姓", "名"]\n'
        'email = "メール"\nregistered_at = "登録日"\ngroup = "会員ランク"\n'
    )

    (read,) = open_orders([path], mapping=mapping)

    assert isinstance(read, OrderRead)
    facts = read.facts
    assert (facts.source, facts.number, facts.status) == ("oldcart", "@7", OrderStatus.ACCOUNT)
    assert (facts.buyer.name, facts.buyer.group, facts.buyer.member_id) == ("佐藤 花子", "ゴールド", "7")
    assert (facts.lines, facts.total) == (None, None)


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ('account_number = "A"\norder_number = "B"', "[columns] order_number cannot be told of accounts"),
        ('account_number = "A"\ntotal = "B"', "[columns] total cannot be told of accounts"),
        ('order_number = "A"\nnote = "B"', "[columns] note cannot be told of orders"),
        ('name = "A"', "[columns] order_number is missing (of customers without orders: account_number)"),
    ],
)
def test_a_mapping_is_of_one_or_the_other(columns: str, problem: str) -> None:
    with pytest.raises(MappingRefused) as refused:
        MappingFile.parse(f"[columns]\n{columns}\n")
    assert refused.value.problems == (problem,)


def test_only_who_says_so_is_told_what_accounts_have() -> None:
    assert "account_number" not in guess(HEAD, ROWS).fields

    found = guess_accounts(HEAD, ROWS)

    assert found.fields["account_number"] == (("会員番号",),)
    assert found.fields["registered_at"] == (("登録日",),)
    assert found.fields["group"] == (("会員ランク",),)
    assert found.fields["name"] == (("姓", "名"),)
    assert not found.fields.keys() & {"order_number", "placed_at", "total"}
    assert [reason.code for reason in found.missing] == ["missing_source"]
    nothing = guess_accounts(["姓", "名"], [["佐藤", "花子"]])
    assert [reason.code for reason in nothing.missing] == ["missing_account_number", "missing_source"]
