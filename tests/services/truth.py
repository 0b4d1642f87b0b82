"""What the tables have to say, worked out once more in Python from the orders and the log of decisions.

Only the rows that cannot be derived are read: what the sources told, what staff decided, the criteria.
Customers come from the oracle of ``tests.core``; counts, totals and shown values from loops.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import networkx as nx
from django.apps import apps
from django.db import connection

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.counting import Reason
from saleor_customer_mgmt.core.criteria import PRESET, CriteriaSet, parse_criteria
from saleor_customer_mgmt.core.decisions import Decision, Merge, Split
from saleor_customer_mgmt.core.evidence import Evidence, Field, Trust
from saleor_customer_mgmt.core.facts import OrderFacts, OrderStatus
from saleor_customer_mgmt.core.gather import gather
from saleor_customer_mgmt.core.keys import match_keys
from saleor_customer_mgmt.core.public_id import public_id
from saleor_customer_mgmt.core.search import customer_text, fold, number_pieces, order_text, pieces
from saleor_customer_mgmt.models import (
    ContestedKey,
    CriteriaRevision,
    Customer,
    MatchKey,
    OrderEvidence,
    OrderKey,
    OrderNumberRange,
    OrderRecord,
    SearchBacklog,
    StaffDecision,
)
from saleor_customer_mgmt.models.codec import evidence_to_json, facts_from_rows, fingerprint
from saleor_customer_mgmt.selectors.counting import counting_policy
from tests.core import oracle

# Which orders were recorded together says nothing of what they are.
_BATCHES = {"OrderNumberRange"}
_LOG = {"StaffDecision", "DecisionLink", "SplitMember", "AuditEntry", "CriteriaRevision"}
_TIMES = {"recorded_at", "changed_at", "created_at", "updated_at"}


def everything(*, log: bool = False, keys_nobody_has: bool = True) -> dict[str, list[dict[str, Any]]]:
    """Return all rows, without the log of what was done; ``log``: with it, but without times."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for model in apps.get_app_config("customer_mgmt").get_models():
        if model.__name__ not in _BATCHES and (log or model.__name__ not in _LOG):
            rows = list(model._default_manager.order_by("pk").values())
            if log:
                rows = [{k: v for k, v in row.items() if k not in _TIMES} for row in rows]
            tables[model.__name__] = rows
    if not keys_nobody_has:
        held = {row["key_id"] for row in tables["OrderKey"]}
        tables["MatchKey"] = [row for row in tables["MatchKey"] if row["digest"] in held]
    return tables


def standing_decisions() -> list[Decision]:
    log: list[Decision] = []
    for row in StaffDecision.objects.filter(undone_at=None).order_by("id"):
        if row.kind == "merge":
            links = [(x.one_id, x.other_id) for x in row.links.order_by("id")]
            log.append(Merge(row.id, tuple(links)))
        else:
            sides: dict[bool, set[int]] = {True: set(), False: set()}
            for member in row.members.all():
                sides[member.out].add(member.order_id)
            log.append(Split(row.id, frozenset(sides[True]), frozenset(sides[False])))
    return log


def criteria() -> CriteriaSet:
    newest = CriteriaRevision.objects.order_by("id").last()
    return PRESET if newest is None else parse_criteria(newest.text)


