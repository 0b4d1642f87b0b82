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
HOLD, WATCH, MEMBERS = "CustomerMgmtHoldsPlace", "CustomerProfileWatch", "CustomerMgmtGroupMembersChange"
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
    (HOLD, {"orders": [], "point": "FULFIL", "reason": "x"}, "REQUIRED", "orders"),
    (
        HOLD,
        {"orders": [ids.order_id("saleor", "99")], "point": "FULFIL", "reason": "x"},
        "NOT_FOUND",
        "orders",
    ),
    (HOLD, {"orders": [ids.order_id("saleor", "1")], "point": "FULFIL", "reason": " "}, "INVALID", "reason"),
    (HOLD, {"orders": [ids.order_id("saleor", "1")], "point": "FULFIL", "reason": "x"}, "CONFLICT", "orders"),
    (
        HOLD,
        {"orders": [ids.order_id("saleor", "1")] * 101, "point": "FULFIL", "reason": "x"},
        "TOO_MANY",
        "orders",
    ),
    ("CustomerMgmtHoldsRelease", {"holds": []}, "REQUIRED", "holds"),
    ("CustomerMgmtHoldsRelease", {"holds": [ids.row_id("CustomerMgmtHold", 99)]}, "NOT_FOUND", "holds"),
    ("CustomerMgmtHoldsCancel", {"holds": [ids.row_id("CustomerMgmtRule", 1)]}, "NOT_FOUND", "holds"),
    (
        "CustomerMgmtHoldsAssign",
        {"holds": [ids.row_id("CustomerMgmtHold", 99)], "owner": {"id": "x" * 65}},
        "INVALID",
        "owner",
    ),
    ("CustomerMgmtHoldBreachesAcknowledge", {"breaches": ["é"]}, "NOT_FOUND", "breaches"),
    (WATCH, {"customer": "garbage", "level": "WATCH"}, "NOT_FOUND", "customer"),
    (WATCH, {"customer": "<1>", "level": "WATCH", "order": ids.order_id("saleor", "3")}, "INVALID", "order"),
    (
        WATCH,
        {"customer": "<1>", "level": "WATCH", "order": ids.order_id("saleor", "9")},
        "NOT_FOUND",
        "order",
    ),
    (
        WATCH,
        {"customer": "<1>", "level": "WATCH", "expiresAt": "2020-01-01T00:00:00Z"},
        "INVALID",
        "expiresAt",
    ),
    ("CustomerProfileEndWatch", {"id": ids.row_id("CustomerMgmtWatchMark", 99)}, "NOT_FOUND", "id"),
    ("CustomerProfilesLabel", {"customers": [], "label": "a"}, "REQUIRED", "customers"),
    ("CustomerProfilesLabel", {"customers": ["0000-0000-0000"], "label": "a"}, "NOT_FOUND", "customers"),
    ("CustomerProfilesUnlabel", {"customers": ["garbage"] * 1001, "label": "a"}, "TOO_MANY", "customers"),
    ("OrderRecordsLabel", {"orders": [ids.order_id("saleor", "1")], "label": " "}, "INVALID", "label"),
    ("OrderRecordsLabel", {"orders": [ids.order_id("saleor", "1")], "label": "x" * 51}, "INVALID", "label"),
    ("OrderRecordsUnlabel", {"orders": ["garbage"], "label": "a"}, "NOT_FOUND", "orders"),
    ("CustomerMgmtRuleSwitch", {"id": ids.row_id("CustomerMgmtRule", 99), "active": True}, "NOT_FOUND", "id"),
    ("CustomerMgmtRuleDelete", {"id": "garbage"}, "NOT_FOUND", "id"),
    ("CustomerMgmtGroupDelete", {"id": "none"}, "NOT_FOUND", "id"),
    (MEMBERS, {"group": "none", "customers": ["<1>"], "change": "PUT_IN"}, "NOT_FOUND", "group"),
    ("CustomerMgmtCountingUpdate", {"policy": {}}, "ALREADY_DONE", None),
    ("OrderRecordsRecord", {"orders": [order("1", kana="a\0")]}, "INVALID", "kana"),
    ("OrderRecordsRecord", {"orders": [order("1")] * 501}, "TOO_MANY", "orders"),
    ("OrderImportCreate", {"files": []}, "REQUIRED", "files"),
    ("OrderImportCreate", {"files": ["0"] * 51}, "TOO_MANY", "files"),
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
