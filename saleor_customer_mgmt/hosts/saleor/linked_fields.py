"""The fields that join Saleor's types and ours. They exist only inside Saleor.

graphene 2 builds a type's fields from ``_meta.fields`` when the schema is built, so a field put there
before is like one written in the class. Our own schema, which the standalone host serves, is
built by then and stays as it is.
"""

from __future__ import annotations

import logging
from typing import Any

import graphene
from promise import Promise

from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS, MANAGE_USERS
from saleor_customer_mgmt.graphql.fields import Guarded
from saleor_customer_mgmt.graphql.inputs import camel
from saleor_customer_mgmt.graphql.loaders.customers import CustomerById
from saleor_customer_mgmt.hosts.saleor.facts import SOURCE
from saleor_customer_mgmt.hosts.saleor.links import (
    USERS_SHOWN,
    CustomerIdOfOrder,
    CustomerIdOfUser,
    UserIdsOfCustomer,
    shop_number,
)
from saleor_customer_mgmt.hosts.saleor.own_groups import OwnField, own_groups_field

logger = logging.getLogger(__name__)


def add_linked_fields() -> list[tuple[str, str]]:
    """Add them all; return type and field of those that are there now, as clients write them.

    A name that Saleor has taken itself stays Saleor's.
    """
    from saleor.graphql.account.types import User  # noqa: PLC0415  # while Saleor's schema is put together
    from saleor.graphql.order.types import Order  # noqa: PLC0415

    from saleor_customer_mgmt.graphql.schema import schema  # noqa: PLC0415  # has to be built before
    from saleor_customer_mgmt.graphql.types.customer import CustomerProfile  # noqa: PLC0415
    from saleor_customer_mgmt.graphql.types.order import OrderRecord  # noqa: PLC0415

    assert schema.get_type("CustomerProfile") is not None
    fields = (
        (
            Order,
            "customer_profile",
            Guarded(
                CustomerProfile,
                permissions=(MANAGE_USERS,),
                resolver=_customer_of_order,
                description="The customer whose order this is, over all sources. "
                "Null when the order is not recorded.",
            ),
        ),
        (
            User,
            "customer_profile",
            Guarded(
                CustomerProfile,
                permissions=(MANAGE_USERS,),
                resolver=_customer_of_user,
                description="The customer of the user's newest recorded order. Null when there is none.",
            ),
        ),
        (User, "customer_groups", own_groups_field()),
        (
            OrderRecord,
            "saleor_order",
            Guarded(
                Order,
                permissions=(MANAGE_ORDERS,),
                resolver=_order_of_record,
                description="The shop's own order. Null for orders from elsewhere, for orders that are "
                "gone, and in channels that whoever asks may not see.",
            ),
        ),
        (
            CustomerProfile,
            "saleor_users",
            Guarded(
                graphene.List(graphene.NonNull(User)),
                permissions=(MANAGE_USERS,),
                resolver=_users_of_customer,
                description=f"The shop's accounts that placed its orders, {USERS_SHOWN} at most, "
                "who bought last first.",
            ),
        ),
    )
    return [(type_._meta.name, camel(name)) for type_, name, field in fields if _add(type_, name, field)]


def _add(type_: Any, name: str, field: graphene.Field) -> bool:
    there = type_._meta.fields.get(name)
    if there is None:
        type_._meta.fields[name] = field
    elif not isinstance(there, Guarded | OwnField):
        logger.warning("%s.%s is Saleor's own now; ours is left out", type_._meta.name, name)
        return False
    return True


def _customer_of_order(root: Any, info: Any) -> Any:
    order = getattr(root, "node", root)  # wrapped with what Saleor has to know of it
    return CustomerIdOfOrder.of(info.context).load(order.number).then(_customer(info))


def _customer_of_user(user: Any, info: Any) -> Any:
    # Registering an address that is taken is answered with a user who is not there.
    if user.pk is None:
        return None
    return CustomerIdOfUser.of(info.context).load(user.pk).then(_customer(info))


def _customer(info: Any) -> Any:
    return lambda id_: None if id_ is None else CustomerById.of(info.context).load(id_)


def _order_of_record(record: Any, info: Any) -> Any:
    from saleor.graphql.account.dataloaders import AccessibleChannelsByUserIdLoader  # noqa: PLC0415
    from saleor.graphql.core.context import SyncWebhookControlContext  # noqa: PLC0415
    from saleor.graphql.order.dataloaders import OrderByNumberLoader  # noqa: PLC0415

    number = shop_number(record.number) if record.source == SOURCE else None
    if number is None:
        return None

    def seen(found: list[Any]) -> Any:
        order, channels = found
        if order is None or (channels is not None and order.channel_id not in {c.id for c in channels}):
            return None
        # As in all lists of orders: looking at them asks no other server for taxes.
        return SyncWebhookControlContext(node=order, allow_sync_webhooks=False)

    # As for Saleor's own lists of orders: apps see all channels, staff those of their groups.
    app = getattr(info.context, "app", None)
    channels = None if app else AccessibleChannelsByUserIdLoader(info.context).load(info.context.user.id)
    order = OrderByNumberLoader(info.context).load(number)
    return Promise.all([order, Promise.resolve(channels)]).then(seen)


def _users_of_customer(customer: Any, info: Any) -> Any:
    from saleor.graphql.account.dataloaders import UserByUserIdLoader  # noqa: PLC0415

    users = UserByUserIdLoader(info.context)

    def load(ids: list[int]) -> Any:
        return users.load_many(ids).then(lambda found: [user for user in found if user is not None])

    return UserIdsOfCustomer.of(info.context).load(customer.id).then(load)
