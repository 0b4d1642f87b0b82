"""Every lock that is taken, in the one order in which all services take them.

1. The judging lock: shared by whoever records or decides, exclusive for whoever judges everything.
2. Rows of match keys, by digest.
3. Rows of customers that may be written, dissolved ones too, by id.
4. New order rows, by source and number (the unique constraint is the lock).

Whoever finds under locks that it needs one more goes back to a savepoint and takes them all again:
a lock is never taken out of order, so nobody waits in a circle. Row locks are ``NO KEY UPDATE``:
the foreign-key checks of others, which need no more than that the row exists, do not wait.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from saleor_customer_mgmt.models import Customer

# An arbitrary number that no other program uses by accident: "cust" and "judg" in ASCII, halved.
_JUDGING = 0x63757374_6A756467 >> 1


def share_judging() -> None:
    """Take part in judging until the transaction ends; waits while everything is judged anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_JUDGING])


def own_judging() -> None:
    """Keep everybody else from judging until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_JUDGING])


def lock_keys(digests: Iterable[UUID]) -> None:
    """Lock the rows of these keys, making those that are new."""
    ordered = sorted(set(digests))
    if ordered:
        with connection.cursor() as cursor:
            # DO UPDATE, not DO NOTHING: it locks the rows that exist in the same sorted pass.
            cursor.execute(
                """
                INSERT INTO customer_mgmt_matchkey AS kept (digest)
                SELECT digest FROM unnest(%s::uuid[]) AS digest ORDER BY digest
                ON CONFLICT (digest) DO UPDATE SET digest = kept.digest
                """,
                [ordered],
            )


def lock_customers(ids: Iterable[int]) -> dict[int, Customer]:
    """Lock these customers' rows and return them as they are now."""
    rows = Customer.objects.filter(id__in=set(ids)).order_by("id").select_for_update(no_key=True)
    return {row.id: row for row in rows}
