from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection

from saleor_customer_mgmt.core.actions import parse_actions
from saleor_customer_mgmt.core.conditions import Language, Subject, parse_condition
from saleor_customer_mgmt.core.presets import PRESETS
from saleor_customer_mgmt.core.shipped import in_language
from saleor_customer_mgmt.models import AuditEntry, Group, Job, Rule
from saleor_customer_mgmt.models.mark import WatchMark
from saleor_customer_mgmt.services import after_migrating as module
from saleor_customer_mgmt.services.after_migrating import after_migrating
from saleor_customer_mgmt.services.install_presets import install_presets
from saleor_customer_mgmt.services.save_group import delete_group
from saleor_customer_mgmt.services.save_rule import delete_rule, switch_rule
from tests.builders import STAFF, order_id
from tests.services.group_worlds import done, group, members
from tests.services.rules import held, labels, order

pytestmark = pytest.mark.django_db

ON = {"watchlist_block", "victim", "watchlist_watch", "bought_2_or_more", "bought_5_to_10"}


def test_every_preset_becomes_a_row_that_could_be_saved() -> None:
    made = install_presets()

    assert sorted(made) == sorted(PRESETS)
    for rule in Rule.objects.all():
        parse_condition(rule.condition, subject=Subject.ORDER)
        parse_actions(rule.actions)
    for each in Group.objects.all():
        parse_condition(each.condition, subject=Subject.CUSTOMER)
        assert each.slug == each.preset
    assert set(Rule.objects.filter(active=True).values_list("preset", flat=True)) == ON
    assert AuditEntry.objects.get().data == {"presets": made}
    assert not Job.objects.exists()


def test_they_do_what_they_say() -> None:
    install_presets()
    for number in range(1, 6):
        order(number)
    me = order_id("saleor:1")
    assert set(labels()) == {"2", "3", "4", "5"}
    assert labels()["5"] == {"2 or more purchases", "5 to 10 purchases"}
    assert {slug: set(who) for slug, who in members().items()} == {
        "repeat": {(me, "condition")},
        "vip": {(me, "condition")},
    }

    WatchMark.objects.create(anchor_id=me, level="block", **STAFF.columns())
    order(6)
    assert held() == [("6", "On the watchlist: block", "open")]


def test_what_staff_deleted_or_changed_stays_so() -> None:
    install_presets()
    gone, off = Rule.objects.get(preset="victim"), Rule.objects.get(preset="bought_2_or_more")
    delete_rule(gone.id, actor=STAFF)
    switch_rule(off.id, active=False, actor=STAFF)
    delete_group(Group.objects.get(slug="vip").id, actor=STAFF)

    assert install_presets() == []

    assert Rule.objects.filter(deleted_at=None).count() == 6
    assert not Rule.objects.get(id=off.id).active
    assert set(Group.objects.filter(deleted_at=None).values_list("slug", flat=True)) == {"new", "repeat"}


def test_a_slug_that_the_merchant_uses_is_left_alone() -> None:
    mine = group("vip")
    assert "vip" not in install_presets()
    assert Group.objects.get(slug="vip").id == mine.id


def test_a_shop_with_orders_is_dealt_with_in_the_background() -> None:
    order(1)
    order(2)
    install_presets()
    assert (labels(), members()) == ({}, {})
    done()
    assert labels() == {"2": {"2 or more purchases"}}
    assert members() == {"repeat": {(order_id("saleor:1"), "condition")}}


def test_texts_come_in_both_languages() -> None:
    install_presets()
    texts = [
        *Rule.objects.values_list("name", flat=True),
        *(a.get("reason") or a.get("label") for rule in Rule.objects.all() for a in rule.actions),
        "New",
        "Repeat",
    ]
    for text in texts:
        assert in_language(text, Language.EN) == text
        assert in_language(text, Language.JA) != text
    assert in_language("Repeat", "ja") == "リピーター"
    assert in_language("My own", "ja") == "My own"


def test_migrating_installs_them_unless_the_settings_say_no(settings) -> None:
    after_migrating()
    assert not Rule.objects.exists()
    settings.CUSTOMER_MGMT = {}
    after_migrating(using="replica")
    assert not Rule.objects.exists()
    after_migrating()
    assert Rule.objects.count() == 7
    after_migrating()
    assert Rule.objects.count() == 7


def test_on_the_way_back_nothing_is_installed(settings, monkeypatch) -> None:
    settings.CUSTOMER_MGMT = {}
    seen: list[bool] = []
    monkeypatch.setattr(module, "install_presets", lambda: seen.append(True))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'customer_mgmt' AND name LIKE '0007%'")
    after_migrating()
    assert seen == []


@pytest.mark.django_db(transaction=True)
def test_migrating_back_and_forth_brings_nothing_back(settings) -> None:
    settings.CUSTOMER_MGMT = {}
    call_command("migrate", "customer_mgmt", verbosity=0)
    assert Rule.objects.count() == 7
    Rule.objects.filter(preset="victim").update(deleted_at="2026-01-01T00:00:00Z", active=False)
    call_command("migrate", "customer_mgmt", "0006", verbosity=0)
    call_command("migrate", "customer_mgmt", verbosity=0)
    assert Rule.objects.filter(deleted_at=None).count() == 6
    call_command("migrate", "customer_mgmt", "zero", verbosity=0)
    call_command("migrate", "customer_mgmt", verbosity=0)
    assert Rule.objects.filter(deleted_at=None).count() == 7
    settings.CUSTOMER_MGMT = {"PRESETS": False}
