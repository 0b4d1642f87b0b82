"""Neutral CSV: several rows of one order, rows that repeat nothing, two sources, liberal dates and states."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers.cells import JAPAN
from tests.samples import Sample, Table

SAMPLE = Sample(
    format="neutral",
    tables=(
        Table(
            "neutral.csv",
            [
                {
                    "source": "saleor",
                    "order_number": "1001",
                    "placed_at": "2024-01-19T09:41:00-03:00",
                    "status": "Partially Fulfilled",
                    "name": "佐藤　花子",
                    "kana": "サトウ ハナコ",
                    "email": "hanako@example.com",
                    "phone": "+81 90-0000-1001",
                    "postal_code": "1000005",
                    "address": "東京都千代田区丸の内1-1-1\nサンプルビル",
                    "total": "4,950",
                    "currency": "jpy",
                    "birthday": "1990-01-01",
                    "company": "",
                    "member_id": "u-1",
                    "channel": "web-jp",
                    "refunded": "1,000",
                    "shipped_at": "2024-01-21T10:00:00-03:00",
                    "payment_method": "card",
                    "shipping_method": "宅配便",
                    "sku": "POT-01",
                    "product": "急須",
                    "quantity": "1",
                    "unit_price": "2,950",
                    "ship_name": "佐藤花子",
                    "ship_phone": "090-0000-1001",
                },
                {
                    "source": "saleor",
                    "order_number": "1001",
                    "sku": "CUP-02",
                    "quantity": "2",
                    "unit_price": "1000",
                },
                {
                    "source": "Rakuten",
                    "order_number": "1001",
                    "placed_at": "2024/1/2 3:04",
                    "status": "返品",
                    "name": "Sample Person",
                    "total": "10.50",
                    "currency": "USD",
                },
            ],
            encoding="utf-8",
            number="order_number",
        ),
    ),
    expected=[
        OrderFacts(
            source="saleor",
            number="1001",
            placed_at=datetime(2024, 1, 19, 9, 41, tzinfo=timezone(timedelta(hours=-3))),
            status=OrderStatus.PLACED,
            status_text="Partially Fulfilled",
            buyer=Person(
                name="佐藤　花子",
                kana="サトウ ハナコ",
                emails=("hanako@example.com",),
                phones=("+81 90-0000-1001",),
                postal_code="1000005",
                address="東京都千代田区丸の内1-1-1\nサンプルビル",
                birthday="1990-01-01",
                company="",
                member_id="u-1",
            ),
            recipients=(Person(name="佐藤花子", phones=("090-0000-1001",), postal_code="", address=""),),
            total=Decimal(4950),
            currency="JPY",
            payment_method="card",
            shipping_method="宅配便",
            lines=(
                LineFacts("POT-01", "急須", 1, Decimal(2950)),
                LineFacts("CUP-02", "", 2, Decimal(1000)),
            ),
            channel="web-jp",
            refunded=Decimal(1000),
            shipped_at=datetime(2024, 1, 21, 10, tzinfo=timezone(timedelta(hours=-3))),
        ),
        OrderFacts(
            source="rakuten",
            number="1001",
            placed_at=datetime(2024, 1, 2, 3, 4, tzinfo=JAPAN),
            status=OrderStatus.RETURNED,
            status_text="返品",
            buyer=Person(
                name="Sample Person",
                kana="",
                emails=(),
                phones=(),
                postal_code="",
                address="",
                birthday="",
                company="",
                member_id="",
            ),
            recipients=(),
            total=Decimal("10.50"),
            currency="USD",
            payment_method="",
            shipping_method="",
            lines=(),
            channel="",
        ),
    ],
)
