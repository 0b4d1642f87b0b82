"""Which saved mapping reads a file, told by the names of its columns."""

from __future__ import annotations

import random

from saleor_customer_mgmt.importers import MappingFile
from saleor_customer_mgmt.importers.saved import SavedMapping, readers_of
from saleor_customer_mgmt.importers.toml_text import mapping_toml

COLUMNS = ["No", "注文日", "姓", "名", "TEL1", "TEL2", "TEL3", "メール", "金額", "備考"]
DOCUMENT = {
    "file": {"source": "oldcart"},
    "columns": {
        "order_number": "No",
        "placed_at": "注文日",
        "name": ["姓", "名"],
        "phone": ["TEL1", "TEL2", "TEL3"],
        "email": "メール",
        "total": "金額",
    },
    "status": {"キャンセル済(店)": "cancelled"},
    "seen": {"columns": COLUMNS},
}


def saved(key: int = 1, name: str = "Old cart", **changed: object) -> SavedMapping:
    return SavedMapping(key, name, MappingFile.of(DOCUMENT | changed, name).tolerant())


def read_by(header: list[str], *others: SavedMapping) -> list[str]:
    return [each.name for each in readers_of(header, [saved(), *others])]


def test_the_same_columns_in_any_order_case_and_width():
    header = ["ＮＯ", *COLUMNS[1:]]
    for seed in range(5):
        random.Random(seed).shuffle(header)
        assert read_by(header) == ["Old cart"]


def test_columns_may_be_missing_and_new_ones_come():
    assert read_by([*COLUMNS[:8], "新しい列", "もう一つ"]) == ["Old cart"]
    assert read_by(COLUMNS[:4] + COLUMNS[7:]) == ["Old cart"]
    assert read_by([*COLUMNS, *(f"column {n}" for n in range(10))]) == ["Old cart"]


def test_another_programs_file_is_not_read():
    assert read_by([*COLUMNS, *(f"column {n}" for n in range(11))]) == []
    assert read_by(["No", "注文日", "姓", "名", "金額"]) == []
    assert read_by(COLUMNS[1:]) == []
    assert read_by([]) == []


def test_half_a_name_or_telephone_number_is_not_read_as_a_whole_one():
    assert read_by([name for name in COLUMNS if name != "名"]) == []
    assert read_by([name for name in COLUMNS if name != "TEL2"]) == []


def test_a_column_that_names_the_source_must_be_there():
    document = {key: value for key, value in DOCUMENT.items() if key != "file"}
    document["columns"] = {**DOCUMENT["columns"], "source": "備考"}  # type: ignore[dict-item]
    mapping = SavedMapping(1, "x", MappingFile.of(document, "x").tolerant())
    assert mapping.reads(mapping.columns)
    assert not mapping.reads(mapping.columns - {"備考"})


def test_the_one_that_is_most_alike_reads_it():
    longer = saved(2, "Longer", seen={"columns": [*COLUMNS, "a", "b"]}, status={})
    assert read_by(COLUMNS, longer) == ["Old cart"]
    assert read_by([*COLUMNS, "a", "b"], longer) == ["Longer"]


def test_two_that_are_as_much_alike_are_both_named_unless_they_say_the_same():
    assert read_by(COLUMNS, saved(2, "Twin", status={})) == ["Old cart", "Twin"]
    assert read_by(COLUMNS, saved(2, "Twin")) == ["Old cart"]


def test_a_document_written_and_read_again_is_the_same():
    odd = {**DOCUMENT, "status": {'"]\n[file]': "placed", "\x7f \\": "returned"}}
    assert dict(MappingFile.parse(mapping_toml(odd)).document) == odd
