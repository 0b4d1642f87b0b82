"""Several files of one export, and files pasted together: every order once, as the newest file has it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from saleor_customer_mgmt.core.facts import OrderFacts, OrderStatus
from saleor_customer_mgmt.importers import FileRefused, OrderRead, RefusedRows, open_orders, plan_files
from saleor_customer_mgmt.importers.overlap import UNCLEAR
from saleor_customer_mgmt.importers.spool import MOST_ROWS
from tests.samples import Sample, Table
from tests.samples.every import SAMPLES

every_sample = pytest.mark.parametrize("sample", [pytest.param(each, id=each.format) for each in SAMPLES])

HEADER = "order_number,placed_at,name,status,total,sku,quantity\n"


def facts_of(paths: Sequence[Path]) -> list[OrderFacts | RefusedRows]:
    return [item.facts if isinstance(item, OrderRead) else item for item in open_orders(list(paths))]


def write(folder: Path, *parts: str) -> list[Path]:
    paths = []
    for number, rows in enumerate(parts):
        path = folder / f"{number}.csv"
        path.write_text(HEADER + rows, encoding="utf-8")
        paths.append(path)
    return paths


def read(folder: Path, *parts: str) -> list[OrderFacts | RefusedRows]:
    items = open_orders(write(folder, *parts), source="shop")
    return [item.facts if isinstance(item, OrderRead) else item for item in items]


def lines_of(facts: OrderFacts | RefusedRows) -> list[tuple[str, int]]:
    assert isinstance(facts, OrderFacts)
    assert facts.lines is not None
    return [(line.sku, line.quantity) for line in facts.lines]


@every_sample
def test_a_file_downloaded_twice_counts_once(sample: Sample, tmp_path: Path):
    folders = [tmp_path / "a", tmp_path / "b", tmp_path / "c"]
    for folder in folders:
        folder.mkdir()
    paths = [path for folder in folders for path in sample.write(folder)]
    items = list(open_orders(paths))
    assert [item.facts for item in items if isinstance(item, OrderRead)] == sample.expected
    rows = [row for item in items for row in item.rows]
    assert (
        len(rows)
        == len(set(rows))
        == 3 * sum(len(item.rows) for item in open_orders(paths[: len(paths) // 3]))
    )


@every_sample
def test_an_order_in_each_part_and_overlapping_parts(sample: Sample, tmp_path: Path):
    numbers = sample.numbers
    parts = [
        *([number] for number in numbers),
        numbers[: len(numbers) // 2 + 1],
        numbers[len(numbers) // 2 :],
    ]
    paths = []
    for at, part in enumerate(parts):
        (tmp_path / str(at)).mkdir()
        paths += sample.part(part).write(tmp_path / str(at))
    assert sorted(facts_of(paths), key=str) == sorted(sample.expected, key=str)
    assert len(plan_files(paths)) == 1


@every_sample
def test_parts_pasted_together_with_their_headers(sample: Sample, tmp_path: Path):
    """As `copy a.csv+b.csv all.csv` does it. The second part has its columns in another order."""

    def doubled(table: Table) -> str:
        return table.text() + table.text(table.names[::-1])

    items = list(open_orders(sample.write(tmp_path, text=doubled)))
    assert [item.facts for item in items if isinstance(item, OrderRead)] == sample.expected
    assert len(items) == len(sample.expected)


@every_sample
def test_a_second_part_in_another_encoding_is_never_misread(sample: Sample, tmp_path: Path):
    table = sample.tables[0]
    (path, *_) = paths = sample.write(tmp_path)
    path.write_bytes(path.read_bytes() + b"\xef\xbb\xbf" + table.text().encode())
    if table.encoding != "cp932" or table.text().isascii():
        assert facts_of(paths) == sample.expected
        return
    told = r"(a second file begins here, in another|the text is in none of)"
    with pytest.raises(FileRefused, match=told):
        facts_of(paths)


def test_a_repeated_header_is_no_row(tmp_path: Path):
    row = "{},2024-01-02,山田太郎,,1000,A,1\n"
    path = tmp_path / "all.csv"
    path.write_text(HEADER + row.format(1) + "\n" + HEADER + row.format(2) + HEADER, encoding="utf-8")
    items = list(open_orders([path], source="shop"))
    assert [item.rows for item in items] == [(("all.csv", 2),), (("all.csv", 5),)]


def test_equal_rows_in_one_file_were_both_bought_and_in_two_files_they_were_not(tmp_path: Path):
    twice = "1,2024-01-02,山田太郎,,1000,A,1\n" * 2
    assert lines_of(read(tmp_path, twice)[0]) == [("A", 1), ("A", 1)]
    assert lines_of(read(tmp_path, twice, twice)[0]) == [("A", 1), ("A", 1)]


def test_the_rows_of_one_order_in_two_files_are_one_order(tmp_path: Path):
    begin = "1,2024-01-02,山田太郎,,1000,A,1\n1,2024-01-02,山田太郎,,1000,B,2\n"
    (facts,) = read(tmp_path, begin, "1,2024-01-02,山田太郎,,1000,C,3\n")
    assert lines_of(facts) == [("A", 1), ("B", 2), ("C", 3)]


def test_what_stands_only_on_the_first_row_may_be_in_the_file_before(tmp_path: Path):
    (facts,) = read(tmp_path, "1,2024-01-02,山田太郎,paid,1000,A,1\n", "1,,,,,B,1\n")
    assert isinstance(facts, OrderFacts)
    assert (facts.buyer.name, facts.total) == ("山田太郎", Decimal(1000))
    assert lines_of(facts) == [("A", 1), ("B", 1)]


@pytest.mark.parametrize("newest_first", [True, False])
def test_an_order_that_went_on_between_two_downloads(tmp_path: Path, newest_first: bool):
    parts = ["1,2024-01-02,山田太郎,paid,1000,A,1\n", "1,2024-01-02,山田太郎,shipped,1000,A,1\n"]
    (facts,) = read(tmp_path, *(parts[::-1] if newest_first else parts))
    assert isinstance(facts, OrderFacts)
    assert (facts.status, facts.status_text) == (OrderStatus.FULFILLED, "shipped")
    assert lines_of(facts) == [("A", 1)]


def test_of_two_equally_far_the_later_file_has_the_last_word(tmp_path: Path):
    first, then = "1,2024-01-02,山田太郎,paid,1000,A,1\n", "1,2024-01-02,山田太郎,paid,900,A,1\n"
    (facts,) = read(tmp_path, first, then)
    assert isinstance(facts, OrderFacts)
    assert facts.total == Decimal(900)


def test_two_buyers_under_one_number_are_refused_and_nothing_else_is(tmp_path: Path):
    refused, other = read(
        tmp_path,
        "1,2024-01-02,山田太郎,,1000,A,1\n2,2024-01-02,鈴木一郎,,1,B,1\n",
        "1,2024-01-02,佐藤花子,,1000,C,1\n",
    )
    reason = "differs from another row of the same order"
    assert refused == RefusedRows((("0.csv", 2), ("1.csv", 2)), "1.csv", 2, "name", reason, "1")
    assert isinstance(other, OrderFacts)


def test_contents_that_do_not_fit_together_are_refused(tmp_path: Path):
    """Another article, and another total: an order that was changed, or two under one number."""
    (sample,) = (each for each in SAMPLES if each.format == "rakuten")
    (table,) = sample.tables
    (tmp_path / "later").mkdir()
    (order,) = table.rows_of(sample.numbers[:1])[:1]
    changed = order | {
        "商品番号": "X-1",
        "商品名": "別の品",
        "商品明細ID": "99",
        "合計金額": "1",
        "請求金額": "1",
    }
    later = Table(table.header_file, [changed], table.encoding, table.number)
    later_path = tmp_path / "later" / "later.csv"
    later_path.write_bytes(later.text().encode("cp932"))
    refused, *others = open_orders([*sample.write(tmp_path), later_path])
    assert isinstance(refused, RefusedRows)
    assert (refused.file, refused.line, refused.column) == ("later.csv", 2, "注文番号")
    assert (refused.reason, refused.order_number) == (UNCLEAR, sample.numbers[0])
    assert [item.facts for item in others if isinstance(item, OrderRead)] == sample.expected[1:]


def test_files_of_different_columns_tell_what_each_has(tmp_path: Path):
    one, two = tmp_path / "1.csv", tmp_path / "2.csv"
    one.write_text("order_number,placed_at,name\n1,2024-01-02,山田太郎\n", encoding="utf-8")
    two.write_text("phone,order_number,total\n090-0000-0001,1,1000\n", encoding="utf-8")
    (item,) = open_orders([one, two], source="shop")
    assert isinstance(item, OrderRead)
    assert (item.facts.buyer.name, item.facts.buyer.phones) == ("山田太郎", ("090-0000-0001",))
    assert (item.facts.total, item.rows) == (Decimal(1000), (("1.csv", 2), ("2.csv", 2)))


def test_one_of_several_files_without_a_source(tmp_path: Path):
    (without,) = write(tmp_path, "1,,x,,,,\n")
    told = tmp_path / "told.csv"
    told.write_text("source,order_number,name\nshop,2,x\n", encoding="utf-8")
    with pytest.raises(FileRefused, match=r"^0\.csv: where do these orders come from"):
        open_orders([told, without])
    assert plan_files([told, without]) == [[told], [without]]
    assert len(list(open_orders([told, without], source="shop"))) == 2


def test_a_number_with_more_rows_than_an_order_has(tmp_path: Path):
    """As when a column that says the same in each row is taken for that of the order numbers."""
    number = MOST_ROWS * 2 + 7
    rows = "".join(f"1,2024-01-02,x,,,{n},1\n" for n in range(number))
    items = list(open_orders(write(tmp_path, f"2,,x,,,,\n{rows}3,,x,,,,\n"), source="shop"))
    refused = [item for item in items if isinstance(item, RefusedRows)]
    assert len(refused) > 1
    assert {(item.reason, item.order_number, item.column) for item in refused} == {
        ("more than 10,000 rows with one order number; that is no order", "1", "order_number")
    }
    assert [place for item in refused for place in item.rows] == [("0.csv", n + 3) for n in range(number)]
    assert max(len(item.rows) for item in refused) < MOST_ROWS + 1000
    assert [item.facts.number for item in items if isinstance(item, OrderRead)] == ["2", "3"]


def test_an_order_of_as_many_rows_as_an_order_may_have(tmp_path: Path):
    rows = "".join(f"1,2024-01-02,x,,,{n},1\n" for n in range(MOST_ROWS))
    (item,) = open_orders(write(tmp_path, rows), source="shop")
    assert isinstance(item, OrderRead)
    assert len(item.rows) == MOST_ROWS


@every_sample
def test_blank_rows_and_totals_between_the_rows(sample: Sample, tmp_path: Path):
    def with_totals(table: Table) -> str:
        total = dict.fromkeys(table.names[:3], "999") | {table.number: "合計"}
        rows = [row for each in table.rows for row in (each, {}, total)]
        return Table(table.header_file, rows, table.encoding, table.number).text()

    items = list(open_orders(sample.write(tmp_path, text=with_totals)))
    assert [item.facts for item in items if isinstance(item, OrderRead)] == sample.expected
    refused = [item for item in items if isinstance(item, RefusedRows)]
    assert len(refused) == sum(len(table.rows) for table in sample.tables)
    assert {item.reason for item in refused} == {"a row of totals, not an order"}
