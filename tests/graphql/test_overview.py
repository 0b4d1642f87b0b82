"""The overview through GraphQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import order_facts
from tests.graphql.operations import OPERATIONS

pytestmark = pytest.mark.django_db


def asked(told: Any, **given: Any) -> Any:
    return told(OPERATIONS["CustomerMgmtOverview"], **given)["customerMgmtOverview"]


def test_figures_of_a_period_its_steps_and_the_one_before(told: Any, settings: Any) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"
    one: dict[str, Any] = {"name": "山田太郎", "phone": "090-0000-1111"}
    record_orders(
        [
            order_facts("1", placed_at=datetime(2025, 12, 31, 14, tzinfo=UTC), **one),
            order_facts("2", source="rakuten", placed_at=datetime(2025, 12, 31, 15, tzinfo=UTC), **one),
            order_facts("3", placed_at=datetime(2026, 1, 9, tzinfo=UTC), status=OrderStatus.CANCELLED),
        ]
    )

    found = asked(told, first="2026-01-01", last="2026-01-31", step="WEEK")

    assert (found["errors"], found["timeZone"]) == ([], "Asia/Tokyo")
    result = found["result"]
    assert [(p["first"], p["last"]) for p in result["steps"]][:2] == [
        ("2026-01-01", "2026-01-04"),
        ("2026-01-05", "2026-01-11"),
    ]
    assert (result["total"]["begins"], result["total"]["ends"]) == (
        "2026-01-01T00:00:00+09:00",
        "2026-02-01T00:00:00+09:00",
    )
    assert result["total"]["all"] == {
        "orderCount": 2,
        "purchases": 1,
        "cancelled": 1,
        "returned": 0,
        "customers": 1,
        "newCustomers": 0,
        "returningCustomers": 1,
        "repeaters": 1,
        "repeatRate": 1.0,
        "cancellationRate": 0.5,
        "returnRate": 0.0,
        "held": 0,
        "released": 0,
    }
    assert [s["source"] for s in result["total"]["sources"]] == ["rakuten", "saleor"]
    assert (result["before"]["first"], result["before"]["all"]["purchases"]) == ("2025-12-01", 1)
    assert (result["heldNow"], result["doubtfulPairs"], result["undated"]) == (0, 0, 0)
    assert result["newest"] == "2026-01-09"
    chosen = asked(told, first="2026-01-01", last="2026-01-31", sources=["saleor"])["result"]
    assert (chosen["total"]["all"]["orderCount"], chosen["total"]["all"]["purchases"]) == (1, 0)
    assert [p["first"] for p in chosen["steps"]] == ["2026-01-01"]


def test_without_a_period_it_is_of_twelve_months_up_to_today(told: Any) -> None:
    found = asked(told)["result"]

    assert len(found["steps"]) == 12
    assert found["total"]["first"].endswith("-01")
    assert found["steps"][0]["all"]["repeatRate"] is None


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"first": "yesterday"}, "first"),
        ({"first": "2026-1-1"}, "first"),
        ({"first": "20260101"}, "first"),
        ({"last": "2026-02-30"}, "last"),
        ({"last": "9999-12-31"}, "last"),
        ({"first": "0001-01-01", "last": "2026-01-01"}, "first"),
        ({"first": "2026-02-01", "last": "2026-01-31"}, "last"),
        ({"first": "2010-01-01", "last": "2026-01-31"}, "first"),
        ({"first": "2024-01-01", "last": "2026-01-31", "step": "DAY"}, "step"),
    ],
)
def test_what_is_no_period(told: Any, given: dict[str, str], field: str) -> None:
    found = asked(told, **given)

    assert found["result"] is None
    assert [(e["code"], e["field"]) for e in found["errors"]] == [("INVALID", field)]
