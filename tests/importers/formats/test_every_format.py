"""What every format must do: its samples are read exactly, however the file was saved or arranged."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.importers import FileRefused, OrderRead, RefusedRows, format_names, open_orders
from saleor_customer_mgmt.importers.formats import FORMATS
from saleor_customer_mgmt.importers.headers import denied, plain, positions
from tests.samples import Sample, Table, header
from tests.samples.every import SAMPLES

pytestmark = pytest.mark.parametrize("sample", [pytest.param(sample, id=sample.id) for sample in SAMPLES])


def read(paths: list[Path]) -> list[OrderFacts | RefusedRows]:
    return [item.facts if isinstance(item, OrderRead) else item for item in open_orders(paths)]


def test_the_true_file_is_read_to_exactly_these_facts(sample: Sample, tmp_path: Path):
    reading = open_orders(sample.write(tmp_path))
    assert (reading.format, reading.source) == (sample.format, sample.source)
    items = list(reading)
    assert [item.facts for item in items if isinstance(item, OrderRead)] == sample.expected
    assert len(items) == len(sample.expected)
    rows = [row for item in items for row in item.rows]
    assert sorted(rows) == sorted(data_rows(sample))


def data_rows(sample: Sample) -> list[tuple[str, int]]:
    """Return file and line of every row that is not blank, counting the line ends in cells."""
    found = []
    for table in sample.tables:
        line = table.above + 2
        for row in table.rows:
            if row:
                found.append((table.file_name, line))
            line += 1 + sum(value.count("\n") for value in row.values())
    return found


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8 with BOM"),
        ("cp932", "cp932"),
        ("utf-16", "utf-16-le with BOM"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_saved_again_in_another_encoding(sample: Sample, tmp_path: Path, encoding: str, shown: str):
    paths = sample.write(tmp_path, encoding)
    ascii_only = [path for path in paths if path.read_bytes().isascii() and encoding in ("cp932", "utf-8")]
    reading = open_orders(paths)
    assert {reading.encodings[path.name] for path in paths if path not in ascii_only} == {shown}
    assert read(paths) == sample.expected


def test_saved_again_as_euc_jp(sample: Sample, tmp_path: Path):
    """As Windows writes it, with the characters (髙, ①, ～) that the codec of Python lacks."""

    def windows_euc(table: Table) -> bytes:
        return b"".join(map(euc_character, table.text()))

    paths = sample.write(tmp_path)
    for path, table in zip(paths, sample.tables, strict=True):
        path.write_bytes(windows_euc(table))
    assert open_orders(paths).encodings[paths[0].name] == "euc_jp"
    signs = str.maketrans("～－", "〜−")  # CP932 and EUC-JP disagree about these two characters
    assert str(read(paths)).translate(signs) == str(sample.expected).translate(signs)


def euc_character(character: str) -> bytes:
    try:
        return character.replace("～", "〜").replace("－", "−").encode("euc_jp")
    except UnicodeEncodeError:
        lead, trail = character.encode("cp932")
        row = 2 * (lead - (0xC1 if lead >= 0xE0 else 0x81)) + (1 if trail < 0x9F else 2)
        cell = trail - (0x9E if trail >= 0x9F else 0x40 if trail > 0x7F else 0x3F)
        return bytes((row + 0xA0, cell + 0xA0))


@pytest.mark.parametrize("newline", ["\n", "\r", "\r\n"])
def test_any_line_ends(sample: Sample, tmp_path: Path, newline: str):
    assert read(sample.write(tmp_path, text=partial(Table.text, newline=newline))) == sample.expected


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_any_delimiter(sample: Sample, tmp_path: Path, delimiter: str):
    if sample.format.startswith("amazon") and delimiter == "\t":
        delimiter = ""  # there the true file is the case: without quotation marks
    assert read(sample.write(tmp_path, text=partial(Table.text, delimiter=delimiter))) == sample.expected


def test_columns_in_any_order(sample: Sample, tmp_path: Path):
    def shuffled(table: Table) -> str:
        names = list(table.names)
        random.Random(7).shuffle(names)
        return table.text(names)

    assert read(sample.write(tmp_path, text=shuffled)) == sample.expected


def test_column_names_in_other_case_and_width(sample: Sample, tmp_path: Path):
    def restyled(table: Table) -> str:
        lines = table.text().split("\r\n")
        wide = str.maketrans("0123456789:()", "０１２３４５６７８９：（）")
        lines[table.above] = lines[table.above].upper().translate(wide)
        return "\r\n".join(lines)

    assert read(sample.write(tmp_path, text=restyled)) == sample.expected


def test_a_repeated_column_name_counts_once(sample: Sample, tmp_path: Path):
    def doubled(table: Table) -> str:
        rows = [row | {"AGAIN": "x"} if row else row for row in table.rows]
        text = replace(table, rows=rows).text([*table.names, "AGAIN"])
        return text.replace("AGAIN", table.number, 1)

    assert read(sample.write(tmp_path, text=doubled)) == sample.expected


def test_rows_in_any_order_of_orders(sample: Sample, tmp_path: Path):
    """Each order's rows keep their order; the rows of different orders are mixed."""

    def mixed(table: Table) -> str:
        by_order: dict[str, list[dict[str, str]]] = {}
        for row in (row for row in table.rows if row):
            by_order.setdefault(row[table.number] + row.get("source", ""), []).append(row)
        longest = max(map(len, by_order.values()))
        rows = [each[at] for at in range(longest) for each in by_order.values() if at < len(each)]
        return replace(table, rows=rows).text()

    assert read(sample.write(tmp_path, text=mixed)) == sample.expected


