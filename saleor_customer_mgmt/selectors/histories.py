"""What rules ask about, read from the tables: a constant number of queries for any number of orders.

Accounts are no part of a history; what people put on a customer may hang on one, though.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.case import OrderView, PastOrder, order_view
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.core.rules import History, Marks
from saleor_customer_mgmt.models import OrderLine
from saleor_customer_mgmt.models.codec import traits_from_json
from saleor_customer_mgmt.selectors.counting import NET_OF_REFUNDS
from saleor_customer_mgmt.selectors.one_of import one_of

_ORDERS = """
    SELECT o.customer_id, o.id, o.source, o.number, o.placed_at, o.status, o.count_reason = 'counts', o.total,
        CASE WHEN <net> THEN o.refunded END, o.currency, o.channel, o.payment_method, o.shipping_method,
        o.traits, o.groups
    FROM customer_mgmt_orderrecord o
    WHERE <whose>
"""
_OF_CUSTOMERS = """
    o.customer_id = ANY(ARRAY(
        SELECT unnest(%(customers)s::bigint[])
        UNION SELECT customer_id FROM customer_mgmt_orderrecord WHERE id = ANY(%(orders)s)
    ))
"""
_BY_CUSTOMER = "o.customer_id = ANY(%(customers)s)"
_THESE = "o.id = ANY(%(orders)s)"
# By people: on the customer. By rules: because of the order.
_MARKS = """
    SELECT o.id, m.rule_id, 'watch', m.level, o.placed_at FROM customer_mgmt_watchmark m
    JOIN customer_mgmt_orderrecord o ON o.id = m.anchor_id
    WHERE <whose> AND m.ended_at IS NULL
        AND (m.expires_at IS NULL OR m.expires_at > now())
    UNION ALL
    SELECT o.id, l.rule_id, 'label', l.text, o.placed_at FROM customer_mgmt_customerlabel l
    JOIN customer_mgmt_orderrecord o ON o.id = l.anchor_id
    WHERE <whose>
"""


@dataclass(slots=True)
class Loaded:
    """One customer's history, and the views of the orders to ask about."""

    history: History
    asked: dict[OrderId, OrderView] = field(default_factory=dict)


Wanted = Callable[[OrderId, list[PastOrder]], Iterable[OrderId]]
"""Of a customer's orders, given in their order, those to ask about."""


def load_histories(
    wanted: Wanted,
    *,
    orders: Collection[OrderId] = (),
    customers: Collection[OrderId] = (),
    with_lines: bool = True,
) -> dict[OrderId, Loaded]:
    """Return the histories of these customers and of those who have these orders.

    Without lines the orders asked about have no products, which spares a query where nobody asks for them.
    """
    named = {"customers": list(customers), "orders": list(orders)}
    return _load(wanted, _OF_CUSTOMERS, named, None, with_lines=with_lines)


def load_regrouped(
    customer_of: Mapping[OrderId, OrderId], *, with_lines: bool = True
) -> dict[OrderId, Loaded]:
    """Return the histories as if these orders were these customers', with all orders to be asked about."""
    named = {"orders": list(customer_of)}
    return _load(_all_of_them, _THESE, named, customer_of, with_lines=with_lines)


def _all_of_them(_: OrderId, orders: list[PastOrder]) -> Iterable[OrderId]:
    return [order.id for order in orders]


