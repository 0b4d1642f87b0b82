"""Loading holds and what the watchdog found."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from saleor_customer_mgmt.graphql.loaders.base import Loader
from saleor_customer_mgmt.models import Hold, HoldBreach
from saleor_customer_mgmt.selectors.holds import holds_of_orders, lapsed

SHOWN = 100
"""How many open holds of a customer are told."""


class HoldById(Loader):
    def fetch(self, keys: list[int]) -> dict[int, Hold]:
        return Hold.objects.in_bulk(keys)


class HoldsOfOrder(Loader):
    """Order id → all its holds, oldest first."""

    def fetch(self, keys: list[int]) -> dict[int, list[Hold]]:
        return holds_of_orders(keys)

    def nothing(self) -> list[Hold]:
        return []


class OpenHoldsOfCustomer(Loader):
    """Customer id → the open holds on its orders, newest first, ``SHOWN`` at most."""

    def fetch(self, keys: list[int]) -> dict[int, list[Hold]]:
        found: dict[int, list[Hold]] = defaultdict(list)
        place = Window(RowNumber(), partition_by=[F("order__customer_id")], order_by="-id")
        rows = Hold.objects.filter(order__customer_id__in=keys, state=Hold.State.OPEN)
        rows = rows.annotate(customer=F("order__customer_id"), place=place).filter(place__lte=SHOWN)
        for hold in rows.order_by("-id"):
            found[hold.customer].append(hold)
        return found

    def nothing(self) -> list[Hold]:
        return []


class Lapsed(Loader):
    """Hold id → whether a rule placed it that does not match the order any more."""

    def fetch(self, keys: list[int]) -> dict[int, bool]:
        return dict.fromkeys(lapsed(keys), True)

    def nothing(self) -> bool:
        return False


class BreachesOfHold(Loader):
    """Hold id → what its order did meanwhile, oldest first."""

    def fetch(self, keys: list[int]) -> dict[int, list[HoldBreach]]:
        found: dict[int, list[HoldBreach]] = defaultdict(list)
        for breach in HoldBreach.objects.filter(hold_id__in=keys).order_by("id"):
            found[breach.hold_id].append(breach)
        return found

    def nothing(self) -> list[HoldBreach]:
        return []
