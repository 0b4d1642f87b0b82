from __future__ import annotations

import zipfile
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from saleor_customer_mgmt.core.checks import InvalidFacts
from saleor_customer_mgmt.importers import FileRefused
from saleor_customer_mgmt.models import AuditEntry, Customer, Import, ImportResult, OrderKey, OrderRecord
from saleor_customer_mgmt.services import import_batches, import_rows
from saleor_customer_mgmt.services.errors import Stale
from saleor_customer_mgmt.services.import_orders import import_orders
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import STAFF, groups, order_facts
from tests.importers.packing import pack
from tests.services.truth import assert_true

pytestmark = pytest.mark.django_db

COLUMNS = "order_number,placed_at,status,total,name,phone,sku,quantity"
FIRST = "N1,2026-01-01,fulfilled,1000,山田太郎,090-0000-1111,SKU-1,1"
SECOND = "N2,2026-01-02,placed,2000,山田太郎,090-0000-1111,SKU-1,1"
THIRD = "N3,2026-01-03,placed,3000,山田花子,090-0000-2222,SKU-1,1"


@pytest.fixture
def write(tmp_path: Path):
    def written(*rows: str, name: str = "orders.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join((COLUMNS, *rows, "")), encoding="utf-8")
        return path

    return written


def take_in(*paths: Path, **more: Any) -> Import:
    return import_orders(paths, actor=STAFF, source="shop", **more)


def results(run: Import) -> list[tuple[str, str, list[int], int | None, str]]:
    rows = run.results.order_by("lines").values_list("outcome", "order_number", "lines", "line", "column")
    return [(outcome, number, lines, line, column) for outcome, number, lines, line, column in rows]


def counts(run: Import) -> tuple[int, int, int, int]:
    run.refresh_from_db()
    return run.new, run.changed, run.unchanged, run.refused


def test_every_row_is_told_what_became_of_it(write) -> None:
    take_in(write(FIRST, SECOND))
    file = write(
        FIRST,
        SECOND.replace("placed", "cancelled"),
        THIRD,
        "N4,2026-13-45,placed,1,山田太郎,,SKU-1,1",
        THIRD.replace("SKU-1", "SKU-2"),  # the second line of the third order
        ",2026-01-05,placed,1,山田太郎,,,",
    )

    run = take_in(file)

    assert results(run) == [
        ("unchanged", "N1", [2], None, ""),
        ("changed", "N2", [3], None, ""),
        ("new", "N3", [4, 6], None, ""),
        ("refused", "N4", [5], 5, "placed_at"),
        ("refused", "", [7], 7, "order_number"),
    ]
    assert [r.reason for r in run.results.filter(outcome="refused").order_by("lines")] == [
        "there is no such day or time",
        "no order number (a row of totals?)",
    ]
    assert counts(run) == (1, 1, 1, 2)
    assert (run.rows, run.refused_rows) == (6, 2)
    assert (run.state, run.error, run.dry_run) == ("done", "", False)
    assert (run.file_format, run.source, run.encoding) == ("neutral", "shop", "utf-8")
    assert run.bytes_read == run.total_bytes == file.stat().st_size
    assert run.finished_at is not None
    (described,) = run.files
    assert (described["name"], described["size"], len(described["sha256"])) == (
        "orders.csv",
        file.stat().st_size,
        64,
    )
    recorded = run.results.exclude(order=None).values_list("order__number", "order_number")
    assert set(recorded) == {("N1", "N1"), ("N2", "N2"), ("N3", "N3")}
    assert OrderRecord.objects.get(number="N3").lines.count() == 2
    assert_true()
    entry = AuditEntry.objects.filter(action="import").latest("id")
    counted = {"new": 1, "changed": 1, "unchanged": 1, "refused": 2}
    assert entry.data == {"run": run.id, "state": "done", "dry_run": False, **counted}
    assert (entry.by_kind, entry.by_id) == ("user", "1")


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param({"name": "山田\0太郎"}, id="NUL"),
        pytest.param({"name": "長" * 3000}, id="a name of 3,000 characters"),
        pytest.param({"phone": "0" * 3000}, id="a phone of 3,000 digits"),
        pytest.param({"order_number": "N" * 101}, id="a number of 101 characters"),
        pytest.param({"order_number": "N\0"}, id="NUL in the number"),
        pytest.param({"total": "1000000000000000"}, id="a huge total"),
        pytest.param({"total": "1e999"}, id="a total with an exponent"),
        pytest.param({"total": "NaN"}, id="no number"),
        pytest.param({"quantity": "99999999999"}, id="a huge quantity"),
        pytest.param({"placed_at": "0001-01-01 00:00:00"}, id="a day before all days"),
        pytest.param({"placed_at": "9999-12-31 23:59:59-12:00"}, id="a day after all days"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_the_rest_goes_on(write, cells) -> None:
    row = dict(zip(COLUMNS.split(","), FIRST.split(","), strict=True)) | cells

    run = take_in(write(SECOND, ",".join(row.values()), THIRD))

    assert counts(run) == (2, 0, 0, 1)
    refused = run.results.get(outcome="refused")
    assert (refused.file, refused.lines, refused.line) == ("orders.csv", [3], 3)
    assert refused.reason
    assert "山田" not in refused.reason
    assert set(OrderRecord.objects.values_list("number", flat=True)) == {"N2", "N3"}


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=9))),
        datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-9))),
        datetime(2026, 1, 1),  # noqa: DTZ001
    ],
)
def test_moments_that_could_not_be_read_back_are_not_kept(moment) -> None:
    with pytest.raises(InvalidFacts):
        record_orders([order_facts("1", placed_at=moment)])
    assert not OrderRecord.objects.exists()


