"""Guesses about tables of programs that nobody knows."""

from __future__ import annotations

import itertools
import random
import time
from decimal import Decimal
from pathlib import Path

import pytest

from saleor_customer_mgmt.importers import FileRefused, MappingFile, OrderRead, open_orders
from saleor_customer_mgmt.importers.guess import HIGH, Guess, Reason, guess
from saleor_customer_mgmt.importers.guess.assign import assign
from saleor_customer_mgmt.importers.guess.header import Whose
from saleor_customer_mgmt.importers.guess.look import Look, look
from saleor_customer_mgmt.importers.guess.score import Candidate
from saleor_customer_mgmt.importers.guess.write import guessed_document, guessed_toml

TABLE = """\
管理ID,ご注文番号,受付日,お客様氏名,フリガナ,TEL,メール,〒,住所,お届け先氏名,お届け先住所,お支払金額,状態,カード番号
1,A-1001,2024/1/5,見本 花子,ミホン ハナコ,090-0000-1001,hanako@example.com,100-0005,\
東京都千代田区丸の内1-1-1,見本 一郎,大阪府大阪市北区梅田1-1,"1,000円",発送済,4000
2,A-1002,2024/1/6,例 太郎,レイ タロウ,03-0000-0001,taro@example.com,530-0001,大阪府大阪市北区梅田1-1,\
例 太郎,大阪府大阪市北区梅田1-1,"2,000円",倉庫連携中,4001
"""


def of(text: str) -> Guess:
    rows = [line.split(",") for line in text.strip().splitlines()]
    return guess(rows[0], rows[1:])


def codes(found: Guess, name: str) -> list[str]:
    return [reason.code for column in found.columns if column.name == name for reason in column.reasons]


def test_a_table_of_a_small_shop_is_read_as_it_is_guessed(tmp_path: Path):
    path = tmp_path / "cart.csv"
    path.write_text(TABLE, encoding="cp932")
    seen = look(path)
    found = guess(seen.header, seen.rows)
    assert found.fields == {
        "order_number": (("ご注文番号",),),
        "status": (("状態",),),
        "total": (("お支払金額",),),
        "placed_at": (("受付日",),),
        "name": (("お客様氏名",),),
        "kana": (("フリガナ",),),
        "email": (("メール",),),
        "phone": (("TEL",),),
        "postal_code": (("〒",),),
        "address": (("住所",),),
        "ship_name": (("お届け先氏名",),),
        "ship_address": (("お届け先住所",),),
    }
    assert [reason.code for reason in found.missing] == ["missing_source"]
    assert found.unknown_states == ("倉庫連携中",)
    sure = {column.name for column in found.columns if column.confidence >= HIGH}
    # Nothing says whose these four are, but for where they stand.
    assert {column.name for column in found.columns if column.field} - sure == {
        "フリガナ",
        "TEL",
        "〒",
        "住所",
    }
    document = guessed_document(found, seen) | {"file": {"source": "oldcart"}}
    orders = list(open_orders([path], mapping=MappingFile.of(document, "guess")))
    facts, _ = [each.facts for each in orders if isinstance(each, OrderRead)]
    assert (facts.number, facts.total, facts.buyer.name) == ("A-1001", Decimal(1000), "見本 花子")
    assert facts.buyer.address == "東京都千代田区丸の内1-1-1"


def test_cards_are_neither_guessed_nor_shown(tmp_path: Path):
    path = tmp_path / "cart.csv"
    path.write_text(TABLE, encoding="utf-8")
    seen = look(path)
    found = guess(seen.header, seen.rows)
    (card,) = [column for column in found.columns if column.name == "カード番号"]
    assert (card.field, card.samples, [reason.code for reason in card.reasons]) == ("", (), ["denied"])
    assert "4000" not in guessed_toml(found, seen)


def test_the_written_guess_has_no_value_of_a_person_and_reads_as_a_mapping_file(tmp_path: Path):
    path = tmp_path / "cart.csv"
    path.write_text(TABLE, encoding="utf-8")
    seen = look(path)
    found = guess(seen.header, seen.rows)
    for language, said in (("en", "every row has its own"), ("ja", "行ごとに異なる値です")):
        text = guessed_toml(found, seen, language)
        assert said in text
        assert not any(each in text for each in ("花子", "1001", "hanako", "丸の内"))
        mapping = MappingFile.parse(text)
        assert mapping.columns == found.fields
        assert mapping.seen == seen.header


