from __future__ import annotations

import pytest

from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.core.public_id import public_id
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import order_facts

pytestmark = pytest.mark.django_db

RAKUTEN, AMAZON, SHOP = public_id("rakuten", "R:1"), public_id("amazon", "A1"), public_id("saleor", "1")


@pytest.fixture
def orders():
    record_orders(
        [order_facts("R:1", source="rakuten", phone="090-0000-1234", email="aaaa@pc.fw.rakuten.ne.jp")]
    )
    record_orders(
        [order_facts("A1", source="amazon", email="taro@example.com", status=OrderStatus.CANCELLED)]
    )
    record_orders([order_facts("1", phone="090-0000-1234", email="taro@example.com")])
    record_orders([order_facts("9", name="鈴木一郎", phone="000-0000-0000", email="other@example.com")])


def test_a_customer_over_all_sources(cli, orders):
    done = cli("customer", RAKUTEN)

    assert (done.code, done.err) == (0, "")
    assert done.out == (
        f"{RAKUTEN}  山田太郎\n"
        f"Found under these ids as well: {AMAZON}\n"
        "\n"
        "  FIELD   VALUE                     TOLD BY                  NOTE\n"
        "  name    山田太郎                  amazon, rakuten, saleor\n"
        "  e-mail  taro@example.com          amazon, saleor\n"
        "          aaaa@pc.fw.rakuten.ne.jp  rakuten                  a relay address, joins nobody\n"
        "  phone   +819000001234             rakuten, saleor\n"
        "\n"
        "2 of 3 orders count as purchases; total 2,000 JPY\n"
        "  ORDER        PLACED                TOTAL  STATUS     PURCHASE\n"
        "  rakuten:R:1  2026-01-01 21:00  1,000 JPY  fulfilled  counts\n"
        "  amazon:A1    2026-01-01 21:00  1,000 JPY  cancelled  no: cancelled\n"
        "  saleor:1     2026-01-01 21:00  1,000 JPY  fulfilled  counts\n"
    )


def test_any_id_that_ever_was_and_any_order_finds_the_customer(cli, orders):
    shown = cli("customer", RAKUTEN).out

    for named in (AMAZON, RAKUTEN.lower(), RAKUTEN.replace("-", ""), "saleor:1", "rakuten:R:1"):
        assert cli("customer", named).out == shown


def test_json_of_a_customer(cli, orders):
    told = cli("customer", RAKUTEN, "--json").json

    assert (told["id"], told["purchases"], told["earlier_ids"]) == (RAKUTEN, 2, [AMAZON])
    assert [(o["source"], o["order_number"], o["counts"], o["why_not"]) for o in told["receipt"]] == [
        ("rakuten", "R:1", True, None),
        ("amazon", "A1", False, "cancelled"),
        ("saleor", "1", True, None),
    ]
    assert told["known_as"][2] == {
        "field": "email",
        "value": "aaaa@pc.fw.rakuten.ne.jp",
        "trust": "relayed",
        "sources": ["rakuten"],
    }
    assert (told["decisions"], told["may_be_the_same_as"]) == ([], [])


def test_an_unknown_customer(cli, orders):
    done = cli("customer", "ZZZZ-ZZZZ-ZZZZ")

    assert (done.code, done.out) == (1, "")
    assert done.err == "There is no customer ZZZZ-ZZZZ-ZZZZ. 'customers --search' finds them.\n"
    assert cli("customer", "ZZZZ", "--lang", "ja").err.startswith("顧客 ZZZZ はありません。")
    assert cli("customer", "ZZZZ", "--json").json == {
        "error": {
            "code": "NOT_FOUND",
            "message": "There is no customer ZZZZ. 'customers --search' finds them.",
        }
    }
    assert cli("customer", "saleor:404").err == "There is no order saleor:404.\n"


def test_why_tells_the_chain_with_values(cli, orders):
    done = cli("why", "rakuten:R:1", "amazon:A1")

    assert (done.code, done.err) == (0, "")
    assert done.out == (
        f"rakuten:R:1 and amazon:A1 belong to one customer: {RAKUTEN} 山田太郎\n"
        "\n"
        "  1. rakuten:R:1 and saleor:1 share name 山田太郎 + phone +819000001234\n"
        "  2. saleor:1 and amazon:A1 share name 山田太郎 + e-mail taro@example.com\n"
    )


def test_why_in_japanese(cli, orders):
    assert "\n  1. rakuten:R:1 と saleor:1 は 氏名 山田太郎 + 電話 +819000001234 が同じ\n" in (
        cli("why", "rakuten:R:1", "amazon:A1", "--lang=ja").out
    )


def test_why_as_json(cli, orders):
    told = cli("why", "rakuten:R:1", "amazon:A1", "--json").json

    assert (told["same_customer"], told["customers"]) == (True, [RAKUTEN])
    assert told["chain"][0] == {
        "one": "rakuten:R:1",
        "other": "saleor:1",
        "keys": [{"criterion": "name+phone", "values": {"name": "山田太郎", "phone": "+819000001234"}}],
        "decision": None,
    }


def test_why_not(cli, orders):
    done = cli("why", "rakuten:R:1", "saleor:9")

    assert done.code == 0
    assert done.out == (
        "rakuten:R:1 and saleor:9 belong to two customers:\n"
        "\n"
        f"  rakuten:R:1  {RAKUTEN}  山田太郎\n"
        f"  saleor:9     {public_id('saleor', '9')}  鈴木一郎\n"
        "\n"
        "name+phone: not met\n"
        "  FIELD  COMPARISON     rakuten:R:1    saleor:9\n"
        "  name   different      山田太郎       鈴木一郎\n"
        "  phone  a placeholder  +819000001234  000-0000-0000\n"
        "\n"
        "name+email: not met\n"
        "  FIELD   COMPARISON       rakuten:R:1               saleor:9\n"
        "  name    different        山田太郎                  鈴木一郎\n"
        "  e-mail  a relay address  aaaa@pc.fw.rakuten.ne.jp  other@example.com\n"
    )


def test_why_names_a_contested_key(cli, orders):
    assert cli("split", "rakuten:R:1").code == 0

    done = cli("why", "rakuten:R:1", "saleor:1")

    assert "name+phone: met, but contested\n" in done.out
    assert "\nContested: name 山田太郎 + phone +819000001234. A split has shown" in done.out
    contested = cli("why", "rakuten:R:1", "saleor:1", "--json").json["contested"]
    assert contested == [
        {"criterion": "name+phone", "values": {"name": "山田太郎", "phone": "+819000001234"}}
    ]


def test_why_names_the_decision_of_staff(cli, orders):
    merged = cli("merge", "saleor:9", "saleor:1", "--reason", "married", "--json").json

    assert cli("why", "saleor:1", "saleor:9").out.endswith(
        f"  1. saleor:1 and saleor:9 were joined by merge {merged['decision']}"
        " of customer-mgmt (tester): married\n"
    )


def test_wrong_usage_of_why(cli, orders):
    assert cli("why", "saleor:1").code == 2
    assert cli("why", "saleor:1", "saleor:1").err == "Name two different orders.\n"
    assert cli("why", "saleor:1", "saleor:1").code == 2
    assert cli("why", "saleor:1", "1").err.endswith(
        "'1' does not name an order; write SOURCE:ORDER, such as rakuten:123456\n"
    )
    unknown = cli("why", "saleor:1", "saleor:404")
    assert (unknown.code, unknown.err) == (1, "There is no order saleor:404.\n")