def test_a_file_without_optional_columns_tells_nothing_about_them(sample: Sample, tmp_path: Path):
    format_ = next(each for each in FORMATS if each.name == sample.format)

    def least(table: Table) -> str:
        sheet = format_.items if table.header_file == "yahoo-items.csv" else format_.orders
        assert sheet is not None
        names = [*sheet.signature, *sheet.any_of[:1], *filter(None, [sheet.source])]
        same = {plain(name): name for name in table.names}
        return table.text(list(dict.fromkeys(same[plain(name)] for name in [sheet.number, *names])))

    facts = read(sample.write(tmp_path, text=least))
    assert [each.number for each in facts if isinstance(each, OrderFacts)] == [
        each.number for each in sample.expected
    ]
    for each in facts:
        assert isinstance(each, OrderFacts)
        assert (each.total, each.buyer.postal_code, each.buyer.birthday) == (None, None, None)


def test_without_the_order_number_the_file_is_refused_and_the_column_named(sample: Sample, tmp_path: Path):
    format_ = next(each for each in FORMATS if each.name == sample.format)

    def headless(table: Table) -> str:
        numbers = {plain(table.number), *map(plain, format_.orders.other_names.get(table.number, ()))}
        return table.text([name for name in table.names if plain(name) not in numbers])

    with pytest.raises(FileRefused, match=r"lacks") as refused:
        open_orders(sample.write(tmp_path, text=headless))
    assert plain(sample.tables[0].number) in plain(str(refused.value))


def test_a_header_alone_is_no_orders(sample: Sample, tmp_path: Path):
    def header_only(table: Table) -> str:
        return "\r\n".join(table.text().split("\r\n")[: table.above + 1])

    reading = open_orders(sample.write(tmp_path, text=header_only))
    assert list(reading) == []
    assert reading.bytes_read == reading.total_bytes


def test_one_faulty_row_refuses_its_order_and_no_other(sample: Sample, tmp_path: Path):
    def cut(table: Table) -> str:
        rows = list(
            csv.reader(
                io.StringIO(table.text()),
                delimiter=table.delimiter,
                quoting=3 if table.is_tsv else 0,
            )
        )
        header_row, first = table.above, table.above + 1
        at = rows[header_row].index(table.number)
        rows[first] = rows[first][: max(at + 1, len(rows[header_row]) - 1)]
        out = io.StringIO()
        if table.is_tsv:
            return "".join("\t".join(row) + "\r\n" for row in rows)
        csv.writer(out, delimiter=table.delimiter).writerows(rows)
        return out.getvalue()

    paths = sample.write(tmp_path)
    paths[0].write_bytes(cut(sample.tables[0]).encode(sample.tables[0].encoding))
    (refused,) = [item for item in open_orders(paths) if isinstance(item, RefusedRows)]
    line = sample.tables[0].above + 2
    assert (refused.line, refused.order_number) == (line, sample.expected[0].number)
    assert "cells, but the file has" in refused.reason
    assert [each for each in read(paths) if isinstance(each, OrderFacts)] == sample.expected[1:]


def test_columns_of_cards_and_accounts_are_not_even_looked_for(sample: Sample, tmp_path: Path):
    format_ = next(each for each in FORMATS if each.name == sample.format)
    declared = format_.orders.columns | (format_.items.columns if format_.items else frozenset())
    assert not [column for column in declared if denied(column)]
    for table in sample.tables:
        assert not [name for name in positions(table.names) if denied(name)]
    assert "NEVER READ" not in str(read(sample.write(tmp_path)))
    assert "4000" not in str([each for each in sample.expected if each.source == "aupay"])


def test_declared_columns_are_columns_of_that_market(sample: Sample, tmp_path: Path):
    """A misspelt column would silently read as "not told"."""
    format_ = next(each for each in FORMATS if each.name == sample.format)
    known = {plain(name) for table in sample.tables for name in table.names}
    known |= {plain(name) for file in sample.also for name in header(file)}
    if sample.source == "amazon":
        known.add("buyer-company-name")
    declared = format_.orders.columns | (format_.items.columns if format_.items else frozenset())
    assert {plain(name) for name in declared} - known == set()


def test_every_format_has_a_sample(sample: Sample):
    assert {each.format for each in SAMPLES} == set(format_names())
    assert len({each.id for each in SAMPLES}) == len(SAMPLES)
