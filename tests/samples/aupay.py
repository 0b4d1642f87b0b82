"""au PAY and its forerunner: sender… is the ship-to, equal rows add up, blank rows at the end, cards."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers.cells import JAPAN
from tests.samples import Cells, Sample, Table

_YOKO: Cells = {
    "orderId": "500000001",
    "orderDate": "2024/02/20 11:11",
    "mailAddress": "relay-sample@relay.example.com",
    "rawMailAddress": "yoko@example.com",
    "ordererName": "渡辺　陽子",
    "ordererKana": "ワタナベ ヨウコ",
    "ordererZipCode": "810-0001",
    "ordererAddress": "福岡県福岡市中央区天神1-1-1",
    "ordererPhoneNumber1": "092-000-0001",
    "ordererPhoneNumber2": "090-0000-1016",
    "nickname": "サンプル",
    "senderName": "伊藤大輔",
    "senderKana": "イトウダイスケ",
    "senderZipCode": "060-0001",
    "senderAddress": "北海道札幌市中央区北一条西1-1-1",
    "senderPhoneNumber1": "011-000-0001",
    "settlementName": "クレジットカード",
    "orderStatus": "完了",
    "cancelStatus": "N",
    "totalPrice": "4320",
    "requestPrice": "4220",
    "usePoint": "100",
    "deliveryName": "宅配便",
}
_TEA: Cells = {
    "orderDetailId": "7001",
    "itemCode": "TEA-01",
    "itemName": "煎茶",
    "itemPrice": "1080",
    "unit": "2",
}

SAMPLE = Sample(
    format="aupay",
    source="aupay",
    tables=(
        Table(
            "aupay.csv",
            [
                _YOKO | _TEA,
                _YOKO | _TEA,
                _YOKO
                | {
                    "orderDetailId": "7002",
                    "itemManagementId": "m2",
                    "itemName": "湯呑み",
                    "itemOption": "色:青",
                }
                | {"itemPrice": "0", "unit": "1"},
                {
                    "orderId": "500000002",
                    "orderStatus": "完了",
                    "cancelStatus": "Y",
                    "ordererName": "山本直樹",
                    "mailAddress": "naoki-sample@relay.example.com",
                    "totalPrice": "5500",
                    "itemCode": "BAG-01",
                    "itemName": "帆布トート",
                    "itemPrice": "5500",
                    "unit": "1",
                },
                {},
                {},
            ],
            number="orderId",
        ),
    ),
    expected=[
        OrderFacts(
            source="aupay",
            number="500000001",
            placed_at=datetime(2024, 2, 20, 11, 11, tzinfo=JAPAN),
            status=OrderStatus.FULFILLED,
            status_text="完了",
            buyer=Person(
                name="渡辺　陽子",
                kana="ワタナベ ヨウコ",
                emails=("yoko@example.com", "relay-sample@relay.example.com"),
                phones=("092-000-0001", "090-0000-1016"),
                postal_code="810-0001",
                address="福岡県福岡市中央区天神1-1-1",
            ),
            recipients=(
                Person(
                    name="伊藤大輔",
                    kana="イトウダイスケ",
                    phones=("011-000-0001",),
                    postal_code="060-0001",
                    address="北海道札幌市中央区北一条西1-1-1",
                ),
            ),
            total=Decimal(4220),
            currency="JPY",
            payment_method="クレジットカード",
            shipping_method="宅配便",
            lines=(
                LineFacts("TEA-01", "煎茶", 4, Decimal(1080), "7001"),
                LineFacts("m2", "湯呑み 色:青", 1, Decimal(0), "7002"),
            ),
        ),
        OrderFacts(
            source="aupay",
            number="500000002",
            placed_at=None,
            status=OrderStatus.CANCELLED,
            status_text="完了",
            buyer=Person(
                name="山本直樹",
                kana="",
                emails=("naoki-sample@relay.example.com",),
                phones=(),
                postal_code="",
                address="",
            ),
            recipients=(),
            total=Decimal(5500),
            currency="JPY",
            payment_method="",
            shipping_method="",
            lines=(LineFacts("BAG-01", "帆布トート", 1, Decimal(5500)),),
        ),
    ],
)

_OLD: Cells = {
    "取引No.": "100000001",
    "落札日": "2010/05/06 07:08",
    "Eメールアドレス": "naoki@example.com",
    "【取引管理】名前": "山本直樹",
    "【取引ナビ】住所": "宮城県仙台市青葉区中央1-1-1",
    "【取引ナビ】電話番号": "022-000-0001",
    "【取引ナビ】落札者日中連絡先": "090-0000-1005",
    "【取引ナビ】送付先氏名": "山本直樹",
    "【取引管理】実際の取引方法": "銀行振込",
    "タイトル": "帆布トート",
    "商品コード": "BAG-01",
    "販売単価": "5500",
    "販売個数": "1",
    "発送済み": "済",
    "請求金額": "11000",
    "カード番号": "4000000000000000",
    "カード名義人": "NEVER READ",
    "名義人生年月日": "1900-01-01",
}

DENA = Sample(
    format="aupay-dena",
    source="aupay",
    tables=(Table("aupay-dena.csv", [_OLD, _OLD], number="取引No."),),
    expected=[
        OrderFacts(
            source="aupay",
            number="100000001",
            placed_at=datetime(2010, 5, 6, 7, 8, tzinfo=JAPAN),
            status=OrderStatus.FULFILLED,
            status_text="発送済み",
            buyer=Person(
                name="山本直樹",
                kana="",
                emails=("naoki@example.com",),
                phones=("022-000-0001", "090-0000-1005"),
                address="宮城県仙台市青葉区中央1-1-1",
            ),
            recipients=(Person(name="山本直樹", kana="", phones=(), address=""),),
            total=Decimal(11000),
            currency="JPY",
            payment_method="銀行振込",
            lines=(LineFacts("BAG-01", "帆布トート", 2, Decimal(5500)),),
        ),
    ],
)
