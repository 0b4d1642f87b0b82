"""Takes away indexes that no query needs, since another one of the same table begins with the same column.

They cost a hundred bytes for each order and time at every import. Dropped by name, since Django would check
every foreign key anew, with the tables locked; the names are those that Django gave them. Dropping one asks for
its table alone for a moment. The index for searches by the beginning of a ``public_id`` is Django's own addition.
"""

import django.db.models.deletion
from django.db import migrations, models

_INDEXES = {
    "customer_mgmt_groupevent_customer_id_d7248d0e": "customer_mgmt_groupevent (customer_id)",
    "customer_mgmt_groupevent_group_id_62c38096": "customer_mgmt_groupevent (group_id)",
    "customer_mgmt_groupmembership_customer_id_266984b0": "customer_mgmt_groupmembership (customer_id)",
    "customer_mgmt_groupmembership_group_id_42f6e59b": "customer_mgmt_groupmembership (group_id)",
    "customer_mgmt_importresult_run_id_ecc3142c": "customer_mgmt_importresult (run_id)",
    "customer_mgmt_rulematch_order_id_d31b51c7": "customer_mgmt_rulematch (order_id)",
    "customer_mgmt_rulematch_rule_id_28200f73": "customer_mgmt_rulematch (rule_id)",
    "customer_mgmt_customer_public_id_77ad4ff5_like": (
        "customer_mgmt_customer (public_id varchar_pattern_ops)"
    ),
}


def _key(model, field, to, related, on_delete=django.db.models.deletion.CASCADE):
    key = models.ForeignKey(
        db_index=False, on_delete=on_delete, related_name=related, to=f"customer_mgmt.{to}"
    )
    return migrations.AlterField(model_name=model, name=field, field=key)


class Migration(migrations.Migration):
    dependencies = [
        ("customer_mgmt", "0020_importshare_lane"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(f"DROP INDEX IF EXISTS {name}", f"CREATE INDEX {name} ON {columns}")
                for name, columns in _INDEXES.items()
            ],
            [
                _key("groupevent", "customer", "customer", "group_events"),
                _key("groupevent", "group", "group", "events"),
                _key("groupmembership", "customer", "customer", "memberships"),
                _key("groupmembership", "group", "group", "memberships"),
                _key("importresult", "run", "import", "results"),
                _key("rulematch", "order", "orderrecord", "rule_matches"),
                _key("rulematch", "rule", "rule", "matches", django.db.models.deletion.PROTECT),
            ],
        )
    ]
