"""Saved mappings: kept with their revisions, found again by the columns of a file, used by imports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from saleor_customer_mgmt.importers import FileRefused, MappingFile, MappingRefused
from saleor_customer_mgmt.models import AuditEntry, Import, ImportMapping, ImportMappingRevision, OrderRecord
from saleor_customer_mgmt.services.errors import Conflict, NotFound, ServiceError
from saleor_customer_mgmt.services.import_orders import import_orders
from saleor_customer_mgmt.services.save_mapping import MAX_MAPPINGS, remove_mapping, save_mapping
from tests.builders import STAFF

pytestmark = pytest.mark.django_db

MAPPING = """
[file]
source = "oldcart"
currency = "JPY"
[columns]
order_number = "伝票No"
name = "お名前"
phone = "連絡先"
total = "お会計"
[status]
"済" = "fulfilled"
[seen]
columns = ["伝票No", "お名前", "連絡先", "お会計", "備考"]
"""
FILE = "伝票No,お名前,連絡先,お会計,備考\nD-1,見本花子,090-0000-1001,1000,\nD-2,例太郎,03-0000-0001,2000,x\n"


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def written(text: str = FILE, name: str = "denpyo.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="cp932")
        return path

    return written


def nothing_was_saved() -> bool:
    return not ImportMapping.objects.exists() and not AuditEntry.objects.exists()


def test_an_unknown_file_is_read_with_the_mapping_that_was_saved_for_its_columns(write: Any) -> None:
    with pytest.raises(FileRefused, match="not an order file of a known format"):
        import_orders([write()], actor=STAFF)
    saved = save_mapping(" Till ", MAPPING, actor=STAFF)
    shuffled = "備考,お会計,伝票No,お名前\n,3000,D-3,見本花子\n"

    run = import_orders([write()], actor=STAFF)
    again = import_orders([write(shuffled, "later.csv")], actor=STAFF)

    assert (run.new, run.refused, run.source, run.file_format) == (2, 0, "oldcart", "mapping")
    assert (again.new, again.refused) == (1, 0)
    assert run.saved_mapping == again.saved_mapping == saved.revision
    assert saved.mapping.name == "Till"
    found = OrderRecord.objects.order_by("number").values_list("source", "number", "total", "currency")
    assert [(source, number, f"{total:.0f}", code) for source, number, total, code in found] == [
        ("oldcart", "D-1", "1000", "JPY"),
        ("oldcart", "D-2", "2000", "JPY"),
        ("oldcart", "D-3", "3000", "JPY"),
    ]
    assert import_orders([write()], actor=STAFF).unchanged == 2


def test_a_known_format_goes_before_a_saved_mapping_unless_that_is_named(write: Any) -> None:
    neutral = "order_number,name,phone,who\n1,見本花子,090-0000-1001,例太郎\n"
    text = '[file]\nsource = "x"\n[columns]\norder_number = "order_number"\nname = "who"\n'
    text += '[seen]\ncolumns = ["order_number", "name", "phone", "who"]\n'
    saved = save_mapping("Mine", text, actor=STAFF)
    path = write(neutral)

    assert saved.known == "Neutral CSV"
    assert import_orders([path], actor=STAFF, source="shop").saved_mapping is None
    named = import_orders([path], actor=STAFF, saved_mapping=saved.mapping.id)
    assert named.saved_mapping == saved.revision
    assert set(OrderRecord.objects.values_list("source", "number")) == {("shop", "1"), ("x", "1")}


def test_a_format_or_a_mapping_file_that_is_named_goes_before_a_saved_mapping(write: Any) -> None:
    save_mapping("Till", MAPPING, actor=STAFF)
    other = MappingFile.parse('[file]\nsource = "other"\n[columns]\norder_number = "伝票No"\n')

    assert import_orders([write()], actor=STAFF, mapping=other).saved_mapping is None
    assert set(OrderRecord.objects.values_list("source", flat=True)) == {"other"}
    with pytest.raises(FileRefused):
        import_orders([write()], actor=STAFF, file_format="neutral")


def test_each_change_is_a_revision_and_imports_name_theirs(write: Any) -> None:
    first = save_mapping("Till", MAPPING, actor=STAFF)
    run = import_orders([write()], actor=STAFF)
    key = first.mapping.id

    same = save_mapping("Till", MAPPING, actor=STAFF, mapping_id=key)
    other = save_mapping("Till", MAPPING.replace("JPY", "USD"), actor=STAFF, mapping_id=key)
    renamed = save_mapping("Shop", MAPPING.replace("JPY", "USD"), actor=STAFF, mapping_id=key)

    assert [each.revision.number for each in (first, same, other, renamed)] == [1, 1, 2, 2]
    assert ImportMapping.objects.get().name == "Shop"
    assert import_orders([write()], actor=STAFF).saved_mapping == other.revision
    run.refresh_from_db()
    assert run.saved_mapping == first.revision
    assert first.revision.document["file"]["currency"] == "JPY"
    audit = AuditEntry.objects.filter(action="import_mapping_saved").order_by("id")
    assert [entry.data["revision"] for entry in audit] == [1, 2, 2]
    assert (other.revision.by_kind, other.revision.by_label) == (STAFF.kind, STAFF.label)


def test_a_removed_mapping_reads_nothing_and_what_it_read_stays(write: Any) -> None:
    saved = save_mapping("Till", MAPPING, actor=STAFF)
    run = import_orders([write()], actor=STAFF)

    remove_mapping(saved.mapping.id, actor=STAFF)

    with pytest.raises(FileRefused):
        import_orders([write(FILE.replace("D-", "E-"))], actor=STAFF)
    with pytest.raises(NotFound):
        import_orders([write()], actor=STAFF, saved_mapping=saved.mapping.id)
    with pytest.raises(NotFound):
        remove_mapping(saved.mapping.id, actor=STAFF)
    assert OrderRecord.objects.count() == 2
    run.refresh_from_db()
    assert run.saved_mapping == saved.revision
    assert AuditEntry.objects.filter(action="import_mapping_removed").count() == 1
    assert save_mapping("Till", MAPPING, actor=STAFF).mapping != saved.mapping


def test_two_mappings_for_one_file_are_not_saved(write: Any) -> None:
    save_mapping("Till", MAPPING, actor=STAFF)
    with pytest.raises(Conflict, match="read by “Till” already"):
        save_mapping("Other", MAPPING.replace("JPY", "USD"), actor=STAFF)
    with pytest.raises(Conflict, match="There is a mapping “Till” already"):
        save_mapping("Till", MAPPING.replace("伝票No", "番号"), actor=STAFF)
    assert ImportMapping.objects.count() == ImportMappingRevision.objects.count() == 1


def test_a_file_between_two_mappings_is_refused_and_both_are_named(write: Any) -> None:
    first = save_mapping("Till", MAPPING.replace('"備考"]', '"備考", "店"]'), actor=STAFF)
    save_mapping("Other", MAPPING.replace("JPY", "USD").replace('"備考"]', '"備考", "係"]'), actor=STAFF)

    with pytest.raises(
        FileRefused, match="several saved mappings read files with these columns: “Till”, “Other”"
    ):
        import_orders([write()], actor=STAFF)

    assert OrderRecord.objects.count() == 0
    assert Import.objects.get().state == Import.State.FAILED
    assert import_orders([write()], actor=STAFF, saved_mapping=first.mapping.id).new == 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (MAPPING.replace('source = "oldcart"', ""), "[file] source is missing"),
        (MAPPING[: MAPPING.index("[seen]")], "[seen] columns is missing"),
        (
            MAPPING.replace('columns = ["伝票No", ', "columns = ["),
            "[columns] names 伝票No, which is not among",
        ),
        (MAPPING.replace('"備考"]', '"' + "長" * 1001 + '"]'), "[seen] has more than 2,000 columns"),
        (MAPPING.replace("備考", "\\u0000"), "it has a NUL character"),
        (MAPPING.replace("[seen]", "[sean]"), "[sean] is not known"),
        ("[columns", "is not TOML"),
    ],
)
def test_what_files_cannot_be_recognised_and_read_by_is_not_saved(text: str, problem: str) -> None:
    with pytest.raises(MappingRefused) as refused:
        save_mapping("Till", text, actor=STAFF)
    assert any(each.startswith(problem) for each in refused.value.problems), refused.value.problems
    assert nothing_was_saved()


def test_a_row_of_data_is_not_kept_in_the_place_of_names() -> None:
    row = '["17", "hanako@example.com", "090-0000-1001"]'
    text = f'[file]\nsource = "x"\n[columns]\norder_number = "17"\n[seen]\ncolumns = {row}\n'
    with pytest.raises(MappingRefused, match="looks like a row of data"):
        save_mapping("Till", text, actor=STAFF)
    assert nothing_was_saved()


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "a\nb", "a\0b"])
def test_a_name_that_is_none(name: str) -> None:
    with pytest.raises(ServiceError, match="1 to 200 characters"):
        save_mapping(name, MAPPING, actor=STAFF)
    assert nothing_was_saved()


def test_there_are_not_endlessly_many(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_MAPPINGS == 200
    monkeypatch.setattr("saleor_customer_mgmt.services.save_mapping.MAX_MAPPINGS", 1)
    saved = save_mapping("Till", MAPPING, actor=STAFF)
    with pytest.raises(ServiceError, match="There are 1 mappings already"):
        save_mapping("Other", MAPPING.replace("伝票No", "番号"), actor=STAFF)
    assert save_mapping("New", MAPPING, actor=STAFF, mapping_id=saved.mapping.id).mapping.name == "New"


def test_a_mapping_that_is_not_there_is_not_changed() -> None:
    with pytest.raises(NotFound):
        save_mapping("Till", MAPPING, actor=STAFF, mapping_id=4711)
    assert nothing_was_saved()
