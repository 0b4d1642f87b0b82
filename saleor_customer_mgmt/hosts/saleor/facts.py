"""A Saleor order as neutral order facts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person

if TYPE_CHECKING:
    from saleor.account.models import Address
    from saleor.order.models import Order
    from saleor.payment.models import Payment

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


# saleor/payment/__init__.py, ChargeStatus: money that came, whether or not some of it went back.
_PAID = {"partially-charged", "fully-charged", "partially-refunded", "fully-refunded"}
_REFUNDED = {"partially-refunded", "fully-refunded"}
_LONGEST = 200
# saleor/order/__init__.py, OrderOrigin: a shopper's checkout; goods sent in place of returned ones.
CHECKOUT = "checkout"
_REISSUE = "reissue"


def order_facts(order: Order) -> OrderFacts:
    """Return the facts of an order; ``hosts.saleor.orders`` reads what it needs.

    The buyer is who pays: the billing address, the order's e-mail, the account. The order's number is
    unique in a shop over all its channels.
    """
    billing = order.billing_address
    refunded = _refunded(order)
    member = "" if order.user_id is None else str(order.user_id)
    return OrderFacts(
        source=SOURCE,
        number=str(order.number),
        placed_at=order.created_at,
        status=_status(order, refunded),
        status_text=order.status,
        buyer=_person(billing, email=order.user_email, member_id=member),
        recipients=() if order.shipping_address is None else (_person(order.shipping_address),),
        total=order.total_gross_amount,
        currency=order.currency,
        payment_method=_payment_method(order)[:_LONGEST],
        shipping_method=(order.shipping_method_name or order.collection_point_name or "")[:_LONGEST],
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
        channel=order.channel.slug,
        refunded=refunded,
        is_exchange=order.origin == _REISSUE,
    )


def _status(order: Order, refunded: Decimal) -> OrderStatus:
    """Saleor has no status for an order that was paid back in full, and goes on calling it fulfilled."""
    status = _STATUS.get(order.status, OrderStatus.PLACED)
    fully = refunded > 0 and refunded >= order.total_gross_amount
    if status in {OrderStatus.PLACED, OrderStatus.FULFILLED} and fully:
        return OrderStatus.RETURNED
    return status


def _refunded(order: Order) -> Decimal:
    """As Saleor decides whether to say order_fully_refunded (saleor/order/actions.py, order_refunded)."""
    refunded = sum((each.refunded_value for each in order.payment_transactions.all()), Decimal())
    last = _newest(order.payments.all())
    if last is not None and last.charge_status in _REFUNDED:
        refunds = last.transactions.filter(kind="refund", is_success=True)
        refunded += sum(refunds.values_list("amount", flat=True), Decimal())
    return refunded


def _payment_method(order: Order) -> str:
    """Return the newest means of payment through which money came; empty before there is any."""
    transactions = [
        each for each in order.payment_transactions.all() if each.charged_value or each.refunded_value
    ]
    if newest := _newest(transactions):
        return newest.name or newest.app_identifier or ""
    paid: Payment | None = _newest(each for each in order.payments.all() if each.charge_status in _PAID)
    return "" if paid is None else paid.gateway


def _newest(rows: Iterable[Any]) -> Any:
    return max(rows, key=lambda row: row.pk, default=None)


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
