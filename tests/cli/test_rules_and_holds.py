from __future__ import annotations

import json

import pytest

from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.models import Hold, OrderLabel, OrderRecord, Rule
from saleor_customer_mgmt.services.install_presets import install_presets
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import order_facts
from tests.graphql.conftest import everything

pytestmark = pytest.mark.django_db

PHONE = "090-0000-1111"
REPEATER = '{"field": "customer.purchase_count", "op": "at_least", "value": 2}'
LABEL = '[{"do": "label_order", "label": "again"}]'


@pytest.fixture
def orders():
    record_orders([order_facts("1", phone=PHONE), order_facts("2", phone=PHONE, status=OrderStatus.PLACED)])
    record_orders([order_facts("3", source="rakuten", name="鈴木一郎", status=OrderStatus.PLACED)])


def labelled():
    return list(OrderLabel.objects.order_by("order_id").values_list("order__number", flat=True))


def test_a_rule_from_the_first_to_the_last(cli, orders, tmp_path):
    file = tmp_path / "condition.json"
    file.write_text(REPEATER, encoding="utf-8")
    assert cli("rule", "list").out == "There is no rule.\n"

    made = cli("rule", "add", "Repeaters", "--condition", str(file), "--actions", LABEL, "--json").json

    key = str(made["rule"])
    assert (made["on"], made["priority"], made["matches"], labelled()) == (False, 100, 0, [])
    assert made["sentence"] == {
        "en": "The number of purchases is at least 2.",
        "ja": "購入回数が2以上である。",
    }
    assert cli("rule", "on", key).out == (
        f"Rule {key} (on): Repeaters\n"
        "  The number of purchases is at least 2.\n"
        "  → label_order: again\n"
        "It matches 1 order now.\n"
    )
    assert labelled() == ["2"]
    assert cli("rule", "list", "--lang", "ja").out == (
        "ルール  状態  優先順位  名称       該当  条件\n"
        f"{key:>6}  オン       100  Repeaters     1  購入回数が2以上である。\n"
    )
    assert cli("rule", "off", key, "--json").json["matches"] == 0
    assert labelled() == []
    assert cli("rule", "delete", key).out == f"Rule {key} is deleted; its holds stay.\n"
    assert cli("rule", "list", "--json").json == []


def test_a_rule_is_changed_and_what_is_not_named_stays(cli, orders):
    made = cli(
        "rule",
        "add",
        "Repeaters",
        "--condition",
        REPEATER,
        "--actions",
        LABEL,
        "--on",
        "--json",
        "--valid-from",
        "2025-01-01T00:00:00+09:00",
    ).json
    key = str(made["rule"])
    assert labelled() == ["2"]
    once = '{"field": "customer.purchase_count", "op": "equals", "value": 1}'

    changed = cli(
        "rule", "change", key, "--condition", once, "--name", "First", "--priority", "5", "--json"
    ).json

    assert labelled() == ["1", "3"]
    assert (changed["name"], changed["priority"], changed["on"], changed["matches"]) == ("First", 5, True, 2)
    assert (changed["actions"], changed["valid_from"]) == (made["actions"], "2024-12-31T15:00:00+00:00")
    told = cli(
        "rule", "change", key, "--valid-from", "none", "--valid-to", "2099-01-01T00:00:00+09:00", "--json"
    )
    assert (told.json["valid_from"], told.json["valid_to"]) == (None, "2098-12-31T15:00:00+00:00")
    other = '[{"do": "label_order", "label": "new"}]'
    assert cli("rule", "change", key, "--actions", other).out.splitlines()[2] == "  → label_order: new"
    assert set(OrderLabel.objects.values_list("text", flat=True)) == {"new"}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "Say what is to change; see --help.\n"),
        (["--name", " "], 1, "name: must be a text of 1 to 200 characters\n"),
        (["--condition", '{"field": "x"}'], 1, None),
        (
            ["--valid-from", "2026-01-02", "--valid-to", "2026-01-01"],
            1,
            "valid_to: is not after valid_from\n",
        ),
    ],
)
def test_what_cannot_be_changed_of_a_rule(cli, orders, arguments, code, said):
    key = str(cli("rule", "add", "a", "--condition", REPEATER, "--actions", LABEL, "--json").json["rule"])
    before = everything()

    done = cli("rule", "change", key, *arguments)

    assert (done.code, done.out) == (code, "")
    assert done.err == said if said else done.err
    assert cli("rule", "change", "99999", "--name", "b").err == "There is no rule with the id 99999.\n"
    assert everything() == before


