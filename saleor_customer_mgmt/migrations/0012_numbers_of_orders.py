"""Numbers of orders recorded together are kept with their pieces: a part of one is looked for among these."""

import django.contrib.postgres.fields
from django.db import migrations, models

# Pieces of another length stand there till now.
_READ_ANEW = """
    DELETE FROM customer_mgmt_ordernumberrange;
    INSERT INTO customer_mgmt_ordernumberrange (first_id, last_id)
    SELECT min(id), max(id) + 1000 FROM customer_mgmt_orderrecord HAVING count(*) > 0;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("customer_mgmt", "0011_doubtful_pairs"),
    ]

    operations = [
        migrations.RunSQL(_READ_ANEW, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="ordernumberrange",
            name="ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="ordernumberrange",
            name="numbers",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), default=list, size=None
            ),
        ),
    ]
