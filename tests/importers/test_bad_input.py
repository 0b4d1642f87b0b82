"""Files and rows that cannot be read: each is refused with its place and reason, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from saleor_customer_mgmt.importers import FileRefused, OrderRead, Reading, RefusedRows, open_orders
from saleor_customer_mgmt.importers.lines import LINE_LIMIT
from tests.importers.peak import begin, peak_kib

HEADER = "order_number,placed_at,name,total,quantity,product"
GOOD = "A-1,2024-01-02 03:04:05,山田太郎,1000,1,煎茶"


def write(folder: Path, content: str | bytes, name: str = "orders.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path: Path) -> tuple[list[str], list[RefusedRows]]:
    items = list(open_orders([path], source="saleor"))
    orders = [item.facts.number for item in items if isinstance(item, OrderRead)]
    return orders, [item for item in items if isinstance(item, RefusedRows)]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("A-2,2024-13-45,,,,", "placed_at", "there is no such day or time"),
        ("A-2,2023-02-29,,,,", "placed_at", "there is no such day or time"),
        ("A-2,2024-01-02 25:00,,,,", "placed_at", "there is no such day or time"),
        ("A-2,0001-01-01T00:00+14:00,,,,", "placed_at", "there is no such day or time"),
        ("A-2,2024-01-01T00:00+99:99,,,,", "placed_at", "there is no such day or time"),
        ("A-2,01/02/2024,,,,", "placed_at", "not a date of the form 2024-01-31 or 2024/1/31 15:04:05"),
        ("A-2,,,-99999,,", "total", "an amount below zero"),
        ("A-2,,,-1,,", "total", "an amount below zero"),
        ("A-2,,,many,,", "total", "not a number"),
        ("A-2,,,NaN,,", "total", "not a number that can be an amount"),
        ("A-2,,,1e999999,,", "total", "not a number that can be an amount"),
        ("A-2,,,,1.5,茶", "quantity", "not a whole number of pieces"),
        ("A-2,,,,-1,茶", "quantity", "not a whole number of pieces"),
        ("合計,,,1000,,", "order_number", "a row of totals, not an order"),
        ("Grand Total,,,1000,,", "order_number", "a row of totals, not an order"),
        (",,,1000,,", "order_number", "no order number (a row of totals?)"),
        (
            "5.80293E+13,,,,,",
            "order_number",
            "the order number was rounded by Excel (as 5.8E+13) and is lost",
        ),
        ("---,,,,,", "order_number", "this cannot be an order number"),
        (f"{'9' * 300},,,,,", "order_number", "this cannot be an order number"),
        ("A-2,,", "", "3 cells, but the file has 6 columns"),
        ("A-2,,,,,,x", "", "7 cells, but the file has 6 columns"),
        ('A-2,"a"b,,,,', "", "the quotation marks of this row do not pair up"),
        ('A-2,"a,,,,', "", "a quotation mark that opens here is not closed"),
        ("A-2,,\0,,,", "name", "a NUL byte"),
    ],
)
def test_a_faulty_row(tmp_path: Path, row: str, column: str, reason: str):
    last = "A-9,2024-01-02,鈴木一郎,2000,1,急須"
    lines = [HEADER, GOOD, row, last] if "opens here" not in reason else [HEADER, GOOD, last, row]
    orders, (refused,) = read(write(tmp_path, "\n".join(lines)))
    line = lines.index(row) + 1
    assert orders == ["A-1", "A-9"]
    assert (refused.rows, refused.file) == ((("orders.csv", line),), "orders.csv")
    assert (refused.line, refused.column, refused.reason) == (line, column, reason)


def test_surplus_blank_cells_do_no_harm(tmp_path: Path):
    assert read(write(tmp_path, f"{HEADER}\n{GOOD},,\n")) == (["A-1"], [])


def test_blank_rows_are_skipped(tmp_path: Path):
    blank = "\n\n,,,,,\n　,,,,,\n"
    assert read(write(tmp_path, f"{HEADER}\n{blank}{GOOD}\n{blank}\x1a")) == (["A-1"], [])


def test_an_open_quotation_mark_costs_one_row_and_not_the_rest_of_the_file(tmp_path: Path):
    rows = [f"A-{n},,x,1,1," for n in range(5)]
    rows[2] = 'A-2,,"x,1,1,'
    orders, (refused,) = read(write(tmp_path, "\n".join([HEADER, *rows])))
    assert orders == ["A-0", "A-1", "A-3", "A-4"]
    assert (refused.line, refused.reason) == (4, "a quotation mark that opens here is not closed")


def test_one_row_that_disagrees_about_the_buyer_refuses_the_order(tmp_path: Path):
    rows = ["A-1,,山田太郎,1,,", "B-1,,x,1,,", "A-1,,鈴木一郎,1,,"]
    orders, (refused,) = read(write(tmp_path, "\n".join([HEADER, *rows])))
    assert orders == ["B-1"]
    assert refused.rows == (("orders.csv", 2), ("orders.csv", 4))
    assert (refused.line, refused.column, refused.order_number) == (4, "name", "A-1")
    assert refused.reason == "differs from another row of the same order"


@pytest.mark.parametrize("cut", [b"\x8e", b"\xff", b"\xe3\x81"])
def test_bytes_that_are_no_text_refuse_the_order_they_stand_in(tmp_path: Path, cut: bytes):
    rows = [row.encode() for row in (HEADER, GOOD, "A-2,,x,5,1,", "A-3,,田中,5,1,茶", "A-2,,,,,")]
    rows[2] = rows[2].replace(b"x", "佐".encode() + cut)
    orders, (refused,) = read(write(tmp_path, b"\r\n".join(rows)))
    assert orders == ["A-1", "A-3"]
    assert refused.rows == (("orders.csv", 3), ("orders.csv", 5))
    assert (refused.line, refused.column) == (3, "name")
    assert refused.reason == "bytes that are no text in the file's encoding"


def test_half_a_character_in_cp932(tmp_path: Path):
    header = "order_number,placed_at,name,total,quantity,product\r\n".encode("cp932")
    rows = ["A-1,,山田太郎,1,1,せんちゃ\r\n", "A-2,,田,1,1,きゅうす\r\n"]
    content = header + b"".join(row.encode("cp932") for row in rows)
    content = content.replace(
        "田,1,1,き".encode("cp932"), "田".encode("cp932")[:1] + ",1,1,き".encode("cp932")
    )
    orders, (refused,) = read(write(tmp_path, content))
    assert orders == ["A-1"]
    assert (refused.line, refused.column) == (3, "name")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", r"orders\.csv: the file is empty"),
        (b"\n \r\n", r"orders\.csv: the file is empty"),
        (b"\xef\xbb\xbf", r"orders\.csv: the file is empty"),
        (b",,,\n,,\n", r"orders\.csv: the file is empty"),
        (b"PK\x03\x04" + b"\0" * 99, "the archive is damaged; download or pack it again"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99,
            r"this is an old Excel workbook \(.xls\), or one with a",
        ),
        (b"%PDF-1.7\n", "this is a PDF document"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "this is a compressed file"),
        (b"<!DOCTYPE html><html>", "this is a web page"),
        (bytes(range(256)) * 8, "the text is in none of UTF-8, CP932"),
        (b"\x00\xff\x00\xff" * 99, "this is a binary file"),
        (bytes(range(128, 256)) * 8, "the text is in none of UTF-8, CP932"),
        (
            b"a,b,c\n1,2,3\n",
            "line 1: not an order file of a known format: it has 3 columns, beginning with a, b, c$",
        ),
        (
            "注文番号,ステータス,注文者名,請求金額,合計金額\n1,2,3,4,5\n".encode(),
            r"Nearest: for Rakuten RMS it lacks 注文者姓, 商品明細ID or",
        ),
        (",".join(["x"] * 10_000).encode(), "10,000 columns; at most 2,000 are read"),
        (
            b"x" * (LINE_LIMIT + 9),
            "the column names cannot be read: the line is longer than 1,000,000 characters",
        ),
        (
            b'"order_number,name\n1,2\n',
            "line 1: the column names cannot be read: a quotation mark that opens here",
        ),
    ],
)
def test_a_file_that_is_refused(tmp_path: Path, content: bytes, message: str):
    with pytest.raises(FileRefused, match=message):
        open_orders([write(tmp_path, content)], source="saleor")


def test_a_file_without_header_is_refused_without_repeating_its_data(tmp_path: Path):
    with pytest.raises(
        FileRefused, match="its first line looks like data instead of column names"
    ) as refused:
        open_orders([write(tmp_path, "山田太郎,03-0000-0001,taro@example.com\n")])
    assert "山田" not in str(refused.value)


def test_ponpare_is_not_taken_for_rakuten(tmp_path: Path):
    path = write(tmp_path, Path("docs/formats/headers/ponpare.csv").read_bytes())
    with pytest.raises(FileRefused, match="not an order file of a known format"):
        open_orders([path], format="rakuten")
    assert open_orders([path]).format == "ponpare"


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(
        FileRefused, match=r"none\.csv: the file cannot be opened \(No such file or directory\)"
    ):
        open_orders([tmp_path / "none.csv"])


def test_orders_without_any_source(tmp_path: Path):
    with pytest.raises(FileRefused, match="Give a source"):
        open_orders([write(tmp_path, f"{HEADER}\n{GOOD}\n")])


@pytest.mark.parametrize(
    ("source", "reason"),
    [("", "no source"), ("楽天", "a source is a short name of small letters, digits, - and _")],
)
def test_a_row_without_a_source_of_its_own(tmp_path: Path, source: str, reason: str):
    path = write(tmp_path, f"source,order_number,name\n{source},1,x\nrakuten,1,x\n")
    refused, order = list(open_orders([path]))
    assert isinstance(refused, RefusedRows)
    assert (refused.line, refused.column, refused.reason) == (2, "source", reason)
    assert isinstance(order, OrderRead)


def test_arguments_that_are_wrong(tmp_path: Path):
    path = write(tmp_path, f"source,{HEADER}\nsaleor,{GOOD}\n")
    with pytest.raises(ValueError, match="no format 'nonsense'; there are rakuten, rakuten-old, amazon"):
        open_orders([path], format="nonsense")
    with pytest.raises(ValueError, match="'Two Words' is not"):
        open_orders([path], source="Two Words")
    for name in ("Nowhere/Land", "../x"):
        with pytest.raises(ValueError, match=name):
            open_orders([path], timezone=name)


def test_no_files():
    with pytest.raises(ValueError, match="no files given"):
        open_orders([])


def test_a_line_of_fifty_megabytes_is_never_held(tmp_path: Path):
    path = tmp_path / "orders.csv"
    with path.open("wb") as file:
        file.write(f"{HEADER}\n{GOOD}\nA-2,,".encode())
        for _ in range(50):
            file.write(b"x" * 1_000_000)
        file.write(b",,,\nA-3,,x,,,\n")
    begin()
    before = peak_kib()
    orders, (refused,) = read(path)
    assert orders == ["A-1", "A-3"]
    assert (refused.line, refused.reason) == (3, "the line is longer than 1,000,000 characters")
    assert peak_kib() - before < 30_000


def test_a_cell_longer_than_the_csv_module_takes(tmp_path: Path):
    row = f"A-2,,{'x' * 200_000},,,"
    orders, (refused,) = read(write(tmp_path, f"{HEADER}\n{row}\n{GOOD}"))
    assert orders == ["A-1"]
    assert refused.reason == "a cell is longer than 131,072 characters (is a quotation mark not closed?)"


def test_iterating_twice_gives_the_same(tmp_path: Path):
    reading: Reading = open_orders([write(tmp_path, f"{HEADER}\n{GOOD}\n,,,1,,\n")], source="saleor")
    assert list(reading) == list(reading)
