"""A small world of invented people in which every operation has something to do."""

from __future__ import annotations

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saleor_customer_mgmt.core.criteria import parse_criteria
from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.models import (
    Customer,
    Import,
    ImportMapping,
    ImportResult,
    Job,
    OrderRecord,
    StaffDecision,
)
from saleor_customer_mgmt.services.change_criteria import change_criteria
from saleor_customer_mgmt.services.do_job import rebuild_now
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.not_same import say_not_same
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.save_mapping import save_mapping
from saleor_customer_mgmt.services.split_customer import split_customer
from tests.builders import STAFF, order_facts, order_id
from tests.graphql.marked_world import build_marks

PHONE, OTHER_PHONE = "090-0000-1234", "090-0000-5678"
CSV = """\
source,order_number,placed_at,status,name,phone,total,currency
shop,900,2026-01-05,placed,見本 花子,,100,JPY
"""


def customer_of(name: str) -> Customer:
    """Return the live customer of the order ``source:number``."""
    source, _, number = name.partition(":")
    return OrderRecord.objects.select_related("customer").get(source=source, number=number).customer


MAPPING = """\
[file]
source = "oldcart"
[columns]
order_number = "No"
name = "Buyer"
[seen]
columns = ["No", "Buyer"]
"""


def build() -> dict[str, dict[str, Any]]:
    """Build the world, and return variables for each ready-made operation.

    Orders 1, 2, 3 are 山田's; 3 was split off, so 4 (with the same key) is nobody's yet. 5 and 6 are
    山田花子's, merged by staff. 7 is alone.
    """
    record_orders([order_facts(n, phone=PHONE) for n in ("1", "2", "3")])
    split_customer([order_id("saleor:3")], actor=STAFF, reason="a son of the same name")
    record_orders([order_facts("4", phone=PHONE)])
    record_orders([order_facts("5", name="山田花子", phone=OTHER_PHONE)])
    record_orders([order_facts("6", name="山田ハナ", source="rakuten", email="hana@example.com")])
    record_orders([order_facts("7", name="鈴木一郎", source="amazon", email="ichiro@example.com")])
    merge = merge_customers(order_id("saleor:5"), order_id("rakuten:6"), actor=STAFF, reason="same voice")
    change_criteria(parse_criteria("name+phone OR name+email OR kana+phone"), actor=STAFF, reason="kana")
    run = Import.objects.create(files=[{"name": "a.csv"}], state=Import.State.DONE, **STAFF.columns())
    refused = {"outcome": "refused", "file": "a.csv", "lines": [2], "line": 2, "reason": "no number"}
    ImportResult.objects.create(run=run, **refused)
    waiting = Import.objects.create(files=[{"name": "b.csv"}], in_background=True, **STAFF.columns())
    say_not_same(order_id("saleor:5"), order_id("amazon:7"), actor=STAFF)
    rebuild_now(actor=STAFF)
    job = Job.objects.get()
    saved = save_mapping("Old cart", MAPPING, actor=STAFF).mapping
    return variables(merge, run, waiting, job) | of_mappings(saved) | build_marks()


def of_mappings(saved: ImportMapping) -> dict[str, dict[str, Any]]:
    named = {"id": ids.row_id("OrderImportMapping", saved.id)}
    return {
        "OrderImportMapping": named,
        "OrderImportMappings": {"first": 5},
        "OrderImportMappingGuess": {"file": None},
        "OrderImportMappingSave": {"name": "Other cart", "mapping": MAPPING.replace("No", "Number")},
        "OrderImportMappingDelete": named,
    }


def variables(merge: StaffDecision, run: Import, waiting: Import, job: Job) -> dict[str, dict[str, Any]]:
    first = {"first": 5}
    main, other = customer_of("saleor:5"), customer_of("amazon:7")
    return {
        "CustomerProfile": {"id": main.public_id},
        "CustomerProfiles": {**first, "search": "山田", "filter": {"minPurchases": 1}},
        "CustomerProfileWhy": {
            "one": {"source": "saleor", "number": "1"},
            "other": {"source": "saleor", "number": "4"},
        },
        "CustomerReviewItems": first,
        "CustomerDecisions": {**first, "filter": {"undone": False}},
        "CustomerAuditEntries": first,
        "CustomerMgmtConditionFields": {"subject": "ORDER"},
        "CustomerMgmtConditionCheck": {
            "condition": '{"field": "customer.victim", "op": "is", "value": true}',
            "subject": "ORDER",
        },
        "CustomerMgmtOverview": {"first": "2026-01-01", "last": "2026-01-31", "step": "WEEK"},
        "OrderRecord": {"source": "rakuten", "number": "6"},
        "OrderRecords": {**first, "search": "山田", "filter": {"sources": ["saleor"]}},
        "OrderImport": {"id": ids.row_id("OrderImport", run.id)},
        "OrderImports": first,
        "MatchCriteria": first,
        "MatchCriteriaPreview": {"criteria": "name+phone"},
        "OrderRecordsRecord": {"orders": [{"source": "shop", "number": "8", "buyer": {"name": "見本 花子"}}]},
        "OrderImportCreate": {"files": [None], "dryRun": False},
        "CustomerProfileMerge": {"main": main.public_id, "other": ids.customer_id(other.public_id)},
        "CustomerProfileSplit": {"orders": [ids.order_id("saleor", "2")], "reason": "a neighbour"},
        "CustomerDecisionUndo": {"id": ids.row_id("CustomerDecision", merge.id)},
        "MatchCriteriaUpdate": {"criteria": "name+email", "reason": "no phones"},
        "MatchCriteriaRevert": {},
        "CustomerProfilesRebuild": {},
        "CustomerProfilesExport": {"kind": "CSV", "search": "山田", "filter": {"minPurchases": 1}},
        "OrderRecordsExport": {"kind": "CSV_CP932", "language": "JA", "filter": {"sources": ["saleor"]}},
        "CustomerDoubtfulPairsFind": {},
        "CustomerProfilesNotSame": {"one": main.public_id, "other": customer_of("saleor:1").public_id},
        "CustomerProfilesNotSameUndo": {"one": main.public_id, "other": other.public_id},
        "OrderImportCancel": {"id": ids.row_id("OrderImport", waiting.id)},
        "CustomerMgmtJob": {"id": ids.row_id("CustomerMgmtJob", job.id)},
        "CustomerMgmtJobs": first,
    }


def send(client: Client, query: str, variables: dict[str, Any]) -> Any:
    """Send an operation; one with files as multipart, with one file for each null."""
    if "files" in variables:
        places = {str(i): [f"variables.files.{i}"] for i in range(len(variables["files"]))}
    elif "file" in variables:
        places = {"0": ["variables.file"]}
    else:
        body = json.dumps({"query": query, "variables": variables})
        return client.post("/graphql/", body, content_type="application/json")
    parts = {i: SimpleUploadedFile(f"orders-{i}.csv", CSV.encode()) for i in places}
    told = {"operations": json.dumps({"query": query, "variables": variables}), "map": json.dumps(places)}
    return client.post("/graphql/", {**told, **parts})
