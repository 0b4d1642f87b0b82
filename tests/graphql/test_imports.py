"""Importing files: uploads, what becomes of rows, and files that cannot be read."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS
from saleor_customer_mgmt.models import AuditEntry, Import, ImportChunk, ImportResult, OrderRecord
from saleor_customer_mgmt.services import background, run_work
from tests.background import AtOnce, Told
from tests.graphql.conftest import ask_with, client_of, person
from tests.graphql.operations import OPERATIONS
from tests.graphql.world import CSV
from tests.importers.packing import pack, workbook
from tests.samples import header

BAD_ROW = "shop,901,yesterday,placed,見本 花子,,100,JPY\n"
MAPPING = """
[file]
source = "mine"
[columns]
order_number = "No"
name = "Buyer"
"""


@pytest.fixture
def upload(db: None) -> Any:
    """Send files to ``orderImportCreate`` as staff; return its answer, the import as it is afterwards."""
    client = client_of(person("importer", MANAGE_ORDERS))

    def send(*contents: str | bytes, names: tuple[str, ...] = (), **variables: Any) -> Any:
        files = {
            str(i): SimpleUploadedFile(
                names[i] if names else f"orders-{i}.csv",
                text.encode() if isinstance(text, str) else text,
            )
            for i, text in enumerate(contents)
        }
        told = {
            "operations": json.dumps(
                {
                    "query": OPERATIONS["OrderImportCreate"],
                    "variables": {"files": [None] * len(files), **variables},
                }
            ),
            "map": json.dumps({i: [f"variables.files.{i}"] for i in files}),
        }
        answer = client.post("/graphql/", {**told, **files}).json()
        assert "errors" not in answer, answer
        done = answer["data"]["orderImportCreate"]
        if done["orderImport"] is not None:
            assert done["orderImport"]["state"] == "PENDING"
            done["orderImport"] = ask_with(client)(OPERATIONS["OrderImport"], id=done["orderImport"]["id"])[
                "data"
            ]["orderImport"]
        return done

    return send


def test_rows_end_as_results(upload: Any, told: Any) -> None:
    done = upload(CSV + BAD_ROW)

    assert done["errors"] == []
    run = done["orderImport"]
    assert (run["state"], run["new"], run["refused"], run["rows"]) == ("DONE", 1, 1, 2)
    found = told(OPERATIONS["OrderImport"], id=run["id"], outcome="REFUSED")["orderImport"]
    assert found["files"][0]["name"] == "orders-0.csv"
    assert (found["progress"], found["author"]["label"]) == (1.0, "importer")
    (refused,) = [edge["node"] for edge in found["results"]["edges"]]
    assert (refused["line"], refused["column"], refused["orderNumber"]) == (3, "placed_at", "901")
    assert "yesterday" not in json.dumps(found)
    everything = told(OPERATIONS["OrderImport"], id=run["id"])["orderImport"]["results"]
    assert everything["totalCount"] == 2
    assert everything["edges"][0]["node"]["order"]["number"] == "900"


def test_a_dry_run_records_nothing_and_says_what_would_be(upload: Any) -> None:
    run = upload(CSV, dryRun=True)["orderImport"]

    assert (run["dryRun"], run["new"]) == (True, 1)
    assert OrderRecord.objects.count() == 0
    assert upload(CSV)["orderImport"]["new"] == 1
    assert upload(CSV)["orderImport"]["unchanged"] == 1


def test_times_without_offset_are_of_the_zone_that_is_told(upload: Any) -> None:
    """Also after the request: a worker reads the file."""
    run = upload(CSV, timeZone="Europe/Paris")["orderImport"]

    assert (run["state"], run["new"]) == ("DONE", 1)
    in_paris = OrderRecord.objects.get().placed_at
    assert Import.objects.get().asked["timezone"] == "Europe/Paris"
    assert upload(CSV)["orderImport"]["changed"] == 1
    in_tokyo = OrderRecord.objects.get().placed_at
    assert in_paris is not None
    assert in_tokyo is not None
    assert (in_paris - in_tokyo).total_seconds() == 8 * 3600


def test_a_time_zone_that_there_is_not_is_refused(upload: Any) -> None:
    done = upload(CSV, timeZone="Mars/Olympus")

    assert done["errors"] == [
        {"field": "timeZone", "message": "There is no such time zone.", "code": "INVALID"}
    ]
    assert done["orderImport"] is None
    assert not Import.objects.exists()


def test_files_that_do_not_belong_together_are_refused_without_telling_where_they_lay(upload: Any) -> None:
    rakuten = ",".join(header("rakuten.csv"))
    done = upload(CSV, rakuten, names=("a.csv", "a.csv"))

    why = "this file (Rakuten RMS) is not read together with a.csv (Neutral CSV); import them one after the "
    why += "other"
    assert [(error["code"], error["message"]) for error in done["errors"]] == [
        ("FILE_REFUSED", f"a (2).csv: {why}")
    ]
    assert Import.objects.get().state == "failed"
    assert not ImportChunk.objects.exists()


def test_parts_of_one_export_in_one_import(upload: Any, ask: Any, tmp_path: Path) -> None:
    """Also in an archive, and as a workbook; what the parts have in common counts once."""
    parts = [CSV + f"shop,{n},2026-01-06,placed,見本 花子,,100,JPY\n" for n in range(901, 904)]
    book = workbook(tmp_path / "b.xlsx", {"S": [line.split(",") for line in parts[2].splitlines()]})
    packed = pack(tmp_path / "p.zip", {"2026/受注.csv": parts[1].encode(), "__MACOSX/._x": b"\0"})

    done = upload(parts[0], packed.read_bytes(), book.read_bytes(), names=("a.csv", "p.zip", "b.xlsx"))

    run = done["orderImport"]
    assert (run["state"], run["new"], run["refused"], run["rows"]) == ("DONE", 4, 0, 6)
    assert run["encoding"] == "utf-8, xlsx"
    assert [file["name"] for file in run["files"]] == ["a.csv", "p.zip", "b.xlsx"]
    found = ImportResult.objects.filter(run=Import.objects.get()).values_list("file", flat=True)
    assert sorted(found) == [*["a.csv"] * 2, *["b.xlsx"] * 2, *["p.zip/2026/受注.csv"] * 2]
    assert sorted(OrderRecord.objects.values_list("number", flat=True)) == ["900", "901", "902", "903"]


def test_what_was_put_right_and_why_rows_were_refused_is_told_in_japanese(upload: Any, ask: Any) -> None:
    rows = "shop,901,2026-01-06,placed,やまだ,9000000001,100,JPY\nshop,902,never,placed,やまだ,,100,JPY\n"

    run = upload(CSV + rows)["orderImport"]

    def told(**which: Any) -> Any:
        answer = ask(OPERATIONS["OrderImport"], id=run["id"], language="JA", **which)
        (edge,) = answer["data"]["orderImport"]["results"]["edges"]
        return edge["node"]

    what = "Excelで消えた電話番号の先頭の0を補いました"
    assert told(repaired=True)["repairs"] == [{"line": 3, "column": "phone", "what": what}]
    refused = told(outcome="REFUSED")
    assert (refused["orderNumber"], refused["column"]) == ("902", "placed_at")
    assert refused["reason"] == "2024-01-31 や 2024/1/31 15:04:05 の形式の日時ではありません"


def test_what_was_put_right_is_told(upload: Any, ask: Any) -> None:
    row = "shop,901,2026-01-06,placed,やまだ,9000000001,100,JPY\n"

    run = upload(CSV + row)["orderImport"]

    assert (run["new"], run["repaired"]) == (2, 1)
    answer = ask(OPERATIONS["OrderImport"], id=run["id"], repaired=True)["data"]["orderImport"]["results"]
    what = "the zero that Excel took off the phone number was put back"
    assert answer["totalCount"] == 1
    (edge,) = answer["edges"]
    assert (edge["node"]["orderNumber"], edge["node"]["outcome"]) == ("901", "NEW")
    assert edge["node"]["repairs"] == [{"line": 3, "column": "phone", "what": what}]
    rest = ask(OPERATIONS["OrderImport"], id=run["id"], repaired=False)["data"]["orderImport"]["results"]
    assert [(edge["node"]["orderNumber"], edge["node"]["repairs"]) for edge in rest["edges"]] == [("900", [])]


def test_an_archive_beyond_the_limit_is_refused_with_its_setting(
    upload: Any, settings: Any, tmp_path: Path
) -> None:
    settings.CUSTOMER_MGMT = {"UNPACKED_MIB": 1}
    packed = pack(tmp_path / "p.zip", {"a.csv": CSV.encode() + b"\n" * (2 << 20)})

    done = upload(packed.read_bytes(), names=("p.zip",))

    assert [(error["code"], error["message"]) for error in done["errors"]] == [
        (
            "FILE_REFUSED",
            "p.zip: this archive unpacks to 3 MiB; at most 1 MiB are read (UNPACKED_MIB of CUSTOMER_MGMT)",
        )
    ]
    assert OrderRecord.objects.count() == 0


@pytest.mark.parametrize(
    "name", ["../../evil.csv", ".hidden", "a" * 300 + ".csv", "注文.csv", "注" * 100 + ".csv"]
)
def test_odd_names_stay_in_their_folder(upload: Any, name: str) -> None:
    assert upload(CSV, names=(name,))["errors"] == []
    assert "/" not in Import.objects.get().files[0]["name"]


def test_a_mapping_file(upload: Any) -> None:
    run = upload("No,Buyer\n77,見本 花子\n", mapping=MAPPING)["orderImport"]

    assert run["new"] == 1
    assert OrderRecord.objects.get().source == "mine"


@pytest.mark.parametrize(
    ("content", "variables", "codes"),
    [
        (b"\x00\x01\x02", {}, ["FILE_REFUSED"]),
        ("", {}, ["FILE_REFUSED"]),
        (CSV, {"fileFormat": "nonsense"}, ["UNKNOWN_FORMAT"]),
        (CSV, {"mapping": "[nonsense]\na = 1\n[columns]\nx = 1"}, ["MAPPING_REFUSED"] * 3),
        (CSV, {"mapping": "= ="}, ["MAPPING_REFUSED"]),
        (CSV, {"source": "a\0b"}, ["INVALID"]),
        (CSV, {"mapping": "x" * 100_001}, ["INVALID"]),
    ],
)
def test_what_cannot_be_read_has_a_code(
    upload: Any, content: Any, variables: dict[str, Any], codes: list[str]
) -> None:
    done = upload(content, **variables)

    assert [error["code"] for error in done["errors"]] == codes
    assert done["orderImport"] is None
    assert OrderRecord.objects.count() == 0


def test_a_source_that_cannot_be_one_is_refused(upload: Any) -> None:
    done = upload(CSV, source="x" * 60)

    assert [e["code"] for e in done["errors"]] == ["INVALID"]


def cancel(ask: Any, run: str) -> dict[str, Any]:
    return dict(ask(OPERATIONS["OrderImportCancel"], id=run)["data"]["orderImportCancel"])


def test_too_much_is_refused_with_the_limit_and_its_setting(upload: Any, settings: Any) -> None:
    settings.CUSTOMER_MGMT = {"UPLOAD_FILES": 20, "UPLOAD_MIB": 1}
    told = {
        "operations": json.dumps(
            {"query": OPERATIONS["OrderImportCreate"], "variables": {"files": [None] * 21}}
        ),
        "map": json.dumps({"0": [f"variables.files.{i}" for i in range(21)]}),
        "0": SimpleUploadedFile("orders.csv", CSV.encode()),
    }
    many = (
        client_of(person("keen", MANAGE_ORDERS)).post("/graphql/", told).json()["data"]["orderImportCreate"]
    )
    assert [(e["code"], e["message"]) for e in many["errors"]] == [
        ("TOO_MANY", "21 files at once; 20 at most (UPLOAD_FILES of CUSTOMER_MGMT).")
    ]

    large = upload(CSV + "x" * (1 << 20))
    assert [(e["code"], e["message"]) for e in large["errors"]] == [
        ("TOO_LARGE", "The files have 2 MiB in all; 1 at most (UPLOAD_MIB of CUSTOMER_MGMT).")
    ]
    assert not Import.objects.exists()
    assert not ImportChunk.objects.exists()


def test_files_are_kept_while_the_import_waits_and_no_longer(upload: Any, ask: Any, monkeypatch: Any) -> None:
    waiting = Told()
    monkeypatch.setattr(background, "_registered", [waiting])

    run = upload(CSV)["orderImport"]

    assert (run["state"], run["progress"], run["startedAt"]) == ("PENDING", 0.0, None)
    (kept,) = ImportChunk.objects.all()
    assert bytes(kept.data).decode() == CSV
    ((kind, key),) = waiting.runs
    assert (kind, key) == ("import", Import.objects.get().id)
    run_work.do(kind, key)
    assert ask(OPERATIONS["OrderImport"], id=run["id"])["data"]["orderImport"]["state"] == "DONE"
    assert not ImportChunk.objects.exists()


def test_an_import_that_waits_is_cancelled_at_once(upload: Any, ask: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(background, "_registered", [Told()])
    run = upload(CSV)["orderImport"]["id"]

    done = cancel(ask, run)

    assert done["errors"] == []
    assert (done["orderImport"]["state"], done["orderImport"]["cancelRequested"]) == ("CANCELLED", True)
    assert not ImportChunk.objects.exists()
    run_work.do("import", Import.objects.get().id)
    assert Import.objects.get().state == "cancelled"
    assert OrderRecord.objects.count() == 0
    assert [e["code"] for e in cancel(ask, run)["errors"]] == ["ALREADY_DONE"]
    assert list(AuditEntry.objects.order_by("id").values_list("action", "by_label")) == [
        ("cancel_import", "staff"),
        ("import", "importer"),
    ]


@pytest.mark.parametrize(
    "name", ["nonsense", ids.row_id("OrderImport", 12345), ids.row_id("CustomerMgmtJob", 1)]
)
def test_an_import_that_is_none_cannot_be_cancelled(ask: Any, name: str) -> None:
    done = cancel(ask, name)

    assert (done["orderImport"], [e["code"] for e in done["errors"]]) == (None, ["NOT_FOUND"])
    assert AuditEntry.objects.count() == 0


def test_a_broker_that_is_down_loses_nothing(upload: Any, monkeypatch: Any, caplog: Any) -> None:
    class Down(Told):
        def start(self, kind: str, run: int, *, within: float | None) -> None:
            raise ConnectionError("redis://a-secret@nowhere")

    monkeypatch.setattr(background, "_registered", [Down()])

    done = upload(CSV)

    assert (done["errors"], done["orderImport"]["state"]) == ([], "PENDING")
    assert "nobody could be told (ConnectionError)" in caplog.text
    assert "secret" not in caplog.text
    monkeypatch.setattr(background, "_registered", [AtOnce()])
    Import.objects.update(updated_at=timezone.now() - timedelta(minutes=2))
    run_work.tend()
    assert Import.objects.get().state == "done"
    assert OrderRecord.objects.count() == 1
