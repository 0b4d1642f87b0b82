"""Our entries in Saleor's dashboard: that they are as the settings say, and nothing else is touched."""

from __future__ import annotations

import json
import logging
import threading
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone

import saleor_customer_mgmt
from saleor_customer_mgmt.hosts.saleor.dashboard_entries import PERMISSIONS, entries, values
from saleor_customer_mgmt.services.host_dashboard import HostDashboard, NotRegistered, host_dashboard

ORIGIN = "https://dashboard.example.com"
ADDRESS = "https://shop.example.com/plugins/global/customer-management/app"
CONTRACT = Path(__file__).parents[2] / "contract"
# The stand-in has the columns of 3.21: no widgets.
IN_ORDER = [
    ("navigation_customers", "app_page", "Customers over all sources", "/customers", ["manage_users"]),
    ("navigation_customers", "app_page", "Customers in doubt", "/review", ["manage_users"]),
    ("navigation_orders", "app_page", "Held orders", "/holds", ["manage_orders"]),
    (
        "order_details_more_actions",
        "popup",
        "Customer and holds",
        f"{ADDRESS}/popup/order",
        ["manage_orders", "manage_users"],
    ),
    (
        "customer_details_more_actions",
        "popup",
        "Customer over all sources",
        f"{ADDRESS}/popup/customer",
        ["manage_orders", "manage_users"],
    ),
]


def permissions() -> None:
    from saleor.permission.models import Permission

    for model, codename in (("user", "manage_users"), ("order", "manage_orders"), ("app", "manage_apps")):
        label = {"user": "account"}.get(model, model)
        kind, _ = ContentType.objects.get_or_create(app_label=label, model=model)
        Permission.objects.create(name=codename, codename=codename, content_type=kind)


@pytest.fixture
def dashboard(shop: Any) -> HostDashboard:
    permissions()
    found = host_dashboard()
    assert found is not None
    return found


def ours() -> list[Any]:
    from saleor.app.models import App

    return list(App.objects.filter(identifier="saleor-customer-mgmt").order_by("pk"))


def entries_there() -> list[Any]:
    from saleor.app.models import AppExtension

    return [
        (e.mount, e.target, e.label, e.url, sorted(e.permissions.values_list("codename", flat=True)))
        for e in AppExtension.objects.order_by("pk")
    ]


def save(shop: Any, *, active: bool = True, **values: str) -> None:
    """Save the plugin's settings as Saleor does when somebody changes them."""
    row = shop.settings(active=active)
    row.configuration = [{"name": name.replace("_", "-"), "value": ""} for name in values]
    told = [{"name": name.replace("_", "-"), "value": value} for name, value in values.items()]
    with shop.strict():
        from saleor.core.db.connection import allow_writer

        with allow_writer():
            shop.plugin().save_plugin_configuration(row, {"active": active, "configuration": told})


def test_registering_makes_an_app_of_a_kind_that_is_given_tokens_and_no_more(shop, dashboard):
    with shop.strict():
        found = dashboard.register([ORIGIN])

    (app,) = ours()
    assert (app.type, app.is_active, app.is_installed, app.removed_at) == ("thirdparty", True, True, None)
    assert (app.name, app.app_url) == ("Customer management", ADDRESS)
    assert app.version == saleor_customer_mgmt.__version__
    assert sorted(app.permissions.values_list("codename", flat=True)) == ["manage_orders", "manage_users"]
    assert entries_there() == IN_ORDER
    assert (found.active, found.address, found.origins) == (True, ADDRESS, (ORIGIN,))
    assert found.entries == tuple(f"{mount}: {label}" for mount, _, label, _, _ in IN_ORDER)
    assert dashboard.registered() == found


def test_once_more_changes_nothing(shop, dashboard):
    from saleor.app.models import AppExtension

    dashboard.register([ORIGIN])
    before = [app.pk for app in ours()], list(AppExtension.objects.order_by("pk").values())
    dashboard.register(None)

    assert ([app.pk for app in ours()], list(AppExtension.objects.order_by("pk").values())) == before


