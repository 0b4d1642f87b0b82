from __future__ import annotations

import pytest

from saleor_customer_mgmt.core.public_id import public_id
from saleor_customer_mgmt.engines import extras
from saleor_customer_mgmt.models import Job, NotSame
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import order_facts

pytestmark = pytest.mark.django_db

ONE, TWO = (public_id("saleor", number) for number in "12")


@pytest.fixture(autouse=True)
def married():
    record_orders(
        [
            order_facts("1", name="佐藤 花子", phone="090-0000-1111"),
            order_facts("2", name="鈴木 花子", phone="090-0000-1111"),
        ]
    )


def test_found_and_shown(cli):
    done = cli("doubtful")

    assert (done.code, done.out) == (
        0,
        "2 customers were compared. 1 doubtful pair was found.\n'review' shows them.\n",
    )
    assert (
        f"{TWO}, 99.9 % likely: name: given name equal, surname differs (+4.9), phone: equal (+14.6)"
        in cli("review").out.splitlines()
    )
    (first, second) = cli("review", "--json").json
    assert (first["customer"], first["may_be_the_same_as"], second["customer"]) == (ONE, [TWO], TWO)
    (doubt,) = first["doubtful"]
    assert (doubt["customer"], doubt["weight"], doubt["fields"][0]) == (
        TWO,
        13.9,
        {"field": "name", "level": "given_equal", "weight": 4.91},
    )
    assert "For review, may be the same as:" in cli("customer", TWO).out


def test_in_japanese(cli):
    assert cli("doubtful", "--lang", "ja").out == (
        "顧客 2 人を比べました。 要確認の組が 1 件見つかりました。\n'review' で確認できます。\n"
    )
    assert (
        f"{TWO}、可能性 99.9 %: 氏名: 名が一致、姓は相違 (+4.9), 電話: 一致 (+14.6)"
        in cli("review", "--lang", "ja").out.splitlines()
    )
    told = cli("not-same", ONE, "saleor:2", "--lang", "ja")
    assert told.out == f"{ONE} と {TWO} は別人として記録しました。要確認には今後表示されません。\n"


def test_not_the_same_and_back(cli):
    cli("doubtful")

    told = cli("not-same", ONE, "saleor:2", "--reason", "sisters")
    assert (told.code, told.out) == (0, f"{ONE} and {TWO} are two; they are not shown for review again.\n")
    assert NotSame.objects.get().reason == "sisters"
    assert cli("review").out == "There is nothing to review.\n"
    assert cli("doubtful", "--json").json == {"customers": 2, "pairs": 0, "learnt": False}
    assert cli("not-same", TWO, ONE).code == 1
    assert NotSame.objects.count() == 1

    back = cli("not-same", ONE, TWO, "--undo", "--json")
    assert back.json == {"one": ONE, "other": TWO, "not_same": False}
    assert not NotSame.objects.exists()
    assert cli("not-same", ONE, TWO, "--undo").code == 1


def test_without_the_extra_it_says_what_to_install(cli, monkeypatch):
    monkeypatch.setattr(extras, "find_spec", lambda _: None)

    done = cli("doubtful")

    assert done.code == 1
    assert "pip install 'saleor-customer-mgmt[splink]'" in done.err
    assert not Job.objects.exists()


def test_rebuild_by_another_engine(cli, tmp_path):
    own = cli("rebuild", "--json").json

    assert cli("rebuild", "--engine", "duckdb", "--folder", str(tmp_path), "--json").json == own
    assert own["customers"] == 2
    assert list(tmp_path.iterdir()) == []


def test_rebuild_by_an_engine_that_is_not_there(cli, monkeypatch, tmp_path):
    monkeypatch.setattr(extras, "find_spec", lambda _: None)

    done = cli("rebuild", "--engine", "spark")
    assert done.code == 1
    assert "pip install 'saleor-customer-mgmt[spark]'" in done.err
    assert cli("rebuild", "--folder", str(tmp_path)).code == 2
    assert not Job.objects.exists()
