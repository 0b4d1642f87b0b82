"""Labels that people put on customers and orders. What changed nothing is not on record: a record that names
nobody could not be found when what a label says is to be kept no longer.
"""

from __future__ import annotations

from collections.abc import Collection

from saleor_customer_mgmt.core.actions import MAX_LABEL
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.models import CustomerLabel, OrderLabel, OrderRecord
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.errors import ServiceError
from saleor_customer_mgmt.services.touch_customers import touched

MOST_AT_ONCE = 1000


def label_customers(anchors: Collection[OrderId], text: str, *, actor: Actor) -> list[OrderId]:
    """Put a label on the customers of these orders; return those that did not have it by hand.

    Raises:
        NotFound: when there is no such order.
        ServiceError: when the label is empty or too long, or too many are named; nothing is written.
    """
    text = _checked(anchors, text)
    with touched(anchors) as customers:
        labelled = CustomerLabel.objects.filter(anchor__customer_id__in=customers, rule=None, text=text)
        having = set(labelled.values_list("anchor__customer_id", flat=True))
        owner = dict(OrderRecord.objects.filter(id__in=anchors).values_list("customer_id", "id"))
        CustomerLabel.objects.bulk_create(
            CustomerLabel(anchor_id=owner[customer], text=text, **actor.columns())
            for customer in sorted(customers - having)
        )
        new = sorted(customers - having)
        if new:
            write_audit(actor, "customers_labelled", label=text, customers=new)
        return new


def unlabel_customers(anchors: Collection[OrderId], text: str, *, actor: Actor) -> list[OrderId]:
    """Take a label that people put there from the customers of these orders; return those that had it.

    A label by a rule stays while the rule matches.

    Raises:
        NotFound: when there is no such order.
        ServiceError: when the label is empty or too long, or too many are named; nothing is written.
    """
    text = _checked(anchors, text)
    with touched(anchors) as customers:
        labelled = CustomerLabel.objects.filter(anchor__customer_id__in=customers, rule=None, text=text)
        gone = sorted(set(labelled.values_list("anchor__customer_id", flat=True)))
        labelled.delete()
        if gone:
            write_audit(actor, "customers_unlabelled", label=text, customers=gone)
        return gone


def label_orders(orders: Collection[OrderId], text: str, *, actor: Actor) -> list[OrderId]:
    """Put a label on these orders; return those that did not have it by hand.

    Raises:
        NotFound: when there is no such order.
        ServiceError: when the label is empty or too long, or too many are named; nothing is written.
    """
    text = _checked(orders, text)
    with touched(orders):
        having = set(
            OrderLabel.objects.filter(order_id__in=orders, rule=None, text=text).values_list(
                "order_id", flat=True
            )
        )
        new = sorted(set(orders) - having)
        OrderLabel.objects.bulk_create(
            OrderLabel(order_id=order, text=text, **actor.columns()) for order in new
        )
        if new:
            write_audit(actor, "orders_labelled", label=text, orders=new)
        return new


def unlabel_orders(orders: Collection[OrderId], text: str, *, actor: Actor) -> list[OrderId]:
    """Take a label that people put there from these orders; return those that had it.

    Raises:
        NotFound: when there is no such order.
        ServiceError: when the label is empty or too long, or too many are named; nothing is written.
    """
    text = _checked(orders, text)
    with touched(orders):
        labelled = OrderLabel.objects.filter(order_id__in=orders, rule=None, text=text)
        gone = sorted(labelled.values_list("order_id", flat=True))
        labelled.delete()
        if gone:
            write_audit(actor, "orders_unlabelled", label=text, orders=gone)
        return gone


def _checked(named: Collection[OrderId], text: str) -> str:
    if not 0 < len(named) <= MOST_AT_ONCE:
        raise ServiceError(f"Name 1 to {MOST_AT_ONCE} at once.", field="ids")
    text = text.strip()
    if not 0 < len(text) <= MAX_LABEL or "\0" in text:
        raise ServiceError(f"A label is a text of 1 to {MAX_LABEL} characters.", field="label")
    return text