def test_what_is_too_long_is_refused(cli, orders):
    before = everything()
    long = "n" * 2001
    place = ["hold", "place", "saleor:2", "--point", "fulfil", "--reason"]

    assert cli(*place, "r" * 501).err == "Give a reason of at most 500 characters.\n"
    assert cli(*place, "r", "--note", long).err == "A note has at most 2000 characters.\n"
    assert cli(*place, "r", "--note", long, "--lang", "ja").err == "メモは2000文字以内で入力してください。\n"
    assert everything() == before
    key = str(cli(*place, "r", "--note", long[1:], "--json").json[0]["hold"])
    after = everything()
    assert cli("hold", "release", key, "--note", long).err == "A note has at most 2000 characters.\n"
    assert cli("hold", "cancel", key, "--note", long).code == 1
    assert everything() == after


def test_a_rule_with_every_fault_is_not_made(cli):
    done = cli(
        "rule", "add", " ", "--condition", '{"all": [{"field": "x"}]}', "--actions", '[{"do": "hold"}]'
    )

    assert (done.code, done.out) == (1, "")
    assert [line.partition(": ")[0] for line in done.err.splitlines()] == [
        "name",
        "condition.all[0].field",
        "actions[0].at",
    ]
    assert Rule.objects.count() == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["show", "99"], 1, "There is no rule 99. 'rule list' lists them.\n"),
        (["on", "99"], 1, "There is no rule with the id 99.\n"),
        (["backtest"], 2, "Name a rule, or give a condition.\n"),
        (
            ["backtest", "--condition", "nowhere.json"],
            1,
            "nowhere.json cannot be read: No such file or directory\n",
        ),
        (["backtest", "--condition", "{"], 1, None),
        (["backtest", "--preset", "vip"], 2, None),
        (["add", "a", "--actions", LABEL], 2, None),
    ],
)
def test_what_cannot_be_done_with_rules(cli, arguments, code, said):
    before = everything()

    done = cli("rule", *arguments)

    assert (done.code, done.out) == (code, "")
    assert done.err == said if said else done.err
    assert everything() == before


def test_the_past_is_asked(cli, orders):
    before = everything()

    done = cli("rule", "backtest", "--condition", REPEATER, "--months", "120")
    told = cli("rule", "backtest", "--preset", "bought_2_or_more", "--months", "120", "--json").json

    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0].endswith("it would have matched 1.")
    assert "2026-01       3        1           0" in lines
    assert lines[-3:-2] == ["Orders: saleor:2"]
    assert (told["orders"], told["matched"], told["totals"]) == (3, 1, {"JPY": "1000"})
    assert (told["matched_orders"], len(told["hurt_customers"])) == (["saleor:2"], 1)
    assert everything() == before


