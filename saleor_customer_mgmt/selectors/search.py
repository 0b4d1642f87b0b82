"""Finding orders and customers by any part of name, kana, e-mail, phone, address or order number.

A customer is found whose orders have all words between them, and an order that has all of them itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.models import Customer, OrderEvidence, OrderRecord
from saleor_customer_mgmt.selectors.one_of import one_of
from saleor_customer_mgmt.selectors.orders import only_orders
from saleor_customer_mgmt.selectors.search_statements import Search, Statement

__all__ = ["FoundCustomers", "FoundOrders", "Search", "search_customers", "search_orders"]


@dataclass(frozen=True, slots=True)
class FoundCustomers:
    """Finds live customers whose orders have every word between them, or that have the typed id.

    The id of a customer that dissolved finds the one it is part of now.
    """

    search: Search

    def among(self, ids: Sequence[OrderId]) -> set[OrderId]:
        if not self.search.has_words or not ids:
            return set()
        return {*_ids(self.search.found(list(ids))), *(self.search.named & set(ids))}

    def is_likely(self, count: int) -> bool:
        return self.search.has_words and self.search.is_likely(count)

    def at_most(self, count: int) -> list[OrderId]:
        if not self.search.has_words:
            return []
        sql, values = self.search.found()
        return _ids((f"{sql} LIMIT %s", [*values, count]))

    def within(self, rows: QuerySet[Customer]) -> QuerySet[Customer]:
        return rows.filter(id__in=_raw(self.search.found())) if self.search.has_words else rows.none()


@dataclass(frozen=True, slots=True)
class FoundOrders:
    """Finds orders that have every word themselves; ``accounts``: and accounts."""

    search: Search
    accounts: bool = False

    def among(self, ids: Sequence[OrderId]) -> set[OrderId]:
        if not self.search.has_words or not ids:
            return set()
        rows = OrderEvidence.objects.filter(one_of("order_id", ids), self.search.having_all("search_text"))
        return set(rows.values_list("order_id", flat=True))

    def is_likely(self, count: int) -> bool:
        return self.search.has_words and self.search.is_likely(count)

    def at_most(self, count: int) -> list[OrderId]:
        rows = OrderRecord.objects.all() if self.accounts else only_orders()
        return list(self.within(rows).values_list("id", flat=True)[:count])

    def within(self, rows: QuerySet[OrderRecord]) -> QuerySet[OrderRecord]:
        if not self.search.has_words:
            return rows.none()
        # Only orders of customers who have every word can have them all.
        having = self.search.having_all("evidence__search_text")
        return rows.filter(having, customer_id__in=_raw(self.search.found()))


def search_orders(text: str) -> QuerySet[OrderRecord]:
    """Return the orders in which every word of ``text`` is found; none when there is no word."""
    return FoundOrders(Search(text)).within(only_orders())


def search_customers(text: str) -> QuerySet[Customer]:
    """Return the live customers that :class:`FoundCustomers` finds; none when there is no word."""
    return FoundCustomers(Search(text)).within(Customer.objects.filter(merged_into=None))


def _raw(statement: Statement) -> RawSQL:
    return RawSQL(*statement)  # noqa: S611 - bound


def _ids(statement: Statement) -> list[OrderId]:
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        return [row[0] for row in cursor.fetchall()]
