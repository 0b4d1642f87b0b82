"""Writing what a search looks through for those who were many at once, some at a time."""

from __future__ import annotations

from django.db import connection, transaction

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.search import fold
from saleor_customer_mgmt.lock_objects import share_judging
from saleor_customer_mgmt.models import OrderNumberRange, OrderRecord, SearchBacklog
from saleor_customer_mgmt.services.background import background
from saleor_customer_mgmt.services.search_rows import number_ranges, write_search

STEP = 500
"""Customers in one transaction: few enough to let checkouts pass in between."""
NUMBERS = 10_000
"""Orders whose numbers are looked at in one transaction."""

# Whoever has the lock of one may be changing it just now, and is not waited for.
_LOCK = """
    SELECT id, merged_into_id IS NULL FROM customer_mgmt_customer WHERE id = ANY(%s)
    ORDER BY id FOR NO KEY UPDATE SKIP LOCKED
"""
# Rows from before there was this column.
_SPENT = """
    UPDATE customer_mgmt_customer SET spent = (totals ->> %(currency)s)::numeric
    WHERE id = ANY(%(ids)s) AND spent <> (totals ->> %(currency)s)::numeric
"""


def search_waits() -> bool:
    """Return whether anything that a search looks through is still to be written."""
    return SearchBacklog.objects.exists() or OrderNumberRange.objects.filter(pieces=None).exists()


def work_off_search(_run: int = 0) -> None:
    """Write it all. Customers that others are changing meanwhile stay for the next time."""
    while not background().stopping() and _read_numbers():
        pass
    after = -1
    while not background().stopping() and (last := _write_customers(after)) is not None:
        after = last


def _write_customers(after: int) -> int | None:
    """Write rows of customers with ids above this; return the last one looked at, or None at the end."""
    with transaction.atomic():
        share_judging()
        waiting = SearchBacklog.objects.filter(customer_id__gt=after).order_by("customer_id")
        ids = list(waiting.values_list("customer_id", flat=True)[:STEP])
        if not ids:
            return None
        with connection.cursor() as cursor:
            cursor.execute(_LOCK, [ids])
            live = dict(cursor.fetchall())
            cursor.execute(_SPENT, {"currency": conf.currency(), "ids": list(live)})
        SearchBacklog.objects.filter(customer_id__in=list(live)).delete()
        # Whoever put them there has committed, or there was no lock to be had: this sees what they wrote.
        write_search([customer for customer, is_live in live.items() if is_live])
        return ids[-1]


def _read_numbers() -> bool:
    """Write pieces of numbers that were recorded before there were any; return whether there are more."""
    with transaction.atomic():
        unread = OrderNumberRange.objects.filter(pieces=None).select_for_update().order_by("id").first()
        if unread is None:
            return False
        rows = OrderRecord.objects.filter(id__gte=unread.first_id, id__lte=unread.last_id).order_by("id")
        numbers = [(order, fold(number)) for order, number in rows.values_list("id", "number")[:NUMBERS]]
        OrderNumberRange.objects.bulk_create(OrderNumberRange(**row) for row in number_ranges(numbers))
        if len(numbers) < NUMBERS:
            unread.delete()
        else:
            unread.first_id = numbers[-1][0] + 1
            unread.save()
        return True
