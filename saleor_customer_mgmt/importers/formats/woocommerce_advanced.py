"""Orders of WooCommerce as Advanced Order Export (AlgolPlus) writes them (docs/formats/woocommerce.md).

Columns have labels for people, which the shop may change, and there is one row for each item. The shop
chooses whether the order's columns are filled in all its rows or only in the first one; then the further
rows lack even the number. Labels: the plug-in's own (woo-order-export-lite), and programs that read its
files.
"""

from __future__ import annotations

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.abroad import PersonAnywhere
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, Sheet, once
from saleor_customer_mgmt.importers.formats.woocommerce import of_account, woocommerce_status
from saleor_customer_mgmt.importers.money import each_of
from saleor_customer_mgmt.importers.people import PersonColumns, recipients

_ACCOUNT = "Customer User ID"
_ITEM = ("SKU", "Name", "Item Cost", "Order Line Total")
_METHOD = ("Payment Method Title", "Payment Method")


def _person(who: str, emails: tuple[str, ...] = (), member_id: tuple[str, ...] = ()) -> PersonAnywhere:
    return PersonAnywhere(
        who=PersonColumns(
            name=(f"First Name ({who})", f"Last Name ({who})"),
            emails=emails,
            phones=((f"Phone ({who})",),),
            postal_code=(f"Postcode ({who})",),
            company=(f"Company ({who})",),
            member_id=member_id,
        ),
        lines=(f"Address 1 ({who})", f"Address 2 ({who})"),
        whole=f"Address 1&2 ({who})",
        city=f"City ({who})",
        state=(f"State Code ({who})", f"State Name ({who})"),
        country=(f"Country Code ({who})", f"Country Name ({who})"),
    )


_BUYER = _person("Billing", emails=("Email (Billing)",), member_id=(_ACCOUNT,))
_RECIPIENT = _person("Shipping")


def read(order: OrderRows) -> OrderFacts:
    status = order.first("Order Status")
    total, currency = order.money("Order Total Amount")
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=order.moment("Order Date"),
        status=woocommerce_status(status),
        status_text=status,
        buyer=_BUYER.read(of_account(order, _ACCOUNT)),
        recipients=recipients(_RECIPIENT.read(row.get) for row in order.rows),
        total=total,
        currency=cells.first_of((order.first("Order Currency"), currency)),
        payment_method=cells.first_of(map(order.first, _METHOD)),
        shipping_method=order.first("Shipping Method Title"),
        lines=_lines(order),
        refunded=order.money("Order Refund Amount")[0],
    )


def _lines(order: OrderRows) -> tuple[LineFacts, ...] | None:
    if not order.has(*_ITEM):
        return None
    return tuple(_line(row) for row in once(order.rows, "Item #") if any(map(row.get, _ITEM)))


def _line(row: Row) -> LineFacts:
    """What was refunded since then is still a line: the quantity is the one that was ordered."""
    column = "Quantity" if row.get("Quantity") else "Quantity (- Refund)"
    quantity = row.quantity(column)
    price, total = row.money("Item Cost")[0], row.money("Order Line Total")[0]
    return LineFacts(
        sku=row.get("SKU") or "",
        product=cells.joined(map(row.get, ("Name", "Product Variation")), " ") or "",
        quantity=quantity,
        unit_price=each_of(total, quantity) if price is None and total is not None else price,
    )


FORMAT = Format(
    name="woocommerce-advanced",
    title="WooCommerce orders (Advanced Order Export)",
    source="woocommerce",
    orders=Sheet(
        number="Order Number",
        signature=("Order Number",),
        any_of=("Email (Billing)", "Last Name (Billing)", "Phone (Billing)", "First Name (Billing)"),
        columns=_BUYER.columns()
        | _RECIPIENT.columns()
        | {*_ITEM, *_METHOD, "Order Status", "Order Date", "Order Total Amount", "Order Currency"}
        | {"Order Refund Amount", "Shipping Method Title", "Item #", "Product Variation"}
        | {"Quantity", "Quantity (- Refund)"},
        other_names={
            "Order Number": ("Order ID",),
            "Name": ("Item Name", "Product Name", "Product Name (main)"),
            "Item Cost": ("Item Cost (inc. tax)",),
            "Shipping Method Title": ("Shipping Method",),
            _ACCOUNT: ("User ID", "Customer ID"),
        },
        continued_by=("Item #", "SKU", "Name", "Coupon Code"),
    ),
    read=read,
    zone=None,
)