def test_a_dry_run_says_it_all_and_records_nothing(write) -> None:
    take_in(write(FIRST, SECOND))
    file = write(FIRST, SECOND.replace("placed", "cancelled"), THIRD, "N4,never,placed,1,山田太郎,,,")
    before = [list(model.objects.values()) for model in (OrderRecord, Customer, OrderKey)]

    dry = take_in(file, dry_run=True)

    assert [list(model.objects.values()) for model in (OrderRecord, Customer, OrderKey)] == before
    assert counts(dry) == (1, 1, 1, 1)
    assert (dry.state, dry.dry_run) == ("done", True)
    assert not dry.results.exclude(order=None).exists()
    assert results(dry) == results(take_in(file))


def test_a_file_that_is_none_is_kept_as_a_failed_run_that_says_why(tmp_path) -> None:
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\0")

    with pytest.raises(FileRefused) as refused:
        take_in(path)

    run = Import.objects.get()
    assert (run.state, run.error) == ("failed", str(refused.value))
    assert "picture.csv" in run.error
    assert run.files == [{"name": "picture.csv"}]
    assert AuditEntry.objects.get().data["state"] == "failed"


def test_an_argument_that_is_wrong_makes_no_run(write) -> None:
    with pytest.raises(ValueError, match="no format 'nothing'"):
        take_in(write(FIRST), file_format="nothing")
    with pytest.raises(ValueError, match="a source is a short name"):
        import_orders([write(FIRST)], actor=STAFF, source="Not A Source")
    with pytest.raises(ValueError, match="no files"):
        take_in()
    assert not Import.objects.exists()


