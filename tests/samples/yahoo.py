"""Yahoo!: two files, ASCII headers, two telephone numbers, half-width kana, 0000-00-00, a company."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers.cells import JAPAN
from tests.samples import Sample, Table

ORDERS = Table(
    "yahoo-orders.csv",
    [
        {
            "OrderId": "10000001",
            "Id": "sample-store-10000001",
            "OrderTime": "2024/1/10 9:30",
            "OrderTimeUnixEpoch": "1704846645",
            "OrderStatus": "5",
            "StoreStatus": "発送連絡済",
            "BillLastName": "高橋",
            "BillFirstName": "恵子",
            "BillLastNameKana": "ﾀｶﾊｼ",
            "BillFirstNameKana": "ｹｲｺ",
            "BillZipCode": "460-0008",
            "BillPrefecture": "愛知県",
            "BillCity": "名古屋市中区",
            "BillAddress1": "栄１丁目１番１号",
            "BillAddress2": "サンプルビル101",
            "BillPhoneNumber": "03-0000-0001",
            "BillEmgPhoneNumber": "090-0000-1004",
            "BillMailAddress": "keiko@example.com",
            "BillSection1Field": "会社名",
            "BillSection1Value": "株式会社サンプル",
            "ShipLastName": "高橋",
            "ShipFirstName": "恵子",
            "ShipZipCode": "460-0008",
            "ShipRequestDate": "0000-00-00",
            "PayMethodName": "PayPay",
            "ShipMethodName": "宅配便",
            "BuyerComments": "よろしく\nお願いします",
            "Total": "3160",
            "TotalPrice": "3260",
        },
        {
            "OrderId": "10000002",
            "OrderTime": "2024-01-11 23:59:59",
            "OrderTimeUnixEpoch": "1.70E+09",
            "OrderStatus": "4",
            "BillName": "渡辺 陽子",
            "BillNameKana": "ワタナベ ヨウコ",
            "BillMailAddress": "yoko@example.com",
            "Total": "0",
        },
    ],
    number="OrderId",
)
ITEMS = Table(
    "yahoo-items.csv",
    [
        {"OrderId": "10000001", "LineId": "1", "Quantity": "2", "ItemId": "tea", "SubCode": "tea-01"}
        | {"Title": "煎茶", "SubCodeOption": "量:100g", "UnitPrice": "1080"},
        {"OrderId": "10000001", "LineId": "2", "Quantity": "1", "ItemId": "cup", "Title": "湯呑み, 青"}
        | {"ItemOptionName": "箱", "ItemOptionValue": "桐箱", "UnitPrice": "1000"},
    ],
    number="OrderId",
)

_KEIKO = OrderFacts(
    source="yahoo",
    number="10000001",
    placed_at=datetime(2024, 1, 10, 9, 30, 45, tzinfo=JAPAN),
    status=OrderStatus.FULFILLED,
    status_text="5 / 発送連絡済",
    buyer=Person(
        name="高橋 恵子",
        kana="ﾀｶﾊｼ ｹｲｺ",
        emails=("keiko@example.com",),
        phones=("03-0000-0001", "090-0000-1004"),
        postal_code="460-0008",
        address="愛知県名古屋市中区栄１丁目１番１号 サンプルビル101",
        company="株式会社サンプル",
    ),
    recipients=(
        Person(name="高橋 恵子", kana="", phones=(), postal_code="460-0008", address="", company=""),
    ),
    total=Decimal(3160),
    currency="JPY",
    payment_method="PayPay",
    shipping_method="宅配便",
    lines=(
        LineFacts("tea-01", "煎茶 量:100g", 2, Decimal(1080), "1"),
        LineFacts("cup", "湯呑み, 青 桐箱", 1, Decimal(1000), "2"),
    ),
)
_YOKO = OrderFacts(
    source="yahoo",
    number="10000002",
    placed_at=datetime(2024, 1, 11, 23, 59, 59, tzinfo=JAPAN),
    status=OrderStatus.CANCELLED,
    status_text="4",
    buyer=Person(
        name="渡辺 陽子",
        kana="ワタナベ ヨウコ",
        emails=("yoko@example.com",),
        phones=(),
        postal_code="",
        address="",
        company="",
    ),
    recipients=(),
    total=Decimal(0),
    currency="JPY",
    payment_method="",
    shipping_method="",
)

SAMPLE = Sample("yahoo", (ORDERS, ITEMS), [_KEIKO, _YOKO], "yahoo")
