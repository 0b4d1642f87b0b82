"""What is nested costs the same number of database queries for one row and for several."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_customer_mgmt.core.criteria import parse_criteria
from saleor_customer_mgmt.models import (
    CustomerLabel,
    Group,
    GroupEvent,
    GroupMembership,
    Hold,
    HoldBreach,
    Import,
    ImportResult,
    OrderLabel,
    OrderRecord,
    Rule,
    RuleMatch,
    WatchMark,
)
from saleor_customer_mgmt.services.change_criteria import change_criteria, revert_criteria
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.save_mapping import save_mapping
from saleor_customer_mgmt.services.split_customer import split_customer
from tests.builders import STAFF, order_facts, order_id
from tests.graphql.marked_world import HOLD, REPEATER
from tests.graphql.world import MAPPING

MANY = 6
ORDER = """id source number placedAt status statusText total currency paymentMethod shippingMethod
    recordedAt changedAt counts counting lines { sku product quantity unitPrice lineId }
    buyer { name phones } recipients { name } evidence { field raw value trust note }
    keys { criterion contested parts { field value } } channel refunded isExchange groups
    traits { address phone shipsElsewhere } labels { text rule { name } }
    ruleMatches { since rule { name matchCount } }
    holds { reason lapsed rule { name } owner { label } breaches { what } }"""
CUSTOMER = """id publicId dissolvedIds name kana email phone address orderCount purchaseCount sources
    totals { currency amount } receipt { source status orderCount counts counting } firstOrderAt lastOrderAt
    needsReview watchLevel isVictim watchMarks { level rule { name } order { number } }
    labels { text rule { name } } groups { why group { slug memberCount } }
    openHolds { reason lapsed order { number } }
    purchaseReceipt(first: 3) { totalCount edges { node { number counting text spent } } }"""
DECISION = f"""id kind reason createdAt author {{ kind id label }} undone undoneBy {{ label }}
    takenCount stayedCount customers {{ {CUSTOMER} }} mainOrder {{ {ORDER} }}
    links {{ one {{ {ORDER} }} other {{ {ORDER} }} }}
    takenOrders {{ {ORDER} }} stayedOrders {{ {ORDER} }}"""
PAGE = "totalCount pageInfo { hasNextPage endCursor }"
WHOLE_CUSTOMER = f"""{CUSTOMER} reviewCandidates {{ {CUSTOMER} }} decisions {{ {DECISION} }}
    mainOrder {{ {ORDER} }} orders(first: 3) {{ {PAGE} edges {{ node {{ {ORDER} customer {{ id }} }} }} }}"""
QUERIES = {
    "customerProfiles": WHOLE_CUSTOMER,
    "orderRecords": f"{ORDER} customer {{ {WHOLE_CUSTOMER} }}",
    "customerReviewItems": f"lonely customer {{ {WHOLE_CUSTOMER} }} candidates {{ {WHOLE_CUSTOMER} }}",
    "customerDecisions": DECISION,
    "customerAuditEntries": f"""id action reason author {{ label }} decision {{ {DECISION} }}
        customers {{ {CUSTOMER} }} revision {{ id text }} details {{ name value }}""",
    "orderImports": f"""id files {{ name }} author {{ label }} savedMapping {{ name }} savedMappingRevision
        results(first: 2) {{ {PAGE} edges {{ node {{ outcome order {{ {ORDER} }} }} }} }}
        refusals: results(first: 2, outcome: REFUSED) {{ {PAGE} edges {{ node {{ reason }} }} }}""",
    "orderImportMappings": f"""id name current {{ number source fields {{ field }} columns mapping }}
        revisions(first: 2) {{ {PAGE} edges {{ node {{ number author {{ label }} mapping }} }} }}""",
    "customerMgmtRules": f"""id name matchCount condition {{ sentence }} actions {{ do }}
        matches(first: 2) {{ {PAGE} edges {{ node {{ since order {{ {ORDER} }} rule {{ name }} }} }} }}""",
    "customerMgmtHolds": f"id lapsed rule {{ name }} order {{ {ORDER} }} breaches {{ what hold {{ id }} }}",
    "customerMgmtHoldBreaches": f"id what hold {{ id lapsed }} order {{ {ORDER} }}",
    "customerMgmtWatchlist": f"id level rule {{ name }} order {{ {ORDER} }} customer {{ {CUSTOMER} }}",
    "customerMgmtGroups": f"""id slug memberCount condition {{ sentence }}
        members(first: 2) {{ {PAGE} edges {{ node {{ why customer {{ {CUSTOMER} }} }} }} }}
        diary(first: 2) {{ {PAGE} edges {{ node {{ why customer {{ id }} group {{ slug }} }} }} }}""",
}

# So that the first row has all that others have: decisions, candidates, a main order.
ARGUMENTS = {
    "orderRecords": "sort: RECORDED_ASC, ",
    "customerAuditEntries": 'filter: {actions: ["merge"]}, ',
}


def whole_query(field: str) -> str:
    arguments = f"{ARGUMENTS.get(field, '')}first: $n"
    nodes = f"edges {{ cursor node {{ {QUERIES[field]} }} }}"
    return f"query($n: Int) {{ {field}({arguments}) {{ {PAGE} {nodes} }} }}"


def marked(n: int, order: int) -> None:
    """Give an order and its customer one of everything, by hand and by a rule."""
    customer, by = OrderRecord.objects.get(id=order).customer, STAFF.columns()
    rule = Rule.objects.create(name=f"rule {n}", condition=REPEATER, actions=[HOLD], **by)
    RuleMatch.objects.create(rule=rule, order_id=order)
    placed = Hold.objects.create(order_id=order, rule=rule, point="confirm", reason="odd", **by)
    HoldBreach.objects.create(order_id=order, hold=placed, what="confirmed")
    for each in (rule, None):
        WatchMark.objects.create(anchor_id=order, rule=each, level="watch", **by)
        CustomerLabel.objects.create(anchor_id=order, rule=each, text="a", **by)
        OrderLabel.objects.create(order_id=order, rule=each, text="a", **by)
    group = Group.objects.create(slug=f"group-{n}", name="a", condition=REPEATER, **by)
    GroupMembership.objects.create(group=group, customer=customer, why="hand")
    GroupEvent.objects.create(group=group, customer=customer, entered=True, why="hand")


@pytest.fixture
def crowd(db: None) -> None:
    """More than enough of everything: merged, split, doubtful, imported."""
    for n in range(MANY + 2):
        phone, other = f"090-0000-1{n:03}", f"090-0000-2{n:03}"
        record_orders([order_facts(f"{n}-{i}", phone=phone) for i in range(4)])
        record_orders([order_facts(f"{n}-x", name="見本花子", phone=other)])
        split_customer([order_id(f"saleor:{n}-1")], actor=STAFF)
        record_orders([order_facts(f"{n}-late", phone=phone)])
        merge_customers(order_id(f"saleor:{n}-x"), order_id(f"saleor:{n}-0"), actor=STAFF)
        mapping = save_mapping(f"Cart {n}", MAPPING.replace("No", f"No {n}"), actor=STAFF)
        run = Import.objects.create(
            files=[{"name": "a.csv"}], saved_mapping=mapping.revision, **STAFF.columns()
        )
        for outcome in ("new", "changed", "refused"):
            ImportResult.objects.create(
                run=run,
                outcome=outcome,
                order_id=None if outcome == "refused" else order_id(f"saleor:{n}-0"),
                file="a.csv",
                lines=[n],
            )
        marked(n, order_id(f"saleor:{n}-0"))
    change_criteria(parse_criteria("name+phone"), actor=STAFF)
    revert_criteria(actor=STAFF)


def test_several_rows_take_no_more_queries_than_one(
    crowd: None, told: Any, django_assert_max_num_queries: Any
) -> None:
    for field in QUERIES:
        query = whole_query(field)
        with CaptureQueriesContext(connection) as captured:
            assert len(told(query, n=1)[field]["edges"]) == 1

        # Fewer at times: with more rows, loads that come one after the other fall together.
        with django_assert_max_num_queries(len(captured), info=field):
            assert len(told(query, n=MANY)[field]["edges"]) == MANY


def test_several_rows_take_exactly_as_many_queries_as_one_where_nothing_is_nested_deep(
    crowd: None, told: Any, django_assert_num_queries: Any
) -> None:
    lists = {
        "customerProfiles": f"{CUSTOMER} orders(first: 3) {{ {PAGE} edges {{ node {{ {ORDER} }} }} }}",
        "orderRecords": f"{ORDER} customer {{ {CUSTOMER} }}",
        "customerDecisions": "id customers { id } links { one { id } } takenOrders { id } stayedCount",
    }
    for field, selection in lists.items():
        arguments = f"{ARGUMENTS.get(field, '')}first: $n"
        nodes = f"edges {{ node {{ {selection} }} }}"
        query = f"query($n: Int) {{ {field}({arguments}) {{ {PAGE} {nodes} }} }}"
        told(query, n=1)
        with CaptureQueriesContext(connection) as captured:
            told(query, n=1)

        with django_assert_num_queries(len(captured), info=field):
            assert len(told(query, n=MANY)[field]["edges"]) == MANY
