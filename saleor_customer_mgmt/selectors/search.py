"""Finding orders and customers by any part of name, kana, e-mail, phone, address or order number."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from saleor_customer_mgmt.core.public_id import read_public_id
from saleor_customer_mgmt.core.search import grams_of_terms, terms
from saleor_customer_mgmt.models import Customer, OrderEvidence, OrderRecord


def search_orders(text: str) -> QuerySet[OrderRecord]:
    """Return the orders in which every word of ``text`` is found; none when there is no word."""
    return OrderRecord.objects.filter(id__in=_matching(text).values("order_id"))


def search_customers(text: str) -> QuerySet[Customer]:
    """Return the live customers that have such an order, or that have the typed id.

    The id of a customer that dissolved finds the one it is part of now.
    """
    live = Customer.objects.filter(merged_into=None)
    found = Q(Exists(_matching(text).filter(order__customer_id=OuterRef("pk"))))
    if (public_id := read_public_id(text)) is not None:
        found |= Q(public_id=public_id) | Q(dissolved__public_id=public_id)
        return live.filter(found).distinct()
    return live.filter(id__in=_matching(text).values("order__customer_id"))


def _matching(text: str) -> QuerySet[OrderEvidence]:
    words = terms(text)
    if not words:
        return OrderEvidence.objects.none()
    rows = OrderEvidence.objects.all()
    if pieces := grams_of_terms(words):
        rows = rows.filter(grams__contains=pieces)
    for word in words:
        rows = rows.filter(search_text__contains=word)
    return rows
