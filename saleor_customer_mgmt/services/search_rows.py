"""Keeping what a search looks through in step with the orders.

Of few customers at once, in the transaction that changed them; of many, as an import has them, soon after
by the background, since sorting the pieces of one into the index costs more than recording an order. Until
then they are searched by their orders.

Whoever writes a customer's row, or takes it off the backlog, has the lock of the customer's row and takes
part in judging. Whoever puts it there has that lock, or keeps all others from judging.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db import connection

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.search import customer_text, number_pieces, pieces, ts_vector
from saleor_customer_mgmt.models import CustomerSearch, OrderRecord, SearchBacklog
from saleor_customer_mgmt.services.background import start_after_commit

SEARCH = "search"
"""What the work on the backlog is called where work is started."""
AT_ONCE = 50
"""So many customers' rows are written in the transaction that changed them."""
NUMBERS_TOGETHER = 64
"""Orders in one row of pieces. More would make a smaller index, which finds more orders to look through."""

# Customer by customer through the indexes of its own orders: see services.customer_rows.
_VALUES = """
    SELECT asked.id, s.text, ARRAY(
        SELECT DISTINCT told.value FROM customer_mgmt_orderrecord o
        JOIN customer_mgmt_orderevidence e ON e.order_id = o.id,
        unnest(string_to_array(e.search_text, E'\\n')) WITH ORDINALITY AS told(value, line)
        WHERE o.customer_id = asked.id AND told.line > 1
    ) FROM unnest(%s::bigint[]) AS asked(id)
    LEFT JOIN customer_mgmt_customersearch s ON s.customer_id = asked.id
"""
_WRITE = """
    INSERT INTO customer_mgmt_customersearch (customer_id, text, pieces)
    SELECT * FROM unnest(%s::bigint[], %s::text[], %s::tsvector[])
    ON CONFLICT (customer_id) DO UPDATE SET text = excluded.text, pieces = excluded.pieces
"""
_LEAVE = """
    INSERT INTO customer_mgmt_searchbacklog (customer_id) SELECT unnest(%s::bigint[]) ON CONFLICT DO NOTHING
"""
_LEAVE_MISSING = """
    INSERT INTO customer_mgmt_searchbacklog (customer_id)
    SELECT c.id FROM customer_mgmt_customer c WHERE c.merged_into_id IS NULL
        AND NOT EXISTS (SELECT FROM customer_mgmt_customersearch s WHERE s.customer_id = c.id)
    ON CONFLICT DO NOTHING
"""


def refresh_search(customers: Collection[OrderId]) -> None:
    """Have the rows of these live customers say what their orders say now."""
    if len(customers) <= AT_ONCE:
        write_search(customers)
    else:
        leave_search(customers)


def write_search(customers: Collection[OrderId]) -> None:
    """Write the rows of these live customers that differ from what their orders say.

    Of whom nothing is to be found has a row, too: a missing one is one that is still to be written.
    """
    if not customers:
        return
    with connection.cursor() as cursor:
        cursor.execute(_VALUES, [sorted(customers)])
        texts = [(customer, was, customer_text(values)) for customer, was, values in cursor.fetchall()]
        differing = [(customer, text) for customer, was, text in texts if text != was]
        if differing:
            ids, written = zip(*differing, strict=True)
            cursor.execute(_WRITE, [list(ids), list(written), [ts_vector(pieces(text)) for text in written]])


def leave_search(customers: Collection[OrderId]) -> None:
    """Leave the rows of these customers to the background."""
    none_waited = not SearchBacklog.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute(_LEAVE, [sorted(customers)])
    if none_waited:
        start_after_commit(SEARCH, 0)


def leave_search_of(orders: Collection[OrderId]) -> None:
    """Leave the rows of the customers that these orders have now to the background."""
    if orders:
        leave_search(set(OrderRecord.objects.filter(id__in=orders).values_list("customer_id", flat=True)))


def forget_search(customers: Iterable[OrderId]) -> None:
    """Delete the rows of customers that dissolve."""
    CustomerSearch.objects.filter(customer_id__in=list(customers)).delete()


def leave_missing() -> None:
    """Leave live customers without a row to the background. Nobody else may be judging."""
    with connection.cursor() as cursor:
        cursor.execute(_LEAVE_MISSING)


def number_ranges(numbers: Iterable[tuple[OrderId, str]]) -> Iterator[dict[str, Any]]:
    """Yield the columns of the rows that orders with these folded numbers are found by. Of neighbours one."""
    ordered = sorted(numbers)
    for start in range(0, len(ordered), NUMBERS_TOGETHER):
        together = ordered[start : start + NUMBERS_TOGETHER]
        found = number_pieces(number for _, number in together)
        yield {
            "first_id": together[0][0],
            "last_id": together[-1][0],
            "ids": [order for order, _ in together],
            "numbers": [number for _, number in together],
            "pieces": ts_vector(found),
        }
