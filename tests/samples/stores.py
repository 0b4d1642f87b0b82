"""STORES: two generations of the date's column, a gift, leading zeros lost."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers.cells import JAPAN
from tests.samples import Cells, Sample, Table

_HANAKO: Cells = {
    "オーダー番号": "4314438000",
    "ステータス": "発送済み",
    "オーダー日時": "2024-01-08 10:15:31",
    "合計": "4910",
    "支払い方法": "クレジットカード",
    "氏(購入者)": "髙橋",
    "名(購入者)": "花子",
    "郵便番号(購入者)": "1000005",
    "都道府県(購入者)": "東京都",
    "住所(購入者)": "千代田区丸の内1-1-1",
    "電話番号(購入者)": "9000001001",
    "メールアドレス": "hanako@example.com",
    "氏(配送先)": "山田",
    "名(配送先)": "太郎",
    "郵便番号(配送先)": "600001",
    "都道府県(配送先)": "北海道",
    "住所(配送先)": "札幌市中央区北一条西1-1-1",
    "電話番号(配送先)": "110000001",
}

SAMPLE = Sample(
    format="stores",
    source="stores",
    tables=(
        Table(
            "stores.csv",
            [
                _HANAKO
                | {"アイテム名": "煎茶", "種類": "100g", "品番": "TEA-01", "単価": "1080", "個数": "2"},
                _HANAKO | {"アイテム名": "急須", "単価": "2750", "個数": "1"},
                {
                    "オーダー番号": "4314438001",
                    "ステータス": "入金待ち",
                    "オーダー日": "2024/1/11",
                    "合計": "1000",
                    "氏(購入者)": "鈴木",
                    "名(購入者)": "一郎",
                    "メールアドレス": "ichiro@example.com",
                    "アイテム名": "湯呑み",
                    "単価": "1000",
                    "個数": "1",
                },
            ],
            number="オーダー番号",
        ),
    ),
    expected=[
        OrderFacts(
            source="stores",
            number="4314438000",
            placed_at=datetime(2024, 1, 8, 10, 15, 31, tzinfo=JAPAN),
            status=OrderStatus.FULFILLED,
            status_text="発送済み",
            buyer=Person(
                name="髙橋 花子",
                emails=("hanako@example.com",),
                phones=("09000001001",),
                postal_code="1000005",
                address="東京都千代田区丸の内1-1-1",
            ),
            recipients=(
                Person(
                    name="山田 太郎",
                    phones=("0110000001",),
                    postal_code="0600001",
                    address="北海道札幌市中央区北一条西1-1-1",
                ),
            ),
            total=Decimal(4910),
            currency="JPY",
            payment_method="クレジットカード",
            lines=(
                LineFacts("TEA-01", "煎茶 100g", 2, Decimal(1080)),
                LineFacts("", "急須", 1, Decimal(2750)),
            ),
        ),
        OrderFacts(
            source="stores",
            number="4314438001",
            placed_at=datetime(2024, 1, 11, tzinfo=JAPAN),
            status=OrderStatus.PLACED,
            status_text="入金待ち",
            buyer=Person(
                name="鈴木 一郎",
                emails=("ichiro@example.com",),
                phones=(),
                postal_code="",
                address="",
            ),
            recipients=(),
            total=Decimal(1000),
            currency="JPY",
            payment_method="",
            lines=(LineFacts("", "湯呑み", 1, Decimal(1000)),),
        ),
    ],
)
