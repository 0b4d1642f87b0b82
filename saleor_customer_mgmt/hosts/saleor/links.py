"""From Saleor's orders and users to our customers, and back: the loaders.

Our tables are read from the writer, Saleor's from where Saleor reads them for this request
(docs/adr/0060-saleor-mount.md, "Reading").
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from saleor_customer_mgmt.graphql.loaders.base import Loader
from saleor_customer_mgmt.hosts.saleor.facts import SOURCE
from saleor_customer_mgmt.hosts.saleor.members import customers_of_numbers, customers_of_users
from saleor_customer_mgmt.models import OrderRecord

NEWEST_OF_CUSTOMER = 200
"""How many of a customer's shop orders, recorded last, are asked for their users."""
USERS_SHOWN = 20


class CustomerIdOfOrder(Loader):
    """Number of an order of the shop → id of its customer."""

    def fetch(self, keys: list[int]) -> dict[int, int]:
        return customers_of_numbers(keys)


class CustomerIdOfUser(Loader):
    """Id of a user of the shop → id of the customer of its newest recorded order."""

    def fetch(self, keys: list[int]) -> dict[int, int]:
        return customers_of_users(keys, saleors_database(self.request))


class UserIdsOfCustomer(Loader):
    """Id of a customer → ids of the users of its shop orders, who bought last first."""

    def fetch(self, keys: list[int]) -> dict[int, list[int]]:
        from saleor.order.models import Order  # noqa: PLC0415  # Saleor's models must be loaded

        place = Window(RowNumber(), partition_by=[F("customer_id")], order_by=F("id").desc())
        recorded = OrderRecord.objects.filter(customer_id__in=keys, source=SOURCE)
        newest = recorded.annotate(place=place).filter(place__lte=NEWEST_OF_CUSTOMER)
        customer_of = {
            number: customer
            for customer, text in newest.values_list("customer_id", "number")
            if (number := shop_number(text)) is not None
        }
        rows = Order.objects.using(saleors_database(self.request)).filter(
            number__in=list(customer_of), user_id__isnull=False
        )
        found: dict[int, dict[int, None]] = defaultdict(dict)
        for number, user in rows.order_by("-number").values_list("number", "user_id"):
            found[customer_of[number]].setdefault(user)
        return {customer: list(users)[:USERS_SHOWN] for customer, users in found.items()}

    def nothing(self) -> list[int]:
        return []


def saleors_database(request: Any) -> str:
    """Return the connection that Saleor reads from here: the replica in queries."""
    from saleor.graphql.core.context import get_database_connection_name  # noqa: PLC0415  # see above

    return str(get_database_connection_name(request))


def shop_number(text: str) -> int | None:
    """Return an order's number as Saleor keeps it; None for what cannot be one."""
    return int(text) if text.isascii() and text.isdigit() and int(text) < 2**31 else None
