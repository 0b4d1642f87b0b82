"""Whom and what labels, groups and the watchlist are about: the filters of lists are made of these.

Each gives a query for ids, from the side of what was chosen, so that the index of the few marks is used and
not a look at every customer.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from saleor_customer_mgmt.models import CustomerLabel, GroupMembership, OrderLabel, WatchMark

Ids = QuerySet[Any, Any]


def in_force() -> Q:
    """Return what selects the watch marks that have neither ended nor expired."""
    return Q(ended_at=None) & (Q(expires_at=None) | Q(expires_at__gt=timezone.now()))


def customers_labelled(texts: Collection[str]) -> Ids:
    """Return the ids of customers with one of these labels, whoever put it there."""
    return CustomerLabel.objects.filter(text__in=texts).values("anchor__customer_id")


def customers_in_groups(slugs: Collection[str]) -> Ids:
    """Return the ids of customers that are in one of these groups now."""
    rows = GroupMembership.objects.filter(group__slug__in=slugs, group__deleted_at=None)
    return rows.values("customer_id")


def customers_watched(levels: Collection[str]) -> Ids:
    """Return the ids of customers at one of these levels. Who is blocked is not merely watched."""
    marked = WatchMark.objects.filter(in_force(), level__in=levels)
    if WatchMark.Level.WATCH in levels and WatchMark.Level.BLOCK not in levels:
        blocked = WatchMark.objects.filter(in_force(), level=WatchMark.Level.BLOCK)
        merely = ~Q(anchor__customer_id__in=blocked.values("anchor__customer_id"))
        marked = marked.filter(~Q(level=WatchMark.Level.WATCH) | merely)
    return marked.values("anchor__customer_id")


def orders_labelled(texts: Collection[str]) -> Ids:
    """Return the ids of orders with one of these labels, whoever put it there."""
    return OrderLabel.objects.filter(text__in=texts).values("order_id")
