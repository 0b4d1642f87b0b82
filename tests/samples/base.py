"""BASE: options in rows of their own, one product cancelled, amounts of rows, a buyer from abroad."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers.cells import JAPAN
from tests.samples import Cells, Sample, Table

_HANAKO: Cells = {
    "注文ID": "0123456789ABCDEF",
    "注文日時": "2024-01-08 10:14:31",
    "氏(請求先)": "髙橋",
    "名(請求先)": "花子",
    "郵便番号(請求先)": "1000005.0",
    "都道府県(請求先)": "東京都",
    "住所(請求先)": "千代田区丸の内1-1-1",
    "住所2(請求先)": "サンプルビル",
    "電話番号(請求先)": "09000001001",
    "メールアドレス(請求先)": "hanako@example.com",
    "氏(配送先)": "山田",
    "名(配送先)": "太郎",
    "郵便番号(配送先)": "0600001",
    "都道府県(配送先)": "北海道",
    "住所(配送先)": "札幌市中央区北一条西1-1-1",
    "電話番号(配送先)": "0110000001",
    "送料": "600",
    "支払い方法": "コンビニ決済",
    "代引き手数料": "0",
    "調整金額": "-100",
}
_TEA = {"商品名": "煎茶", "バリエーション": "100g", "価格": "1080", "数量": "2", "合計金額": "2160"}
_NAMED = {"商品名": "商品オプション「名入れ」", "バリエーション": "寿", "価格": "50", "数量": "2"}

SAMPLE = Sample(
    format="base",
    source="base",
    tables=(
        Table(
            "base.csv",
            [
                _HANAKO | _TEA | {"商品ID": "101", "種類ID": "7", "発送状況": "発送済み"},
                _HANAKO | _NAMED | {"合計金額": "100", "発送状況": "発送済み"},
                _HANAKO
                | {"商品名": "急須", "価格": "2750", "数量": "1", "合計金額": "2750", "商品ID": "102"}
                | {"種類コード": "POT-01-BL", "商品コード": "POT-01", "発送状況": "キャンセル"},
                {
                    "注文ID": "FEDCBA9876543210",
                    "注文日時": "2024-01-09 08:05:00",
                    "氏(請求先)": "Sample",
                    "名(請求先)": "Person",
                    "郵便番号(請求先)": "02139",
                    "住所(請求先)": "1 Sample Street",
                    "電話番号(請求先)": "+1 617 555 0100",
                    "メールアドレス(請求先)": "person@example.com",
                    "商品名": "湯呑み",
                    "価格": "1,000",
                    "数量": "1",
                    "合計金額": "3500",
                    "発送状況": "未対応",
                    "商品コード": "CUP-02",
                },
            ],
            number="注文ID",
        ),
    ),
    expected=[
        OrderFacts(
            source="base",
            number="0123456789ABCDEF",
            placed_at=datetime(2024, 1, 8, 10, 14, 31, tzinfo=JAPAN),
            status=OrderStatus.FULFILLED,
            status_text="発送済み / キャンセル",
            buyer=Person(
                name="髙橋 花子",
                emails=("hanako@example.com",),
                phones=("09000001001",),
                postal_code="1000005.0",
                address="東京都千代田区丸の内1-1-1 サンプルビル",
            ),
            recipients=(
                Person(
                    name="山田 太郎",
                    phones=("0110000001",),
                    postal_code="0600001",
                    address="北海道札幌市中央区北一条西1-1-1",
                ),
            ),
            total=Decimal(2760),
            currency="JPY",
            payment_method="コンビニ決済",
            lines=(LineFacts("101", "煎茶 100g 名入れ:寿", 2, Decimal(1130)),),
        ),
        OrderFacts(
            source="base",
            number="FEDCBA9876543210",
            placed_at=datetime(2024, 1, 9, 8, 5, tzinfo=JAPAN),
            status=OrderStatus.PLACED,
            status_text="未対応",
            buyer=Person(
                name="Sample Person",
                emails=("person@example.com",),
                phones=("+1 617 555 0100",),
                postal_code="02139",
                address="1 Sample Street",
            ),
            recipients=(),
            total=Decimal(3500),
            currency="JPY",
            payment_method="",
            lines=(LineFacts("CUP-02", "湯呑み", 1, Decimal(1000)),),
        ),
    ],
)