class Truth:
    """What follows from the orders and the standing decisions."""

    def __init__(self, wanted: CriteriaSet | None = None) -> None:
        self.orders = {o.id: o for o in OrderRecord.objects.prefetch_related("lines")}
        rows = OrderEvidence.objects.in_bulk()
        self.facts: dict[int, OrderFacts] = {
            i: facts_from_rows(o, rows[i], o.lines.all()) for i, o in self.orders.items()
        }
        profile, secret = conf.profile(), conf.digest_secret()
        self.evidence: dict[int, Evidence] = {i: gather(f, profile) for i, f in self.facts.items()}
        self.keys_of: dict[int, frozenset[UUID]] = {
            i: frozenset(
                k.digest(secret) for k in match_keys(o.source, self.evidence[i], wanted or criteria())
            )
            for i, o in self.orders.items()
        }
        self.log = standing_decisions()
        self.answer = oracle.solve(self.keys_of, self.log)
        self.customer_of = self.answer.customer_of

    def members(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for order in sorted(self.customer_of):
            found[self.customer_of[order]].append(order)
        return found

    def main_orders(self) -> dict[int, int]:
        """For each customer that a merge made: the order that the last such merge calls the main one."""
        mains: dict[int, int] = {}
        for decision in self.log:
            if isinstance(decision, Merge):
                one, other = decision.links[0]
                if self.customer_of[one] == self.customer_of[other]:
                    mains[self.customer_of[one]] = one
        return mains

    def row(self, customer: int, orders: Collection[int]) -> dict[str, Any]:
        """Return the columns of a live customer."""
        policy = counting_policy()
        facts = [self.facts[o] for o in orders]
        bought = [f for f in facts if policy.judge(f, gather(f, conf.profile())) is Reason.COUNTS]
        totals: dict[str, Decimal] = defaultdict(Decimal)
        for each in bought:
            if each.total is not None and each.currency:
                totals[each.currency] += policy.spent(each.total, each.refunded) or 0
        statuses = [self.orders[o].status for o in orders]
        ordered = [f for f in facts if f.status is not OrderStatus.ACCOUNT]
        purchases = [f.placed_at for f in bought if f.placed_at is not None]
        times = [f.placed_at for f in ordered if f.placed_at is not None]
        main = self.main_orders().get(customer)
        return {
            "id": customer,
            "public_id": public_id(self.orders[customer].source, self.orders[customer].number),
            "merged_into_id": None,
            "main_order_id": main,
            "order_count": len(ordered),
            "account_count": len(facts) - len(ordered),
            "purchase_count": len(bought),
            "unfinished_count": statuses.count("unfinished"),
            "cancelled_count": statuses.count("cancelled"),
            "returned_count": statuses.count("returned"),
            "recent": self.recent(orders),
            "bought_on": sorted({f.source for f in bought}),
            "first_purchase_at": min(purchases, default=None),
            "second_purchase_at": sorted(purchases)[1] if len(purchases) > 1 else None,
            "undated_purchases": len(bought) - len(purchases),
            "last_purchase_at": max(purchases, default=None),
            "totals": {c: format(t.normalize(), "f") for c, t in totals.items()},
            "spent": totals.get(conf.currency(), Decimal()),
            "sources": sorted({f.source for f in ordered}),
            "first_order_at": min(times, default=None),
            "last_order_at": max(times, default=None),
            "name": self.shown(Field.NAME, orders, main)[:255],
            "kana": self.shown(Field.KANA, orders, main)[:255],
            "email": self.shown(Field.EMAIL, orders, main)[:254],
            "phone": self.shown(Field.PHONE, orders, main)[:50],
            "address": self.shown(Field.ADDRESS, orders, main)[:500],
        }

    def recent(self, orders: Iterable[int]) -> str:
        """Return the letters of the newest twenty statuses, newest first; what is no order has none."""
        letters = {"placed": "P", "fulfilled": "F", "cancelled": "C", "returned": "R"}
        return "".join(letters.get(self.orders[o].status, "") for o in self.newest_first(orders))[:20]

    def newest_first(self, orders: Iterable[int]) -> list[int]:
        long_ago = datetime.min.replace(tzinfo=UTC)
        return sorted(orders, key=lambda o: (self.facts[o].placed_at or long_ago, o), reverse=True)

    def shown(self, field: Field, orders: Iterable[int], main: int | None) -> str:
        """Return the value of the main order, else of the newest order that has a usable one."""
        newest_first = self.newest_first(orders)
        newest_first.sort(key=lambda o: o != main)
        wanted = [Trust.USABLE, Trust.RELAYED] if field is Field.EMAIL else [Trust.USABLE]
        for trust in wanted:
            if trust is Trust.RELAYED:
                newest_first = self.newest_first(orders)
            for order in newest_first:
                values = sorted(self.evidence[order][field], key=lambda v: not v.usable)
                if values[0].trust is trust:
                    return values[0].raw
        return ""

    def touched_by_staff(self) -> set[int]:
        """Return the customers that a standing decision names or that have a contested key."""
        named = {
            o
            for d in self.log
            for o in (d.out | d.stay if isinstance(d, Split) else {x for link in d.links for x in link})
        }
        named |= {o for o, keys in self.keys_of.items() if keys & self.answer.contested}
        return {self.customer_of[o] for o in named}

    def near_staff(self) -> set[int]:
        """Return the customers that hang together, by any key or decision, with one that staff touched."""
        graph: nx.Graph[Any] = nx.Graph()
        graph.add_nodes_from(self.orders)
        graph.add_edges_from((o, key) for o, keys in self.keys_of.items() for key in keys)
        for d in self.log:
            ends = [d.out | d.stay] if isinstance(d, Split) else [frozenset(link) for link in d.links]
            graph.add_edges_from((f"decision {d.seq}", o) for some in ends for o in some)
        found: set[int] = set()
        for part in nx.connected_components(graph):
            if any(isinstance(node, str) for node in part):
                found |= {self.customer_of[o] for o in part if isinstance(o, int)}
        return found


def assert_true() -> Truth:
    """Check every table against the truth, and return it."""
    truth = Truth()
    assert dict(OrderRecord.objects.values_list("id", "customer_id")) == truth.customer_of
    assert set(ContestedKey.objects.values_list("digest", flat=True)) == truth.answer.contested
    _assert_orders(truth)
    _assert_customers(truth)
    assert_search_true(truth)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return truth


def _assert_orders(truth: Truth) -> None:
    kept: dict[int, set[UUID]] = {order: set() for order in truth.orders}
    for digest, order in OrderKey.objects.values_list("key_id", "order_id"):
        kept[order].add(digest)
    assert kept == truth.keys_of
    locks = set(MatchKey.objects.values_list("digest", flat=True))
    assert set().union(*truth.keys_of.values()) <= locks
    for row in OrderEvidence.objects.all():
        facts, evidence = truth.facts[row.order_id], truth.evidence[row.order_id]
        assert row.evidence == evidence_to_json(evidence)
        assert row.search_text == order_text(facts.number, evidence)
        # Told once more, what is in the tables is the same order.
        assert truth.orders[row.order_id].fingerprint == fingerprint(facts, conf.digest_secret())
    for record in truth.orders.values():
        positions = [line.position for line in record.lines.all()]
        assert positions == list(range(1, len(positions) + 1))


def _assert_customers(truth: Truth) -> None:
    members = truth.members()
    assert all(customer == min(orders) for customer, orders in members.items())
    flagged = set(Customer.objects.filter(entangled=True).values_list("id", flat=True))
    columns = [f.attname for f in Customer._meta.concrete_fields if f.attname != "entangled"]
    rows = {row["id"]: row for row in Customer.objects.values(*columns)}
    assert members.keys() <= rows.keys() <= truth.orders.keys()
    for row in rows.values():
        row["sources"].sort()
        row["bought_on"].sort()
        if row["id"] in members:
            assert row == truth.row(row["id"], members[row["id"]])
        else:
            assert row == dissolved_row(truth, row["id"])
    # A flag too many costs time, a flag too few costs the truth.
    assert truth.touched_by_staff() <= flagged <= truth.near_staff()


def assert_search_true(truth: Truth) -> None:
    """Check what searches look through, of those who are not on the backlog."""
    waiting = set(SearchBacklog.objects.values_list("customer_id", flat=True))
    texts = {
        customer: customer_text(
            value
            for order in orders
            for value in order_text(truth.facts[order].number, truth.evidence[order]).split("\n")[1:]
        )
        for customer, orders in truth.members().items()
    }
    kept: dict[int, tuple[str, list[str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT customer_id, text, tsvector_to_array(pieces) FROM customer_mgmt_customersearch"
        )
        kept = {customer: (text, found) for customer, text, found in cursor.fetchall()}
    wanted = {customer: (text, pieces(text)) for customer, text in texts.items() if text}
    assert {c: row for c, row in kept.items() if c not in waiting and row[0]} == {
        c: row for c, row in wanted.items() if c not in waiting
    }
    assert not kept.keys() - texts.keys() - waiting
    ranges = OrderNumberRange.objects.extra(select={"found": "tsvector_to_array(pieces)"})
    for order, facts in truth.facts.items():
        asked = set(number_pieces([fold(facts.number)]))
        number = fold(facts.number)
        assert any(
            (order, number) in zip(r.ids, r.numbers, strict=True) and asked <= set(r.found) for r in ranges
        )


def dissolved_row(truth: Truth, customer: int) -> dict[str, Any]:
    """Return the columns of a customer that redirects: to the live one that has its founding order."""
    blank = dict.fromkeys(("name", "kana", "email", "phone", "address"), "")
    return blank | {
        "id": customer,
        "public_id": public_id(truth.orders[customer].source, truth.orders[customer].number),
        "merged_into_id": truth.customer_of[customer],
        "main_order_id": None,
        "order_count": 0,
        "account_count": 0,
        "purchase_count": 0,
        "totals": {},
        "spent": Decimal(),
        "sources": [],
        "unfinished_count": 0,
        "cancelled_count": 0,
        "returned_count": 0,
        "recent": "",
        "bought_on": [],
        "first_purchase_at": None,
        "second_purchase_at": None,
        "undated_purchases": 0,
        "last_purchase_at": None,
        "first_order_at": None,
        "last_order_at": None,
    }
