"""Exports of WooCommerce's users and customers (docs/formats/woocommerce.md).

WebToffee's Import Export Suite (woocommerce.com/document/import-and-export-of-woocommerce-users) names
columns as the database does; SkyVerge's Customer/Order/Coupon Export calls a few of them otherwise.
"""

from __future__ import annotations

import dataclasses

from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.importers.abroad import PersonAnywhere
from saleor_customer_mgmt.importers.accounts import account
from saleor_customer_mgmt.importers.format import Format, OrderRows, Sheet
from saleor_customer_mgmt.importers.people import PersonColumns, filled

_ACCOUNT = PersonColumns(name=("first_name", "last_name"), emails=("user_email", "billing_email"))
_BILLED = PersonAnywhere(
    who=PersonColumns(
        name=("billing_first_name", "billing_last_name"),
        phones=(("billing_phone",),),
        postal_code=("billing_postcode",),
        company=("billing_company",),
    ),
    lines=("billing_address_1", "billing_address_2"),
    city="billing_city",
    state=("billing_state",),
    country=("billing_country",),
)


def read(order: OrderRows) -> OrderFacts:
    person = filled(_BILLED.read(order.agreed), _ACCOUNT.read(order.agreed))
    if person.name is None:
        person = dataclasses.replace(person, name=order.agreed("display_name"))
    registered_at = order.moment("user_registered")
    return account(order, person, registered_at=registered_at, group=order.agreed("roles"))


FORMAT = Format(
    name="woocommerce-customers",
    title="WooCommerce customers (Import Export Suite, Customer/Order Export)",
    source="woocommerce",
    orders=Sheet(
        number="customer_id",
        signature=("customer_id", "user_email"),
        any_of=("user_login", "user_registered", "roles", "billing_first_name", "billing_email"),
        without=(
            "order_id",
            "order_number",
            "order_date",
            "status",
            "order_total",
            "Order Number",
            "Order ID",
        ),
        columns=_ACCOUNT.columns() | _BILLED.columns() | {"user_registered", "roles", "display_name"},
        other_names={
            "customer_id": ("ID", "user_id"),
            "user_email": ("email",),
            "user_login": ("username",),
            "user_registered": ("date_registered",),
            "roles": ("role", "user_role"),
        },
        accounts=True,
    ),
    read=read,
    zone=None,
)
