"""Old RMS: full-width digits in the column names, -99999 for amounts not fixed, card columns."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers.cells import JAPAN
from tests.samples import Cells, Sample, Table

_ORDER: Cells = {
    "受注番号": "299999-20150303-0012345678",
    "受注ステータス": "処理済",
    "注文日": "2015-03-03",
    "注文時間": "21:00:59",
    "合計": "3000",
    "請求金額(-99999=無効値)": "-99999",
    "合計金額(-99999=無効値)": "3500",
    "注文者郵便番号１": "530",
    "注文者郵便番号２": "1",
    "注文者住所：都道府県": "大阪府",
    "注文者住所：都市区": "大阪市北区",
    "注文者住所：町以降": "梅田１－１－１",
    "注文者名字": "鈴木",
    "注文者名前": "一郎",
    "注文者名字フリガナ": "スズキ",
    "注文者名前フリガナ": "イチロウ",
    "注文者電話番号１": "6",
    "注文者電話番号２": "0",
    "注文者電話番号３": "12",
    "メールアドレス": "ichiro@example.com",
    "注文者誕生日": "0000-00-00",
    "クレジットカード番号": "4000-0000-0000-0000",
    "クレジットカード名義人": "NEVER READ",
    "決済方法": "代金引換",
    "配送方法": "宅配便",
    "送付先名字": "鈴木",
    "送付先名前": "二郎",
    "送付先電話番号１": "06",
    "送付先電話番号２": "0000",
    "送付先電話番号３": "0013",
}

SAMPLE = Sample(
    format="rakuten-old",
    source="rakuten",
    tables=(
        Table(
            "rakuten-old.csv",
            [
                _ORDER | {"商品番号": "TEA-01", "商品名": "煎茶", "単価": "1000", "個数": "1"},
                _ORDER | {"商品番号": "TEA-01", "商品名": "煎茶", "単価": "1000", "個数": "1"},
                _ORDER
                | {
                    "商品ID": "10000001",
                    "商品名": "急須",
                    "項目・選択肢": "色:藍",
                    "単価": "1000",
                    "個数": "1",
                },
            ],
            number="受注番号",
        ),
    ),
    expected=[
        OrderFacts(
            source="rakuten",
            number="299999-20150303-0012345678",
            placed_at=datetime(2015, 3, 3, 21, 0, 59, tzinfo=JAPAN),
            status=OrderStatus.FULFILLED,
            status_text="処理済",
            buyer=Person(
                name="鈴木 一郎",
                kana="スズキ イチロウ",
                emails=("ichiro@example.com",),
                phones=("06-0000-0012",),
                postal_code="530-0001",
                address="大阪府大阪市北区梅田１－１－１",
                birthday="",
            ),
            recipients=(
                Person(name="鈴木 二郎", kana="", phones=("06-0000-0013",), postal_code="", address=""),
            ),
            total=Decimal(3500),
            currency="JPY",
            payment_method="代金引換",
            shipping_method="宅配便",
            lines=(
                LineFacts("TEA-01", "煎茶", 1, Decimal(1000)),
                LineFacts("TEA-01", "煎茶", 1, Decimal(1000)),
                LineFacts("10000001", "急須 色:藍", 1, Decimal(1000)),
            ),
        ),
    ],
)