def test_what_is_no_longer_so_is_put_right_and_others_are_left_alone(shop, dashboard):
    from saleor.app.models import App, AppExtension
    from saleor.permission.models import Permission

    dashboard.register([ORIGIN])
    (app,) = ours()
    other = App.objects.create(name="Another app", identifier="another", type="thirdparty")
    its = AppExtension.objects.create(app=other, label="Its own", url="/x", mount="navigation_orders")
    App.objects.filter(pk=app.pk).update(name="Old", app_url="https://old.example.com", version="0.0.1")
    app.permissions.set(Permission.objects.filter(codename="manage_apps"))
    first = AppExtension.objects.get(label="Customers in doubt")
    first.permissions.clear()
    AppExtension.objects.filter(pk=first.pk).update(url="/old")
    # Of an earlier version, and one twice.
    AppExtension.objects.create(app=app, label="Gone", url="/gone", mount="navigation_orders")
    AppExtension.objects.create(app=app, label=first.label, url="/x", mount=first.mount, target="app_page")
    dashboard.register(None)

    (again,) = ours()
    assert (again.pk, again.name, again.app_url) == (app.pk, "Customer management", ADDRESS)
    assert sorted(again.permissions.values_list("codename", flat=True)) == ["manage_orders", "manage_users"]
    assert AppExtension.objects.get(label="Customers in doubt").pk == first.pk
    assert AppExtension.objects.get(app=other).pk == its.pk
    assert sorted(e for e in entries_there() if e[2] != "Its own") == sorted(IN_ORDER)
    other.refresh_from_db()
    assert (other.name, other.is_active) == ("Another app", True)


def test_an_app_of_that_name_of_another_kind_is_not_ours(shop, dashboard):
    from saleor.app.models import App

    theirs = App.objects.create(name="Theirs", identifier="saleor-customer-mgmt", type="local")
    dashboard.register([ORIGIN])
    dashboard.remove()

    assert [app.pk for app in ours()] == [theirs.pk]


def test_who_deleted_it_in_the_dashboard_gets_a_new_one_by_registering(shop, dashboard):
    from saleor.app.models import App

    dashboard.register([ORIGIN])
    App.objects.update(removed_at=timezone.now(), is_active=False)
    assert dashboard.registered().address == ""
    dashboard.register(None)

    assert [app.removed_at is None for app in ours()] == [False, True]


def test_saving_the_settings_shows_hides_and_shows_it(shop, dashboard):
    save(shop, dashboard_origin=ORIGIN)
    (app,) = ours()
    assert app.is_active
    assert entries_there() == IN_ORDER

    for active, origin, shown in (
        (False, ORIGIN, False),
        (True, ORIGIN, True),
        (True, "", False),
        (True, ORIGIN, True),
    ):
        save(shop, active=active, dashboard_origin=origin)
        assert [(each.pk, each.is_active) for each in ours()] == [(app.pk, shown)]


def test_without_a_dashboard_there_is_none(shop, dashboard):
    save(shop, dashboard_origin="")

    assert ours() == []


def test_settings_are_saved_though_the_dashboard_cannot_be_reached(shop, dashboard, monkeypatch, caplog):
    from saleor.plugins.models import PluginConfiguration

    def fail(*_: Any) -> Any:
        raise RuntimeError("hanako@example.com")

    monkeypatch.setattr("saleor_customer_mgmt.hosts.saleor.dashboard.build_absolute_uri", fail)
    with caplog.at_level(logging.ERROR):
        save(shop, dashboard_origin=ORIGIN)

    assert PluginConfiguration.objects.get().configuration == [{"name": "dashboard-origin", "value": ORIGIN}]
    assert ours() == []
    assert caplog.messages == ["Customer management could not be put into the dashboard: RuntimeError"]


