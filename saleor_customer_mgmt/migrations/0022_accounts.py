"""Accounts: how many a customer has, and those found quickly who have nothing else.

The default stays in the table, so that processes of the version before go on recording until they are replaced.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customer_mgmt", "0021_fewer_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="customer",
            name="account_count",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                condition=models.Q(("merged_into", None), ("order_count", 0)),
                fields=["-purchase_count", "-id"],
                name="customer_mgmt_cust_registered",
            ),
        ),
    ]
