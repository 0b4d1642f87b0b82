"""Keep with an order the groups that its customer was in when it came."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from saleor_customer_mgmt.core.decisions import OrderId

# Whoever dissolved into the customer a moment ago, because of this very order, is the customer, too: its
# memberships are still there. Later orders of the same customer mean that this one tells of the past,
# and of that nobody knows the groups.
_KEEP = """
    UPDATE customer_mgmt_orderrecord o SET groups = (
        SELECT coalesce(jsonb_agg(DISTINCT g.slug ORDER BY g.slug), '[]') FROM customer_mgmt_customer c
        JOIN customer_mgmt_groupmembership m ON m.customer_id = c.id
        JOIN customer_mgmt_group g ON g.id = m.group_id AND g.deleted_at IS NULL
        WHERE c.id = o.customer_id OR c.merged_into_id = o.customer_id
    )
    WHERE o.id = ANY(%s) AND o.groups IS NULL AND o.status <> 'account' AND NOT EXISTS (
        SELECT FROM customer_mgmt_orderrecord later WHERE later.customer_id = o.customer_id
        AND later.status <> 'account'
        AND (later.placed_at IS NOT NULL, coalesce(later.placed_at, '-infinity'), later.id)
            > (o.placed_at IS NOT NULL, coalesce(o.placed_at, '-infinity'), o.id)
    )
"""


def keep_groups(new: Collection[OrderId]) -> None:
    """Write the groups of new orders' customers into those that are their customer's newest.

    To be called before the orders count for anything, in the transaction that records them.
    """
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [sorted(new)])
