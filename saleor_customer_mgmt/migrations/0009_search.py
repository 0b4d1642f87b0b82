"""What a search looks through moves from the orders to their customers; lists by total and last purchase.

The new tables are filled by the background (``services.work_off_search``), and searches look through the
orders till then. What locks a table stands at the end: a million customers cannot be written for some
seconds, and not be read for one.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

# Processes of the version before may record some more orders.
_LEAVE_TO_BACKGROUND = """
    INSERT INTO customer_mgmt_searchbacklog (customer_id)
    SELECT id FROM customer_mgmt_customer WHERE merged_into_id IS NULL;
    INSERT INTO customer_mgmt_ordernumberrange (first_id, last_id)
    SELECT min(id), max(id) + 1000 FROM customer_mgmt_orderrecord HAVING count(*) > 0;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("customer_mgmt", "0008_customernote"),
    ]

    operations = [
        migrations.CreateModel(
            name="CustomerSearch",
            fields=[
                ("customer_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("text", models.TextField()),
                ("pieces", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["pieces"], name="customer_mgmt_search_pieces", gin_pending_list_limit=512
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="SearchBacklog",
            fields=[
                ("customer_id", models.BigIntegerField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="OrderNumberRange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_id", models.BigIntegerField()),
                ("last_id", models.BigIntegerField()),
                ("pieces", django.contrib.postgres.search.SearchVectorField(null=True)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["pieces"], name="customer_mgmt_number_pieces", gin_pending_list_limit=512
                    ),
                    models.Index(
                        condition=models.Q(("pieces", None)),
                        fields=["first_id"],
                        name="customer_mgmt_number_unread",
                    ),
                ]
            },
        ),
        migrations.RunSQL(_LEAVE_TO_BACKGROUND, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                models.OrderBy(models.F("last_purchase_at"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("merged_into", None)),
                name="customer_mgmt_cust_bought",
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                models.OrderBy(models.F("first_order_at"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("merged_into", None)),
                name="customer_mgmt_cust_first",
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                condition=models.Q(("merged_into", None)),
                fields=["name", "id"],
                name="customer_mgmt_cust_name",
            ),
        ),
        migrations.AddField(
            model_name="customer",
            name="spent",
            field=models.DecimalField(decimal_places=4, default=0, max_digits=30),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                condition=models.Q(("merged_into", None)),
                fields=["-spent", "-id"],
                name="customer_mgmt_cust_spent",
            ),
        ),
        migrations.RemoveIndex(
            model_name="orderevidence",
            name="customer_mgmt_evidence_grams",
        ),
        # On the way back the column needs something to hold.
        migrations.AlterField(
            model_name="orderevidence",
            name="grams",
            field=django.contrib.postgres.fields.ArrayField(models.IntegerField(), default=list),
        ),
        migrations.RemoveField(
            model_name="orderevidence",
            name="grams",
        ),
    ]
