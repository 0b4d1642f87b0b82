"""A shop as tests see it: rows of invented people to put into it, hooks to call, and what came of them.

To be imported only where the stand-in is installed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.test import TestCase
from saleor.account.models import Address, User
from saleor.app.models import App
from saleor.channel.models import Channel
from saleor.core.db.connection import _MARK as WRITER_MARK
from saleor.order.models import Fulfillment, Order, OrderLine
from saleor.payment.models import Payment, Transaction, TransactionItem
from saleor.plugins.models import PluginConfiguration

from saleor_customer_mgmt.models import OrderRecord
from saleor_customer_mgmt.services.host_sweep import Taken, host_orders

PLUGIN = "customer-management"
_one = itertools.count(1)


class UnmarkedWriter(Exception):
    """Raised where Saleor would complain: the writer is used and nobody said that it may be."""


class Shop:
    def address(self, **more: Any) -> Address:
        given = {
            "first_name": "太郎",
            "last_name": "山田",
            "street_address_1": "架空町1-2-3",
            "city": "千代田区",
            "country_area": "東京都",
            "postal_code": "100-0001",
            "country": "JP",
            "phone": "+81312345678",
        }
        return Address.objects.create(**given | more)

    def channel(self, slug: str = "default-channel", **more: Any) -> Channel:
        return Channel.objects.get_or_create(slug=slug, defaults={"name": slug} | more)[0]

    def user(self, *permissions: str, **more: Any) -> User:
        user = User.objects.create(**{"email": f"taro{next(_one)}@example.com"} | more)
        user._permissions = permissions
        return user

    def app(self, *permissions: str, name: str = "An app") -> App:
        app = App.objects.create(name=name)
        app._permissions = permissions
        return app

    def order(self, *, updated_at: datetime | None = None, lines: int = 1, **more: Any) -> Order:
        """Make an order of 山田太郎, with as many lines. ``updated_at`` else is now, as Saleor sets it."""
        given: dict[str, Any] = {"currency": "JPY", "total_gross_amount": Decimal(3300), "origin": "checkout"}
        if "channel" not in more:
            given["channel"] = self.channel()
        if "billing_address" not in more:
            given["billing_address"] = self.address()
        order = Order.objects.create(**given | more)
        for number in range(lines):
            OrderLine.objects.create(
                order=order,
                product_name="緑茶",
                variant_name=f"{number + 1}00g",
                product_sku=f"TEA-{number + 1}",
                quantity=number + 1,
                unit_price_gross_amount=Decimal(1100),
            )
        if updated_at is not None:
            Order.objects.filter(pk=order.pk).update(updated_at=updated_at)
        return order

    def fulfillment(self, order: Order) -> Fulfillment:
        return Fulfillment.objects.create(order=order)

    def payment(self, order: Order, charge_status: str, *refunds: int, gateway: str = "a gateway") -> Payment:
        payment = Payment.objects.create(order=order, charge_status=charge_status, gateway=gateway)
        for amount in refunds:
            Transaction.objects.create(payment=payment, kind="refund", is_success=True, amount=amount)
        return payment

    def transaction(self, order: Order, **more: Any) -> TransactionItem:
        return TransactionItem.objects.create(order=order, **more)

    def settings(self, *, active: bool = True, **values: str) -> PluginConfiguration:
        """Save the plugin's settings: ``hook_wait_ms="300"``."""
        configuration = [{"name": n.replace("_", "-"), "value": value} for n, value in values.items()]
        row, _ = PluginConfiguration.objects.update_or_create(
            identifier=PLUGIN,
            channel=None,
            defaults={"active": active, "name": "Customer management", "configuration": configuration},
        )
        return row

    def plugin(self, **values: str) -> Any:
        """Return the plugin with these settings, as Saleor makes it."""
        from saleor_customer_mgmt.plugin import CustomerManagementPlugin

        configuration = [{"name": n.replace("_", "-"), "value": value} for n, value in values.items()]
        return CustomerManagementPlugin(configuration=configuration, active=True)

    def hook(
        self, name: str, *given: Any, by_name: tuple[str, ...] = (), plugin: Any = None, **values: str
    ) -> Any:
        """Call a hook as Saleor's manager does, and return what it returns; ``values`` are settings."""
        more = dict.fromkeys(by_name)
        # In a test's transaction, what waits for the end of it is done here; else there is none.
        with self.strict(), TestCase.captureOnCommitCallbacks(execute=True):
            return getattr(plugin or self.plugin(**values), name)(*given, **more, previous_value="before")

    def sweep(self) -> Taken:
        host = host_orders()
        assert host is not None
        with self.strict():
            return host.sweep()

    def backfill(self, *, batch: int = 100, restart: bool = False, on_progress: Any = None) -> Taken:
        host = host_orders()
        assert host is not None
        with self.strict():
            return host.backfill(
                batch=batch, restart=restart, on_progress=on_progress or (lambda _taken: None)
            )

    @contextmanager
    def strict(self) -> Iterator[None]:
        """Refuse, as Saleor can be set to, every use of the writer outside ``allow_writer``."""

        def refuse(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
            if not getattr(connection, WRITER_MARK, False):
                raise UnmarkedWriter
            return execute(sql, params, many, context)

        with connection.execute_wrapper(refuse):
            yield

    def request(self, *, user: Any = None, app: Any = None, in_mutation: bool = False) -> Any:
        """Return a request as resolvers of Saleor's get it."""
        return SimpleNamespace(user=user, app=app, allow_replica=not in_mutation)

    def ask(self, query: str, *, user: Any = None, app: Any = None) -> Any:
        """Return the answer of the shop's own GraphQL API."""
        from saleor.graphql.api import schema

        return schema.execute(query, context_value=self.request(user=user, app=app))


def recorded() -> set[str]:
    """Return the numbers of the shop's orders that are recorded."""
    return set(OrderRecord.objects.filter(source="saleor").values_list("number", flat=True))


def status_of(order: Order) -> str | None:
    found = OrderRecord.objects.filter(source="saleor", number=str(order.number))
    return found.values_list("status", flat=True).first()


def numbers(*orders: Order) -> set[str]:
    return {str(order.number) for order in orders}
