"""``retention``: what is kept how long, what will expire, and letting it go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from saleor_customer_mgmt.models import OrderRecord, RetentionRevision
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import order_facts

PHONE = "090-0000-1111"


pytestmark = pytest.mark.django_db


@pytest.fixture
def orders(db: None) -> None:
    record_orders(
        [
            order_facts("A-1", source="amazon", phone=PHONE, placed_at=datetime(2026, 1, 1, tzinfo=UTC)),
            order_facts("A-2", source="amazon", phone=PHONE, placed_at=datetime(2026, 2, 1, tzinfo=UTC)),
            order_facts(
                "A-3", source="amazon", phone=PHONE, shipped_at=timezone.now() - timedelta(days=10, hours=1)
            ),
            order_facts("R-1", source="rakuten", name="佐藤花子", phone=PHONE),
        ]
    )


def test_what_is_kept_how_long_is_shown_with_its_sources(cli: Any, orders: None) -> None:
    shown = cli("retention", "show").out
    told = cli("retention", "show", "--json").json

    assert shown.startswith(
        "SOURCE   KEPT                       WHAT GOES THEN  MAY BE WRITTEN TO  CUSTOMERS  SET BY\n"
        "amazon   30 days (unsent: 30 more)  everything      no                 yes        shipped\n"
        "ebay     without limit              -               who agreed         yes        shipped\n"
    )
    assert (
        "https://www.epiusers.help/t/how-to-meet-amazon-s-pii-data-retention-requirements/71496 (2026-11-22)"
        in shown
    )
    assert told["policy"]["amazon"]["days"] == 30
    assert told["rules"]["amazon"][0]["about"] == "days"
    assert told["revisions"] == []


def test_other_terms_are_set_with_a_reason(cli: Any, orders: None) -> None:
    told = cli("retention", "set", '{"amazon": {"days": null}}', "--reason", "a contract", "--json").json

    assert told["policy"]["amazon"]["days"] is None
    assert [(row["revision"], row["reason"]) for row in told["revisions"]] == [
        (RetentionRevision.objects.get().id, "a contract")
    ]
    assert cli("retention", "set", '{"amazon": {"days": null}}', "--lang", "ja").err == (
        "現在の保存期間の設定と同じです。\n"
    )
    wrong = cli("retention", "set", '{"amazon": {"days": "ten"}}')
    assert (wrong.code, wrong.out, RetentionRevision.objects.count()) == (1, "", 1)
    assert wrong.err == "amazon.days: must be a whole number from 0 to 36500\n"
    assert cli("retention", "expire").out == "Nothing was due.\n"


def test_what_will_expire_is_shown_and_let_go(cli: Any, orders: None) -> None:
    today = timezone.localdate().isoformat()
    then = (timezone.localtime() + timedelta(days=19, hours=23)).date().isoformat()

    assert cli("retention", "preview").out == (
        "DAY         SOURCE  ORDERS  WHAT GOES THEN\n"
        f"{today}  amazon       2  everything\n"
        f"{then}  amazon       1  everything\n"
    )
    assert [each["orders"] for each in cli("retention", "preview", "--days", "1", "--json").json] == [2]
    assert cli("retention", "expire").out == ("SOURCE  ORDERS  WHAT WENT\namazon       2  everything\n")
    assert set(OrderRecord.objects.exclude(expired=None).values_list("number", flat=True)) == {"A-1", "A-2"}
    assert cli("retention", "preview", "--days", "5").out == "Nothing expires in the next 5 days.\n"
    assert cli("retention", "expire", "--json").json == {"expired": {}, "results": 0}


def test_why_and_customer_say_what_is_no_longer_kept(cli: Any, orders: None) -> None:
    cli("retention", "expire")

    both = cli("why", "amazon:A-1", "amazon:A-2")
    told = cli("why", "amazon:A-1", "amazon:A-2", "--json").json
    apart = cli("why", "amazon:A-1", "rakuten:R-1")
    japanese = cli("why", "amazon:A-1", "amazon:A-2", "--lang", "ja")

    assert both.out.endswith(
        "  1. amazon:A-1 and amazon:A-2 share name (value no longer kept) + phone (value no longer kept)\n"
    )
    assert told["chain"][0]["keys"] == [{"criterion": "name+phone", "values": {"name": None, "phone": None}}]
    assert told["criteria"][0]["fields"][0] == {
        "field": "name",
        "comparison": "equal",
        "one": [],
        "other": [],
        "one_kept": False,
        "other_kept": False,
    }
    assert "  name    different   no longer kept  佐藤花子\n" in apart.out
    assert "(値は保存期間が過ぎたため残っていません)" in japanese.out
    customer = cli("customer", "amazon:A-1").out
    assert "value no longer kept, still joins" in customer
