"""What a sheet may say of its files: other names, numbered columns, rows that go on, the last lines."""

from __future__ import annotations

import re
from datetime import UTC
from pathlib import Path

import pytest

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts
from saleor_customer_mgmt.importers import FileRefused, OrderRead, Reading, RefusedRows
from saleor_customer_mgmt.importers.format import Format, OrderRows, Sheet
from saleor_customer_mgmt.importers.given import DiskFile
from saleor_customer_mgmt.importers.recognise import recognise


def read(order: OrderRows) -> OrderFacts:
    lines = [
        LineFacts(product=text, quantity=row.quantity("Pieces"))
        for row in order.rows
        for text in (row.get("Item"), row.numbered("Item {}", 1), row.numbered("Item {}", 12))
        if text
    ]
    return OrderFacts(order.source, order.number, payment_method=order.first("Paid by"), lines=tuple(lines))


FORMAT = Format(
    name="made-up",
    title="Made up",
    source="shop",
    orders=Sheet(
        number="Number",
        number_pattern=re.compile(r"\d+"),
        signature=("Number", "Paid by"),
        columns=frozenset({"Paid by", "Item", "Pieces"}),
        other_names={
            "Number": ("Nummer", "番号"),
            "Paid by": ("Zahlungsart",),
            "Pieces": ("Anzahl", "Menge"),
        },
        numbered=("Item {}",),
        continued_by=("Item",),
        closing=re.compile(r"\d+ orders|The End"),
    ),
    read=read,
)


def reading(folder: Path, text: str) -> list[OrderRead | RefusedRows]:
    path = folder / "orders.csv"
    path.write_text(text, encoding="utf-8")
    return list(Reading(recognise(DiskFile(path, path.name), [FORMAT]), "shop", UTC))


def orders(items: list[OrderRead | RefusedRows]) -> list[tuple[str, str | None, list[tuple[str, int]]]]:
    return [
        (i.facts.number, i.facts.payment_method, [(x.product, x.quantity) for x in i.facts.lines or ()])
        for i in items
        if isinstance(i, OrderRead)
    ]


@pytest.mark.parametrize(
    "header", ["Number,Paid by,Item", "Item,nummer,ZAHLUNGSART", "zahlungsart,番号,Item"][:3]
)
def test_columns_by_any_of_their_names(tmp_path: Path, header: str):
    cells = {"number": "1", "nummer": "1", "番号": "1", "item": "Tea"}
    row = ",".join(cells.get(name.casefold(), "cash") for name in header.split(","))
    assert orders(reading(tmp_path, f"{header}\n{row}\n")) == [("1", "cash", [("Tea", 1)])]


def test_of_two_names_in_one_file_the_formats_own_counts(tmp_path: Path):
    text = "Menge,Number,Paid by,Item,Anzahl,Pieces\n7,1,cash,Tea,8,9\n"
    assert orders(reading(tmp_path, text)) == [("1", "cash", [("Tea", 9)])]
    assert orders(reading(tmp_path, text.replace(",Pieces", ",Other"))) == [("1", "cash", [("Tea", 8)])]


def test_a_fault_is_told_under_the_name_that_stands_in_the_file(tmp_path: Path):
    (refused,) = reading(tmp_path, "Nummer,Zahlungsart,Item,Menge\n1,cash,Tea,many\n")
    assert isinstance(refused, RefusedRows)
    assert (refused.line, refused.column, refused.order_number) == (2, "Menge", "1")
    (refused,) = reading(tmp_path, "Nummer,Zahlungsart,Item\nA,cash,Tea\n")
    assert isinstance(refused, RefusedRows)
    assert (refused.line, refused.column, refused.order_number) == (2, "Nummer", "")


def test_a_file_without_any_name_of_a_needed_column_is_refused(tmp_path: Path):
    with pytest.raises(FileRefused, match="for Made up it lacks Paid by"):
        reading(tmp_path, "Nummer,Item\n1,Tea\n")


def test_numbered_columns_as_many_as_there_are(tmp_path: Path):
    text = "Number,Paid by,Item 12,Item 1,Item 0,Item x,Items\n1,cash,Cup,Tea,no,no,no\n2,cash,,Pot,,,\n"
    assert orders(reading(tmp_path, text)) == [
        ("1", "cash", [("Tea", 1), ("Cup", 1)]),
        ("2", "cash", [("Pot", 1)]),
    ]


def test_rows_without_number_go_on_with_the_order_above(tmp_path: Path):
    items = reading(tmp_path, "Number,Paid by,Item\n1,cash,Tea\n,,Cup\n\n,,Pot\n2,card,Bag\n")
    assert orders(items) == [
        ("1", "cash", [("Tea", 1), ("Cup", 1), ("Pot", 1)]),
        ("2", "card", [("Bag", 1)]),
    ]
    assert [item.rows for item in items] == [
        (("orders.csv", 2), ("orders.csv", 3), ("orders.csv", 5)),
        (("orders.csv", 6),),
    ]


def test_rows_without_number_go_on_with_nothing_else(tmp_path: Path):
    """Neither without an item, nor at the top, nor below an order that is refused."""
    items = reading(tmp_path, "Number,Paid by,Item\n,,Tea\n1,cash,Tea\n,cash,\nbad,cash,Tea\n,,Cup\n")
    assert orders(items) == [("1", "cash", [("Tea", 1)])]
    refused = [(i.line, i.reason) for i in items if isinstance(i, RefusedRows)]
    assert refused == [
        (2, "no order number (a row of totals?)"),
        (4, "no order number (a row of totals?)"),
        (5, "not an order number of this source"),
        (6, "no order number (a row of totals?)"),
    ]


def test_what_a_file_ends_with_is_no_row(tmp_path: Path):
    items = reading(tmp_path, "Number,Paid by,Item\n1,cash,Tea\n,2 orders\nThe, End ,\nThe,very,End\n")
    assert orders(items) == [("1", "cash", [("Tea", 1)])]
    assert [i.rows for i in items if isinstance(i, RefusedRows)] == [(("orders.csv", 5),)]


def test_an_order_that_reads_like_the_end_is_an_order(tmp_path: Path):
    (item,) = reading(tmp_path, "Paid by,Item,Number\nThe End,,1\n")
    assert isinstance(item, OrderRead)
    assert item.facts.payment_method == "The End"
