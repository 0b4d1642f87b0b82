"""Finding what the arguments name, and who is asking."""

from __future__ import annotations

from collections.abc import Collection
from getpass import getuser

from saleor_customer_mgmt.cli.failures import CommandFailed
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.values import OrderName
from saleor_customer_mgmt.models import Customer, OrderRecord
from saleor_customer_mgmt.selectors.customers import find_customer
from saleor_customer_mgmt.services.actor import Actor, ActorKind


def acting() -> Actor:
    """Return who this command acts for: the machine's user."""
    try:
        user = getuser()
    except (KeyError, OSError):
        user = ""
    return Actor(ActorKind.COMMAND, label=f"customer-mgmt ({user})" if user else "customer-mgmt")


def require_order(name: OrderName) -> OrderRecord:
    order = OrderRecord.objects.filter(source=name.source, number=name.number).first()
    if order is None:
        raise CommandFailed(_("There is no order {name}.").format(name=name), code="NOT_FOUND")
    return order


def require_customer(named: str | OrderName) -> Customer:
    """Return the live customer of this id (also an old one), or the one that has this order."""
    if isinstance(named, OrderName):
        return Customer.objects.get(id=require_order(named).customer_id)
    customer = find_customer(named)
    if customer is None:
        raise CommandFailed(
            _("There is no customer {id}. 'customers --search' finds them.").format(id=named),
            code="NOT_FOUND",
        )
    return customer


def name_of(order: OrderRecord) -> str:
    return f"{order.source}:{order.number}"


def orders_by_id(ids: Collection[int]) -> dict[int, OrderRecord]:
    """Return these orders with their customers."""
    return OrderRecord.objects.select_related("customer").in_bulk(list(ids))
