"""Shopify's customers_export.csv (docs/formats/shopify.md).

Columns: help.shopify.com/manual/customers/import-export-customers, and files that programs for it are tested
with.
"""

from __future__ import annotations

from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.importers.abroad import PersonAnywhere
from saleor_customer_mgmt.importers.accounts import account
from saleor_customer_mgmt.importers.format import Format, OrderRows, Sheet
from saleor_customer_mgmt.importers.people import PersonColumns

_AT = "Default Address"
_PERSON = PersonAnywhere(
    who=PersonColumns(
        name=("First Name", "Last Name"),
        emails=("Email",),
        phones=(("Phone",), (f"{_AT} Phone",)),
        postal_code=(f"{_AT} Zip",),
        company=(f"{_AT} Company",),
    ),
    lines=(f"{_AT} Address1", f"{_AT} Address2"),
    city=f"{_AT} City",
    state=(f"{_AT} Province Code",),
    country=(f"{_AT} Country Code",),
)


def read(order: OrderRows) -> OrderFacts:
    return account(
        order,
        _PERSON.read(order.agreed),
        note=order.agreed("Note"),
        newsletter=order.agreed("Accepts Email Marketing"),
        group=order.agreed("Tags"),
    )


FORMAT = Format(
    name="shopify-customers",
    title="Shopify customers_export",
    source="shopify",
    orders=Sheet(
        number="Customer ID",
        signature=("Customer ID", "Email"),
        any_of=("Accepts Email Marketing", "Accepts SMS Marketing", "Tax Exempt", f"{_AT} Address1"),
        without=("Name", "Lineitem name", "Financial Status", "Fulfillment Status", "Created at", "Id"),
        columns=_PERSON.columns() | {"Note", "Accepts Email Marketing", "Tags"},
        other_names={
            "Accepts Email Marketing": ("Accepts Marketing",),
            f"{_AT} Company": ("Company",),
            f"{_AT} Address1": ("Address1",),
            f"{_AT} Address2": ("Address2",),
            f"{_AT} City": ("City",),
            f"{_AT} Province Code": ("Province Code",),
            f"{_AT} Country Code": ("Country Code",),
            f"{_AT} Zip": ("Zip",),
        },
        accounts=True,
    ),
    read=read,
    zone=None,
)
