"""Keeping customers' rows in step with their orders. Inside the transaction and locks of the caller."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import connection

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.public_id import public_id
from saleor_customer_mgmt.models import Customer
from saleor_customer_mgmt.selectors.counting import NET_OF_REFUNDS
from saleor_customer_mgmt.services.search_rows import forget_search, refresh_search

_BLANK: dict[str, object] = {
    "name": "",
    "kana": "",
    "email": "",
    "phone": "",
    "address": "",
    "order_count": 0,
    "account_count": 0,
    "purchase_count": 0,
    "totals": {},
    "spent": 0,
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
    "entangled": False,
    "main_order_id": None,
}

# For each shown field: the usable value of the order that staff chose as the main one, else of the
# newest order that has one; an e-mail that a mall relays is better than none.
_SHOWN = """
    left(coalesce((array_agg(e.evidence #>> '{{{field},0,0}}'
        ORDER BY (o.id = asked.main_order_id) DESC NULLS LAST, o.placed_at DESC NULLS LAST, o.id DESC)
        FILTER (WHERE e.evidence #>> '{{{field},0,2}}' = 'usable'))[1], {otherwise}), {limit}) AS {field}
"""
_RELAYED = """
    (array_agg(e.evidence #>> '{email,0,0}' ORDER BY o.placed_at DESC NULLS LAST, o.id DESC)
        FILTER (WHERE e.evidence #>> '{email,0,2}' = 'relayed'))[1], ''
"""
_FIELDS = ",".join(
    _SHOWN.format(field=field, limit=limit, otherwise=_RELAYED if field == "email" else "''")
    for field, limit in (("name", 255), ("kana", 255), ("email", 254), ("phone", 50), ("address", 500))
)

# Customer by customer, each through the indexes of its own orders. Written as joins of whole sets, this
# took minutes for a thousand customers when autovacuum had analysed the tables in the middle of the first
# import: the planner then believes them empty, and nests loops without an index.
_DERIVED = """
    (<which customers>) asked, LATERAL (
        SELECT count(*) FILTER (WHERE o.status <> 'account') AS order_count,
            count(*) FILTER (WHERE o.status = 'account') AS account_count,
            count(*) FILTER (WHERE o.counts) AS purchase_count,
            coalesce(to_jsonb(array_agg(DISTINCT o.source::text)
                FILTER (WHERE o.status <> 'account')), '[]') AS sources,
            count(*) FILTER (WHERE o.status = 'unfinished') AS unfinished_count,
            count(*) FILTER (WHERE o.status = 'cancelled') AS cancelled_count,
            count(*) FILTER (WHERE o.status = 'returned') AS returned_count,
            left(coalesce(string_agg(upper(left(o.status, 1)), ''
                ORDER BY o.placed_at DESC NULLS LAST, o.id DESC)
                FILTER (WHERE o.status NOT IN ('unfinished', 'account')), ''), 20) AS recent,
            coalesce(to_jsonb(array_agg(DISTINCT o.source::text) FILTER (WHERE o.counts)), '[]') AS bought_on,
            min(o.placed_at) FILTER (WHERE o.counts) AS first_purchase_at,
            (array_agg(o.placed_at ORDER BY o.placed_at) FILTER (WHERE o.counts))[2] AS second_purchase_at,
            count(*) FILTER (WHERE o.counts AND o.placed_at IS NULL) AS undated_purchases,
            max(o.placed_at) FILTER (WHERE o.counts) AS last_purchase_at,
            min(o.placed_at) FILTER (WHERE o.status <> 'account') AS first_order_at,
            max(o.placed_at) FILTER (WHERE o.status <> 'account') AS last_order_at, <shown fields>
        FROM (
            SELECT id, source, status, placed_at, count_reason = 'counts' AS counts
            FROM customer_mgmt_orderrecord WHERE customer_id = asked.id
        ) o LEFT JOIN LATERAL (
            SELECT evidence FROM customer_mgmt_orderevidence WHERE order_id = o.id OFFSET 0
        ) e ON true
        HAVING count(*) > 0
    ) f, LATERAL (
        SELECT coalesce(jsonb_object_agg(currency, total), '{}') AS totals FROM (
            SELECT currency, trim_scale(sum(
                total - CASE WHEN <net> THEN coalesce(refunded, 0) ELSE 0 END
            ))::text AS total
            FROM customer_mgmt_orderrecord
            WHERE customer_id = asked.id AND count_reason = 'counts' AND total IS NOT NULL AND currency <> ''
            GROUP BY 1
        ) per_currency
    ) sums
"""
_COLUMNS = (
    *("order_count", "account_count", "purchase_count", "sources"),
    *("unfinished_count", "cancelled_count", "returned_count"),
    *("recent", "bought_on", "first_purchase_at", "second_purchase_at", "undated_purchases"),
    *("last_purchase_at", "first_order_at", "last_order_at"),
    *("name", "kana", "email", "phone", "address"),
)
_SPENT = "coalesce((sums.totals ->> %(currency)s)::numeric, 0)"
_REFRESH = f"""
    UPDATE customer_mgmt_customer c
    SET {", ".join(f"{column} = f.{column}" for column in _COLUMNS)}, totals = sums.totals, spent = {_SPENT}
    FROM {_DERIVED} WHERE c.id = asked.id
"""  # noqa: S608 - texts of this module only
_FOUND = f"""
    INSERT INTO customer_mgmt_customer (id, public_id, entangled, totals, spent, {", ".join(_COLUMNS)})
    SELECT asked.id, asked.public_id, false, sums.totals, {_SPENT},
        {", ".join(f"f.{column}" for column in _COLUMNS)}
    FROM {_DERIVED}
"""  # noqa: S608 - as above
_ALL = "SELECT id, main_order_id FROM customer_mgmt_customer WHERE merged_into_id IS NULL"
_THESE = "SELECT id, main_order_id FROM customer_mgmt_customer WHERE id = ANY(%(ids)s)"
_NEW = """
    SELECT *, NULL::bigint AS main_order_id
    FROM unnest(%(ids)s::bigint[], %(public_ids)s::text[]) AS new(id, public_id)
"""


def refresh_customers(ids: Collection[OrderId] | None) -> None:
    """Derive the shown values and counts of these customers (None: of all) from their orders.

    And what a search looks through; not of all, since then nobody has other orders than before.
    """
    if ids is None:
        _derive(_REFRESH, _ALL)
    elif ids:
        _derive(_REFRESH, _THESE, ids=sorted(ids))
        refresh_search(ids)


def found_customers(founders: Mapping[OrderId, tuple[str, str]]) -> None:
    """Make the customers that these orders (id: source and number) found, derived of all their orders.

    Their orders have to be there already: so each row is written once.
    """
    if founders:
        ids = sorted(founders)
        _derive(_FOUND, _NEW, ids=ids, public_ids=[public_id(*founders[order]) for order in ids])
        refresh_search(ids)


def _derive(statement: str, which: str, **bound: list[int] | list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            statement.replace("<which customers>", which)
            .replace("<shown fields>", _FIELDS)
            .replace("<net>", NET_OF_REFUNDS),
            {
                "net": conf.counting_policy().net_of_refunds,  # until staff set a policy
                "currency": conf.currency(),
                **bound,
            },
        )


def create_customers(founders: Mapping[OrderId, tuple[str, str]]) -> None:
    """Make the customers that these orders (id: source and number) found."""
    Customer.objects.bulk_create(
        Customer(id=order, public_id=public_id(*named)) for order, named in sorted(founders.items())
    )


def redirects_to(customers: Collection[OrderId]) -> dict[OrderId, OrderId]:
    """Return the customers that dissolved into these, and into which."""
    if not customers:
        return {}
    rows = Customer.objects.filter(merged_into_id__in=customers)
    return dict(rows.values_list("id", "merged_into_id"))


def redirect_customers(into: Mapping[OrderId, OrderId]) -> None:
    """Turn these customers into redirects to live ones, and blank what is derived of them."""
    if not into:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE customer_mgmt_customer c SET merged_into_id = moved.target
            FROM unnest(%s::bigint[], %s::bigint[]) AS moved(gone, target) WHERE c.id = moved.gone
            """,
            [list(into), list(into.values())],
        )
    Customer.objects.filter(id__in=list(into)).update(**_BLANK)
    forget_search(into)


def revive_customers(ids: Collection[OrderId]) -> None:
    """Turn redirects back into live customers; what is derived is still blank."""
    Customer.objects.filter(id__in=ids).update(merged_into=None)


def move_orders(to: Mapping[OrderId, OrderId]) -> None:
    """Set the customers of these orders (order: customer)."""
    if not to:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE customer_mgmt_orderrecord o SET customer_id = moved.customer
            FROM unnest(%s::bigint[], %s::bigint[]) AS moved(id, customer) WHERE o.id = moved.id
            """,
            [list(to), list(to.values())],
        )
