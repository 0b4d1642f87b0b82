"""Mapping without programming: a file is guessed, the guess corrected, saved, and used from then on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS
from saleor_customer_mgmt.models import AuditEntry, Import, ImportMapping, OrderRecord
from saleor_customer_mgmt.services.import_orders import do_import
from tests.graphql.conftest import ask_with, client_of, person
from tests.graphql.operations import OPERATIONS

FILE = """\
注文No,注文者氏名,注文者TEL,カード番号,状態
7,見本花子,090-0000-1001,4000,発送済
8,例太郎,03-0000-0001,4001,倉庫
"""


@pytest.fixture
def client(db: None) -> Client:
    return client_of(person("importer", MANAGE_ORDERS))


def send(client: Client, operation: str, place: str, content: bytes, **variables: Any) -> Any:
    """Send an operation with a file, which stands at this place of the variables."""
    told = {
        "operations": json.dumps({"query": OPERATIONS[operation], "variables": variables}),
        "map": json.dumps({"0": [f"variables.{place}"]}),
    }
    answer = client.post("/graphql/", {**told, "0": SimpleUploadedFile("cart.csv", content)}).json()
    assert "errors" not in answer, answer
    (done,) = answer["data"].values()
    return done


def guess_of(client: Client, text: str = FILE, **variables: Any) -> Any:
    done = send(client, "OrderImportMappingGuess", "file", text.encode("cp932"), file=None, **variables)
    assert done["errors"] == []
    return done["guess"]


def imported(client: Client, text: str = FILE, **variables: Any) -> Any:
    done = send(client, "OrderImportCreate", "files.0", text.encode("cp932"), files=[None], **variables)
    if done["errors"]:
        return done
    told = ask_with(client)(OPERATIONS["OrderImport"], id=done["orderImport"]["id"])
    return told["data"]["orderImport"]


def save(client: Client, mapping: str, name: str = "Old cart", **more: Any) -> Any:
    told = ask_with(client)(OPERATIONS["OrderImportMappingSave"], name=name, mapping=mapping, **more)
    return told["data"]["orderImportMappingSave"]


def with_source(mapping: str) -> str:
    return f'[file]\nsource = "oldcart"\n\n{mapping}'


def test_a_file_is_guessed_column_by_column(client: Client) -> None:
    found = guess_of(client, language="JA")

    assert (found["fileFormat"], found["savedMapping"], found["rows"]) == (None, None, 2)
    assert [(each["column"], each["field"]) for each in found["columns"]] == [
        ("注文No", "ORDER_NUMBER"),
        ("注文者氏名", "NAME"),
        ("注文者TEL", "PHONE"),
        ("カード番号", None),
        ("状態", "STATUS"),
    ]
    name, card = found["columns"][1], found["columns"][3]
    assert name["confidence"] == 0.94
    assert name["reasons"] == [
        "列名が「注文者氏名」",
        "値の100%が一致しています",
        "注文者の項目と書かれています",
    ]
    assert name["samples"] == ["見本花子", "例太郎"]
    assert card["samples"] == []
    assert {"field": "PHONE", "alternatives": [["注文者TEL"]]} in found["fields"]
    assert [each["code"] for each in found["missing"]] == ["missing_source", "missing_placed_at"]
    assert found["missing"][1]["text"] == "注文日時の列が見つかりません。"
    assert found["unknownStates"] == ["倉庫"]
    assert "4000" not in json.dumps(found)
    assert not Import.objects.exists()
    assert guess_of(client)["columns"][0]["reasons"][0] == "the column is called “注文No”"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"%PDF-1.4", "FILE_REFUSED"), (b"", "FILE_REFUSED"), (b"a@example.com,5", "FILE_REFUSED")],
)
def test_what_is_no_table_is_refused(client: Client, content: bytes, code: str) -> None:
    done = send(client, "OrderImportMappingGuess", "file", content, file=None)
    assert (done["guess"], [error["code"] for error in done["errors"]]) == (None, [code])


def test_no_file_at_all(client: Client) -> None:
    told = ask_with(client)(OPERATIONS["OrderImportMappingGuess"])["data"]["orderImportMappingGuess"]
    assert [(error["code"], error["field"]) for error in told["errors"]] == [("REQUIRED", "file")]


def test_guessed_tried_saved_and_used_from_then_on(client: Client) -> None:
    mapping = with_source(guess_of(client)["mapping"])

    tried = imported(client, mapping=mapping, dryRun=True)
    assert (tried["new"], tried["savedMapping"], OrderRecord.objects.count()) == (2, None, 0)
    assert [e["code"] for e in imported(client)["errors"]] == ["FILE_REFUSED"]
    saved = save(client, mapping)
    assert (saved["errors"], saved["knownFormat"]) == ([], None)
    assert saved["savedMapping"]["current"]["source"] == "oldcart"
    done = imported(client)

    assert (done["new"], done["savedMapping"]["name"], done["savedMappingRevision"]) == (2, "Old cart", 1)
    assert guess_of(client)["savedMapping"] == done["savedMapping"]
    assert set(OrderRecord.objects.values_list("source", "number")) == {("oldcart", "7"), ("oldcart", "8")}
    assert AuditEntry.objects.filter(action="import_mapping_saved", by_label="importer").count() == 1


def test_a_worker_reads_with_the_revision_that_was_in_use(client: Client, monkeypatch: Any) -> None:
    """Also when the mapping is changed and deleted before it comes to that."""
    mapping = with_source(guess_of(client)["mapping"])
    key = save(client, mapping)["savedMapping"]["id"]
    started: list[int] = []
    monkeypatch.setattr(
        "saleor_customer_mgmt.services.queue_import.start_after_commit",
        lambda _kind, run: started.append(run),
    )
    imported(client)
    save(client, mapping.replace("oldcart", "newcart"), id=key)
    ask_with(client)(OPERATIONS["OrderImportMappingDelete"], id=key)

    do_import(started[0])

    assert set(OrderRecord.objects.values_list("source", flat=True)) == {"oldcart"}


def test_revisions_are_listed_and_a_deleted_one_is_not(client: Client) -> None:
    mapping = with_source(guess_of(client)["mapping"])
    key = save(client, mapping)["savedMapping"]["id"]
    changed = save(client, mapping.replace("oldcart", "newcart"), id=key, name="New cart")
    told = ask_with(client)(OPERATIONS["OrderImportMapping"], id=key)["data"]["orderImportMapping"]

    assert changed["savedMapping"]["current"]["number"] == 2
    assert (told["name"], told["current"]["source"], told["deletedAt"]) == ("New cart", "newcart", None)
    assert told["current"]["columns"] == ["注文No", "注文者氏名", "注文者TEL", "カード番号", "状態"]
    assert [edge["node"]["number"] for edge in told["revisions"]["edges"]] == [2, 1]
    assert told["current"]["mapping"] == mapping.replace("oldcart", "newcart")
    listed = ask_with(client)(OPERATIONS["OrderImportMappings"])["data"]["orderImportMappings"]
    assert [edge["node"]["name"] for edge in listed["edges"]] == ["New cart"]
    gone = ask_with(client)(OPERATIONS["OrderImportMappingDelete"], id=key)["data"][
        "orderImportMappingDelete"
    ]
    assert gone["errors"] == []
    assert gone["savedMapping"]["deletedAt"] is not None
    listed = ask_with(client)(OPERATIONS["OrderImportMappings"])["data"]["orderImportMappings"]
    assert listed["totalCount"] == 0
    again = ask_with(client)(OPERATIONS["OrderImportMappingDelete"], id=key)["data"][
        "orderImportMappingDelete"
    ]
    assert [error["code"] for error in again["errors"]] == ["NOT_FOUND"]


def test_what_cannot_be_saved_has_codes(client: Client) -> None:
    mapping = with_source(guess_of(client)["mapping"])
    save(client, mapping)

    def codes(*given: str, **more: Any) -> list[tuple[str, str | None]]:
        return [(e["code"], e["field"]) for e in save(client, *given, **more)["errors"]]

    assert codes(mapping.replace("oldcart", "x"), "Other") == [("CONFLICT", None)]
    assert codes(mapping.replace("注文No", "番号")) == [("CONFLICT", "name")]
    assert codes('[columns]\norder_number = "No"', "Other") == [("MAPPING_REFUSED", "mapping")] * 2
    assert codes(mapping, "Other", id="no") == [("NOT_FOUND", "id")]
    assert codes(mapping, "") == [("INVALID", "name")]
    assert ImportMapping.objects.count() == 1


def test_one_saved_mapping_is_named_and_nothing_beside_it(client: Client) -> None:
    mapping = with_source(guess_of(client)["mapping"])
    key = save(client, mapping)["savedMapping"]["id"]
    short = "注文No,注文者氏名\n9,見本花子\n"

    assert imported(client, short, savedMapping=key)["savedMapping"]["name"] == "Old cart"
    for beside in ({"mapping": mapping}, {"fileFormat": "neutral"}):
        done = imported(client, short, savedMapping=key, **beside)
        assert [(e["code"], e["field"]) for e in done["errors"]] == [("INVALID", "savedMapping")]
    for unknown in ("no", "T3JkZXJJbXBvcnRNYXBwaW5nOjk5OTk="):
        done = imported(client, short, savedMapping=unknown)
        assert [(e["code"], e["field"]) for e in done["errors"]] == [("NOT_FOUND", "savedMapping")]
    assert OrderRecord.objects.count() == 1
