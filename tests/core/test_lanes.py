"""Orders spread over lanes."""

from __future__ import annotations

from typing import Any

import pytest

from saleor_customer_mgmt.core import lanes
from saleor_customer_mgmt.core.lanes import Lanes
from tests.builders import order_facts


def test_who_shares_nothing_is_spread_evenly() -> None:
    spread = Lanes(3)
    found = [spread.lane_of(order_facts(str(n), phone=f"090-0000-{n:04}", name=f"名{n}")) for n in range(7)]
    assert found == [0, 1, 2, 0, 1, 2, 0]


def test_what_is_no_order_goes_where_there_is_least() -> None:
    spread = Lanes(2)
    assert [spread.lane_of(None) for _ in range(4)] == [0, 1, 0, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"phone": "090-0000-0001"}, {"phone": "+81 90 0000 0001"}),
        ({"email": "Hanako@example.com "}, {"email": "hanako@example.com"}),
        ({"member_id": "M1"}, {"member_id": "M1"}),
        ({"name": "見本 花子", "postal_code": "1000001"}, {"name": "見本花子", "postal_code": "1000001"}),
        ({"name": "見本花子", "address": "東京都1-1"}, {"name": "見本花子", "address": "東京都1-1"}),
    ],
)
def test_a_buyer_stays_in_a_lane(one: dict[str, Any], other: dict[str, Any]) -> None:
    spread = Lanes(5)
    first = spread.lane_of(order_facts("1", **one))
    assert spread.lane_of(order_facts("2", phone="080-1111-2222", name="別人")) != first
    assert spread.lane_of(order_facts("3", **other)) == first


def test_a_name_alone_says_nothing() -> None:
    spread = Lanes(2)
    assert [spread.lane_of(order_facts(str(n), name="見本花子")) for n in range(4)] == [0, 1, 0, 1]


def test_values_lead_to_each_other() -> None:
    spread = Lanes(3)
    spread.lane_of(order_facts("0", phone="090-9999-0000"))
    spread.lane_of(order_facts("1", phone="090-0000-0001", email="a@example.com"))
    assert spread.lane_of(order_facts("2", email="a@example.com", member_id="M1")) == 1
    assert spread.lane_of(order_facts("3", member_id="M1")) == 1


def test_it_does_not_remember_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "REMEMBERED", 3)
    spread = Lanes(2)
    for n in range(100):
        spread.lane_of(order_facts(str(n), phone=f"090-0000-{n:04}"))
        assert len(spread._lane_of) <= 4