def _load(
    wanted: Wanted,
    whose: str,
    named: Mapping[str, list[OrderId]],
    customer_of: Mapping[OrderId, OrderId] | None,
    *,
    with_lines: bool,
) -> dict[OrderId, Loaded]:
    past: defaultdict[OrderId, list[PastOrder]] = defaultdict(list)
    rest: dict[OrderId, tuple[str | None, str | None, str | None, str]] = {}
    groups: dict[OrderId, frozenset[str]] = {}
    owner: dict[OrderId, OrderId] = {}
    with connection.cursor() as cursor:
        net = conf.counting_policy().net_of_refunds
        cursor.execute(
            _ORDERS.replace("<net>", NET_OF_REFUNDS).replace("<whose>", whose), {**named, "net": net}
        )
        for row in cursor.fetchall():
            customer, order, source, number, at, status, *amounts = row[:10]
            if customer_of is not None:
                customer = customer_of[order]
            owner[order] = customer
            if status == OrderStatus.ACCOUNT:
                past[customer]  # customers without an order have a history, too: an empty one
                continue
            past[customer].append(
                PastOrder(order, source, number, at, OrderStatus(status), *amounts),
            )
            rest[order] = row[10:14]
            if row[14]:
                groups[order] = frozenset(json.loads(row[14]))
    if customer_of is None:
        people, by_rules = _marks(_BY_CUSTOMER, {"customers": list(past)}, owner)
    else:
        people, by_rules = _marks(whose, named, owner)
    asked = {
        customer: set(wanted(customer, sorted(history, key=lambda order: order.place)))
        for customer, history in past.items()
    }
    lines = _lines([order for some in asked.values() for order in some] if with_lines else [])
    return {
        customer: Loaded(
            History(history, people.get(customer, Marks()), by_rules, groups),
            {
                order.id: _view(order, rest[order.id], lines[order.id])
                for order in history
                if order.id in asked[customer]
            },
        )
        for customer, history in past.items()
    }


def load_marks(customer: OrderId) -> History:
    """Return the history of a customer for rules that ask about nothing of it but marks, with one query.

    Of its orders only those are there on which marks hang, and of those only when they were placed.
    """
    people: Marks = Marks()
    by_rules: dict[OrderId, Marks] = {}
    orders: dict[OrderId, PastOrder] = {}
    for mark in _read_marks(_BY_CUSTOMER, {"customers": [customer]}):
        if mark.rule is None:
            people |= mark.marks
        else:
            by_rules[mark.order] = by_rules.get(mark.order, Marks()) | mark.marks
            orders[mark.order] = PastOrder(
                mark.order, "", "", mark.placed_at, OrderStatus.PLACED, counts=False
            )
    return History(list(orders.values()), people, by_rules)


class _Mark(NamedTuple):
    order: OrderId
    rule: int | None
    marks: Marks
    placed_at: datetime | None


def _read_marks(whose: str, named: Mapping[str, list[OrderId]]) -> Iterator[_Mark]:
    with connection.cursor() as cursor:
        cursor.execute(_MARKS.replace("<whose>", whose), named)
        rows = cursor.fetchall()
    for order, rule, kind, value, placed_at in rows:
        of_one = Marks(watch=frozenset({value})) if kind == "watch" else Marks(labels=frozenset({value}))
        yield _Mark(order, rule, of_one, placed_at)


def _marks(
    whose: str, named: Mapping[str, list[OrderId]], owner: Mapping[OrderId, OrderId]
) -> tuple[dict[OrderId, Marks], dict[OrderId, Marks]]:
    """Return the marks that people made, by customer, and those that rules made, by order."""
    people: dict[OrderId, Marks] = {}
    by_rules: dict[OrderId, Marks] = {}
    for mark in _read_marks(whose, named):
        on, key = (people, owner[mark.order]) if mark.rule is None else (by_rules, mark.order)
        on[key] = on.get(key, Marks()) | mark.marks
    return people, by_rules


def _lines(orders: list[OrderId]) -> defaultdict[OrderId, list[tuple[str, str, int]]]:
    found: defaultdict[OrderId, list[tuple[str, str, int]]] = defaultdict(list)
    rows = OrderLine.objects.filter(one_of("order_id", orders)).order_by("order_id", "position")
    for order, sku, product, quantity in rows.values_list("order_id", "sku", "product", "quantity"):
        found[order].append((sku, product, quantity))
    return found


def _view(
    past: PastOrder,
    rest: tuple[str | None, str | None, str | None, str],
    lines: list[tuple[str, str, int]],
) -> OrderView:
    channel, payment_method, shipping_method, traits = rest
    return order_view(
        past,
        channel=channel,
        payment_method=payment_method,
        shipping_method=shipping_method,
        lines=lines,
        traits=traits_from_json(json.loads(traits)),
    )