def test_names_that_would_end_a_comment_or_a_text_do_not():
    header = (
        '注文番号"]\n[status]\nx = "placed"',
        "氏名 \x1b[2J",
        "\\u0000 # 電話番号",
        "状態\u2028",
        "Order ID",
    )
    found = guess(header, [["1", "見本花子", "090-0000-1001", 'x"\n[file]', "7"]])
    text = guessed_toml(found, Look("x.csv", header, [], None))
    assert MappingFile.parse(text).seen == tuple(name.strip() for name in header)
    assert MappingFile.parse(text).document.keys() == {"file", "columns", "status", "seen"}
    assert "\x1b" not in text


def test_without_an_order_number_it_says_so_and_names_what_may_be_one():
    found = of("文書,購入者名,メール\nA-1,見本花子,h@example.com\nA-2,例太郎,t@example.com\n")
    assert "order_number" not in found.fields
    assert found.missing[0] == Reason("missing_order_number_perhaps", "文書")
    found = of("購入者名,メール\n見本花子,h@example.com\n")
    assert [each.code for each in found.missing] == [
        *("missing_order_number", "missing_source", "missing_placed_at"),
    ]


def test_a_column_that_is_empty_at_times_or_always_the_same_is_hardly_the_order_number():
    rows = "\n".join(f"{'' if n % 2 else n},X{n}" for n in range(20))
    assert of(f"番号,a\n{rows}").fields.get("order_number") is None
    rows = "\n".join(f"5,X{n}" for n in range(20))
    assert of(f"番号,a\n{rows}").fields.get("order_number") is None
    found = of(f"注文番号,a\n{rows}")
    assert codes(found, "注文番号") == ["name", "all_the_same"]
    assert next(each.confidence for each in found.columns) < HIGH


def test_several_lines_of_an_order_stand_together():
    found = of("注文番号,商品名\n1,茶\n1,椀\n2,茶\n3,茶\n")
    assert codes(found, "注文番号") == ["name", "rows_share"]


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("電話番号1,電話番号2,電話番号3", "090,0000,1001", (("電話番号1", "電話番号2", "電話番号3"),)),
        ("電話番号1,電話番号2", "03-0000-0001,090-0000-1001", (("電話番号1",), ("電話番号2",))),
        ("TEL,携帯", "03-0000-0001,090-0000-1001", (("TEL",), ("携帯",))),
        (
            "TEL1,TEL2,TEL3,携帯電話",
            "3,0,1,090-0000-1001",
            (("TEL1", "TEL2", "TEL3"), ("携帯電話",)),
        ),
    ],
)
def test_telephone_numbers_in_parts_and_several_of_them(header: str, row: str, expected: object):
    found = of(f"注文番号,氏名,{header}\nA1,見本花子,{row}\nA2,例太郎,{row}\n")
    assert found.fields["phone"] == expected


@pytest.mark.parametrize(
    ("header", "row", "field", "expected"),
    [
        ("姓,名", "見本,花子", "name", ("姓", "名")),
        ("First Name,Last Name", "Hanako,Sample", "name", ("First Name", "Last Name")),
        ("First Name,Last Name", "花子,見本", "name", ("Last Name", "First Name")),
        ("セイ,メイ", "ﾐﾎﾝ,ﾊﾅｺ", "kana", ("セイ", "メイ")),
        ("〒1,〒2", "100,0005", "postal_code", ("〒1", "〒2")),
        ("都道府県,市区町村,番地", "東京都,千代田区,1-1", "address", ("都道府県", "市区町村", "番地")),
        ("都道府県,住所", "東京都,東京都千代田区1-1", "address", ("住所",)),
        ("都道府県,住所", "東京都,千代田区1-1", "address", ("都道府県", "住所")),
        ("City,State,Address1", "Springfield,OR,1 Main St", "address", ("Address1", "City", "State")),
    ],
)
def test_what_is_told_in_parts_is_put_together_as_it_is_written_there(
    header: str, row: str, field: str, expected: tuple[str, ...]
):
    found = of(f"注文番号,{header}\nA1,{row}\nA2,{row}\n" if "St" not in row else f"No,{header}\nA1,{row}\n")
    assert found.fields[field] == (expected,)


