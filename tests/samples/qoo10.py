"""Qoo10: an order number for each item and a cart number for the purchase, one item cancelled, no phone."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers.cells import JAPAN
from tests.samples import Cells, Sample, Table

_HANAKO: Cells = {
    "カート番号": "300000001",
    "注文日": "2024/01/08 10:17:31",
    "配送方法": "宅配便",
    "受取人名": "山田太郎",
    "受取人名(フリガナ)": "ヤマダタロウ",
    "受取人電話番号": "-",
    "受取人携帯電話番号": "+81-90-0000-1002",
    "住所": "北海道札幌市中央区北一条西1-1-1",
    "郵便番号": "060-0001",
    "国家": "JP",
    "通貨": "JPY",
    "購入者名": "髙橋花子",
    "購入者名(フリガナ)": "タカハシハナコ",
    "購入者電話番号": "-",
    "購入者携帯電話番号": "+81-90-0000-1001",
}

SAMPLE = Sample(
    format="qoo10",
    source="qoo10",
    tables=(
        Table(
            "qoo10.csv",
            [
                _HANAKO
                | {"配送状態": "配送完了", "注文番号": "9000000001", "商品番号": "700001", "商品名": "煎茶"}
                | {"オプション情報": "量:100g", "数量": "2", "販売価格": "1080", "販売者商品コード": "TEA-01"}
                | {"購入者決済金額": "2060", "割引額": "100", "注文金額の合計": "2160"},
                _HANAKO
                | {"配送状態": "配送中", "注文番号": "9000000002", "商品番号": "700002", "商品名": "急須"}
                | {"数量": "1", "販売価格": "2750", "注文金額の合計": "2750"},
                _HANAKO
                | {"配送状態": "キャンセル完了", "注文番号": "9000000003", "商品名": "湯呑み", "数量": "1"}
                | {"販売価格": "1000", "購入者決済金額": "1000"},
                {
                    "配送状態": "未受取返金完了",
                    "注文番号": "9000000004",
                    "カート番号": "300000002",
                    "注文日": "2024-01-09 08:06:00",
                    "購入者名": "鈴木一郎",
                    "商品名": "湯呑み",
                    "数量": "1",
                    "販売価格": "1000",
                    "購入者決済金額": "1000",
                },
            ],
            number="カート番号",
        ),
    ),
    expected=[
        OrderFacts(
            source="qoo10",
            number="300000001",
            placed_at=datetime(2024, 1, 8, 10, 17, 31, tzinfo=JAPAN),
            status=OrderStatus.FULFILLED,
            status_text="配送完了 / 配送中 / キャンセル完了",
            buyer=Person(name="髙橋花子", kana="タカハシハナコ", phones=("+81-90-0000-1001",)),
            recipients=(
                Person(
                    name="山田太郎",
                    kana="ヤマダタロウ",
                    phones=("+81-90-0000-1002",),
                    postal_code="060-0001",
                    address="北海道札幌市中央区北一条西1-1-1",
                    country="JP",
                ),
            ),
            total=Decimal(4810),
            currency="JPY",
            shipping_method="宅配便",
            lines=(
                LineFacts("TEA-01", "煎茶 量:100g", 2, Decimal(1080), "9000000001"),
                LineFacts("700002", "急須", 1, Decimal(2750), "9000000002"),
            ),
        ),
        OrderFacts(
            source="qoo10",
            number="300000002",
            placed_at=datetime(2024, 1, 9, 8, 6, tzinfo=JAPAN),
            status=OrderStatus.RETURNED,
            status_text="未受取返金完了",
            buyer=Person(name="鈴木一郎", kana="", phones=()),
            recipients=(),
            total=Decimal(1000),
            currency="JPY",
            shipping_method="",
            lines=(LineFacts("", "湯呑み", 1, Decimal(1000), "9000000004"),),
        ),
    ],
)
