"""Files that were saved again by Excel: put right where that is certain, refused where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.importers import OrderRead, RefusedRows, Repair, open_orders
from saleor_customer_mgmt.importers.cells import JAPAN
from tests.samples import Table, rakuten, yahoo

HEADER = ["order_number", "placed_at", "name", "phone", "postal_code", "address", "birthday", "member_id"]
GOOD = {
    "order_number": "A-1",
    "placed_at": "2024-01-02",
    "name": "山田太郎",
    "phone": "090-0000-0001",
    "postal_code": "064-0941",
    "address": "北海道札幌市中央区旭ヶ丘1-2-3",
    "birthday": "1980-01-02",
    "member_id": "M-1",
}
ZERO = "the zero that Excel took off the phone number was put back"
ZEROS = "zeros that Excel took off the postal code were put back"
DAY = "Excel's number of a day was made a date again"
ROUGH_DAY = "Excel's number of a day was made a date again; the time of day was rounded off"


def read(folder: Path, *rows: dict[str, str]) -> list[OrderRead | RefusedRows]:
    path = folder / "orders.csv"
    lines = [HEADER, *([(GOOD | row)[name] for name in HEADER] for row in rows)]
    path.write_text("".join(",".join(line) + "\n" for line in lines), encoding="utf-8")
    return list(open_orders([path], source="shop"))


def repaired(folder: Path, column: str, cell: str, *others: tuple[str, str]) -> tuple[OrderFacts, str | None]:
    """Return what was read of a row with this cell, and what was repaired in it."""
    (order,) = read(folder, {column: cell} | dict(others))
    assert isinstance(order, OrderRead)
    assert all((each.file, each.line, each.column) == ("orders.csv", 2, column) for each in order.repairs)
    assert cell not in str(order.repairs)
    assert len(order.repairs) < 2
    return order.facts, order.repairs[0].what if order.repairs else None


def test_what_is_well_is_not_repaired(tmp_path: Path):
    (order,) = read(tmp_path, {})
    assert isinstance(order, OrderRead)
    assert order.repairs == ()


@pytest.mark.parametrize(
    ("cell", "phone", "what"),
    [
        ("9000000001", "09000000001", ZERO),
        ("300000001", "0300000001", ZERO),
        ("8000000001", "08000000001", ZERO),
        ("1200000001", "1200000001", None),  # ten digits, and no mobile phone: nobody knows what is missing
        ("30000001", "30000001", None),
        ("+81-90-0000-0001", "+81-90-0000-0001", None),
        (
            "9.000000001E+09",
            "09000000001",
            ZERO,
        ),
    ],
)
def test_a_phone_number_without_its_zero(tmp_path: Path, cell: str, phone: str, what: str | None):
    if "E" in cell:
        (order,) = read(tmp_path, {"phone": cell})
        assert isinstance(order, OrderRead)
        written = "the phone number was written out from Excel's short form (as 9.012E+3)"
        assert [each.what for each in order.repairs] == [written, what]
        assert order.facts.buyer.phones == (phone,)
        return
    facts, told = repaired(tmp_path, "phone", cell)
    assert (facts.buyer.phones, told) == ((phone,), what)


def test_numbers_of_people_abroad_are_left_alone(tmp_path: Path):
    """A number of ten digits is whole in America, and so is a postal code of five."""
    abroad = {"name": "Example", "address": "1 Example Road New York", "postal_code": "10001"}
    (order,) = read(tmp_path, abroad | {"phone": "9000000001"})
    assert isinstance(order, OrderRead)
    assert (order.facts.buyer.phones, order.facts.buyer.postal_code) == (("9000000001",), "10001")
    assert order.repairs == ()


@pytest.mark.parametrize(
    ("cell", "address", "code", "what"),
    [
        ("640941", "北海道札幌市", "0640941", ZEROS),
        ("10000", "北海道札幌市", "0010000", ZEROS),
        ("300801", "青森県青森市", "0300801", ZEROS),
        ("640941", "青森県青森市", "640941", None),  # no code of 青森県 begins with 06
        ("640941", "札幌市", "640941", None),
        ("640941", "東京都千代田区", "640941", None),
        ("1000001", "東京都千代田区", "1000001", None),
    ],
)
def test_a_postal_code_without_its_zeros(
    tmp_path: Path, cell: str, address: str, code: str, what: str | None
):
    facts, told = repaired(tmp_path, "postal_code", cell, ("address", address))
    assert (facts.buyer.postal_code, told) == (code, what)


@pytest.mark.parametrize(
    ("cell", "moment", "what"),
    [
        ("45293", datetime(2024, 1, 2, tzinfo=JAPAN), DAY),
        ("45293.62905", datetime(2024, 1, 2, 15, 5, 50, tzinfo=JAPAN), DAY),
        ("45293.5", datetime(2024, 1, 2, 12, tzinfo=JAPAN), DAY),
        ("45293.63", datetime(2024, 1, 2, tzinfo=JAPAN), ROUGH_DAY),
        ("2024/1/2 15:04", datetime(2024, 1, 2, 15, 4, tzinfo=JAPAN), None),
    ],
)
def test_a_date_that_became_a_number(tmp_path: Path, cell: str, moment: datetime, what: str | None):
    facts, told = repaired(tmp_path, "placed_at", cell)
    assert (facts.placed_at, told) == (moment, what)


def test_a_birthday_that_became_a_number(tmp_path: Path):
    facts, told = repaired(tmp_path, "birthday", "29222")
    assert (facts.buyer.birthday, told) == ("1980-01-02", DAY)
    facts, told = repaired(tmp_path, "birthday", "1980")
    assert (facts.buyer.birthday, told) == ("1980", None)


def test_an_order_number_in_short_form_with_all_its_digits(tmp_path: Path):
    facts, told = repaired(tmp_path, "order_number", "1.2345E+04")
    assert facts.number == "12345"
    assert told == "the order number was written out from Excel's short form (as 9.012E+3)"


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("phone", "9.01E+09", "the phone number was rounded by Excel (as 9.01E+09) and is lost"),
        ("phone", "9E+09", "the phone number was rounded by Excel (as 9.01E+09) and is lost"),
        ("postal_code", "6.4E+05", "the postal code was rounded by Excel (as 9.01E+09) and is lost"),
        ("member_id", "1.2E+11", "the number of the member was rounded by Excel (as 9.01E+09) and is lost"),
        ("order_number", "5.8E+13", "the order number was rounded by Excel (as 5.8E+13) and is lost"),
        ("placed_at", "37:12.0", "Excel cut the date off (as 37:12.0), so it is lost"),
        ("placed_at", "99999", "not a date of the form 2024-01-31 or 2024/1/31 15:04:05"),
        ("address", "2001/2/3", "Excel made a date of this part of the address; what it was is lost"),
        ("address", "2月3日", "Excel made a date of this part of the address; what it was is lost"),
        ("address", "Feb-03", "Excel made a date of this part of the address; what it was is lost"),
        *(
            (
                column,
                cell,
                "here stands what Excel shows when it cannot show the value (#N/A, ####); the value is lost",
            )
            for column, cell in [("phone", "########"), ("name", "#NAME?"), ("placed_at", "#VALUE!")]
        ),
    ],
)
def test_what_is_lost_refuses_its_order_and_no_other(tmp_path: Path, column: str, cell: str, reason: str):
    first, refused, last = read(tmp_path, {"order_number": "A-0"}, {column: cell}, {"order_number": "A-2"})
    assert isinstance(first, OrderRead)
    assert isinstance(last, OrderRead)
    number = "" if column == "order_number" else "A-1"
    assert refused == RefusedRows((("orders.csv", 3),), "orders.csv", 3, column, reason, number)


def test_a_hash_among_other_text_is_text(tmp_path: Path):
    (order,) = read(tmp_path, {"address": "北海道札幌市 #203", "member_id": "#1"})
    assert isinstance(order, OrderRead)
    assert order.facts.buyer.address == "北海道札幌市 #203"


LOST = "Excel keeps 15 digits of a number and wrote zeros for the others: the order number is lost"


@pytest.mark.parametrize(
    ("numbers", "lost"),
    [
        (["123456789012345000", "123456789012346000"], [0, 1]),
        (["123456789012345000"], [0]),
        (["123456789012345000", "123456789012345678"], []),
        (["1234567890123450"], []),  # one zero may be chance
        (["1234567890123450", "1234567890123460", "1234567890123470", "77"], [0, 1, 2]),
        (["123456789012345", "A-123456789012345000"], []),
    ],
)
def test_numbers_longer_than_excel_keeps(tmp_path: Path, numbers: list[str], lost: list[int]):
    items = read(tmp_path, *({"order_number": number} for number in numbers))
    assert [at for at, item in enumerate(items) if isinstance(item, RefusedRows)] == lost
    assert {item.reason for item in items if isinstance(item, RefusedRows)} <= {LOST}


def stripped(table: Table, columns: tuple[str, ...]) -> str:
    """Return a file whose cells in these columns have lost their zeros, as Excel saves it."""
    rows = [
        {name: str(int(cell)) if name in columns and cell.isdigit() else cell for name, cell in row.items()}
        for row in table.rows
    ]
    return Table(table.header_file, rows, table.encoding, table.number).text()


def test_a_file_of_rakuten_whose_phones_and_postal_codes_lost_their_zeros(tmp_path: Path):
    (table,) = rakuten.SAMPLE.tables
    columns = tuple(name for name in table.names if "電話番号" in name or "郵便番号" in name)
    items = list(open_orders(rakuten.SAMPLE.write(tmp_path, text=lambda t: stripped(t, columns))))
    orders = [item for item in items if isinstance(item, OrderRead)]
    assert [order.facts for order in orders] == rakuten.SAMPLE.expected
    assert {each.column for each in repairs_of(orders)} <= set(columns)
    told = {each.what for each in repairs_of(orders)}
    assert "zeros that Excel took off the phone number were put back" in told
    for each in repairs_of(orders):
        assert (each.file, each.line in range(2, 20)) == ("rakuten.csv", True)


def test_a_file_of_yahoo_with_phones_in_one_cell(tmp_path: Path):
    """Written with hyphens they stay text; without, they lose their zeros."""

    def saved_again(table: Table) -> str:
        rows = [
            {
                name: cell.replace("-", "").lstrip("0") if "Phone" in name else cell
                for name, cell in row.items()
            }
            for row in table.rows
        ]
        return Table(table.header_file, rows, table.encoding, table.number).text()

    items = list(open_orders(yahoo.SAMPLE.write(tmp_path, text=saved_again)))
    orders = [item for item in items if isinstance(item, OrderRead)]
    assert len(orders) == len(yahoo.SAMPLE.expected)
    for order, expected in zip(orders, yahoo.SAMPLE.expected, strict=True):
        assert order.facts.buyer.phones is not None
        assert expected.buyer.phones is not None
        assert order.facts.buyer.phones == tuple(phone.replace("-", "") for phone in expected.buyer.phones)
    assert ZERO in {each.what for each in repairs_of(orders)}


def repairs_of(orders: list[OrderRead]) -> Iterator[Repair]:
    for order in orders:
        yield from order.repairs
