"""eBay: a line of commas above, two lines below, a summary row, names of months, signs of currencies."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers.cells import JAPAN
from tests.samples import Cells, Sample, Table

_ANN: Cells = {
    "Sales Record Number": "119",
    "Order Number": "16-10000-00001",
    "Buyer Username": "ann-sample",
    "Buyer Name": "Ann Sample",
    "Buyer Email": "0123456789abcdef@members.ebay.com",
    "Buyer Address 1": "1 Sample Street",
    "Buyer Address 2": "Apt 2",
    "Buyer City": "Springfield",
    "Buyer State": "OR",
    "Buyer Zip": "97477",
    "Buyer Country": "United States",
    "Ship To Name": "Sample Forwarding",
    "Ship To Phone": "'+1 202-555-0100",
    "Ship To Address 1": "2 Sample Street",
    "Ship To City": "Portland",
    "Ship To State": "OR",
    "Ship To Zip": "97201",
    "Ship To Country": "United States",
}

SAMPLE = Sample(
    format="ebay",
    source="ebay",
    tables=(
        Table(
            "ebay.csv",
            [
                _ANN
                | {"Quantity": "3", "Sold For": "$1,090.00", "Shipping And Handling": "$12.50"}
                | {"Total Price": "$1,102.50", "Payment Method": "eBay Managed Payments"}
                | {"Sale Date": "Sep-18-26", "Paid On Date": "Sep-18-26", "Shipped On Date": "Sep-20-26"}
                | {"Shipping Service": "Economy Shipping"},
                {"Sales Record Number": "119", "Order Number": "16-10000-00001"}
                | {"Item Number": "220000000001", "Item Title": "Iron kettle, 鉄瓶", "Custom Label": "POT-01"}
                | {"Quantity": "1", "Sold For": "$1,000.00", "Transaction ID": "3000000000001"},
                {"Sales Record Number": "119", "Order Number": "16-10000-00001"}
                | {
                    "Item Number": "220000000002",
                    "Item Title": "Tea cup",
                    "Variation Details": "[Color:Blue]",
                }
                | {"Quantity": "2", "Sold For": "$45.00", "Transaction ID": "3000000000002"},
                {
                    "Sales Record Number": "120",
                    "Order Number": "01-20000-00002",
                    "Buyer Username": "taro-sample",
                    "Buyer Name": "--",
                    "Buyer Country": "Japan",
                    "Item Number": "220000000003",
                    "Item Title": "煎茶 100g（静岡産）",
                    "Quantity": "1",
                    "Sold For": "AU $3,000.00",
                    "Total Price": "AU $3,013.00",
                    "Sale Date": "26-May-26 23:45:00",
                    "Transaction ID": "3000000000003",
                },
                {
                    "Sales Record Number": "121",
                    "Order Number": "05-30000-00003",
                    "Buyer Username": "hans-sample",
                    "Buyer Name": "Hans Muster",
                    "Buyer Address 1": "Musterweg 1",
                    "Buyer City": "Berlin",
                    "Buyer Zip": "'01234",
                    "Buyer Country": "Deutschland",
                    "Item Number": "220000000003",
                    "Item Title": "Tea",
                    "Quantity": "2",
                    "Sold For": "EUR 90,00",
                    "Total Price": "1 183,50 EUR",
                    "Sale Date": "10-Dez-25",
                    "Shipped On Date": "11-Dez-25",
                },
            ],
            encoding="utf-8",
            number="Order Number",
            above=1,
            below=("3 record(s) downloaded", "Seller ID : sample-seller"),
        ),
    ),
    expected=[
        OrderFacts(
            source="ebay",
            number="16-10000-00001",
            placed_at=datetime(2026, 9, 18, tzinfo=JAPAN),
            shipped_at=datetime(2026, 9, 20, tzinfo=JAPAN),
            status=OrderStatus.FULFILLED,
            status_text="shipped",
            buyer=Person(
                name="Ann Sample",
                emails=("0123456789abcdef@members.ebay.com",),
                postal_code="97477",
                address="1 Sample Street, Apt 2, Springfield, OR",
                country="US",
                member_id="ann-sample",
            ),
            recipients=(
                Person(
                    name="Sample Forwarding",
                    phones=("+1 202-555-0100",),
                    postal_code="97201",
                    address="2 Sample Street, Portland, OR",
                    country="US",
                ),
            ),
            total=Decimal("1102.50"),
            currency="USD",
            payment_method="eBay Managed Payments",
            shipping_method="Economy Shipping",
            lines=(
                LineFacts("POT-01", "Iron kettle, 鉄瓶", 1, Decimal("1000.00"), "3000000000001"),
                LineFacts("220000000002", "Tea cup [Color:Blue]", 2, Decimal("45.00"), "3000000000002"),
            ),
        ),
        OrderFacts(
            source="ebay",
            number="01-20000-00002",
            placed_at=datetime(2026, 5, 26, 23, 45, tzinfo=JAPAN),
            status=OrderStatus.PLACED,
            status_text="",
            buyer=Person(
                name="", emails=(), postal_code="", address="", country="JP", member_id="taro-sample"
            ),
            recipients=(),
            total=Decimal("3013.00"),
            currency="AUD",
            payment_method="",
            shipping_method="",
            lines=(LineFacts("220000000003", "煎茶 100g（静岡産）", 1, Decimal("3000.00"), "3000000000003"),),
        ),
        OrderFacts(
            source="ebay",
            number="05-30000-00003",
            placed_at=datetime(2025, 12, 10, tzinfo=JAPAN),
            shipped_at=datetime(2025, 12, 11, tzinfo=JAPAN),
            status=OrderStatus.FULFILLED,
            status_text="shipped",
            buyer=Person(
                name="Hans Muster",
                emails=(),
                postal_code="01234",
                address="Musterweg 1, Berlin",
                country="DE",
                member_id="hans-sample",
            ),
            recipients=(),
            total=Decimal("1183.50"),
            currency="EUR",
            payment_method="",
            shipping_method="",
            lines=(LineFacts("220000000003", "Tea", 2, Decimal("90.00")),),
        ),
    ],
)
