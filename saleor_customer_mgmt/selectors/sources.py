"""Which sources there are."""

from __future__ import annotations

from django.db import connection


def sources_in_use() -> list[str]:
    """Return the sources of which orders are recorded, sorted: from one to the next by index."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH RECURSIVE found AS (
                (SELECT source FROM customer_mgmt_orderrecord ORDER BY source LIMIT 1)
                UNION ALL
                SELECT (
                    SELECT o.source FROM customer_mgmt_orderrecord o WHERE o.source > found.source
                    ORDER BY o.source LIMIT 1
                ) FROM found WHERE found.source IS NOT NULL
            )
            SELECT source FROM found WHERE source IS NOT NULL ORDER BY source
            """
        )
        return [source for (source,) in cursor.fetchall()]
