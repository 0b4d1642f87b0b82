"""Excel workbooks: read as the CSV file would be, with what cells are besides text."""

from __future__ import annotations

import builtins
import io
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.importers import FileRefused, OrderRead, RefusedRows, open_orders
from saleor_customer_mgmt.importers.cells import JAPAN
from saleor_customer_mgmt.importers.limits import Limits
from tests.importers.packing import cells_of, pack, workbook
from tests.samples import Sample
from tests.samples.every import SAMPLES

# ruff: noqa: DTZ001  # cells of Excel have no time zone

every_sample = pytest.mark.parametrize("sample", [pytest.param(each, id=each.format) for each in SAMPLES])

HEADER = ["order_number", "placed_at", "name", "phone", "postal_code", "total", "quantity", "sku"]
GOOD = ["A-1", datetime(2024, 1, 2, 3, 4, 5), "山田太郎", "090-0000-0001", "100-0001", 1000, 2, "T"]


def read(path: Path) -> list[OrderFacts | RefusedRows]:
    items = open_orders([path], source="shop")
    return [item.facts if isinstance(item, OrderRead) else item for item in items]


def one(tmp_path: Path, **cells: Any) -> OrderFacts | RefusedRows:
    """Return what becomes of the good row with other cells."""
    row = [cells.get(name, value) for name, value in zip(HEADER, GOOD, strict=True)]
    (found,) = read(workbook(tmp_path / "orders.xlsx", {"Sheet1": [HEADER, row]}))
    return found


@every_sample
def test_every_format_as_a_workbook(sample: Sample, tmp_path: Path):
    paths = [workbook(tmp_path / f"{t.file_name}.xlsx", {"受注": cells_of(t)}) for t in sample.tables]
    reading = open_orders(paths)
    assert (reading.format, reading.encoding) == (sample.format, "xlsx")
    assert [item.facts for item in reading if isinstance(item, OrderRead)] == sample.expected


@every_sample
def test_every_format_as_a_workbook_with_a_sheet_for_each_file(sample: Sample, tmp_path: Path):
    sheets = {"説明": [["このファイルについて"]], **{t.file_name[:31]: cells_of(t) for t in sample.tables}}
    path = workbook(tmp_path / "all.xlsx", sheets)
    reading = open_orders([pack(tmp_path / "all.zip", {"all.xlsx": path.read_bytes()})])
    assert [item.facts for item in reading if isinstance(item, OrderRead)] == sample.expected
    assert sorted(reading.encodings) == sorted(f"all.zip/all.xlsx/{t.file_name[:31]}" for t in sample.tables)


def test_the_months_of_a_year_on_their_sheets(tmp_path: Path):
    sheets: dict[str, list[list[Any]]] = {
        f"{month}月": [HEADER, [f"A-{month}", *GOOD[1:]]] for month in range(1, 13)
    }
    facts = read(workbook(tmp_path / "2024.xlsx", sheets))
    assert [each.number for each in facts if isinstance(each, OrderFacts)] == [f"A-{n}" for n in range(1, 13)]


def test_lines_are_the_numbers_of_rows(tmp_path: Path):
    blank: list[Any] = [None] * len(HEADER)
    rows: list[list[Any]] = [blank, HEADER, blank, GOOD, [" "], ["合計", None]]
    path = workbook(tmp_path / "orders.xlsx", {"S": rows})
    order, refused = open_orders([path], source="shop")
    assert order.rows == (("orders.xlsx", 4),)
    assert isinstance(refused, RefusedRows)
    assert (refused.line, refused.column) == (6, "order_number")


def test_hidden_sheets_are_left_out(tmp_path: Path):
    import openpyxl

    path = workbook(tmp_path / "orders.xlsx", {"A": [HEADER, GOOD], "B": [HEADER, ["B-1", *GOOD[1:]]]})
    book = openpyxl.load_workbook(path)
    book["A"].sheet_state = "hidden"
    book.active = 1
    book.save(path)
    (facts,) = read(path)
    assert isinstance(facts, OrderFacts)
    assert facts.number == "B-1"


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        (datetime(2024, 1, 2, 3, 4, 5), datetime(2024, 1, 2, 3, 4, 5, tzinfo=JAPAN)),
        (datetime(2024, 1, 2, 23, 59, 59, 999_999), datetime(2024, 1, 3, tzinfo=JAPAN)),
        (date(2024, 1, 2), datetime(2024, 1, 2, tzinfo=JAPAN)),
        ("2024/1/2 3:04", datetime(2024, 1, 2, 3, 4, tzinfo=JAPAN)),
    ],
)
def test_cells_that_are_dates(tmp_path: Path, cell: Any, moment: datetime):
    found = one(tmp_path, placed_at=cell)
    assert isinstance(found, OrderFacts)
    assert found.placed_at == moment


def test_dates_of_a_workbook_that_counts_from_1904(tmp_path: Path):
    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    assert book.active is not None
    book.active.append(HEADER)
    book.active.append(GOOD)
    book.save(tmp_path / "mac.xlsx")
    (found,) = read(tmp_path / "mac.xlsx")
    assert isinstance(found, OrderFacts)
    assert found.placed_at == datetime(2024, 1, 2, 3, 4, 5, tzinfo=JAPAN)


def test_a_day_and_a_time_of_day_in_two_cells(tmp_path: Path):
    sample = next(each for each in SAMPLES if each.format == "rakuten")
    (table,) = sample.tables
    rows: list[list[Any]] = [list(row) for row in cells_of(table)]
    names = rows[0]
    for row in rows[1:]:
        if any(row):
            row[names.index("注文日時")] = ""
            row[names.index("注文日")] = date(2024, 1, 8)
            row[names.index("注文時間")] = time(12, 34, 56)
    facts = [
        item.facts
        for item in open_orders([workbook(tmp_path / "r.xlsx", {"S": rows})])
        if isinstance(item, OrderRead)
    ]
    assert len(facts) == len(sample.expected)
    assert {each.placed_at for each in facts} == {datetime(2024, 1, 8, 12, 34, 56, tzinfo=JAPAN)}