def test_progress_is_told_and_kept_after_each_batch(write, monkeypatch) -> None:
    monkeypatch.setattr(import_batches, "BATCH", 2)
    seen: list[tuple[int, int, str]] = []

    def look(run: Import) -> None:
        kept = Import.objects.get(id=run.id)
        assert kept.total_bytes > 0
        seen.append((kept.rows, 100 * kept.bytes_read // kept.total_bytes, kept.state))

    run = take_in(write(FIRST, SECOND, THIRD), on_progress=look)

    assert [(rows, state) for rows, _, state in seen] == [(2, "running"), (3, "running")]
    assert 0 <= seen[0][1] <= seen[1][1] <= 100
    assert run.state == "done"


@pytest.mark.parametrize("step", ["record_checked", "_results"])
def test_a_run_that_breaks_off_counts_what_it_recorded_and_can_go_on(write, monkeypatch, step) -> None:
    monkeypatch.setattr(import_batches, "BATCH", 1)
    original, calls = getattr(import_rows, step), []

    def fails_at_the_third(*args: Any, **more: Any) -> Any:
        calls.append(1)
        if len(calls) == 3:
            raise RuntimeError("a name that nobody may read: 山田太郎")
        return original(*args, **more)

    file = write(FIRST, SECOND, THIRD)
    with monkeypatch.context() as patch:
        patch.setattr(import_rows, step, fails_at_the_third)
        with pytest.raises(RuntimeError):
            take_in(file)

    broken = Import.objects.get()
    recorded = OrderRecord.objects.count()
    assert recorded == 2
    assert (broken.state, broken.error) == ("failed", "stopped by a fault of the program")
    assert counts(broken) == (recorded, 0, 0, 0)
    assert broken.results.count() == broken.rows == recorded

    again = take_in(file)

    assert counts(again) == (3 - recorded, 0, recorded, 0)
    assert_true()


def test_a_refusal_of_the_services_is_told(write, settings) -> None:
    take_in(write(FIRST))
    settings.CUSTOMER_MGMT = {"SECRET": "another one"}

    with pytest.raises(Stale):
        take_in(write(SECOND))

    run = Import.objects.latest("id")
    assert run.state == "failed"
    assert "customer-mgmt rebuild" in run.error


def test_two_files_with_the_same_orders(write) -> None:
    """The later file tells more of one order and leaves out a column of both: nothing told is lost."""
    first = take_in(write(FIRST, SECOND, name="january.csv"))
    other = write(name="again.csv")
    other.write_text(
        "order_number,name,email\nN2,山田太郎,taro@example.com\nN1,山田太郎,\n", encoding="utf-8"
    )

    second = take_in(other)

    assert counts(first) == (2, 0, 0, 0)
    assert counts(second)[0] == 0
    assert second.results.get(order_number="N2").outcome == ImportResult.Outcome.CHANGED
    assert groups() == {frozenset({"shop:N1", "shop:N2"})}
    customer = Customer.objects.get()
    assert (customer.phone, customer.email) == ("090-0000-1111", "taro@example.com")
    assert customer.totals == {}  # the file tells no currency
    assert counts(take_in(other)) == (0, 0, 2, 0)
    assert_true()


def test_a_name_of_a_file_that_is_no_text(tmp_path) -> None:
    path = tmp_path / "orders-\udcff.csv"
    try:
        path.write_text(f"{COLUMNS}\n{FIRST}\nN4,never,placed,1,,,,\n", encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this system has no such names")

    run = take_in(path)

    assert counts(run) == (1, 0, 0, 1)
    assert run.files[0]["name"] == "orders-?.csv"
    assert [(r.file, r.line) for r in run.results.order_by("lines")] == [
        ("orders-?.csv", None),
        ("orders-?.csv", 3),
    ]


def test_what_was_put_right_is_kept_with_the_result(tmp_path: Path):
    path = tmp_path / "orders.csv"
    path.write_text(
        "source,order_number,name,phone,placed_at\n"
        "shop,1,やまだ,9000000001,45293\n"
        "shop,2,やまだ,090-0000-0002,2024-01-02\n"
        "shop,3,やまだ,9.01E+09,2024-01-02\n",
        encoding="utf-8",
    )
    zero = "the zero that Excel took off the phone number was put back"
    day = "Excel's number of a day was made a date again"

    run = import_orders([path], actor=STAFF)

    run.refresh_from_db()
    assert (run.new, run.repaired, run.refused) == (2, 1, 1)
    first, second, refused = run.results.order_by("lines")
    assert first.repaired
    assert sorted(first.repairs, key=lambda repair: str(repair["column"])) == [
        {"line": 2, "column": "phone", "what": zero},
        {"line": 2, "column": "placed_at", "what": day},
    ]
    assert [(each.repaired, each.repairs) for each in (second, refused)] == [(False, [])] * 2
    assert refused.reason == "the phone number was rounded by Excel (as 9.01E+09) and is lost"
    again = import_orders([path], actor=STAFF, dry_run=True)
    assert (again.unchanged, again.repaired) == (2, 1)


def test_an_archive_that_is_damaged_at_its_end_writes_nothing(tmp_path: Path):
    rows = "".join(f"shop,{n},山田太郎{n}\n" for n in range(3000))
    path = pack(tmp_path / "z.zip", {"orders.csv": f"source,order_number,name\n{rows},x,y\n".encode()})
    with zipfile.ZipFile(path) as archive:
        checksum = archive.infolist()[0].CRC.to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(checksum, b"\1\2\3\4"))

    with pytest.raises(FileRefused, match="the archive is damaged"):
        import_orders([path], actor=STAFF)

    run = Import.objects.get()
    assert run.state == Import.State.FAILED
    assert (OrderRecord.objects.count(), Customer.objects.count(), ImportResult.objects.count()) == (0, 0, 0)
