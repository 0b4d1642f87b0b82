"""A Saleor order as neutral order facts."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person

if TYPE_CHECKING:
    from saleor.account.models import Address
    from saleor.order.models import Order

SOURCE = "saleor"

# saleor/order/__init__.py, OrderStatus (the same words in 3.21 to 3.23). A partly returned order was
# bought all the same; an expired one was never paid.
_STATUS = {
    "draft": OrderStatus.UNFINISHED,
    "unconfirmed": OrderStatus.PLACED,
    "unfulfilled": OrderStatus.PLACED,
    "partially fulfilled": OrderStatus.PLACED,
    "fulfilled": OrderStatus.FULFILLED,
    "partially_returned": OrderStatus.FULFILLED,
    "returned": OrderStatus.RETURNED,
    "canceled": OrderStatus.CANCELLED,
    "expired": OrderStatus.UNFINISHED,
}


def order_facts(order: Order) -> OrderFacts:
    """Return the facts of an order, with three queries at most (addresses, lines).

    The buyer is who pays: the billing address, the order's e-mail, the account. The order's number is
    unique in a shop over all its channels.
    """
    billing = order.billing_address
    member = "" if order.user_id is None else str(order.user_id)
    return OrderFacts(
        source=SOURCE,
        number=str(order.number),
        placed_at=order.created_at,
        status=_STATUS.get(order.status, OrderStatus.PLACED),
        status_text=order.status,
        buyer=_person(billing, email=order.user_email, member_id=member),
        recipients=() if order.shipping_address is None else (_person(order.shipping_address),),
        total=order.total_gross_amount,
        currency=order.currency,
        shipping_method=order.shipping_method_name or order.collection_point_name or "",
        lines=tuple(
            LineFacts(
                sku=line.product_sku or "",
                product=" ".join(part for part in (line.product_name, line.variant_name) if part),
                quantity=line.quantity,
                unit_price=line.unit_price_gross_amount,
                line_id=str(line.pk),
            )
            for line in order.lines.all()
        ),
    )


def _person(address: Address | None, *, email: str | None = None, member_id: str | None = None) -> Person:
    emails = None if email is None else (email,) if email else ()
    if address is None:
        return Person(emails=emails, member_id=member_id)
    parts = (
        address.country_area,
        address.city,
        address.city_area,
        address.street_address_1,
        address.street_address_2,
    )
    return Person(
        name=_full_name(address.first_name, address.last_name),
        emails=emails,
        phones=(str(address.phone),) if address.phone else (),
        postal_code=address.postal_code,
        address=" ".join(part for part in parts if part),
        country=address.country.code or None,
        company=address.company_name,
        member_id=member_id,
    )


def _full_name(first: str, last: str) -> str:
    """Join a name as its script has it: family name first where it is not in Latin letters."""
    latin = all(unicodedata.name(c, "").startswith("LATIN") for c in first + last if c.isalpha())
    parts = (first, last) if latin else (last, first)
    return " ".join(part for part in parts if part)