def test_orders_are_held_and_let_go(cli, orders):
    assert cli("hold", "list").out == "No order is held.\n"

    done = cli(
        "hold",
        "place",
        "saleor:2",
        "rakuten:3",
        "--point",
        "fulfil",
        "--reason",
        "odd",
        "--note",
        "n",
        "--json",
    ).json

    one, other = (str(hold["hold"]) for hold in done)
    assert [(h["source"], h["state"], h["point"], h["note"]) for h in done] == [
        ("saleor", "open", "fulfil", "n"),
        ("rakuten", "open", "fulfil", "n"),
    ]
    table = cli("hold", "list").out
    assert table.startswith("HOLD  ORDER      STOPS       STATE  REASON  BY")
    assert table.endswith("\n2 holds.\n")
    assert cli("hold", "release", one, "--note", "called").out.splitlines()[1].split()[:4] == [
        one,
        "saleor:2",
        "fulfilling",
        "released",
    ]
    assert cli("hold", "cancel", other, "--json").json[0]["state"] == "cancelled"
    assert cli("hold", "list", "--json").json == []
    assert [h["close_note"] for h in cli("hold", "list", "--all", "--json").json] == ["", "called"]
    assert cli("hold", "list", "--all", "--source", "rakuten", "--json").json[0]["hold"] == int(other)
    again = cli("hold", "release", one, "--json")
    assert (again.code, again.json["error"]["code"]) == (1, "ALREADY_DONE")


def test_an_order_that_was_sent_is_not_held(cli, orders):
    done = cli("hold", "place", "saleor:1", "saleor:2", "--point", "confirm", "--reason", "odd", "--json")

    assert (done.code, done.json["error"]["code"]) == (1, "CONFLICT")
    assert Hold.objects.count() == 0
    assert cli("hold", "place", "saleor:99", "--point", "confirm", "--reason", "odd").code == 1
    assert cli("hold", "place", "saleor:2", "--point", "never", "--reason", "odd").code == 2


def test_lists_take_the_same_number_of_queries_for_many(cli, orders, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def more(n):
        record_orders([order_facts(f"x{n}", phone=f"090-0000-2{n:03}", status=OrderStatus.PLACED)])
        cli("hold", "place", f"saleor:x{n}", "--point", "fulfil", "--reason", "odd")
        cli("watch", "add", f"saleor:x{n}", "--level", "watch")
        cli("rule", "add", f"r{n}", "--condition", REPEATER, "--actions", LABEL)
        cli("group", "add", f"g{n}", "G", "--condition", json.dumps(json.loads(REPEATER)))

    more(0)
    lists = (["hold", "list"], ["watch", "list"], ["rule", "list"], ["group", "list"])
    counted = []
    for arguments in lists:
        with CaptureQueriesContext(connection) as captured:
            cli(*arguments)
        counted.append(len(captured))
    for n in range(1, 4):
        more(n)
    for arguments, number in zip(lists, counted, strict=True):
        with django_assert_num_queries(number, info=arguments):
            assert cli(*arguments).code == 0


def test_shipped_texts_are_told_in_the_language_and_others_as_they_are(cli, orders):
    install_presets()
    victim = Rule.objects.get(preset="victim")
    order = OrderRecord.objects.get(number="3")
    reason = "Somebody has misused this customer's name or address: is this order really theirs?"
    Hold.objects.create(order=order, rule=victim, point=Hold.Point.FULFIL, reason=reason, by_kind="system")
    cli("hold", "place", "saleor:2", "--point", "fulfil", "--reason", "odd")
    translated = "名前または住所を悪用されたお客様です。ご本人の注文か確認してください。"

    english, japanese = cli("hold", "list").out, cli("hold", "list", "--lang", "ja").out

    assert (english.count(reason), english.count(translated), english.count("odd")) == (1, 0, 1)
    assert (japanese.count(reason), japanese.count(translated), japanese.count("odd")) == (0, 1, 1)
    assert english.count(victim.name) == 1
    assert japanese.count("悪用の被害者") == 1
    shown = cli("rule", "show", str(victim.id), "--lang", "ja").out
    assert f"  → hold: fulfil · {translated}\n" in shown
    assert shown.startswith(f"ルール{victim.id}（オン）: 悪用の被害者\n")
    assert "要注意顧客リスト：取引停止" in cli("rule", "list", "--lang", "ja").out
    # For programs, as it is stored.
    assert reason in {hold["reason"] for hold in cli("hold", "list", "--json", "--lang", "ja").json}
