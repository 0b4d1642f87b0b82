"""Every refusal has its code and its field, and writes nothing."""

from __future__ import annotations

from typing import Any

import pytest

from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import order_facts
from tests.graphql.conftest import everything
from tests.graphql.operations import OPERATIONS
from tests.graphql.orders import order
from tests.graphql.world import OTHER_PHONE, PHONE, customer_of

MERGE, SPLIT, UNDO = "CustomerProfileMerge", "CustomerProfileSplit", "CustomerDecisionUndo"
UPDATE, REVERT = "MatchCriteriaUpdate", "MatchCriteriaRevert"
REFUSALS = [
    (MERGE, {"main": "0000-0000-0000", "other": "<1>"}, "NOT_FOUND", "main"),
    (MERGE, {"main": "<1>", "other": "garbage"}, "NOT_FOUND", "other"),
    (MERGE, {"main": "<1>", "other": "<1>"}, "ALREADY_DONE", None),
    (MERGE, {"main": "<1>", "other": "<3>", "reason": "a\0b"}, "INVALID", "reason"),
    (MERGE, {"main": "<1>", "other": "<3>", "reason": "x" * 2001}, "INVALID", "reason"),
    (MERGE, {"main": "<1>", "other": "<3>", "reason": "\ud800"}, "INVALID", "reason"),
    (SPLIT, {"orders": []}, "REQUIRED", "orders"),
    (SPLIT, {"orders": [ids.order_id("saleor", "99")]}, "NOT_FOUND", "orders"),
    (SPLIT, {"orders": ["garbage"]}, "NOT_FOUND", "orders"),
    (SPLIT, {"orders": [ids.order_id("saleor", "1"), ids.order_id("saleor", "3")]}, "INVALID", "orders"),
    (SPLIT, {"orders": [ids.order_id("saleor", "3")]}, "INVALID", "orders"),
    (SPLIT, {"orders": [ids.order_id("saleor", "1")] * 1001}, "TOO_MANY", "orders"),
    (UNDO, {"id": ids.row_id("CustomerDecision", 99)}, "NOT_FOUND", None),
    (UNDO, {"id": ids.row_id("OrderImport", 1)}, "NOT_FOUND", "id"),
    (UNDO, {"id": "é"}, "NOT_FOUND", "id"),
    (UPDATE, {"criteria": "name+email OR name+phone", "reason": "\0"}, "INVALID", "reason"),
    (UPDATE, {"criteria": "name+phone OR name+email"}, "ALREADY_DONE", None),
    (REVERT, {}, "NOT_FOUND", None),
    (REVERT, {"revision": ids.row_id("MatchCriteriaRevision", 99)}, "NOT_FOUND", "revision"),
    (REVERT, {"revision": ids.row_id("MatchCriteriaRevision", 0)}, "ALREADY_DONE", None),
    ("OrderRecordsRecord", {"orders": [order("1", kana="a\0")]}, "INVALID", "kana"),
    ("OrderRecordsRecord", {"orders": [order("1")] * 501}, "TOO_MANY", "orders"),
    ("OrderImportCreate", {"files": []}, "REQUIRED", "files"),
    ("OrderImportCreate", {"files": ["0"] * 21}, "TOO_MANY", "files"),
    ("OrderImportCreate", {"files": ["0"]}, "REQUIRED", "files"),
    ("OrderImportCreate", {"files": [{"a": 1}]}, "REQUIRED", "files"),
]


@pytest.mark.parametrize(("name", "variables", "code", "field"), REFUSALS)
def test_refusals_have_codes_and_write_nothing(
    told: Any, name: str, variables: dict[str, Any], code: str, field: str | None
) -> None:
    record_orders([order_facts(n, phone=PHONE) for n in "12"] + [order_facts("3", phone=OTHER_PHONE)])
    names = {f"<{n}>": customer_of(f"saleor:{n}").public_id for n in "13"}
    before = everything()

    given = {k: names.get(v, v) if isinstance(v, str) else v for k, v in variables.items()}
    (found,) = told(OPERATIONS[name], **given).values()

    assert [(e["code"], e["field"]) for e in found["errors"]] == [(code, field)]
    assert all(value is None for key, value in found.items() if key != "errors")
    assert everything() == before
