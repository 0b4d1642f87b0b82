"""Of each customer, what the overview asks: the second purchase, and how many have no time.

Filled in by the next migration. The default stays in the table, so that processes of the version before
go on recording until they are replaced.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customer_mgmt", "0017_alter_job_kind_jobfile"),
    ]

    operations = [
        migrations.AddField(
            model_name="customer",
            name="second_purchase_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="customer",
            name="undated_purchases",
            field=models.IntegerField(db_default=0, default=0),
        ),
    ]
