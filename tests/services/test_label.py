from __future__ import annotations

from collections.abc import Callable

import pytest

from saleor_customer_mgmt.models import AuditEntry, CustomerLabel, OrderLabel
from saleor_customer_mgmt.services import label as module
from saleor_customer_mgmt.services.errors import NotFound, ServiceError
from saleor_customer_mgmt.services.label import (
    label_customers,
    label_orders,
    unlabel_customers,
    unlabel_orders,
)
from tests.builders import STAFF, order_id
from tests.services.rules import LABEL, REPEATER, labels, order, rule

pytestmark = pytest.mark.django_db


def customer_labels() -> list[tuple[str, str]]:
    return sorted(CustomerLabel.objects.values_list("anchor__number", "text"))


def test_a_customer_is_labelled_once_whichever_order_is_named() -> None:
    order(1)
    order(2)
    order(3, phone="090-0000-5678")
    ids = [order_id(f"saleor:{n}") for n in (1, 2, 3)]

    assert label_customers(ids[1:], " wholesale ", actor=STAFF) == [ids[0], ids[2]]
    assert label_customers(ids, "wholesale", actor=STAFF) == []
    assert customer_labels() == [("2", "wholesale"), ("3", "wholesale")]

    assert unlabel_customers(ids[:1], "wholesale", actor=STAFF) == ids[:1]
    assert unlabel_customers(ids[:1], "wholesale", actor=STAFF) == []
    assert customer_labels() == [("3", "wholesale")]


def test_rules_follow_labels_at_once() -> None:
    rule({"field": "customer.labels", "op": "has_any", "value": ["wholesale"]}, LABEL)
    order(1)
    order(2)
    label_customers([order_id("saleor:2")], "wholesale", actor=STAFF)
    assert labels() == {"1": {"repeater"}, "2": {"repeater"}}
    unlabel_customers([order_id("saleor:1")], "wholesale", actor=STAFF)
    assert labels() == {}


def test_labels_of_orders_by_people_and_by_rules_stand_side_by_side() -> None:
    rule(REPEATER, LABEL)
    order(1)
    order(2)
    ids = [order_id("saleor:1"), order_id("saleor:2")]

    assert label_orders(ids, "repeater", actor=STAFF) == ids
    assert label_orders(ids, "repeater", actor=STAFF) == []
    assert OrderLabel.objects.count() == 3
    assert unlabel_orders(ids, "repeater", actor=STAFF) == ids

    assert labels() == {"2": {"repeater"}}


@pytest.mark.parametrize("act", [label_customers, unlabel_customers, label_orders, unlabel_orders])
def test_what_is_refused_writes_nothing(act: Callable[..., list[int]], monkeypatch) -> None:
    order(1)
    one = order_id("saleor:1")
    label_customers([one], "a", actor=STAFF)
    label_orders([one], "a", actor=STAFF)
    before = AuditEntry.objects.count()
    monkeypatch.setattr(module, "MOST_AT_ONCE", 2)
    for ids, text, refusal in (
        ([one], " ", ServiceError),
        ([one], "x" * 51, ServiceError),
        ([one], "a\0", ServiceError),
        ([], "a", ServiceError),
        ([one, one + 1, one + 2], "a", ServiceError),
        ([one, one + 1000], "a", NotFound),
    ):
        with pytest.raises(refusal):
            act(ids, text, actor=STAFF)
    assert AuditEntry.objects.count() == before
    assert (customer_labels(), labels()) == ([("1", "a")], {"1": {"a"}})
