"""WooCommerce by three plug-ins: one row for each order, or for each item; guests, refunds, codes."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers.cells import JAPAN
from tests.samples import Cells, Sample, Table

_BUYER: Cells = {
    "billing_first_name": "太郎",
    "billing_last_name": "山田",
    "billing_email": "taro@example.com",
    "billing_phone": "'08000001111",
    "billing_address_1": "神宮前1-2-3",
    "billing_address_2": "見本荘101",
    "billing_postcode": "150-0001",
    "billing_city": "渋谷区",
    "billing_state": "JP13",
    "billing_country": "JP",
}
_SHIP_TO: Cells = {
    "shipping_first_name": "花子",
    "shipping_last_name": "佐藤",
    "shipping_address_1": "北一条西1-1-1",
    "shipping_postcode": "060-0001",
    "shipping_city": "札幌市中央区",
    "shipping_state": "JP01",
    "shipping_country": "JP",
}
_TARO = Person(
    name="太郎 山田",
    emails=("taro@example.com",),
    phones=("08000001111",),
    postal_code="150-0001",
    address="東京都渋谷区神宮前1-2-3 見本荘101",
    country="JP",
    company="",
    member_id="",
)
_HANAKO = Person(
    name="花子 佐藤",
    postal_code="060-0001",
    address="北海道札幌市中央区北一条西1-1-1",
    country="JP",
    company="",
)

ORDERS = Sample(
    format="woocommerce",
    source="woocommerce",
    also=("woocommerce-items.csv",),
    tables=(
        Table(
            "woocommerce.csv",
            [
                {
                    "order_id": "901",
                    "order_number": "SHOP-901",
                    "order_date": "2024-05-01 09:58:12",
                    "status": "completed",
                    "shipping_total": "600",
                    "order_total": "4550",
                    "order_currency": "JPY",
                    "payment_method": "bacs",
                    "payment_method_title": "銀行振込",
                    "shipping_method": "宅配便",
                    "customer_id": "17",
                    "customer_email": "taro.account@example.com",
                    "line_item_1": "name:never read, the columns say it|sku:X|quantity:9|total:9",
                    "Product Item 1 Name": "急須 - 青",
                    "Product Item 1 SKU": "POT-01",
                    "Product Item 1 Quantity": "1",
                    "Product Item 1 Total": "2950",
                    "Product Item 2 Name": "湯呑み",
                    "Product Item 2 SKU": "CUP-02",
                    "Product Item 2 Quantity": "2",
                    "Product Item 2 Total": "1000.00",
                }
                | _BUYER
                | _SHIP_TO
                | {"shipping_phone": "011-000-0001"},
                {
                    "order_number": "902",
                    "order_date": "2024-05-02 10:00:00",
                    "status": "wc-refunded",
                    "order_total": "34.98",
                    "order_currency": "USD",
                    "payment_method": "paypal",
                    "customer_id": "0",
                    "billing_first_name": "Sample",
                    "billing_last_name": "Person",
                    "billing_email": "sample@example.com",
                    "billing_phone": "202-555-0100",
                    "billing_address_1": "1 Sample Street",
                    "billing_postcode": "97477",
                    "billing_city": "Springfield",
                    "billing_state": "OR",
                    "billing_country": "US",
                    "line_item_1": "name:Tea|black: 100 g|product_id:7|sku:TEA-BLK|quantity:3|total:30.00",
                },
                {"order_number": "903", "status": "failed", "order_total": "", "billing_phone": "-"},
            ],
            encoding="utf-8",
            number="order_number",
        ),
    ),
    expected=[
        OrderFacts(
            source="woocommerce",
            number="SHOP-901",
            placed_at=datetime(2024, 5, 1, 9, 58, 12, tzinfo=JAPAN),
            status=OrderStatus.FULFILLED,
            status_text="completed",
            buyer=Person(
                name="太郎 山田",
                emails=("taro@example.com", "taro.account@example.com"),
                phones=("08000001111",),
                postal_code="150-0001",
                address="東京都渋谷区神宮前1-2-3 見本荘101",
                country="JP",
                company="",
                member_id="17",
            ),
            recipients=(
                Person(
                    name="花子 佐藤",
                    phones=("011-000-0001",),
                    postal_code="060-0001",
                    address="北海道札幌市中央区北一条西1-1-1",
                    country="JP",
                    company="",
                ),
            ),
            total=Decimal(4550),
            currency="JPY",
            payment_method="銀行振込",
            shipping_method="宅配便",
            lines=(
                LineFacts("POT-01", "急須 - 青", 1, Decimal(2950)),
                LineFacts("CUP-02", "湯呑み", 2, Decimal("500.00")),
            ),
        ),
        OrderFacts(
            source="woocommerce",
            number="902",
            placed_at=datetime(2024, 5, 2, 10, tzinfo=JAPAN),
            status=OrderStatus.RETURNED,
            status_text="wc-refunded",
            buyer=Person(
                name="Sample Person",
                emails=("sample@example.com",),
                phones=("202-555-0100",),
                postal_code="97477",
                address="1 Sample Street, Springfield, OR",
                country="US",
                company="",
                member_id="",
            ),
            recipients=(),
            total=Decimal("34.98"),
            currency="USD",
            payment_method="paypal",
            shipping_method="",
            lines=(LineFacts("TEA-BLK", "Tea|black: 100 g", 3, Decimal("10.00")),),
        ),
        OrderFacts(
            source="woocommerce",
            number="903",
            placed_at=None,
            status=OrderStatus.UNFINISHED,
            status_text="failed",
            buyer=Person(
                name="",
                emails=(),
                phones=("-",),
                postal_code="",
                address="",
                country="",
                company="",
                member_id="",
            ),
            recipients=(),
            total=None,
            currency="",
            payment_method="",
            shipping_method="",
            lines=(),
        ),
    ],
)

_ITEMS: Cells = (
    {
        "order_id": "911",
        "order_number": "911",
        "order_number_formatted": "#911",
        "date": "2024-06-01 09:00:00",
        "status": "processing",
        "order_total": "4550.00",
        "refunded_total": "500.00",
        "order_currency": "JPY",
        "payment_method": "cod",
        "shipping_method": "宅配便",
        "customer_id": "0",
    }
    | _BUYER
    | _SHIP_TO
)

ITEMS = Sample(
    format="woocommerce",
    variant="items",
    source="woocommerce",
    also=("woocommerce.csv",),
    tables=(
        Table(
            "woocommerce-items.csv",
            [
                _ITEMS
                | {"item_id": "31", "item_name": "急須 - 青", "item_sku": "POT-01", "item_quantity": "1"}
                | {"item_total": "2950", "item_price": "2950"},
                _ITEMS
                | {"item_id": "32", "item_name": "湯呑み", "item_sku": "CUP-02", "item_quantity": "3"}
                | {"item_total": "1000.00", "item_refunded": "500", "item_refunded_qty": "1"},
                _ITEMS
                | {"item_id": "32", "item_name": "湯呑み", "item_sku": "CUP-02", "item_quantity": "3"}
                | {"item_total": "1000.00", "item_refunded": "500", "item_refunded_qty": "1"},
                {
                    "order_number": "912",
                    "date": "2024-06-02 09:00:00",
                    "status": "キャンセル",
                    "order_total": "500",
                    "billing_last_name": "鈴木",
                    "billing_email": "suzuki@example.com",
                    "item_name": "湯呑み",
                    "item_quantity": "1",
                },
            ],
            encoding="utf-8",
            number="order_number",
        ),
    ),
    expected=[
        OrderFacts(
            source="woocommerce",
            number="911",
            placed_at=datetime(2024, 6, 1, 9, tzinfo=JAPAN),
            status=OrderStatus.PLACED,
            status_text="processing",
            buyer=_TARO,
            recipients=(_HANAKO,),
            total=Decimal("4550.00"),
            currency="JPY",
            payment_method="cod",
            shipping_method="宅配便",
            lines=(
                LineFacts("POT-01", "急須 - 青", 1, Decimal(2950), "31"),
                LineFacts("CUP-02", "湯呑み", 3, Decimal("333.33"), "32"),
            ),
            refunded=Decimal("500.00"),
        ),
        OrderFacts(
            source="woocommerce",
            number="912",
            placed_at=datetime(2024, 6, 2, 9, tzinfo=JAPAN),
            status=OrderStatus.CANCELLED,
            status_text="キャンセル",
            buyer=Person(
                name="鈴木",
                emails=("suzuki@example.com",),
                phones=(),
                postal_code="",
                address="",
                country="",
                company="",
                member_id="",
            ),
            recipients=(),
            total=Decimal(500),
            currency="",
            payment_method="",
            shipping_method="",
            lines=(LineFacts("", "湯呑み", 1, None),),
        ),
    ],
)

_LABELLED: Cells = {
    "Order Number": "921",
    "Order Status": "Completed",
    "Order Date": "2024-07-01 09:00",
    "First Name (Billing)": "太郎",
    "Last Name (Billing)": "山田",
    "Address 1&2 (Billing)": "神宮前1-2-3 見本荘101",
    "City (Billing)": "渋谷区",
    "State Code (Billing)": "JP13",
    "Postcode (Billing)": "150-0001",
    "Country Code (Billing)": "JP",
    "Email (Billing)": "taro@example.com",
    "Phone (Billing)": "+81 80-0000-1111",
    "First Name (Shipping)": "花子",
    "Last Name (Shipping)": "佐藤",
    "Address 1&2 (Shipping)": "北一条西1-1-1",
    "City (Shipping)": "札幌市中央区",
    "State Code (Shipping)": "JP01",
    "Postcode (Shipping)": "060-0001",
    "Country Code (Shipping)": "JP",
    "Payment Method Title": "代金引換",
    "Order Refund Amount": "0",
    "Order Total Amount": "4550",
}

ADVANCED = Sample(
    format="woocommerce-advanced",
    source="woocommerce",
    also=("woocommerce-advanced-more.csv",),
    tables=(
        Table(
            "woocommerce-advanced.csv",
            [
                _LABELLED
                | {"Item #": "1", "SKU": "POT-01", "Name": "急須", "Product Variation": "色: 青"}
                | {"Quantity": "1", "Quantity (- Refund)": "1", "Item Cost": "2950"},
                _LABELLED
                | {"Item #": "2", "SKU": "CUP-02", "Name": "湯呑み", "Quantity": "2"}
                | {"Quantity (- Refund)": "1", "Order Line Total": "1000"},
                _LABELLED | {"Coupon Code": "SPRING", "Discount Amount": "100"},
                {
                    "Order Number": "922",
                    "Order Status": "Pending payment",
                    "Order Date": "2024-07-02",
                    "Last Name (Billing)": "鈴木",
                    "Email (Billing)": "suzuki@example.com",
                    "Order Total Amount": "$1,500.00",
                    "Item #": "1",
                    "Name": "湯呑み",
                    "Quantity (- Refund)": "3",
                    "Item Cost": "$500.00",
                },
            ],
            encoding="utf-8",
            number="Order Number",
        ),
    ),
    expected=[
        OrderFacts(
            source="woocommerce",
            number="921",
            placed_at=datetime(2024, 7, 1, 9, tzinfo=JAPAN),
            status=OrderStatus.FULFILLED,
            status_text="Completed",
            buyer=Person(
                name="太郎 山田",
                emails=("taro@example.com",),
                phones=("+81 80-0000-1111",),
                postal_code="150-0001",
                address="東京都渋谷区神宮前1-2-3 見本荘101",
                country="JP",
                company="",
            ),
            recipients=(
                Person(
                    name="花子 佐藤",
                    postal_code="060-0001",
                    address="北海道札幌市中央区北一条西1-1-1",
                    country="JP",
                ),
            ),
            total=Decimal(4550),
            payment_method="代金引換",
            lines=(
                LineFacts("POT-01", "急須 色: 青", 1, Decimal(2950)),
                LineFacts("CUP-02", "湯呑み", 2, Decimal(500)),
            ),
            refunded=Decimal(0),
        ),
        OrderFacts(
            source="woocommerce",
            number="922",
            placed_at=datetime(2024, 7, 2, tzinfo=JAPAN),
            status=OrderStatus.PLACED,
            status_text="Pending payment",
            buyer=Person(
                name="鈴木",
                emails=("suzuki@example.com",),
                phones=(),
                postal_code="",
                address="",
                country="",
                company="",
            ),
            recipients=(),
            total=Decimal("1500.00"),
            payment_method="",
            lines=(LineFacts("", "湯呑み", 3, Decimal("500.00")),),
        ),
    ],
)
