from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from saleor_customer_mgmt.core.public_id import public_id
from saleor_customer_mgmt.models import CriteriaRevision, Customer
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import groups, order_facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def orders():
    record_orders(
        [
            order_facts("1", phone="090-0000-1111", email="taro@example.com", kana="ヤマダタロウ"),
            order_facts("2", email="taro@example.com", kana="ヤマダタロオ"),
            order_facts("3", phone="090-0000-1111"),
        ]
    )


def test_show(cli, orders):
    done = cli("criteria", "show")

    assert done.code == 0
    assert done.out.startswith(
        "Orders are one customer's when these are equal:\n  name+phone\n  or name+email\n\nREVISION  CRITERIA"
    )
    told = cli("criteria", "show", "--json").json
    assert told["criteria"] == "name+phone OR name+email"
    assert [(r["criteria"], r["by"]) for r in told["revisions"]] == [("name+phone OR name+email", "system")]


def test_show_before_there_is_any_order(cli):
    assert cli("criteria", "show", "--json").json == {"criteria": "name+phone OR name+email", "revisions": []}


def test_preview_changes_nothing(cli, orders):
    before = list(Customer.objects.order_by("id").values())

    done = cli("criteria", "preview", "name+phone")

    assert done.code == 0
    assert done.out == (
        "With name+phone:\n"
        "                            NOW  THEN\n"
        "  customers                   1     2\n"
        "  with 2 purchases or more    1     1\n"
        "\n"
        "Would come apart:\n"
        "  山田太郎 (saleor:1, saleor:3) | 山田太郎 (saleor:2)\n"
        "\n"
        "Orders that could not be matched at all:\n"
        "  SOURCE  ORDERS  OF\n"
        "  saleor       1   3\n"
        "\n"
        "Nothing was changed. To use these criteria: criteria set 'name+phone'\n"
    )
    assert list(Customer.objects.order_by("id").values()) == before


def test_preview_tells_doubtful_pairs(cli, orders):
    cli("criteria", "set", "name+phone")

    done = cli("criteria", "preview", "name+phone OR name+email")

    assert "Would become one customer:\n  山田太郎 (saleor:1, saleor:3) | 山田太郎 (saleor:2)\n" in done.out
    assert "saleor:1 山田太郎 | saleor:2 山田太郎: different kana\n" in done.out
    told = cli("criteria", "preview", "name+phone OR name+email", "--json").json
    assert (told["customers_now"], told["customers_then"], told["joining"], told["parting"]) == (2, 1, 1, 0)
    assert told["joins"][0]["orders"] == [["saleor:1", "saleor:3"], ["saleor:2"]]
    assert told["doubtful_pairs"] == [{"one": "saleor:1", "other": "saleor:2", "different": ["kana"]}]


def test_preview_tells_what_follows_for_rules_and_groups(cli, orders):
    twice = '{"field": "customer.purchase_count", "op": "at_least", "value": 3}'
    label = '[{"do": "label_order", "label": "again"}]'
    key = cli("rule", "add", "三度", "--condition", twice, "--actions", label, "--on", "--json").json["rule"]
    cli("group", "add", "thrice", "T", "--condition", twice)

    done = cli("criteria", "preview", "name+phone")
    told = cli("criteria", "preview", "name+phone", "--json").json

    assert (
        "Orders that rules match:\n"
        "  RULE  NOW  THEN  BEGINS  ENDS  WOULD HOLD  HOLDS LAPSE\n"
        "  三度    1     0       0     1           0            0\n"
        "\n"
        "Members of groups:\n"
        "  GROUP   NOW  THEN  ENTER  LEAVE\n"
        "  thrice    1     0      0      2\n"
    ) in done.out
    (rule,), (group,) = told["rules"], told["groups"]
    assert rule == {
        "rule": key,
        "now": 1,
        "then": 0,
        "begins": 0,
        "begins_customers": 0,
        "ends": 1,
        "ends_customers": 1,
        "holds": 0,
        "lapsed": 0,
    }
    assert group == {"group": "thrice", "now": 1, "then": 0, "enters": 0, "leaves": 2}
    assert told["left_out"] == {"customers": 0, "orders": 0}


def test_set_and_revert(cli, orders):
    done = cli("criteria", "set", "name+phone", "--reason", "no e-mail")

    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[1] == "1 customer before, 2 now. To take it back: criteria revert"
    assert groups() == {frozenset({"saleor:1", "saleor:3"}), frozenset({"saleor:2"})}
    assert cli("criteria", "set", "name+phone").err == "These are the match criteria in use.\n"

    back = cli("criteria", "revert", "--json").json

    assert (back["criteria"], back["customers_before"], back["customers"]) == (
        "name+phone OR name+email",
        2,
        1,
    )
    assert len(groups()) == 1


def test_what_cannot_be_reverted_to(cli, orders):
    assert cli("criteria", "revert").err == "There is no earlier revision of the match criteria.\n"
    assert cli("criteria", "revert", "99").code == 1
    assert CriteriaRevision.objects.count() == 1


def test_criteria_that_are_none(cli):
    done = cli("criteria", "set", "name")

    assert done.code == 2
    assert done.err.endswith("argument CRITERIA: 'name': a criterion needs two different fields at least\n")
    assert cli("criteria").code == 2


def test_rebuild(cli, orders):
    assert cli("rebuild").out == (
        "Orders judged anew: 3; read differently now: 0; with another customer: 0.\n"
        "There is 1 customer now.\n"
    )
    assert cli("rebuild", "--json").json == {"orders": 3, "evidence_changed": 0, "moved": 0, "customers": 1}


def test_assignments_hold_every_order_once_sorted(cli, tmp_path):
    named = [
        (source, number)
        for source in ("saleor", "a-shop", "ashop")
        for number in ("b", "10", "B", '9,"', "2")
    ]
    record_orders([order_facts(number, source=source, phone="090-0000-1111") for source, number in named])
    output = tmp_path / "out.csv"

    done = cli("assignments", "--output", str(output))

    assert (done.code, done.out, done.err) == (0, "", f"{output}: 15 orders\n")
    with output.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["source", "order_number", "customer"]
    numbers = ["10", "2", '9,"', "B", "b"]
    customer = public_id("saleor", "b")
    assert rows == [[s, n, customer] for s in ("a-shop", "ashop", "saleor") for n in numbers]
    assert cli("assignments", "--output", "-").out == output.read_text(encoding="utf-8")
    assert os.listdir(tmp_path) == ["out.csv"]  # noqa: PTH208


def test_assignments_keep_the_old_file_when_writing_fails(cli, orders, tmp_path, monkeypatch):
    output = tmp_path / "out.csv"
    output.write_text("old", encoding="utf-8")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    done = cli("assignments", "--output", str(output))

    assert (done.code, done.err) == (1, f"{output} cannot be written: No space left on device\n")
    assert output.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_assignments_into_no_folder(cli, tmp_path):
    done = cli("assignments", "--output", str(tmp_path / "none" / "out.csv"))

    assert done.code == 1
    assert done.err.endswith("cannot be written: No such file or directory\n")
    assert cli("assignments").code == 2


def test_assignments_through_a_link(cli, orders, tmp_path):
    (tmp_path / "link.csv").symlink_to("real.csv")

    assert cli("assignments", "--output", str(tmp_path / "link.csv")).code == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert (
        Path(tmp_path / "real.csv").read_text(encoding="utf-8").startswith("source,order_number,customer\n")
    )
