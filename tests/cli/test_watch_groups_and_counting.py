from __future__ import annotations

import pytest

from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.models import CountingRevision, CustomerNote, Group, WatchMark
from saleor_customer_mgmt.services.label import label_customers, label_orders
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import STAFF, order_facts, order_id
from tests.graphql.conftest import everything
from tests.graphql.world import customer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def orders():
    record_orders([order_facts(n, phone="090-0000-1111") for n in "12"])
    record_orders([order_facts("3", name="鈴木一郎", phone="090-0000-2222", status=OrderStatus.CANCELLED)])


def test_a_customer_is_watched_until_that_ends(cli, orders):
    customer = customer_of("saleor:1").public_id
    assert cli("watch", "list").out == "Nobody is on the watchlist.\n"

    made = cli("watch", "add", "saleor:2", "--level", "block", "--reason", "never pays", "--json").json

    assert (made["customer"], made["order_number"], made["level"], made["until"]) == (
        customer,
        "2",
        "block",
        None,
    )
    key = str(made["mark"])
    head, row, *rest = cli("watch", "list").out.splitlines()
    assert head.split() == ["MARK", "LEVEL", "CUSTOMER", "NAME", "BECAUSE", "OF", "REASON", "BY", "AT"]
    assert row.split()[:5] == [key, "block", customer, "山田太郎", "saleor:2"]
    assert rest == ["", "1 mark."]
    assert "取引停止" in cli("watch", "list", "--lang", "ja").out
    again = cli("watch", "add", "saleor:2", "--level", "block", "--lang", "ja")
    assert (again.code, again.err) == (1, "この顧客はすでに同じ区分で登録されています。\n")
    assert cli("watch", "end", key, "--reason", "paid", "--json").json["end_reason"] == "paid"
    assert cli("watch", "list", "--json").json == []
    assert [mark["mark"] for mark in cli("watch", "list", "--all", "--json").json] == [int(key)]
    assert cli("watch", "end", key).code == 1


def test_a_mark_expires_at_a_moment_of_the_future(cli, orders):
    customer = customer_of("saleor:1").public_id

    made = cli(
        "watch", "add", customer, "--level", "watch", "--until", "2099-01-01T00:00:00+09:00", "--json"
    ).json

    assert made["until"] == "2098-12-31T15:00:00+00:00"
    assert cli("watch", "add", customer, "--level", "victim", "--until", "2020-01-01").code == 1
    wrong = cli("watch", "add", customer, "--level", "victim", "--until", "soon")
    assert wrong.code == 2
    assert wrong.err.endswith("'soon' is no time; write 2026-01-31 or 2026-01-31T09:00:00+09:00\n")
    assert WatchMark.objects.count() == 1


def test_notes_are_written_changed_and_deleted(cli, orders):
    customer = customer_of("saleor:1").public_id
    assert cli("note", "list", customer).out == "There is no note.\n"

    made = cli("note", "add", "saleor:2", " calls\n in the evening ", "--json").json

    assert (made["text"], made["customer"], made["order_number"], made["changed_at"]) == (
        "calls\n in the evening",
        customer,
        "2",
        None,
    )
    key = str(made["note"])
    head, row = cli("note", "list", customer).out.splitlines()
    assert head.split() == ["NOTE", "ORDER", "BY", "AT", "TEXT"]
    assert row.split()[:2] == [key, "saleor:2"]
    assert row.endswith("calls in the evening")
    changed = cli("note", "change", key, "calls in the morning", "--json").json
    assert (changed["text"], changed["changed_by"]) == ("calls in the morning", "customer-mgmt (tester)")
    assert cli("note", "add", customer, " ", "--lang", "ja").err == (
        "メモは1文字以上2000文字以内で入力してください。\n"
    )
    assert [note["text"] for note in cli("note", "list", "saleor:1", "--json").json] == [
        "calls in the morning"
    ]
    assert cli("note", "delete", key).out == f"Note {key} is deleted.\n"
    assert cli("note", "delete", key).code == 1
    assert CustomerNote.objects.count() == 0


