"""PrestaShop: a list that knows nearly nothing of the buyer, and tables with the names of its database."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers.cells import JAPAN
from tests.samples import Cells, Sample, Table

LIST = Sample(
    format="prestashop",
    source="prestashop",
    also=("prestashop-b2b.csv",),
    tables=(
        Table(
            "prestashop.csv",
            [
                {
                    "ID": "12",
                    "Reference": "XKBKNABJK",
                    "New client": "1",
                    "Delivery": "Japan",
                    "Customer": "T. 山田",
                    "Total": "￥12,340",
                    "Payment": "銀行振込",
                    "Status": "Delivered",
                    "Date": "2024-05-01 09:58:12",
                },
                # one cart that was parted into two orders: the reference is the same
                {
                    "ID": "13",
                    "Reference": "XKBKNABJK",
                    "New client": "0",
                    "Customer": "T. 山田",
                    "Total": "EUR 1,029.00",
                    "Payment": "Payments by check",
                    "Status": "Awaiting check payment",
                    "Date": "2024-05-01 09:58:12",
                },
                {
                    "ID": "14",
                    "Reference": "OHSATSERP",
                    "Customer": "J. DOE",
                    "Total": "29,00 EUR",
                    "Status": "Refunded",
                    "Date": "0000-00-00 00:00:00",
                },
            ],
            encoding="utf-8",
            number="ID",
        ),
    ),
    expected=[
        OrderFacts(
            source="prestashop",
            number="12",
            placed_at=datetime(2024, 5, 1, 9, 58, 12, tzinfo=JAPAN),
            status=OrderStatus.FULFILLED,
            status_text="Delivered",
            buyer=Person(name="T. 山田"),
            total=Decimal(12340),
            currency="JPY",
            payment_method="銀行振込",
        ),
        OrderFacts(
            source="prestashop",
            number="13",
            placed_at=datetime(2024, 5, 1, 9, 58, 12, tzinfo=JAPAN),
            status=OrderStatus.PLACED,
            status_text="Awaiting check payment",
            buyer=Person(name="T. 山田"),
            total=Decimal("1029.00"),
            currency="EUR",
            payment_method="Payments by check",
        ),
        OrderFacts(
            source="prestashop",
            number="14",
            placed_at=None,
            status=OrderStatus.RETURNED,
            status_text="Refunded",
            buyer=Person(name="J. DOE"),
            total=Decimal("29.00"),
            currency="EUR",
            payment_method="",
        ),
    ],
)

_TARO: Cells = {
    "id_order": "12",
    "reference": "XKBKNABJK",
    "id_customer": "5",
    "firstname": "太郎",
    "lastname": "山田",
    "email": "taro@example.com",
    "birthday": "1980-01-02",
    "date_add": "2024-05-01 09:58:12",
    "current_state": "5",
    "payment": "銀行振込",
    "total_paid": "3950.000000",
    "total_paid_tax_incl": "3950.000000",
    "currency": "JPY",
    "carrier": "宅配便",
    "inv_firstname": "太郎",
    "inv_lastname": "山田",
    "inv_address1": "神宮前1-2-3",
    "inv_address2": "見本荘101",
    "inv_postcode": "150-0001",
    "inv_city": "渋谷区",
    "inv_state": "東京都",
    "inv_country": "日本",
    "inv_phone": "03-0000-0001",
    "inv_phone_mobile": "080-0000-1111",
    "del_firstname": "花子",
    "del_lastname": "佐藤",
    "del_address1": "北一条西1-1-1",
    "del_postcode": "060-0001",
    "del_city": "札幌市中央区",
    "del_state": "北海道",
    "del_country": "Japan",
}

TABLES = Sample(
    format="prestashop-tables",
    source="prestashop",
    tables=(
        Table(
            "prestashop-tables.csv",
            [
                _TARO
                | {"id_order_detail": "31", "product_id": "7", "product_reference": "POT-01"}
                | {
                    "product_name": "急須 - 色 : 青",
                    "product_quantity": "1",
                    "unit_price_tax_incl": "2950.00",
                },
                _TARO
                | {"id_order_detail": "32", "product_id": "8", "product_name": "湯呑み"}
                | {"product_quantity": "2", "unit_price_tax_incl": "500.000000"},
                {
                    "id_order": "15",
                    "id_customer": "6",
                    "email": "doe@example.com",
                    "birthday": "0000-00-00",
                    "company": "Sample Inc.",
                    "status": "Canceled",
                    "current_state": "6",
                    "inv_firstname": "Jane",
                    "inv_lastname": "Doe",
                    "inv_address1": "1 Sample Street",
                    "inv_city": "Springfield",
                    "inv_state": "Oregon",
                    "inv_country": "United States",
                },
            ],
            encoding="utf-8",
            number="id_order",
        ),
    ),
    expected=[
        OrderFacts(
            source="prestashop",
            number="12",
            placed_at=datetime(2024, 5, 1, 9, 58, 12, tzinfo=JAPAN),
            status=OrderStatus.FULFILLED,
            status_text="5",
            buyer=Person(
                name="太郎 山田",
                emails=("taro@example.com",),
                phones=("03-0000-0001", "080-0000-1111"),
                postal_code="150-0001",
                address="東京都渋谷区神宮前1-2-3 見本荘101",
                country="JP",
                birthday="1980-01-02",
                company="",
                member_id="5",
            ),
            recipients=(
                Person(
                    name="花子 佐藤",
                    phones=(),
                    postal_code="060-0001",
                    address="北海道札幌市中央区北一条西1-1-1",
                    country="JP",
                    company="",
                ),
            ),
            total=Decimal("3950.000000"),
            currency="JPY",
            payment_method="銀行振込",
            shipping_method="宅配便",
            lines=(
                LineFacts("POT-01", "急須 - 色 : 青", 1, Decimal("2950.00"), "31"),
                LineFacts("8", "湯呑み", 2, Decimal("500.000000"), "32"),
            ),
        ),
        OrderFacts(
            source="prestashop",
            number="15",
            placed_at=None,
            status=OrderStatus.CANCELLED,
            status_text="Canceled",
            buyer=Person(
                name="Jane Doe",
                emails=("doe@example.com",),
                phones=(),
                postal_code="",
                address="1 Sample Street, Springfield, Oregon",
                country="US",
                birthday="",
                company="Sample Inc.",
                member_id="6",
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
