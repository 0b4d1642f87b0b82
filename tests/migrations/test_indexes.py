"""Indexes: none is there that another one makes superfluous, and each has its way back."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.migrations.conftest import Migrate, newest

GONE = {
    "customer_mgmt_groupevent_customer_id_d7248d0e",
    "customer_mgmt_groupevent_group_id_62c38096",
    "customer_mgmt_groupmembership_customer_id_266984b0",
    "customer_mgmt_groupmembership_group_id_42f6e59b",
    "customer_mgmt_importresult_run_id_ecc3142c",
    "customer_mgmt_rulematch_order_id_d31b51c7",
    "customer_mgmt_rulematch_rule_id_28200f73",
    "customer_mgmt_customer_public_id_77ad4ff5_like",
}
# Indexes of whole tables whose columns another index of the whole table begins with.
_SUPERFLUOUS = """
    WITH whole AS (
        SELECT i.indrelid, i.indexrelid, i.indisunique, string_to_array(i.indkey::text, ' ') AS columns,
            i.indexrelid::regclass::text AS name, i.indrelid::regclass::text AS of_table
        FROM pg_index i WHERE i.indpred IS NULL AND i.indexprs IS NULL
    )
    SELECT a.name FROM whole a JOIN whole b ON b.indrelid = a.indrelid AND b.indexrelid <> a.indexrelid
    WHERE NOT a.indisunique AND a.of_table = ANY(%s)
        AND b.columns[:cardinality(a.columns)] = a.columns
"""
LARGE = [
    f"customer_mgmt_{name}"
    for name in (
        *("orderrecord", "orderline", "orderevidence", "orderkey", "orderdigests", "matchkey", "customer"),
        *("groupevent", "groupmembership", "orderlabel", "rulematch", "importresult", "customersearch"),
    )
]


def names() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename LIKE %s", ["customer_mgmt\\_%"])
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db
def test_no_large_table_has_an_index_that_another_one_makes_superfluous() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SUPERFLUOUS, [LARGE])
        assert cursor.fetchall() == []


def test_what_0021_took_away_is_there_again_on_the_way_back(migrate: Migrate) -> None:
    today = names()
    assert not today & GONE

    migrate("0020_importshare_lane")
    before = names()

    assert before >= GONE
    with connection.cursor() as cursor:
        cursor.execute(_SUPERFLUOUS, [LARGE])
        assert {name for (name,) in cursor.fetchall()} == GONE

    migrate("0021_fewer_indexes")
    assert before - names() == GONE
    migrate(newest())
    assert names() == today
