"""Saleor's tables, as far as we read them: orders, and the plugin's row of settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from saleor.order import OrderStatus
from saleor.order.models import Order
from saleor.plugins.models import PluginConfiguration

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.checks import checked
from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.hosts.saleor.facts import order_facts
from saleor_customer_mgmt.hosts.saleor.options import PLUGIN_ID, options_in_use, options_of
from saleor_customer_mgmt.hosts.saleor.order_reader import read_orders
from saleor_customer_mgmt.models.codec import fingerprint

Place = tuple[datetime, UUID]


def read_facts(ids: Iterable[UUID]) -> list[OrderFacts]:
    """Return the facts of these orders as they are now, with one query; drafts are left out.

    Now, and not as a hook was given them: Saleor hands some hooks an order that was read before the
    change (order_expired), or with its relations cached.
    """
    return [order_facts(read.order) for read in read_orders(ids)]


def read_unrecorded(ids: Iterable[UUID]) -> list[OrderFacts]:
    """Return the facts of those of these orders that are not recorded as they are now, with one query.

    Saleor calls several hooks for one change. All but the first find the order recorded, and are to
    cost the shopper next to nothing.

    Raises:
        InvalidFacts: when facts cannot be kept.
    """
    secret = conf.digest_secret()
    told = [(checked(order_facts(read.order)), read.recorded) for read in read_orders(ids)]
    return [facts for facts, recorded in told if fingerprint(facts, secret) != recorded]


def read_new(order: UUID) -> OrderFacts | None:
    """Return the facts of an order that has just come; None: it is a draft, or gone."""
    found = read_orders([order], only_new=True)
    return order_facts(found[0].order) if found else None


def orders_of_account(user_id: int | None, email: str, limit: int) -> list[UUID]:
    """Return an account's orders, newest first: of the account, and of its address while it has none."""
    mine = Q(user_id=user_id)
    if email:
        mine |= Q(user_id=None, user_email=email)
    orders = Order.objects.filter(mine).exclude(status=OrderStatus.DRAFT).order_by("-created_at", "-pk")
    return list(orders.values_list("pk", flat=True)[:limit])


def next_by(moment: str, after: Place | datetime, batch: int) -> list[Place]:
    """Return the next orders by ``(moment, id)``; drafts are left out.

    ``moment`` is an indexed column: ``created_at`` or ``updated_at``.
    """
    if isinstance(after, datetime):
        begin = Q(**{f"{moment}__gte": after})
    else:
        at, last = after
        # The first condition says nothing new; it is the one that the index answers.
        begin = Q(**{f"{moment}__gte": at}) & (Q(**{f"{moment}__gt": at}) | Q(pk__gt=last))
    orders = Order.objects.filter(begin).exclude(status=OrderStatus.DRAFT).order_by(moment, "pk")
    return list(orders.values_list(moment, "pk")[:batch])


def plugin_row() -> tuple[bool | None, Sequence[Mapping[str, Any]]]:
    """Return whether the plugin is switched on (None: never set) and its settings, with one query."""
    rows = PluginConfiguration.objects.filter(identifier=PLUGIN_ID, channel=None)
    active, configuration = rows.values_list("active", "configuration").first() or (None, [])
    return active, configuration or []


def host_profile() -> dict[str, Any]:
    """Return what the merchant set that bears upon reading orders."""
    region = (options_in_use() or options_of(plugin_row()[1])).region
    return {"default_region": region} if region else {}
