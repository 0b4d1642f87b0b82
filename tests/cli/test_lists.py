from __future__ import annotations

import pytest

from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.core.public_id import public_id
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import order_facts

pytestmark = pytest.mark.django_db

HOME = "東京都千代田区丸の内1-1-1"
TARO, HANAKO = public_id("rakuten", "R-1"), public_id("saleor", "2")


@pytest.fixture
def orders():
    record_orders(
        [
            order_facts("R-1", source="rakuten", phone="090-0000-1234", kana="ヤマダ タロウ", address=HOME),
            order_facts("1", phone="090-0000-1234", email="taro@example.com", total="2500"),
            order_facts("2", name="林花子", phone="03-0000-5678", email="hanako@example.com", total="300"),
            order_facts("3", name="林花子", phone="03-0000-5678", status=OrderStatus.CANCELLED),
        ]
    )  # fmt: skip


def test_the_table(cli, orders):
    done = cli("customers")

    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "CUSTOMER        NAME      PURCHASES  ORDERS      TOTAL  LAST ORDER  SOURCES\n"
        f"{TARO}  山田太郎          2       2  3,500 JPY  2026-01-01  rakuten, saleor\n"
        f"{HANAKO}  林花子            1       2    300 JPY  2026-01-01  saleor\n"
        "\n"
        "2 customers.\n"
    )


def test_json(cli, orders):
    done = cli("customers", "--json")

    assert done.json[1] == {
        "id": HANAKO,
        "name": "林花子",
        "kana": "",
        "email": "hanako@example.com",
        "phone": "03-0000-5678",
        "address": "",
        "orders": 2,
        "accounts": 0,
        "purchases": 1,
        "totals": {"JPY": "300"},
        "sources": ["saleor"],
        "first_order_at": "2026-01-01T12:00:00+00:00",
        "last_order_at": "2026-01-01T12:00:00+00:00",
    }


@pytest.mark.parametrize(
    "text",
    [
        *("山田", "太郎", "ヤマ", "やまだ", "ﾀﾛｳ", "taro@", "TARO", "千代田", "丸の内", "R-1", "r1"),
        *("090-0000-1234", "09000001234", "0000-12", "山田 taro", TARO, TARO.lower().replace("-", "")),
    ],
)
def test_search_finds_any_part(cli, orders, text):
    found = cli("customers", "--search", text, "--json").json
    assert [customer["id"] for customer in found] == [TARO]


def test_search_of_one_character(cli, orders):
    assert [c["id"] for c in cli("customers", "--search", "林", "--json").json] == [HANAKO]


def test_nothing_found(cli, orders):
    assert cli("customers", "--search", "田中") == cli("customers", "--search", "%")
    assert cli("customers", "--search", "田中").out == "No customer was found.\n"
    assert cli("customers", "--search", "田中", "--lang", "ja").out == "顧客は見つかりませんでした。\n"
    assert cli("customers", "--search", "田中", "--json").out == "[\n\n]\n"
    assert cli("orders", "--search", "田中").out == "No order was found.\n"


def test_min_purchases_and_sources(cli, orders):
    assert [c["id"] for c in cli("customers", "--min-purchases", "2", "--json").json] == [TARO]
    both = cli("customers", "--source", "saleor", "--source", "rakuten", "--json")
    assert [c["id"] for c in both.json] == [TARO]


def test_a_limit_is_told(cli, orders):
    assert cli("customers", "--limit", "1").out.endswith(
        "2 customers, of which the first 1 are shown; --limit 0 shows all.\n"
    )
    assert len(cli("customers", "--limit", "1", "--json").json) == 1
    assert cli("customers", "--limit", "0").out.endswith("2 customers.\n")


def test_json_is_never_cut_short_unasked(cli):
    record_orders([order_facts(str(number), name=f"Person {number}") for number in range(60)])

    assert len(cli("customers", "--json").json) == 60
    assert len(cli("orders", "--json").json) == 60
    assert "60 customers, of which the first 50 are shown" in cli("customers").out


def test_orders(cli, orders):
    done = cli("orders", "--search", "林花")

    assert done.out == (
        "ORDER     PLACED            STATUS         TOTAL  CUSTOMER        NAME\n"
        f"saleor:3  2026-01-01 21:00  cancelled  1,000 JPY  {HANAKO}  林花子\n"
        f"saleor:2  2026-01-01 21:00  fulfilled    300 JPY  {HANAKO}  林花子\n"
        "\n"
        "2 orders.\n"
    )
    assert cli("orders", "--source", "rakuten", "--json").json == [
        {
            "source": "rakuten",
            "order_number": "R-1",
            "customer": TARO,
            "placed_at": "2026-01-01T12:00:00+00:00",
            "status": "fulfilled",
            "total": "1000",
            "currency": "JPY",
        }
    ]


def test_a_value_cannot_steer_the_terminal(cli):
    record_orders([order_facts("1", name="\x1b[31mred\u202e")])

    assert "\ufffd[31mred\ufffd" in cli("customers").out


def test_wrong_numbers(cli):
    assert cli("customers", "--min-purchases", "-1").code == 2
    assert cli("customers", "--limit", "many").err.endswith(
        "argument --limit: invalid number value: 'many'\n"
    )
    assert cli("customers", "--sort", "age").code == 2