def test_numbers_in_cells(tmp_path: Path):
    found = one(tmp_path, order_number=123456789012345, total=0.1 + 0.2, quantity=3.0, sku=4901234567894)
    assert isinstance(found, OrderFacts)
    assert (found.number, found.total) == ("123456789012345", Decimal("0.3"))
    assert found.lines is not None
    assert (found.lines[0].quantity, found.lines[0].sku) == (3, "4901234567894")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ((640941, "0000000"), "0640941"),
        ((640941, "000-0000"), "064-0941"),
        ((1000001, r"[<=999]000;[<=9999]000\-00;000\-0000"), "100-0001"),
        ((1000001, "General"), "1000001"),
        ((1000001, "#,##0"), "1000001"),
        ((1000001, "00"), "1000001"),
    ],
)
def test_zeros_that_only_the_format_of_a_cell_shows(tmp_path: Path, cell: Any, text: str):
    found = one(tmp_path, postal_code=cell)
    assert isinstance(found, OrderFacts)
    assert found.buyer.postal_code == text


def test_an_order_number_with_more_digits_than_excel_keeps(tmp_path: Path):
    found = one(tmp_path, order_number=1234567890123456789)
    assert isinstance(found, RefusedRows)
    assert (found.line, found.column) == (2, "order_number")
    assert found.reason == "the order number was rounded by Excel (as 5.8E+13) and is lost"


def test_formulas_are_never_evaluated(tmp_path: Path):
    """What counts is the value that Excel saved; a formula without one is an empty cell."""
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(HEADER)
    book.active.append([*GOOD[:2], '=HYPERLINK("http://example.com")', *GOOD[3:]])
    book.save(path := tmp_path / "orders.xlsx")
    (found,) = read(path)
    assert isinstance(found, OrderFacts)
    assert found.buyer.name == ""
    with_value = path.read_bytes()
    parts = {}
    with zipfile.ZipFile(io.BytesIO(with_value)) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name)
    sheet = "xl/worksheets/sheet1.xml"
    assert b"</f><v />" in parts[sheet] or b"</f><v></v>" in parts[sheet]
    for empty in (b"</f><v />", b"</f><v></v>"):
        parts[sheet] = parts[sheet].replace(empty, "</f><v>山田</v>".encode())
    parts[sheet] = parts[sheet].replace(b'<c r="C2">', b'<c r="C2" t="str">')
    (found,) = read(pack(path, parts))
    assert isinstance(found, OrderFacts)
    assert found.buyer.name == "山田"


def test_without_openpyxl_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = workbook(tmp_path / "orders.xlsx", {"S": [HEADER, GOOD]})
    imported = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("openpyxl"):
            raise ImportError(name)
        return imported(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(FileRefused) as refused:
        open_orders([path], source="shop")
    assert str(refused.value) == (
        "orders.xlsx: this is an Excel workbook; to have such files read, install "
        "saleor-customer-mgmt[excel] on the server, or save it as CSV"
    )


def test_a_workbook_that_unpacks_to_too_much(tmp_path: Path):
    path = workbook(tmp_path / "orders.xlsx", {"S": [HEADER, GOOD, ["x" * 30_000] * 90]})
    with pytest.raises(FileRefused) as refused:
        open_orders([path], source="shop", limits=Limits(workbook=1 << 20))
    told = (
        "orders.xlsx: this workbook unpacks to 3 MiB; at most 1 MiB are read (WORKBOOK_MIB of CUSTOMER_MGMT)"
    )
    assert str(refused.value) == told


@pytest.mark.parametrize(
    ("sheets", "told"),
    [
        ({"S": []}, "orders.xlsx: the file is empty"),
        ({"S": [["a", "b"]]}, "orders.xlsx, line 1: not an order file of a known format: it has 2 columns"),
        ({"S": [[], [], ["a"] * 3000]}, "orders.xlsx, line 3: 3,000 columns; at most 2,000 are read"),
    ],
)
def test_workbooks_that_are_refused(tmp_path: Path, sheets: dict[str, Any], told: str):
    with pytest.raises(FileRefused) as refused:
        open_orders([workbook(tmp_path / "orders.xlsx", sheets)], source="shop")
    assert str(refused.value).startswith(told)


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_workbook_with_a_damaged_part(tmp_path: Path, part: str):
    path = workbook(tmp_path / "orders.xlsx", {"S": [HEADER, GOOD]})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = parts[part][: len(parts[part]) // 2]
    with pytest.raises(FileRefused, match="the workbook is damaged; open it in Excel and save it again"):
        open_orders([pack(path, parts)], source="shop")


def test_a_row_far_beyond_the_end_costs_no_time(tmp_path: Path):
    path = workbook(tmp_path / "orders.xlsx", {"S": [HEADER, GOOD]})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    far = b'<row r="999999999999"><c r="A999999999999"><v>1</v></c></row></sheetData>'
    parts[sheet] = parts[sheet].replace(b"</sheetData>", far)
    assert len(read(pack(path, parts))) == 1


@pytest.mark.parametrize("names", [["word/document.xml"], ["xl/workbook.bin"]])
def test_other_documents(tmp_path: Path, names: list[str]):
    path = pack(tmp_path / "other.docx", dict.fromkeys(["[Content_Types].xml", *names], b"<x/>"))
    with pytest.raises(FileRefused, match=r"^other\.docx: this is no table of a kind that is read here"):
        open_orders([path])
