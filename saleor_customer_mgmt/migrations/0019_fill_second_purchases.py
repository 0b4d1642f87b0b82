"""Fills in what the migration before made room for, some customers at a time.

Each of these transactions locks no more than its customers and lasts some tenths of a second: orders are
recorded beside it. Broken off, it begins anew and writes what is missing. What processes of the version
before record after it is missing until the customer's next order, or a rebuild from facts.
"""

from django.db import migrations, transaction

_AT_ONCE = 5000
_LOCK = """
    SELECT id FROM customer_mgmt_customer WHERE id > %s AND merged_into_id IS NULL
    ORDER BY id LIMIT %s FOR NO KEY UPDATE
"""
# A statement of its own: it sees what was recorded while the locks were waited for.
_FILL = """
    UPDATE customer_mgmt_customer c
    SET second_purchase_at = found.second_at, undated_purchases = found.undated
    FROM unnest(%s::bigint[]) AS asked(id), LATERAL (
        SELECT (array_agg(placed_at ORDER BY placed_at))[2] AS second_at,
            count(*) FILTER (WHERE placed_at IS NULL) AS undated
        FROM customer_mgmt_orderrecord WHERE customer_id = asked.id AND count_reason = 'counts'
    ) found
    WHERE c.id = asked.id AND (c.second_purchase_at, c.undated_purchases)
        IS DISTINCT FROM (found.second_at, found.undated::integer)
"""


def fill(_, schema_editor):
    connection = schema_editor.connection
    last = 0
    while True:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(_LOCK, [last, _AT_ONCE])
            ids = [customer for (customer,) in cursor.fetchall()]
            if not ids:
                return
            cursor.execute(_FILL, [ids])
        last = ids[-1]


class Migration(migrations.Migration):
    atomic = False  # each batch is a transaction of its own

    dependencies = [
        ("customer_mgmt", "0018_second_purchases"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
