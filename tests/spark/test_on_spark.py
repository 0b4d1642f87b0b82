"""Spark gives the customers that the core gives, on two thousand histories at once."""

from __future__ import annotations

import pytest

from saleor_customer_mgmt.engines.partition import engine, partition_with
from tests.engines.shops import exchange_of, many_shops
from tests.engines.test_partition import assert_as_the_core

pytestmark = pytest.mark.timeout(600)


def test_two_thousand_histories_at_once(spark, tmp_path):
    shop = many_shops(2000, seed=11)

    found = partition_with(engine("spark"), exchange_of(shop, tmp_path), shop.log)

    assert len(shop.log) > 2000
    assert len(found.contested) > 500
    assert 0 < len(found.entangled) < len(shop.keys_of)
    assert_as_the_core(found, shop)
    # A session that was open is somebody's, and stays open.
    assert spark.sql("SELECT 1 AS one").collect()[0].one == 1
