"""Makeshop: a time of six digits that lost a zero, one-piece names, returned and cancelled orders."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers.cells import JAPAN
from tests.samples import Cells, Sample, Table

_HANAKO: Cells = {
    "日付": "2024/1/8",
    "注文時間": "93309",
    "注文番号": "P170000000000000001",
    "処理状況": "配送",
    "会社名": "株式会社サンプル",
    "注文者": "髙橋花子",
    "注文者(振り仮名)": "タカハシハナコ",
    "注文者メールアドレス": "hanako@example.com",
    "注文者電話番号": "03-0000-0001",
    "注文者携帯電話番号": "090-0000-1001",
    "注文者郵便番号": "1000005",
    "注文者住所": "東京都千代田区丸の内1-1-1",
    "会員ID": "hanako",
    "お届け先": "山田太郎",
    "お届け先郵便番号": "0600001",
    "お届け先住所": "北海道札幌市中央区北一条西1-1-1",
    "お届け先電話番号": "011-000-0001",
    "決済方法": "クレジットカード",
    "合計金額": "4910",
}

SAMPLE = Sample(
    format="makeshop",
    source="makeshop",
    tables=(
        Table(
            "makeshop.csv",
            [
                _HANAKO | {"独自商品コード": "TEA-01", "商品名": "煎茶", "商品価格": "1080", "個数": "2"},
                _HANAKO | {"JANコード": "4900000000000", "商品名": "急須", "商品価格": "2750", "個数": "1"},
                {
                    "日付": "2024/1/9",
                    "注文時間": "103309",
                    "注文番号": "P170000000000000002",
                    "処理状況": "注文キャンセル",
                    "注文者": "鈴木一郎",
                    "注文者メールアドレス": "ichiro@example.com",
                    "合計金額": "1000",
                    "商品名": "湯呑み",
                    "商品価格": "1000",
                    "個数": "1",
                },
            ],
            number="注文番号",
        ),
    ),
    expected=[
        OrderFacts(
            source="makeshop",
            number="P170000000000000001",
            placed_at=datetime(2024, 1, 8, 9, 33, 9, tzinfo=JAPAN),
            status=OrderStatus.FULFILLED,
            status_text="配送",
            buyer=Person(
                name="髙橋花子",
                kana="タカハシハナコ",
                emails=("hanako@example.com",),
                phones=("03-0000-0001", "090-0000-1001"),
                postal_code="1000005",
                address="東京都千代田区丸の内1-1-1",
                company="株式会社サンプル",
                member_id="hanako",
            ),
            recipients=(
                Person(
                    name="山田太郎",
                    kana="",
                    phones=("011-000-0001",),
                    postal_code="0600001",
                    address="北海道札幌市中央区北一条西1-1-1",
                ),
            ),
            total=Decimal(4910),
            currency="JPY",
            payment_method="クレジットカード",
            lines=(
                LineFacts("TEA-01", "煎茶", 2, Decimal(1080)),
                LineFacts("4900000000000", "急須", 1, Decimal(2750)),
            ),
        ),
        OrderFacts(
            source="makeshop",
            number="P170000000000000002",
            placed_at=datetime(2024, 1, 9, 10, 33, 9, tzinfo=JAPAN),
            status=OrderStatus.CANCELLED,
            status_text="注文キャンセル",
            buyer=Person(
                name="鈴木一郎",
                kana="",
                emails=("ichiro@example.com",),
                phones=(),
                postal_code="",
                address="",
                company="",
                member_id="",
            ),
            recipients=(),
            total=Decimal(1000),
            currency="JPY",
            payment_method="",
            lines=(LineFacts("", "湯呑み", 1, Decimal(1000)),),
        ),
    ],
)
