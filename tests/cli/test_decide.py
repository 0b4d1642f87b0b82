from __future__ import annotations

import pytest

from saleor_customer_mgmt.core.public_id import public_id
from saleor_customer_mgmt.models import Customer, StaffDecision
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import groups, order_facts

pytestmark = pytest.mark.django_db

ONE, TWO = public_id("saleor", "1"), public_id("saleor", "2")


@pytest.fixture
def orders():
    record_orders([order_facts("1", phone="090-0000-1111"), order_facts("2", phone="090-0000-2222")])


def rows():
    return list(Customer.objects.order_by("id").values())


def test_merge_and_undo_are_the_identity(cli, orders):
    before = rows()

    done = cli("merge", ONE, TWO, "--reason", "same person")

    decision = StaffDecision.objects.get()
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        f"Decision {decision.id} (merge). To take it back: undo {decision.id}\n"
        "\n"
        "CUSTOMER        NAME      PURCHASES  ORDERS      TOTAL  LAST ORDER  SOURCES\n"
        f"{ONE}  山田太郎          2       2  2,000 JPY  2026-01-01  saleor\n"
    )
    assert (decision.reason, decision.by_kind, decision.by_label) == (
        "same person",
        "command",
        "customer-mgmt (tester)",
    )

    undone = cli("undo", str(decision.id), "--reason", "twins")

    assert (undone.code, undone.out.splitlines()[0]) == (0, f"Decision {decision.id} (merge) is undone.")
    assert rows() == before
    assert cli("undo", str(decision.id)).err == "This decision is undone already.\n"
    assert cli("undo", str(decision.id), "--lang", "ja").err == "この決定はすでに取り消されています。\n"
    assert cli("undo", str(decision.id), "--json").json["error"]["code"] == "ALREADY_DONE"


def test_merge_says_what_is_there_as_json(cli, orders):
    told = cli("merge", "saleor:2", ONE, "--json").json

    assert (told["kind"], told["by"], told["undone_at"]) == ("merge", "customer-mgmt (tester)", None)
    assert [customer["id"] for customer in told["customers"]] == [ONE]


def test_merging_what_is_one_already(cli, orders):
    cli("merge", ONE, TWO)

    done = cli("merge", ONE, TWO)

    assert (done.code, done.err) == (1, "These are one customer already.\n")
    assert StaffDecision.objects.count() == 1


def test_merging_an_unknown_customer(cli, orders):
    assert cli("merge", ONE, "ZZZZ-ZZZZ-ZZZZ").code == 1
    assert cli("merge", ONE).code == 2
    assert StaffDecision.objects.count() == 0


def test_split_in_its_ways_of_writing(cli):
    record_orders([order_facts(number, phone="090-0000-1111") for number in "123"])

    assert cli("split", ONE, "--orders", "saleor:2", "saleor:3").code == 0
    assert groups() == {frozenset({"saleor:1"}), frozenset({"saleor:2", "saleor:3"})}
    cli("undo", str(StaffDecision.objects.latest("id").id))
    assert cli("split", "saleor:2").code == 0
    assert groups() == {frozenset({"saleor:2"}), frozenset({"saleor:1", "saleor:3"})}


def test_a_split_that_cannot_be(cli, orders):
    assert cli("split").err == "Name the orders to take out: split SOURCE:ORDER …\n"
    assert (
        cli("split").code,
        cli("split", ONE).code,
        cli("split", ONE, TWO, "--orders", "saleor:1").code,
    ) == (2, 2, 2)
    assert cli("split", TWO, "--orders", "saleor:1").err == f"Order saleor:1 is not of customer {TWO}.\n"
    assert cli("split", "saleor:1", "saleor:2").err == "The orders belong to different customers.\n"
    assert cli("split", "saleor:1").err == "A split leaves at least one order behind.\n"
    assert cli("split", "saleor:1").code == 1
    assert StaffDecision.objects.count() == 0


def test_an_unknown_decision(cli):
    done = cli("undo", "99")

    assert (done.code, done.err) == (1, "There is no decision 99. 'decisions' lists them.\n")
    assert cli("undo", "first").code == 2


def test_decisions(cli, orders):
    assert cli("decisions").out == "Staff decided nothing yet.\n"
    cli("merge", ONE, TWO, "--reason", "same person")
    cli("undo", str(StaffDecision.objects.get().id))

    told = cli("decisions", "--json").json
    assert [(d["kind"], d["orders"], d["undone_by"]) for d in told] == [
        ("merge", ["saleor:1", "saleor:2"], "customer-mgmt (tester)")
    ]
    assert "merge  saleor:1 = saleor:2  customer-mgmt (tester)" in cli("decisions").out
    assert cli("decisions", "--lang", "ja").out.splitlines()[0].split() == (
        ["番号", "種類", "対象", "担当", "日時", "理由", "取消"]
    )


def test_review(cli):
    assert cli("review").out == "There is nothing to review.\n"
    assert cli("review", "--json").json == []
    record_orders([order_facts(number, phone="090-0000-1111") for number in "12"])
    cli("split", "saleor:2")

    told = cli("review", "--json").json
    assert {(item["customer"], *item["may_be_the_same_as"]) for item in told} == {(ONE, TWO), (TWO, ONE)}
    shown = cli("review")
    assert (shown.code, shown.out.count(ONE), shown.out.count(TWO)) == (0, 1, 1)
    assert "For review, may be the same as:" in cli("customer", ONE).out