def test_what_is_said_of_nobody_is_not_the_buyers_where_the_recipient_may_be_meant():
    head = "注文番号,受取人名,受取人電話番号,住所,郵便番号,購入者名,購入者電話番号"
    row = "A1,例太郎,03-0000-0001,大阪府大阪市北区1-1,530-0001,見本花子,090-0000-1001"
    found = of(f"{head}\n{row}\n{row.replace('A1', 'A2')}\n")
    assert found.fields["name"] == (("購入者名",),)
    assert not found.fields.keys() & {"address", "postal_code", "ship_address"}
    assert codes(found, "住所")[-1] == "of_nobody_unsure"


def test_values_that_disagree_outweigh_a_name():
    found = of(
        "注文番号,メール,電話番号,住所\nA1,希望する,なし,090-0000-1001\nA2,希望しない,不明,090-0000-1002\n"
    )
    assert not found.fields.keys() & {"email", "address"}
    assert "values_disagree" in codes(found, "メール")


def test_values_alone_tell_something_but_are_never_certain():
    found = of("注文番号,C1,C2\nA1,h@example.com,東京都\nA2,t@example.com,大阪府\n")
    assert found.fields["email"] == (("C1",),)
    assert {column.confidence for column in found.columns if column.name in ("C1", "C2")} == {0.53, 0}
    # Whose prefecture it is, no value tells.
    assert "address" not in found.fields
    found = of("注文番号,C1,C2\nA1,h@example.com,a@example.com\nA2,t@example.com,b@example.com\n")
    assert "email" not in found.fields


def test_the_first_of_equal_names_counts():
    found = of("注文番号,送料,注文番号\nA1,100,B1\nA2,100,B2\n")
    assert [column.field for column in found.columns] == ["order_number", "", ""]
    assert codes(found, "注文番号")[-1] == "repeated"


def test_quotation_marks_that_are_none(tmp_path: Path):
    path = tmp_path / "list.tsv"
    path.write_text('order-id\tbuyer-name\tproduct-name\n1\t見本花子\t"Sencha" tea\n2\t例太郎\t7" plate\n')
    seen = look(path)
    found = guess(seen.header, seen.rows)
    document = guessed_document(found, seen)
    assert document["file"] == {"quotes": "none"}
    orders = list(open_orders([path], mapping=MappingFile.of(document, "guess"), source="x"))
    names = [
        each.facts.lines[0].product for each in orders if isinstance(each, OrderRead) and each.facts.lines
    ]
    assert names == ['"Sencha" tea', '7" plate']


def test_a_file_without_names_of_columns_is_refused_without_repeating_it(tmp_path: Path):
    path = tmp_path / "bare.csv"
    path.write_text("17,hanako@example.com,090-0000-1001\n18,taro@example.com,03-0000-0001\n")
    with pytest.raises(FileRefused, match="looks like data") as refused:
        look(path)
    assert "hanako" not in str(refused.value)


def test_no_column_and_no_role_twice_and_no_better_total():
    """Against every way there is."""
    dice = random.Random(5)
    for _ in range(200):
        found = [
            Candidate(column, item, Whose.ORDER, round(dice.uniform(0.5, 1), 3), ())
            for column, item in itertools.product(range(5), ("sku", "total", "status", "product"))
            if dice.random() < 0.5
        ]
        chosen = assign(found)
        assert len({each.column for each in chosen}) == len({each.role for each in chosen}) == len(chosen)
        assert abs(sum(each.confidence for each in chosen) - best_of_all(found)) < 1e-6


def best_of_all(found: list[Candidate]) -> float:
    items = sorted({each.item for each in found})
    weight = {(each.column, each.item): each.confidence for each in found}
    columns: list[int | None] = [*range(5), *([None] * len(items))]
    return max(
        sum(weight.get((at, item), 0) for at, item in zip(places, items, strict=True) if at is not None)
        for places in itertools.permutations(columns, len(items))
    )


def test_two_thousand_columns_of_one_name_take_no_time_to_speak_of():
    header = [f"メールアドレス{' ' * (n % 7)}({n})" for n in range(1000)] + ["email"] * 1000
    begun = time.process_time()
    guess(header, [["h@example.com"] * 2000] * 50)
    assert time.process_time() - begun < 60
