"""ポンパレモール and がんばれ店長: Rakuten's old names of columns with their own differences."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers.cells import JAPAN
from tests.samples import Cells, Sample, Table

_HANAKO: Cells = {
    "注文番号": "S0000001-160405-0000000001",
    "注文日時": "2016-04-05 06:07:08",
    "注文者名字": "髙橋",
    "注文者名前": "花子",
    "注文者名字フリガナ": "タカハシ",
    "注文者名前フリガナ": "ハナコ",
    "注文者郵便番号1": "60",
    "注文者郵便番号2": "1",
    "注文者住所：都道府県": "北海道",
    "注文者住所：市区町村以降": "札幌市中央区北一条西1-1-1",
    "注文者電話番号": "011-000-0001",
    "送付先名字": "山田",
    "送付先名前": "太郎",
    "送付先郵便番号1": "100",
    "送付先郵便番号2": "5",
    "送付先住所：都道府県": "東京都",
    "送付先住所：市区町村以降": "千代田区丸の内1-1-1",
    "送付先電話番号": "03-0000-0001",
    "合計金額(-99999=無効値)": "3500",
    "請求金額(-99999=無効値)": "-99999",
    "ポイント利用額": "100",
    "決済方法": "クレジットカード",
    "配送方法": "宅配便",
    "受注ステータス": "処理済",
}

SAMPLE = Sample(
    format="ponpare",
    source="ponpare",
    tables=(
        Table(
            "ponpare.csv",
            [
                _HANAKO
                | {"商品名": "煎茶", "商品ID（表示用）": "TEA-01", "購入オプション": "量:100g"}
                | {"単価": "1000", "個数": "2"},
                _HANAKO | {"商品名": "急須", "商品管理ID": "pot", "単価": "1500", "個数": "1"},
                {
                    "注文番号": "S0000001-160406-0000000002",
                    "注文者名字": "鈴木",
                    "注文者名前": "一郎",
                    "注文者電話番号": "06-0000-0012",
                    "請求金額(-99999=無効値)": "1000",
                    "受注ステータス": "キャンセル",
                    "商品名": "湯呑み",
                    "商品ID": "10000001",
                    "単価": "1000",
                    "個数": "1",
                },
            ],
            number="注文番号",
        ),
    ),
    expected=[
        OrderFacts(
            source="ponpare",
            number="S0000001-160405-0000000001",
            placed_at=datetime(2016, 4, 5, 6, 7, 8, tzinfo=JAPAN),
            status=OrderStatus.FULFILLED,
            status_text="処理済",
            buyer=Person(
                name="髙橋 花子",
                kana="タカハシ ハナコ",
                phones=("011-000-0001",),
                postal_code="060-0001",
                address="北海道札幌市中央区北一条西1-1-1",
            ),
            recipients=(
                Person(
                    name="山田 太郎",
                    kana="",
                    phones=("03-0000-0001",),
                    postal_code="100-0005",
                    address="東京都千代田区丸の内1-1-1",
                ),
            ),
            total=Decimal(3500),
            currency="JPY",
            payment_method="クレジットカード",
            shipping_method="宅配便",
            lines=(
                LineFacts("TEA-01", "煎茶 量:100g", 2, Decimal(1000)),
                LineFacts("pot", "急須", 1, Decimal(1500)),
            ),
        ),
        OrderFacts(
            source="ponpare",
            number="S0000001-160406-0000000002",
            placed_at=None,
            status=OrderStatus.CANCELLED,
            status_text="キャンセル",
            buyer=Person(
                name="鈴木 一郎",
                kana="",
                phones=("06-0000-0012",),
                postal_code="",
                address="",
            ),
            recipients=(),
            total=Decimal(1000),
            currency="JPY",
            payment_method="",
            shipping_method="",
            lines=(LineFacts("10000001", "湯呑み", 1, Decimal(1000)),),
        ),
    ],
)

_SHOP: Cells = {
    "受注番号": "4001",
    "注文日時": "2018/04/05 06:07",
    "注文者名字": "佐藤",
    "注文者名前": "花子",
    "注文者名字フリガナ": "サトウ",
    "注文者名前フリガナ": "ハナコ",
    "メールアドレス": "hanako.sato@example.com",
    "注文者郵便番号": "100-0005",
    "注文者住所：都道府県": "東京都",
    "注文者住所：市区町村": "千代田区",
    "注文者住所：番地": "丸の内1-1-1",
    "注文者住所：ビル名": "サンプルビル",
    "注文者電話番号": "090-0000-1001",
    "送付先名字": "山田",
    "送付先名前": "太郎",
    "送付先郵便番号": "060-0001",
    "送付先住所：都道府県": "北海道",
    "送付先住所：市区町村": "札幌市中央区",
    "送付先住所：番地": "北一条西1-1-1",
    "送付先電話番号": "011-000-0001",
    "決済方法": "代金引換",
    "配送方法": "宅配便",
    "請求金額": "3500",
}

GANBARE = Sample(
    format="ganbare",
    source="ganbare",
    tables=(
        Table(
            "ganbare.csv",
            [
                _SHOP
                | {"商品名": "煎茶", "商品コード": "TEA", "SKU名": "100g", "SKUコード": "TEA-01"}
                | {"単価": "1000", "個数": "2"},
                _SHOP | {"商品名": "急須", "商品コード": "POT-01", "単価": "1500", "個数": "1"},
            ],
            number="受注番号",
        ),
    ),
    expected=[
        OrderFacts(
            source="ganbare",
            number="4001",
            placed_at=datetime(2018, 4, 5, 6, 7, tzinfo=JAPAN),
            buyer=Person(
                name="佐藤 花子",
                kana="サトウ ハナコ",
                emails=("hanako.sato@example.com",),
                phones=("090-0000-1001",),
                postal_code="100-0005",
                address="東京都千代田区丸の内1-1-1 サンプルビル",
            ),
            recipients=(
                Person(
                    name="山田 太郎",
                    kana="",
                    phones=("011-000-0001",),
                    postal_code="060-0001",
                    address="北海道札幌市中央区北一条西1-1-1",
                ),
            ),
            total=Decimal(3500),
            currency="JPY",
            payment_method="代金引換",
            shipping_method="宅配便",
            lines=(
                LineFacts("TEA-01", "煎茶 100g", 2, Decimal(1000)),
                LineFacts("POT-01", "急須", 1, Decimal(1500)),
            ),
        ),
    ],
)
