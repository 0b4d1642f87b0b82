"""Shopify: only an order's first row has the buyer, protected numbers, offsets, refunds, a guest, a till."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from tests.samples import Cells, Sample, Table

_JST = timezone(timedelta(hours=9))
_BRT = timezone(timedelta(hours=-3))

_TARO: Cells = {
    "Name": "#1001",
    "Email": "taro@example.com",
    "Financial Status": "partially_refunded",
    "Paid at": "2024-05-01 10:00:00 +0900",
    "Fulfillment Status": "fulfilled",
    "Fulfilled at": "2024-05-02 15:30:00 +0900",
    "Accepts Marketing": "yes",
    "Currency": "JPY",
    "Subtotal": "3950",
    "Shipping": "600",
    "Total": "4550",
    "Discount Code": "SPRING",
    "Shipping Method": "宅配便",
    "Created at": "2024-05-01 09:58:12 +0900",
    "Billing Name": "太郎 山田",
    "Billing Street": "神宮前1-2-3, 見本荘101",
    "Billing Address1": "神宮前1-2-3",
    "Billing Address2": "見本荘101",
    "Billing City": "渋谷区",
    "Billing Zip": "'150-0001",
    "Billing Province": "JP-13",
    "Billing Country": "JP",
    "Billing Phone": "'+818000001101",
    "Shipping Name": "花子 佐藤",
    "Shipping Street": "北一条西1-1-1",
    "Shipping Address1": "北一条西1-1-1",
    "Shipping City": "札幌市中央区",
    "Shipping Zip": "'060-0001",
    "Shipping Province": "JP-01",
    "Shipping Country": "JP",
    "Shipping Phone": "011-000-0001",
    "Notes": '急ぎません。\n"玄関前"で, お願いします',
    "Payment Method": "Shopify Payments",
    "Payment Reference": "c0000000000.1",
    "Refunded Amount": "1000",
    "Id": "5000000000001",
    "Risk Level": "Low",
    "Source": "web",
    "Phone": "'080-0000-1101",
    "Billing Province Name": "Tokyo",
    "Shipping Province Name": "Hokkaido",
}
_POT: Cells = {
    "Lineitem quantity": "1",
    "Lineitem name": "急須 - 青",
    "Lineitem price": "2950",
    "Lineitem sku": "POT-01",
    "Lineitem fulfillment status": "fulfilled",
}
_CUP = _POT | {"Lineitem name": "湯呑み", "Lineitem price": "500", "Lineitem sku": "CUP-02"}
_GUEST: Cells = {
    "Name": "#1002",
    "Email": "",
    "Financial Status": "paid",
    "Fulfillment Status": "partial",
    "Currency": "USD",
    "Total": "34.98",
    "Created at": "2025-10-02 17:09:34 -0300",
    "Billing Name": "Sample Person",
    "Billing Address1": "1 Sample Street",
    "Billing Address2": "Apt 2",
    "Billing Company": "Sample Inc.",
    "Billing City": "Springfield",
    "Billing Zip": "'97477",
    "Billing Province": "OR",
    "Billing Province Name": "Oregon",
    "Billing Country": "US",
    "Billing Phone": "(202) 555-0100",
    "Refunded Amount": "0.00",
    "Source": "web",
}
_BLANK = Person(name="", emails=(), phones=(), postal_code="", address="", country="", company="")


def _buyer(**told: Any) -> Person:
    return replace(_BLANK, **told)


def _facts(number: str, moment: datetime, status: OrderStatus, text: str, **told: Any) -> OrderFacts:
    blank: dict[str, Any] = {
        "source": "shopify",
        "number": number,
        "placed_at": moment,
        "status": status,
        "status_text": text,
        "recipients": (),
        "payment_method": "",
        "shipping_method": "",
        "channel": "",
    }
    return OrderFacts(**(blank | told))


SAMPLE = Sample(
    format="shopify",
    source="shopify",
    tables=(
        Table(
            "shopify.csv",
            [
                _TARO | _POT,
                {"Name": "#1001", "Email": "taro@example.com"} | _CUP,
                {"Name": "#1001", "Email": "taro@example.com"} | _CUP,
                _GUEST
                | {"Lineitem quantity": "2", "Lineitem name": "Crew Tee - Black / S"}
                | {"Lineitem price": "9.99", "Lineitem sku": "TEE-BLK-S"},
                {"Name": "#1002"}
                | {"Lineitem quantity": "1", "Lineitem name": "Gift card", "Lineitem price": "15.00"},
                {
                    "Name": "#1003",
                    "Email": "jiro@example.com",
                    "Financial Status": "voided",
                    "Fulfillment Status": "unfulfilled",
                    "Currency": "JPY",
                    "Total": "500",
                    "Created at": "2024-05-03 00:10:00 +0900",
                    "Cancelled at": "2024-05-03 08:00:00 +0900",
                    "Billing Name": "Jiro Suzuki",
                    "Billing Address1": "1-2-3 Jingumae",
                    "Billing City": "Shibuya-ku",
                    "Billing Zip": "150-0001",
                    "Billing Province": "JP-13",
                    "Billing Country": "JP",
                }
                | _CUP,
                {
                    "Name": "EX-1004/B",
                    "Email": "seller.alias@scs.tiktokw.us",
                    "Financial Status": "refunded",
                    "Fulfillment Status": "fulfilled",
                    "Currency": "JPY",
                    "Total": "2950",
                    "Refunded Amount": "2950",
                    "Created at": "2024-05-04 00:10:00 +0900",
                    "Billing Name": "Saburo Tanaka",
                }
                | _POT,
                {
                    "Name": "#1005",
                    "Financial Status": "pending",
                    "Currency": "JPY",
                    "Total": "500",
                    "Created at": "2024-05-05 12:00:00 +0900",
                    "Location": "見本店",
                    "Source": "pos",
                }
                | _CUP,
            ],
            encoding="utf-8",
            number="Name",
        ),
    ),
    expected=[
        _facts(
            "#1001",
            datetime(2024, 5, 1, 9, 58, 12, tzinfo=_JST),
            OrderStatus.FULFILLED,
            "partially_refunded / fulfilled",
            buyer=_buyer(
                name="太郎 山田",
                emails=("taro@example.com",),
                phones=("080-0000-1101", "+818000001101"),
                postal_code="150-0001",
                address="東京都渋谷区神宮前1-2-3 見本荘101",
                country="JP",
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
            payment_method="Shopify Payments",
            shipping_method="宅配便",
            channel="web",
            refunded=Decimal(1000),
            shipped_at=datetime(2024, 5, 2, 15, 30, tzinfo=_JST),
            lines=(
                LineFacts("POT-01", "急須 - 青", 1, Decimal(2950)),
                LineFacts("CUP-02", "湯呑み", 1, Decimal(500)),
                LineFacts("CUP-02", "湯呑み", 1, Decimal(500)),
            ),
        ),
        _facts(
            "#1002",
            datetime(2025, 10, 2, 17, 9, 34, tzinfo=_BRT),
            OrderStatus.PLACED,
            "paid / partial",
            buyer=_buyer(
                name="Sample Person",
                phones=("(202) 555-0100",),
                postal_code="97477",
                address="1 Sample Street, Apt 2, Springfield, OR",
                country="US",
                company="Sample Inc.",
            ),
            total=Decimal("34.98"),
            currency="USD",
            channel="web",
            refunded=Decimal("0.00"),
            lines=(
                LineFacts("TEE-BLK-S", "Crew Tee - Black / S", 2, Decimal("9.99")),
                LineFacts("", "Gift card", 1, Decimal("15.00")),
            ),
        ),
        _facts(
            "#1003",
            datetime(2024, 5, 3, 0, 10, tzinfo=_JST),
            OrderStatus.CANCELLED,
            "voided / unfulfilled / cancelled",
            buyer=_buyer(
                name="Jiro Suzuki",
                emails=("jiro@example.com",),
                postal_code="150-0001",
                address="1-2-3 Jingumae, Shibuya-ku",
                country="JP",
            ),
            total=Decimal(500),
            currency="JPY",
            lines=(LineFacts("CUP-02", "湯呑み", 1, Decimal(500)),),
        ),
        _facts(
            "EX-1004/B",
            datetime(2024, 5, 4, 0, 10, tzinfo=_JST),
            OrderStatus.RETURNED,
            "refunded / fulfilled",
            buyer=_buyer(name="Saburo Tanaka", emails=("seller.alias@scs.tiktokw.us",)),
            total=Decimal(2950),
            currency="JPY",
            refunded=Decimal(2950),
            lines=(LineFacts("POT-01", "急須 - 青", 1, Decimal(2950)),),
        ),
        _facts(
            "#1005",
            datetime(2024, 5, 5, 12, tzinfo=_JST),
            OrderStatus.PLACED,
            "pending",
            buyer=_BLANK,
            total=Decimal(500),
            currency="JPY",
            channel="pos",
            lines=(LineFacts("CUP-02", "湯呑み", 1, Decimal(500)),),
        ),
    ],
)
