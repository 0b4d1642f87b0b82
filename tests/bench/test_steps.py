"""What is measured does what it says, and does not go on when it did not."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from bench.history.files import COLUMNS, write_history
from bench.scale.bare import BarePass, copy_file
from bench.scale.steps import clustering, overviewing, parts, product, recording, searching, sharing
from saleor_customer_mgmt.models import Customer, Job, OrderRecord
from saleor_customer_mgmt.services import import_batches, import_orders
from saleor_customer_mgmt.services.actor import SYSTEM
from saleor_customer_mgmt.services.queue_groups import queue_groups

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def history(tmp_path: Path) -> Path:
    write_history(200, 1, tmp_path / "history.csv", tmp_path / "truth.csv")
    return tmp_path / "history.csv"


@pytest.fixture
def filled(history: Path) -> Path:
    product.import_orders(str(history))
    return history


def raw_connection() -> psycopg.Connection:
    assert isinstance(connection.connection, psycopg.Connection)
    return connection.connection


def test_an_import_says_how_much_it_was(history):
    rows = len(history.read_text(encoding="utf-8").splitlines()) - 1

    assert product.import_orders(str(history)) == {"orders": 200, "rows": rows}


def test_an_import_of_what_is_there_already_is_no_measurement(filled):
    with pytest.raises(RuntimeError, match="0 new"):
        product.import_orders(str(filled))


def test_a_shared_import_says_how_much_it_was(history, monkeypatch):
    monkeypatch.setattr(import_batches, "LARGE", 0)
    run = sharing.queue(str(history))

    assert sharing.carry_out(run, 0)["done"] == 200
    assert sharing.help_out(run, 2) == run
    assert OrderRecord.objects.count() == 200


@pytest.mark.parametrize("job", ["rebuild", "groups"])
def test_a_shared_job_says_how_much_it_was(filled, job):
    run = sharing.queue_job(job)

    done = sharing.carry_out(run, 0, "job")["done"]

    assert done >= Customer.objects.count()
    assert sharing.help_out(run, 2, "job") == run
    assert Job.objects.get(id=run).kind == job


def test_a_shared_import_that_failed_is_no_measurement(history, monkeypatch):
    run = sharing.queue(str(history))
    monkeypatch.setattr(import_orders, "_read_on", lambda *_: 1 / 0)

    with pytest.raises(RuntimeError, match="failed: stopped by a fault of the program"):
        sharing.carry_out(run, 0)


def test_a_rebuild_that_changes_something_is_no_measurement(filled):
    assert product.rebuild()["orders"] == 200
    one, other = OrderRecord.objects.order_by("customer_id").distinct("customer_id")[:2]
    OrderRecord.objects.filter(id=one.id).update(customer_id=other.customer_id)

    with pytest.raises(RuntimeError, match="1 orders moved"):
        product.rebuild()


def test_a_preview_says_what_would_become_of_the_customers(filled):
    seen = product.preview("name+phone OR name+email OR name+address")

    assert seen["orders"] == 200
    assert seen["then"] < seen["now"]


def test_what_an_import_consists_of_leaves_the_tables_as_they_were(filled):
    taken = parts.import_parts(str(filled))

    assert sorted(taken) == ["derived", "read", "written"]
    assert min(taken.values()) > 0
    assert OrderRecord.objects.count() == 200
    assert "bench_again" not in connection.introspection.table_names()


def test_the_parts_of_a_rebuild_and_of_a_preview_are_within_the_whole(filled):
    for taken in (parts.rebuild_parts(), parts.preview_parts("name+phone OR name+email OR name+address")):
        whole = taken.pop("all")
        assert min(taken.values()) > 0
        assert sum(taken.values()) < whole


def test_splink_comes_to_the_same_clusters(filled):
    found = clustering.cluster(2)

    assert found["orders"] == 200
    assert len(found["ours"]) == len(found["theirs"]) == 2


def test_what_waits_for_the_background_is_done(filled):
    job = queue_groups(actor=SYSTEM)

    assert product.finish_work() >= 1

    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert product.finish_work() == 0


def test_each_line_is_an_order_more(filled, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr("sys.stdin", io.StringIO("time\ncount\ntime\n"))

    assert recording.record(str(tmp_path), orders=200, seed=1, count=3) == {"recorded": 3}

    first, counted, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert first.keys() == last.keys() == {"record", "select"}
    assert counted["queries"] > 0
    assert OrderRecord.objects.count() == 203


def test_both_sides_of_a_search_find_people(filled):
    found = {each["text"]: each for each in searching.search(2)["queries"]}

    # Ours also looks through what they were called in earlier orders.
    assert found["佐藤"]["found"][0] >= found["佐藤"]["found"][1] > 0
    assert found["サトウ"]["found"][0] > 0
    assert found["無番"]["found"] == [0, 0]
    assert all(len(each["ours"]) == len(each["theirs"]) == 2 for each in found.values())
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('bench_saleor_user')")
        assert cursor.fetchone() == (None,)


def test_both_sides_of_the_overview_read_the_newest_year(filled):
    found = overviewing.overview(2)

    newest = OrderRecord.objects.latest("placed_at").placed_at
    assert newest is not None
    since = newest - timedelta(days=366)
    assert 0 < found["orders"] <= OrderRecord.objects.filter(placed_at__gte=since).count()
    assert len(found["ours"]) == len(found["bare"]) == 2
    assert min(*found["ours"], *found["bare"]) > 0


def test_a_bare_pass_leaves_nothing_behind(filled):
    bare = BarePass(raw_connection())

    assert bare.seconds() > 0
    assert copy_file(raw_connection(), filled, COLUMNS) > 0

    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relname LIKE 'bench%'")
        assert cursor.fetchall() == []


def test_without_keys_there_is_no_bare_pass():
    with connection.cursor() as cursor:  # opens it
        cursor.execute("SELECT 1")
    with pytest.raises(LookupError, match="no keys"):
        BarePass(raw_connection())