def test_a_group_by_condition_and_by_hand(cli, orders):
    twice, other = customer_of("saleor:1").public_id, customer_of("saleor:3").public_id
    assert cli("group", "list").out == "There is no group.\n"

    made = cli("group", "add", "repeat", "Repeaters", "--preset", "repeat", "--voucher", "TEN", "--json").json

    assert (made["group"], made["members"], made["voucher_code"], made["preset"]) == (
        "repeat",
        1,
        "TEN",
        "repeat",
    )
    assert [(e["customer"], e["entered"], e["why"]) for e in made["diary"]] == [(twice, True, "condition")]
    assert cli("group", "list").out == (
        "GROUP   CALLED     MEMBERS  VOUCHER  CONDITION\n"
        "repeat  Repeaters        1  TEN      The number of purchases is at least 2.\n"
    )
    put_in = cli("group", "members", "repeat", "--put-in", "saleor:3", "--reason", "a friend", "--json").json
    assert sorted((m["id"], m["why"]) for m in put_in) == sorted([(twice, "condition"), (other, "hand")])
    assert cli("group", "members", "repeat", "--keep-out", twice, other).out == "Nobody is in it.\n"
    shown = cli("group", "show", "repeat").out.splitlines()
    assert shown[:3] == ["repeat  Repeaters", "  The number of purchases is at least 2.", "  0 members"]
    assert [line.split()[2] for line in shown[5:]] == ["left", "left", "entered", "entered"]
    assert cli("group", "members", "repeat", "--forget", twice, other, "--json").json[0]["id"] == twice


def test_a_group_is_changed_and_deleted(cli, orders):
    cli("group", "add", "repeat", "Repeaters", "--preset", "repeat", "--voucher", "TEN", "--priority", "7")

    changed = cli("group", "change", "repeat", "--name", "Twice", "--voucher", "", "--json").json

    assert (changed["name"], changed["voucher_code"], changed["priority"]) == ("Twice", None, 7)
    assert (changed["members"], changed["condition"]["value"]) == (1, 2)
    told = cli("group", "change", "repeat", "--no-condition", "--description", "By hand", "--json").json
    assert (told["condition"], told["description"], told["members"], told["name"]) == (
        None,
        "By hand",
        0,
        "Twice",
    )
    cli(
        "group",
        "add",
        "other",
        "O",
        "--condition",
        '{"field": "customer.groups", "op": "has_any", "value": ["repeat"]}',
    )
    named = cli("group", "delete", "repeat")
    assert (named.code, named.err) == (1, "It is named by the group 'other'. Change that first.\n")
    assert Group.objects.get(slug="repeat").deleted_at is None
    assert cli("group", "delete", "other").out == "Group other is deleted; its diary stays.\n"
    assert cli("group", "delete", "repeat", "--lang", "ja").out == (
        "グループ repeat を削除しました。記録は残ります。\n"
    )
    assert cli("group", "list", "--json").json == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["change", "repeat"], 2, "Say what is to change; see --help.\n"),
        (["change", "none", "--name", "x"], 1, "There is no group none. 'group list' lists them.\n"),
        (["change", "repeat", "--name", " "], 1, "name: must be a text of 1 to 200 characters\n"),
        (
            ["change", "repeat", "--no-condition", "--preset", "vip"],
            2,
            "Give a condition, or --no-condition.\n",
        ),
        (["delete", "none"], 1, "There is no group none. 'group list' lists them.\n"),
    ],
)
def test_what_cannot_be_changed_of_groups(cli, orders, arguments, code, said):
    cli("group", "add", "repeat", "Repeaters", "--preset", "repeat")
    before = everything()

    done = cli("group", *arguments)

    assert (done.code, done.out, done.err) == (code, "", said)
    assert everything() == before


