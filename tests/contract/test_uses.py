"""Reading from source code what it uses of Saleor."""

from __future__ import annotations

import ast

import pytest

from tests.contract.uses import uses_of, uses_of_package

MODELS = "from saleor.order.models import Order\n"
PLUGIN = "from saleor.plugins.base_plugin import BasePlugin\n"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import json", set()),
        ("import saleor", {"saleor"}),
        ("from saleor.order import OrderStatus as S\nS.DRAFT", {"s:OrderStatus", "s:OrderStatus.DRAFT"}),
        (f"def late():\n    {MODELS}", {"m:Order"}),
        (f"{MODELS}Order.objects.filter()", {"m:Order", "m:Order.objects"}),
        (f"{MODELS}def one(order: Order): order.number", {"m:Order", "m:Order.number"}),
        (f"{MODELS}def one(order: Order | None): order.pk", {"m:Order", "m:Order.pk"}),
        (f"{MODELS}def one(x: int): x.number", {"m:Order"}),
        (f"{MODELS}def all(orders: list[Order]): [o.pk for o in orders]", {"m:Order", "m:Order.pk"}),
        (f"{MODELS}def all(orders: list[Order]):\n for o in orders: o.pk", {"m:Order", "m:Order.pk"}),
        (f"{MODELS}def one():\n o: Order | None = next()\n o.pk", {"m:Order", "m:Order.pk"}),
        (f"{PLUGIN}class A(BasePlugin):\n NAME = 1", {"p:BasePlugin", "p:BasePlugin.NAME"}),
        (
            f"{PLUGIN}class A(BasePlugin):\n def paid(self): self._own; self.told",
            {"p:BasePlugin", "p:BasePlugin.paid", "p:BasePlugin.told"},
        ),
        (
            f"{PLUGIN}class A(BasePlugin):\n x = 1\n def paid(self): super().save(self.x)",
            {"p:BasePlugin", "p:BasePlugin.paid", "p:BasePlugin.x", "p:BasePlugin.save"},
        ),
        ("PLACE = 'saleor.graphql.api'", {"saleor.graphql.api"}),
        ("KEY = 'saleor.sweep'; TEXT = 'saleor.'; SOURCE = 'saleor'", set()),
    ],
)
def test_what_is_found(code, expected):
    short = {"m:": "saleor.order.models:", "p:": "saleor.plugins.base_plugin:", "s:": "saleor.order:"}

    assert uses_of(ast.parse(code)) == {short.get(use[:2], use[:2]) + use[2:] for use in expected}


def test_the_package_is_read_as_a_whole():
    uses = uses_of_package()

    assert uses["saleor.core.db.connection:allow_writer"] >= {
        "hosts/saleor/access.py",
        "hosts/saleor/intake.py",
        "hosts/saleor/sweep.py",
    }
    assert uses["saleor.plugins.base_plugin:BasePlugin.order_created"] == {"plugin.py"}
    assert uses["saleor.order.models:Order.billing_address"] == {"hosts/saleor/facts.py"}
    assert uses["saleor.order"] == {"apps.py"}
