"""An engine gives the customers that the core gives: by keys, links, splits and contested keys."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings

from saleor_customer_mgmt.core.decisions import Merge, Split
from saleor_customer_mgmt.core.partition import partition
from saleor_customer_mgmt.engines import extras
from saleor_customer_mgmt.engines.pairwise import link_and_cluster
from saleor_customer_mgmt.engines.partition import EnginePartition, engine, partition_with
from tests.core.histories import Shop, any_shops, histories, shop_after
from tests.engines.shops import exchange_of, many_shops


def assert_as_the_core(found: EnginePartition, shop: Shop) -> None:
    wanted = partition(shop.keys_of, shop.log)
    told = zip(
        found.customers["order_id"].to_pylist(), found.customers["customer_id"].to_pylist(), strict=True
    )
    assert sorted(told) == sorted(wanted.customer_of.items())
    assert found.contested == wanted.contested
    assert sorted(found.links) == sorted(wanted.links)
    assert found.entangled == wanted.entangled


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_two_thousand_histories_at_once(tmp_path, seed):
    shop = many_shops(2000, seed)

    found = partition_with(engine("duckdb"), exchange_of(shop, tmp_path), shop.log)

    # Not by chance: there are splits that contest keys, merges, and customers that nothing touched.
    assert len(shop.log) > 2000
    assert len(found.contested) > 500
    assert 0 < len(found.entangled) < len(shop.keys_of)
    assert_as_the_core(found, shop)


@given(steps=histories())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_histories_that_hypothesis_finds(tmp_path_factory, steps):
    shop = shop_after(steps)

    found = partition_with(engine("duckdb"), exchange_of(shop, tmp_path_factory.mktemp("x")), shop.log)

    assert_as_the_core(found, shop)


@given(shop=any_shops())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_any_log_at_all(tmp_path_factory, shop):
    found = partition_with(engine("duckdb"), exchange_of(shop, tmp_path_factory.mktemp("x")), shop.log)

    assert_as_the_core(found, shop)


def test_a_key_of_many_orders_is_no_square(tmp_path):
    # Every pair of them would be half a thousand million.
    shop = Shop({order: frozenset("a") for order in range(5, 32_005)})

    found = partition_with(engine("duckdb"), exchange_of(shop, tmp_path), [])

    assert found.customers.num_rows == 32_000
    assert set(found.customers["customer_id"].to_pylist()) == {5}


def test_a_long_chain_is_one_customer(tmp_path):
    # One round for each step: right, and slow; people do not change everything between every two orders.
    shop = Shop({order: frozenset({str(order), str(order + 1)}) for order in range(1, 31)})

    found = partition_with(engine("duckdb"), exchange_of(shop, tmp_path), [])

    assert dict.fromkeys(range(1, 31), 1) == dict(
        zip(found.customers["order_id"].to_pylist(), found.customers["customer_id"].to_pylist(), strict=True)
    )


def test_staff_decisions_about_many_orders_take_no_rounds(tmp_path):
    half, rest = frozenset(range(1, 5_000)), frozenset(range(5_000, 10_000))
    shop = Shop(dict.fromkeys(range(1, 10_000), frozenset("a")), [Split(1, half, rest)])

    assert_as_the_core(partition_with(engine("duckdb"), exchange_of(shop, tmp_path), shop.log), shop)


def test_a_shop_without_orders(tmp_path):
    found = partition_with(engine("duckdb"), exchange_of(Shop(), tmp_path), [])

    assert found.customers.num_rows == 0
    assert (found.contested, found.links, found.entangled) == (frozenset(), (), frozenset())


def test_orders_without_keys_are_alone_or_linked(tmp_path):
    shop = Shop({order: frozenset() for order in (7, 8, 9)}, [Merge(1, ((9, 7),))])

    assert_as_the_core(partition_with(engine("duckdb"), exchange_of(shop, tmp_path), shop.log), shop)


def test_a_folder_with_a_quote_in_its_name(tmp_path):
    folder = tmp_path / "it's here"
    folder.mkdir()
    shop = Shop({1: frozenset("a"), 2: frozenset("a")})

    assert_as_the_core(partition_with(engine("duckdb"), exchange_of(shop, folder), []), shop)


def test_pairwise_gives_the_same_clusters(tmp_path):
    shop = many_shops(300, seed=4)
    columns = [
        [next((key for key in sorted(keys) if key[-1] in letters), None) for keys in shop.keys_of.values()]
        for letters in ("ab", "cde")
    ]
    shop = Shop(
        {
            order: frozenset(
                f"{number} {column[place]}" for number, column in enumerate(columns) if column[place]
            )
            for place, order in enumerate(shop.keys_of)
        }
    )
    orders = pa.table({"order_id": list(shop.keys_of), "one": columns[0], "two": columns[1]})

    pairwise = link_and_cluster(orders, ["one", "two"])

    found = partition_with(engine("duckdb"), exchange_of(shop, tmp_path), [])
    assert pairwise.sort_by("order_id") == found.customers.sort_by("order_id")


@pytest.mark.parametrize(("name", "extra"), [("duckdb", "splink"), ("spark", "spark")])
def test_what_is_not_installed_is_named(monkeypatch, name, extra):
    monkeypatch.setattr(extras, "find_spec", lambda _: None)

    with pytest.raises(extras.NotInstalled) as refused:
        engine(name)

    assert str(refused.value) == (
        f"This needs software that is not installed: pip install 'saleor-customer-mgmt[{extra}]'."
    )