def test_lists_by_label_group_level_and_condition(cli, orders):
    cli("group", "add", "repeat", "Repeaters", "--preset", "repeat")
    cli("watch", "add", "saleor:3", "--level", "block")
    label_customers([customer_of("saleor:3").id], "odd", actor=STAFF)
    label_orders([order_id("saleor:1")], "gift", actor=STAFF)

    def customers(*options):
        return [row["name"] for row in cli("customers", *options, "--json").json]

    def listed(*options):
        return sorted(row["order_number"] for row in cli("orders", *options, "--json").json)

    assert customers("--group", "repeat") == ["山田太郎"]
    assert customers("--label", "odd", "--label", "even") == ["鈴木一郎"]
    assert customers("--watch", "block", "--watch", "watch") == ["鈴木一郎"]
    assert customers("--watch", "watch") == []
    assert customers("--preset", "repeat") == ["山田太郎"]
    assert customers("--condition", '{"field": "customer.purchase_count", "op": "at_most", "value": 1}') == [
        "鈴木一郎"
    ]
    assert (listed("--label", "gift"), listed("--group", "repeat"), listed("--watch", "block")) == (
        ["1"],
        ["1", "2"],
        ["3"],
    )
    wrong = cli("customers", "--condition", '{"field": "shoes"}')
    assert (wrong.code, wrong.out) == (1, "")
    assert wrong.err.startswith("condition.field: ")


def test_what_cannot_be_done_with_groups(cli, orders):
    cli("group", "add", "repeat", "Repeaters")
    before = everything()

    again = cli("group", "add", "repeat", " ")
    assert (again.code, again.err) == (
        1,
        "slug: is there already\nname: must be a text of 1 to 200 characters\n",
    )
    assert cli("group", "show", "none").err == "There is no group none. 'group list' lists them.\n"
    assert cli("group", "members", "repeat", "--put-in", "saleor:99").code == 1
    assert cli("group", "add", "other", "O", "--preset", "victim").code == 2
    assert everything() == before
    assert Group.objects.count() == 1


def test_the_counting_policy_is_shown_and_set(cli, orders, tmp_path):
    shown = cli("counting", "show").out
    assert shown.startswith("What counts as a purchase:\n  SETTING                VALUE\n")
    assert "  count_partly_refunded  yes\n" in shown
    file = tmp_path / "policy.json"
    file.write_text('{"statuses": ["placed"], "test_emails": ["@shop.example"]}', encoding="utf-8")

    told = cli("counting", "set", str(file), "--reason", "try", "--json").json

    assert (told["policy"]["statuses"], told["policy"]["test_emails"]) == (["placed"], ["@shop.example"])
    assert [revision["reason"] for revision in told["revisions"]] == ["try"]
    assert customer_of("saleor:1").purchase_count == 0
    assert cli("counting", "set", str(file), "--lang", "ja").err == "現在の数え方と同じです。\n"
    wrong = cli("counting", "set", '{"statuses": ["lost"], "shoes": 1}')
    assert (wrong.code, CountingRevision.objects.count()) == (1, 1)
    assert "statuses[0]" in wrong.err


def test_a_receipt_names_every_order(cli, orders):
    record_orders([order_facts("4", phone="090-0000-1111", status=OrderStatus.RETURNED)])

    done = cli("counting", "receipt", "saleor:1")
    told = cli("counting", "receipt", "saleor:1", "--json").json

    assert done.out == (
        "2 of 3 orders count as purchases; total 2,000 JPY\n"
        "  ORDER     PLACED            STATUS         SPENT  PURCHASE\n"
        "  saleor:4  2026-01-01 21:00  returned              no: returned\n"
        "  saleor:2  2026-01-01 21:00  fulfilled  1,000 JPY  counts\n"
        "  saleor:1  2026-01-01 21:00  fulfilled  1,000 JPY  counts\n"
    )
    assert (told["purchases"], told["totals"]) == (2, {"JPY": "2000"})
    assert told["orders"][0]["text"] == {"en": "Does not count: returned", "ja": "数えません:返品"}
    assert [line["spent"] for line in told["orders"]] == [None, "1000", "1000"]
