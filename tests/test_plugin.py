"""The plugin in the stand-in's shop: it takes in what Saleor tells it, and is never in the way of a sale."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction

from saleor_customer_mgmt.models import Customer, HostProgress, MatchKey, OrderRecord
from saleor_customer_mgmt.services.record_orders import record_orders

CONTRACT = Path(__file__).parent / "contract"
CALLS: dict[str, dict[str, list[dict[str, Any]]]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))["hook_calls"]
    for path in sorted(CONTRACT.glob("saleor-*.json"))
}
ORDER_HOOKS = (
    "order_created",
    "order_updated",
    "order_confirmed",
    "order_cancelled",
    "order_expired",
    "order_paid",
    "order_fully_paid",
    "order_refunded",
    "order_fully_refunded",
    "order_fulfilled",
)
FULFILLMENT_HOOKS = ("fulfillment_created", "fulfillment_canceled", "fulfillment_approved")
ACCOUNT_HOOKS = (
    "customer_created",
    "customer_updated",
    "customer_deleted",
    "account_confirmed",
    "account_email_changed",
    "account_deleted",
)
# Not about orders: what they do with vouchers is shown by tests.saleor.groups on the real Saleor.
CHECKOUT_HOOKS = ("checkout_created", "checkout_updated", "preprocess_order_creation")
HOOKS = (*ORDER_HOOKS, *FULFILLMENT_HOOKS, *ACCOUNT_HOOKS, "order_bulk_created")
PERSONAL = "山田太郎 taro@example.com +81312345678 東京都千代田区架空町1-2-3"


def given(shop: Any, hook: str) -> tuple[Any, set[str]]:
    """Return what a hook is about, and the numbers of the orders that it has to record."""
    from tests.standin.rows import numbers

    order = shop.order(user_email="taro@example.com")
    if hook in ORDER_HOOKS:
        return order, numbers(order)
    if hook in FULFILLMENT_HOOKS:
        return shop.fulfillment(order), numbers(order)
    if hook == "order_bulk_created":
        other = shop.order()
        return [order, other], numbers(order, other)
    user = shop.user(email="taro@example.com")
    own = shop.order(user=user)
    return user, numbers(order, own)


def nothing_written() -> bool:
    return not any(model.objects.exists() for model in (OrderRecord, Customer, MatchKey, HostProgress))


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG, "saleor_customer_mgmt")
    return caplog


def told(log: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    """Return level and message of each line; none may have a traceback, which would show values."""
    ours = [line for line in log.records if line.name.startswith("saleor_customer_mgmt")]
    assert [line for line in ours if line.exc_info or line.stack_info] == []
    return [(line.levelname, line.getMessage()) for line in ours]


def not_taken_in(error: str) -> list[tuple[str, str]]:
    return [("ERROR", f"Orders were not taken in; the sweep will: {error}")]


class TestHooks:
    @pytest.mark.parametrize("version", CALLS)
    @pytest.mark.parametrize("hook", HOOKS)
    def test_each_records_as_each_version_calls_it(self, shop, log, version, hook):
        from tests.standin.rows import recorded

        subject, expected = given(shop, hook)

        for call in CALLS[version][hook]:
            assert call["by_place"] == 1
            assert shop.hook(hook, subject, by_name=tuple(call["by_name"])) == "before"

        assert recorded() == expected
        assert told(log) == []

    def test_these_are_all_of_them(self, shop):
        plugin = shop.plugin()
        all_hooks = set.intersection(*map(set, CALLS.values()))

        assert {hook for hook in all_hooks if hasattr(plugin, hook)} == {*HOOKS, *CHECKOUT_HOOKS, "webhook"}

    def test_a_hook_that_tells_nothing_new_changes_nothing(self, shop):
        order = shop.order()
        shop.hook("order_created", order)
        before = list(OrderRecord.objects.values_list())

        for hook in ORDER_HOOKS:
            shop.hook(hook, order)

        assert list(OrderRecord.objects.values_list()) == before

    def test_what_the_order_is_now_counts_not_what_the_hook_was_given(self, shop):
        from saleor.order.models import Order

        from tests.standin.rows import status_of

        order = shop.order(status="unconfirmed")
        Order.objects.filter(pk=order.pk).update(status="expired")
        shop.hook("order_expired", order)

        assert order.status == "unconfirmed"
        assert status_of(order) == "unfinished"

    def test_a_draft_is_not_taken_in(self, shop, log):
        shop.hook("order_updated", shop.order(status="draft"))

        assert nothing_written()
        assert told(log) == []

    def test_an_order_that_is_gone_is_not_taken_in(self, shop, log):
        order = shop.order()
        key = order.pk
        order.delete()
        order.pk = key
        shop.hook("order_updated", order)

        assert nothing_written()
        assert told(log) == []

    def test_an_account_without_orders_changes_nothing(self, shop, log):
        shop.order(user_email="hanako@example.com")
        shop.hook("customer_updated", shop.user(email="taro@example.com"))

        assert nothing_written()
        assert told(log) == []

    def test_the_orders_of_an_account_follow_it(self, shop):
        from saleor_customer_mgmt.selectors.orders import load_facts

        user = shop.user()
        order = shop.order(user=user, user_email=user.email)
        shop.hook("order_created", order)
        record = OrderRecord.objects.get()
        assert load_facts([record.id])[record.id].buyer.member_id == str(user.pk)

        # Saleor hands over the deleted user, without its id.
        user.delete()
        shop.hook("customer_deleted", user)

        assert load_facts([record.id])[record.id].buyer.member_id == ""


class TestFailures:
    @pytest.mark.parametrize(
        "error",
        [OperationalError(PERSONAL), RuntimeError(PERSONAL), KeyError(PERSONAL), MemoryError(PERSONAL)],
        ids=lambda error: type(error).__name__,
    )
    @pytest.mark.parametrize("hook", HOOKS)
    def test_none_leaves_a_hook_and_the_sweep_makes_it_good(self, shop, log, monkeypatch, error, hook):
        from tests.standin.rows import recorded

        subject, expected = given(shop, hook)

        def fail(*_args: Any, **_more: Any) -> None:
            raise error

        with monkeypatch.context() as patch:
            patch.setattr("saleor_customer_mgmt.hosts.saleor.intake.record_orders", fail)
            assert shop.hook(hook, subject) == "before"

        assert nothing_written()
        assert told(log) == not_taken_in(type(error).__name__)
        shop.sweep()
        assert recorded() == expected

    def test_nothing_is_half_written(self, shop, log, monkeypatch):
        from saleor_customer_mgmt.hosts.saleor import intake

        record = record_orders

        def record_and_fail(facts: Any) -> None:
            record(facts)
            assert OrderRecord.objects.count() == 1
            raise RuntimeError(PERSONAL)

        monkeypatch.setattr(intake, "record_orders", record_and_fail)
        shop.hook("order_created", shop.order())

        assert nothing_written()
        assert told(log) == not_taken_in("RuntimeError")

    @pytest.mark.parametrize("table", ["orderrecord", "customer", "matchkey", "criteriarevision"])
    def test_a_missing_table_is_only_logged(self, shop, log, table):
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE customer_mgmt_{table} RENAME TO gone")

        assert shop.hook("order_created", shop.order()) == "before"

        assert told(log) == not_taken_in("ProgrammingError")

    @pytest.mark.parametrize(
        "configuration",
        [
            None,
            {},
            "text",
            ["text", None, 7],
            [{"name": ["odd"]}, {}],
            [{"name": "hook-wait-ms", "value": {"odd": 1}}, {"name": "default-region", "value": "XX"}],
        ],
        ids=repr,
    )
    def test_no_row_of_settings_stops_a_hook_or_the_sweep(self, shop, log, configuration):
        from tests.standin.rows import numbers, recorded

        row = shop.settings()
        row.configuration = {} if configuration is None else configuration
        row.save()
        plugin = shop.plugin()
        plugin.configuration = configuration
        hooked, swept = shop.order(), shop.order()
        shop.hook("order_created", hooked, plugin=plugin)

        assert recorded() == numbers(hooked)
        shop.sweep()
        assert recorded() == numbers(hooked, swept)
        assert [line for line in told(log) if line[0] != "INFO"] == []

    @pytest.mark.parametrize("hook", HOOKS)
    def test_a_hook_whose_subject_is_not_what_it_should_be_is_only_logged(self, shop, log, hook):
        """A later Saleor may hand over something else; the sale goes on."""
        error = "TypeError" if hook == "order_bulk_created" else "AttributeError"

        assert shop.hook(hook, object()) == "before"
        assert told(log) == not_taken_in(error)


class TestWaiting:
    @pytest.mark.parametrize(
        ("settings", "expected"),
        [
            ({}, "500ms"),
            ({"hook_wait_ms": "50"}, "50ms"),
            ({"hook_wait_ms": "5000"}, "5s"),
            ({"hook_wait_ms": "5001"}, "500ms"),
            ({"hook_wait_ms": "0"}, "500ms"),
        ],
    )
    def test_no_step_waits_longer_than_the_settings_say(self, shop, monkeypatch, settings, expected):
        seen = []

        def look(_facts: Any) -> None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT current_setting('lock_timeout'), current_setting('statement_timeout')")
                seen.append(cursor.fetchone())

        monkeypatch.setattr("saleor_customer_mgmt.hosts.saleor.intake.record_orders", look)
        shop.hook("order_created", shop.order(), **settings)

        assert seen == [(expected, expected)]

    def test_the_limits_end_with_the_hook(self, committing_shop):
        committing_shop.hook("order_created", committing_shop.order(), hook_wait_ms="50")

        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('lock_timeout'), current_setting('statement_timeout')")
            assert cursor.fetchone() == ("0", "0")

    @pytest.mark.parametrize("table", ["orderrecord", "customer", "matchkey"])
    def test_a_locked_table_keeps_nobody_waiting_for_ever(self, committing_shop, log, table):
        from tests.standin.rows import numbers, recorded

        order = committing_shop.order()
        other = connection.copy()
        other.set_autocommit(False)
        try:
            with other.cursor() as cursor:
                cursor.execute(f"LOCK TABLE customer_mgmt_{table} IN ACCESS EXCLUSIVE MODE")
            assert committing_shop.hook("order_created", order, hook_wait_ms="50") == "before"
            # The lock is still there: the hook has given up by itself.
            other.rollback()
        finally:
            other.close()

        assert told(log) == not_taken_in("OperationalError")
        assert nothing_written()
        committing_shop.sweep()
        assert recorded() == numbers(order)

    def test_inside_somebodys_transaction_it_waits_for_its_end(self, committing_shop):
        from tests.standin.rows import numbers, recorded

        plugin = committing_shop.plugin()
        with transaction.atomic():
            order = committing_shop.order()
            assert plugin.order_created(order, previous_value="before") == "before"
            assert recorded() == set()

        assert recorded() == numbers(order)

    def test_what_is_rolled_back_is_not_recorded(self, committing_shop, log):
        with transaction.atomic():
            committing_shop.plugin().order_created(committing_shop.order())
            transaction.set_rollback(True)

        assert nothing_written()
        assert told(log) == []

    def test_a_failure_after_the_commit_does_not_keep_others_from_their_turn(
        self, committing_shop, monkeypatch, log
    ):
        def fail(_facts: Any) -> None:
            raise RuntimeError(PERSONAL)

        monkeypatch.setattr("saleor_customer_mgmt.hosts.saleor.intake.record_orders", fail)
        plugin, others = committing_shop.plugin(), []
        with transaction.atomic():
            plugin.order_created(committing_shop.order())
            transaction.on_commit(lambda: others.append("sent the mail"))

        assert others == ["sent the mail"]
        assert told(log) == not_taken_in("RuntimeError")


BAD = {
    "default-region": "XX",
    "hook-wait-ms": "soon",
    "dashboard-origin": "http://example.com",
    "when-not-checked": "ask",
}


class TestSettings:
    def test_it_is_one_for_all_channels_and_on(self, shop):
        plugin = type(shop.plugin())

        assert plugin.CONFIGURATION_PER_CHANNEL is False
        assert plugin.DEFAULT_ACTIVE is True
        assert plugin.PLUGIN_ID == "customer-management"

    def test_each_field_that_saleor_shows_is_text_with_a_default(self, shop):
        plugin = type(shop.plugin())

        assert {name: field["type"] for name, field in plugin.CONFIG_STRUCTURE.items()} == dict.fromkeys(
            BAD, "String"
        )
        assert [item["name"] for item in plugin.DEFAULT_CONFIGURATION] == list(plugin.CONFIG_STRUCTURE)

    def test_every_wrong_field_is_named(self, shop):
        from saleor.plugins.models import PluginConfiguration

        row = PluginConfiguration(configuration=[{"name": n, "value": v} for n, v in BAD.items()])
        with pytest.raises(ValidationError) as refusal:
            type(shop.plugin()).validate_plugin_configuration(row)

        found = refusal.value.error_dict
        assert [(name, error.code) for name, errors in found.items() for error in errors] == [
            (name, "invalid") for name in BAD
        ]

    def test_a_null_configuration_is_the_default_one(self, shop):
        """Saleor 3.21 lets the column be NULL."""
        from saleor.plugins.models import PluginConfiguration

        type(shop.plugin()).validate_plugin_configuration(PluginConfiguration(configuration=None))

    def test_a_typing_error_does_not_switch_a_new_plugin_off(self, shop):
        from saleor.plugins.models import PluginConfiguration

        row = PluginConfiguration.objects.create(identifier="customer-management", configuration=[])
        plugin = type(shop.plugin())
        wrong = {"configuration": [{"name": "hook-wait-ms", "value": "soon"}]}
        with pytest.raises(ValidationError):
            plugin.save_plugin_configuration(row, wrong)

        row.refresh_from_db()
        assert (row.active, row.name) == (True, "Customer management")
        assert row.configuration == plugin.DEFAULT_CONFIGURATION
        assert {item["name"]: item["value"] for item in plugin.DEFAULT_CONFIGURATION}["hook-wait-ms"] == "500"

    def test_a_plugin_that_was_switched_off_stays_off(self, shop):
        row = shop.settings(active=False, hook_wait_ms="500")
        wrong = {"configuration": [{"name": "hook-wait-ms", "value": "soon"}]}
        with pytest.raises(ValidationError):
            type(shop.plugin()).save_plugin_configuration(row, wrong)

        row.refresh_from_db()
        assert row.active is False
        assert row.configuration == [{"name": "hook-wait-ms", "value": "500"}]

    def test_what_is_right_is_saved(self, shop):
        row = shop.settings(hook_wait_ms="500")
        cleaned = {"active": False, "configuration": [{"name": "hook-wait-ms", "value": "300"}]}
        type(shop.plugin()).save_plugin_configuration(row, cleaned)

        row.refresh_from_db()
        assert (row.active, row.configuration) == (False, [{"name": "hook-wait-ms", "value": "300"}])
