"""Importing files: uploads, what becomes of rows, and files that cannot be read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS
from saleor_customer_mgmt.models import Import, OrderRecord
from tests.graphql.conftest import client_of, person
from tests.graphql.operations import OPERATIONS
from tests.graphql.world import CSV

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
    """Send files to ``orderImportCreate`` as staff, and return its answer."""
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
        return answer["data"]["orderImportCreate"]

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


def test_files_that_do_not_belong_together_are_refused_without_telling_where_they_lay(upload: Any) -> None:
    done = upload(CSV, CSV.replace("900", "902"), names=("a.csv", "a.csv"))

    assert [error["code"] for error in done["errors"]] == ["FILE_REFUSED"]
    assert "tmp" not in done["errors"][0]["message"]
    assert Import.objects.get().state == "failed"


@pytest.mark.parametrize("name", ["../../evil.csv", ".hidden", "a" * 300 + ".csv", "注文.csv"])
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