def test_registering_refuses_what_could_not_work_and_changes_nothing(shop, dashboard, monkeypatch):
    from saleor.plugins.models import PluginConfiguration

    with pytest.raises(NotRegistered, match="Say where the dashboard is"):
        dashboard.register(None)
    with pytest.raises(NotRegistered, match="Enter an address"):
        dashboard.register([ORIGIN, "http://dashboard.example.com"])
    shop.settings(active=False, dashboard_origin=ORIGIN)
    with pytest.raises(NotRegistered, match="switched off"):
        dashboard.register(["https://other.example.com"])
    assert PluginConfiguration.objects.get().configuration == [{"name": "dashboard-origin", "value": ORIGIN}]

    shop.settings(active=True)
    long = "https://shop.example.com/" + "x" * 170
    monkeypatch.setattr("saleor_customer_mgmt.hosts.saleor.dashboard.build_absolute_uri", lambda _: long)
    with pytest.raises(NotRegistered, match="too long"):
        dashboard.register([ORIGIN])
    assert PluginConfiguration.objects.get().configuration == []
    assert ours() == []


def test_registering_keeps_the_other_settings(shop, dashboard):
    from saleor.plugins.models import PluginConfiguration

    shop.settings(default_region="US", dashboard_origin="https://old.example.com")
    dashboard.register([ORIGIN, "https://b.example.com"])

    assert PluginConfiguration.objects.get().configuration == [
        {"name": "default-region", "value": "US"},
        {"name": "dashboard-origin", "value": f"{ORIGIN} https://b.example.com"},
    ]


def test_registering_a_plugin_that_was_never_set_up_leaves_it_on(shop, dashboard):
    from saleor.plugins.models import PluginConfiguration

    dashboard.register([ORIGIN])

    row = PluginConfiguration.objects.get()
    assert (row.active, row.name) == (True, "Customer management")
    assert {item["name"] for item in row.configuration} == {
        "default-region",
        "hook-wait-ms",
        "when-not-checked",
        "dashboard-origin",
    }


def test_removing_leaves_nothing_and_saving_does_not_bring_it_back(shop, dashboard):
    from saleor.app.models import App, AppExtension

    other = App.objects.create(name="Another app", identifier="another", type="thirdparty")
    dashboard.register([ORIGIN])
    App.objects.filter(identifier="saleor-customer-mgmt").update(removed_at=timezone.now())
    dashboard.register(None)
    with shop.strict():
        assert dashboard.remove()
    assert not dashboard.remove()

    assert list(App.objects.all()) == [other]
    assert list(AppExtension.objects.all()) == []
    assert dashboard.registered().origins == ()


@pytest.mark.concurrency
def test_any_number_at_once_make_one(committing_shop):
    permissions()
    dashboard = host_dashboard()
    assert dashboard is not None
    together, faults = threading.Barrier(6), []

    def register() -> None:
        try:
            together.wait(timeout=30)
            dashboard.register([ORIGIN])
        except Exception as error:  # noqa: BLE001  # shown below
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=register) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert len(ours()) == 1
    assert entries_there() == IN_ORDER


@pytest.mark.parametrize("version", ["3.21", "3.22", "3.23"])
def test_each_version_gets_what_it_knows(version):
    described = json.loads((CONTRACT / f"saleor-{version}.json").read_text(encoding="utf-8"))["names"]
    fields = described["saleor.app.models:AppExtension"]["fields"]
    found = entries(fields)

    assert [e.mount for e in found if e.target == "widget"] == (
        [] if version == "3.21" else ["order_details_widgets", "customer_details_widgets"]
    )
    for name in ("mount", "target"):
        known = fields[name].get("choices")
        assert known is None or {getattr(e, name) for e in found} <= set(known)
    for entry in found:
        told = values(entry, ADDRESS, fields)
        assert set(told) <= set(fields)
        assert set(told) >= {"mount", "target", "label", "url"}
        assert ("settings" in told, "identifier" in told) == (version != "3.21", version == "3.23")
        assert set(entry.permissions) <= set(PERMISSIONS)
        # More would be cut off by the columns.
        assert len(entry.label) <= 256
    assert len({e.key for e in found}) == len({e.identifier for e in found}) == len(found)
