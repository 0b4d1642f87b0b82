"""The demo's files are up to date, readable, and show what they are for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import saleor_customer_mgmt.demo
from saleor_customer_mgmt.core.facts import OrderFacts, OrderStatus
from saleor_customer_mgmt.demo.build import files
from saleor_customer_mgmt.importers import OrderRead, open_orders, plan_files

FOLDER = Path(saleor_customer_mgmt.demo.__file__).parent
PATHS = [FOLDER / name for name in files()]


@pytest.fixture(scope="module")
def orders() -> list[OrderFacts]:
    items = [item for group in plan_files(PATHS) for item in open_orders(group)]
    assert all(isinstance(item, OrderRead) for item in items)
    return [item.facts for item in items if isinstance(item, OrderRead)]


def test_files_are_what_the_script_writes():
    assert {path.name: path.read_bytes() for path in PATHS} == files()


def test_orders_of_every_source(orders: list[OrderFacts]):
    sources = Counter(order.source for order in orders)
    assert sources == {"rakuten": 10, "amazon": 8, "yahoo": 8, "aupay": 6, "saleor": 16}


def bare(name: str | None) -> str:
    return (name or "").replace(" ", "").replace("　", "")


def test_hanako_is_joined_only_by_name_and_phone_or_name_and_email(orders: list[OrderFacts]):
    hers = [order for order in orders if bare(order.buyer.name) == "佐藤花子"]
    by_source = {order.source: order.buyer for order in hers}
    assert set(by_source) == {"rakuten", "amazon", "saleor"}
    rakuten, amazon, shop = by_source["rakuten"], by_source["amazon"], by_source["saleor"]
    assert amazon.phones == ()
    assert rakuten.phones == shop.phones
    assert amazon.emails == shop.emails != rakuten.emails


def test_what_else_the_demo_has_to_show(orders: list[OrderFacts]):
    names = Counter(bare(order.buyer.name) for order in orders)
    assert names["中村由美"] >= 5
    emails = {
        order.buyer.emails
        for order in orders
        if bare(order.buyer.name) == "鈴木一郎" and order.source == "saleor"
    }
    assert len(emails) == 2
    family = {bare(order.buyer.name) for order in orders if order.buyer.phones == ("03-0000-2001",)}
    assert family == {"田中健", "田中美咲", "田中さくら"}
    assert {"髙橋恵子", "高橋恵子"} <= set(names)
    nobody = {bare(order.buyer.name) for order in orders if order.buyer.phones == ("000-0000-0000",)}
    assert nobody == {"伊藤大輔", "渡辺陽子"}
    statuses = Counter(order.status for order in orders)
    assert statuses[OrderStatus.CANCELLED] == 4
    assert statuses[OrderStatus.RETURNED] == 1


def test_everybody_is_invented():
    for content in files().values():
        text = content.decode("cp932", "replace") + content.decode("utf-8", "replace")
        for domain in ("gmail", "yahoo.co.jp", "docomo", "icloud"):
            assert domain not in text
