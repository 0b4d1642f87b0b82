"""``/plugins/global/customer-management/``: who is told what."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory

import saleor_customer_mgmt

KEYS = {
    "version",
    "schemaInPlace",
    "migrationsApplied",
    "migrationsMissing",
    "ordersRecorded",
    "lastRecordedAt",
    "lastSweepAt",
    "backlog",
}


def ask(shop: Any, token: str | None, *, method: str = "GET", path: str | None = "/") -> Any:
    """Ask the plugin as Saleor's view does, which allows the writer before."""
    from saleor.core.db.connection import allow_writer

    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    request = RequestFactory().generic(method, "/plugins/global/customer-management/", headers=headers)
    with shop.strict(), allow_writer():
        return shop.plugin().webhook(request, path, previous_value=None)


@pytest.fixture
def staff(shop: Any) -> str:
    return str(shop.user(is_staff=True).email)


def told(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.content)
    assert set(found) == KEYS
    return found


PEOPLE = {
    "nobody": (None, 401),
    "a broken token": ("broken", 401),
    "an unknown token": ("hanako@example.com", 401),
    "a customer": ({}, 403),
    "a customer who was blocked": ({"is_active": False}, 401),
    "staff who left": ({"is_staff": True, "is_active": False}, 401),
    "staff": ({"is_staff": True}, 200),
}


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_ask(shop, person, method):
    who, expected = PEOPLE[person]
    token = shop.user(**who).email if isinstance(who, dict) else who
    answer = ask(shop, token, method=method)

    assert answer.status_code == expected
    assert answer["Cache-Control"] == "no-store"
    assert answer.get("WWW-Authenticate") == ("Bearer" if expected == 401 else None)
    assert set(json.loads(answer.content)) == (KEYS if expected == 200 else {"error"})


def test_another_kind_of_sign_in_is_none(shop, staff):
    request = RequestFactory().get("/", headers={"Authorization": f"Basic {staff}"})

    assert shop.plugin().webhook(request, "").status_code == 401


@pytest.mark.parametrize("path", ["x", "/x", "graphql/", "../", "//x//", "%2e"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_there_is_nothing_below_it(shop, staff, path, signed_in):
    answer = ask(shop, staff if signed_in else None, path=path)

    assert answer.status_code == 404
    assert json.loads(answer.content) == {"error": "There is nothing here."}


@pytest.mark.parametrize("path", [None, "", "/", "//"])
def test_it_is_there_with_and_without_a_stroke(shop, staff, path):
    told(ask(shop, staff, path=path))


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_it_can_only_be_asked(shop, staff, method):
    answer = ask(shop, staff, method=method)

    assert answer.status_code == 405
    assert json.loads(answer.content) == {"error": "GET or POST, please."}


def test_of_a_new_shop(shop, staff):
    found = told(ask(shop, staff))

    assert found["version"] == saleor_customer_mgmt.__version__
    assert found["schemaInPlace"] is True
    assert found["migrationsApplied"][0] == "0001_initial"
    assert found["migrationsMissing"] == []
    assert (found["ordersRecorded"], found["lastRecordedAt"]) == (0, None)
    assert (found["lastSweepAt"], found["backlog"]) == (None, 0)


def test_of_a_shop_that_sells(shop, staff):
    from saleor_customer_mgmt.hosts.saleor.progress import remember_orders

    shop.hook("order_created", shop.order(user_email="hanako@example.com"))
    shop.sweep()
    remember_orders([shop.order().pk, shop.order().pk])
    answer = ask(shop, staff)
    found = told(answer)

    assert (found["ordersRecorded"], found["backlog"]) == (1, 2)
    for moment in (found["lastRecordedAt"], found["lastSweepAt"]):
        assert datetime.fromisoformat(moment).tzinfo is not None
    for personal in ("hanako", "山田", "81312345678", "架空町"):
        assert personal not in answer.content.decode()


def test_a_migration_that_is_missing_is_named(shop, staff):
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE app = 'customer_mgmt' AND name = '0002_hostprogress'"
        )
    found = told(ask(shop, staff))

    assert found["schemaInPlace"] is False
    assert found["migrationsMissing"] == ["0002_hostprogress"]
    assert "0002_hostprogress" not in found["migrationsApplied"]


@pytest.mark.parametrize(
    ("table", "unknown"),
    [
        ("customer_mgmt_orderrecord", {"ordersRecorded", "lastRecordedAt"}),
        ("customer_mgmt_hostprogress", {"lastSweepAt", "backlog"}),
    ],
)
def test_what_cannot_be_told_is_null(shop, staff, table, unknown):
    shop.hook("order_created", shop.order())
    shop.sweep()
    whole = told(ask(shop, staff))
    assert [key for key in KEYS if whole[key] is None] == []
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO gone")

    found = told(ask(shop, staff))

    assert {key for key in KEYS if found[key] is None} == unknown


def test_a_locked_table_keeps_nobody_waiting_for_ever(committing_shop, monkeypatch):
    from saleor_customer_mgmt.hosts.saleor import status

    monkeypatch.setattr(status, "STATEMENT_TIMEOUT", "50ms")
    staff = committing_shop.user(is_staff=True).email
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute("LOCK TABLE customer_mgmt_orderrecord IN ACCESS EXCLUSIVE MODE")
        found = told(ask(committing_shop, staff))
        other.rollback()
    finally:
        other.close()

    assert (found["ordersRecorded"], found["lastRecordedAt"], found["backlog"]) == (None, None, 0)


def test_the_limit_ends_with_the_answer(committing_shop):
    ask(committing_shop, committing_shop.user(is_staff=True).email)

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('statement_timeout')")
        assert cursor.fetchone() == ("0",)
