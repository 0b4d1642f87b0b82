from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_customer_mgmt.exporters import CsvFile
from saleor_customer_mgmt.exporters.csv_file import Encoding

CELLS = st.one_of(st.none(), st.integers(), st.text(max_size=8))


def written(*rows, encoding: Encoding = "utf-8") -> tuple[bytes, int]:
    target = io.BytesIO()
    file = CsvFile(target, encoding)
    for row in rows:
        file.write(row)
    file.finish()
    return target.getvalue(), file.replaced


def test_utf_8_begins_with_a_mark_by_which_excel_knows_it() -> None:
    data, replaced = written(["氏名", "回数"], ["髙橋, 花子", 3])

    assert data == '\ufeff氏名,回数\r\n"髙橋, 花子",3\r\n'.encode()
    assert replaced == 0


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (0, "0"),
        (-5, "-5"),
        (Decimal("-1200.5000"), "-1200.5"),
        (Decimal("12300.0000"), "12300"),
        (Decimal("1E+5"), "100000"),
        (datetime(2026, 1, 31, 15, 4, 5, 999, UTC).astimezone(ZoneInfo("Asia/Tokyo")), "2026-02-01 00:04:05"),
        ("090-0000-1234", "090-0000-1234"),
    ],
)
def test_numbers_and_times_are_what_spreadsheets_read(cell, text) -> None:
    assert written([cell, "."])[0].decode("utf-8-sig") == f"{text},.\r\n"


@pytest.mark.parametrize("sign", [*"=+-@＝＋－＠", "\t", "\r", "\n"])
def test_no_text_is_a_formula(sign: str) -> None:
    ((cell,),) = csv.reader(io.StringIO(written([f"{sign}HYPERLINK()"])[0].decode("utf-8-sig"), newline=""))

    assert cell == f"'{sign}HYPERLINK()"


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=4))
def test_whatever_is_written_is_read_again(rows) -> None:
    data, _ = written(*rows)
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))

    expected = [["" if cell is None else str(cell) for cell in row] for row in rows]
    assert [[cell.removeprefix("'") for cell in row] for row in read if row] == [
        [cell.removeprefix("'") for cell in row] for row in expected
    ]


def test_what_cp932_lacks_becomes_a_stand_in_and_is_counted() -> None:
    data, replaced = written(["髙橋〜﨑", "🎂一𠮷", "−¥"], encoding="cp932")

    assert data.decode("cp932") == "髙橋～﨑,〓一〓,－〓\r\n"
    assert replaced == 3
    assert not data.startswith(b"\xef")
