"""助ネコ: kinds of goods, coupons as less than nothing, times in parts, several malls in one file."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers.cells import JAPAN
from tests.samples import Cells, Sample, Table

_HANAKO: Cells = {
    "受注ルート": "楽天",
    "受注番号": "299999-20240108-0000000001",
    "注文日": "2024/01/08",
    "注文時間": "10:12:31",
    "注文者名（姓）": "髙橋",
    "注文者名（名）": "花子",
    "注文者名（セイ）": "タカハシ",
    "注文者名（メイ）": "ハナコ",
    "注文者メールアドレス": "0123456789abcdef0123456789abcdefs1@pc.fw.rakuten.ne.jp",
    "注文者郵便番号": "100-0005",
    "注文者住所（都道府県）": "東京都",
    "注文者住所（市区町村）": "千代田区",
    "注文者住所（市区町村以降）": "丸の内1-1-1",
    "注文者住所（建物名等）": "サンプルビル",
    "注文者会社名": "株式会社サンプル",
    "注文者電話番号": "090-0000-1001",
    "決済方法": "クレジットカード",
    "ご利用ポイント": "100",
    "合計請求金額": "4810",
    "お届け先名（姓）": "山田",
    "お届け先名（名）": "太郎",
    "お届け先郵便番号": "060-0001",
    "お届け先住所（都道府県）": "北海道",
    "お届け先住所（市区町村）": "札幌市中央区",
    "お届け先住所（市区町村以降）": "北一条西1-1-1",
    "お届け先電話番号": "011-000-0001",
    "送り状種別": "宅配便",
    "最終ステータス": "発送済",
    "購入回数": "9",
}


def _goods(kind: str, name: str, count: str, price: str, code: str = "") -> Cells:
    return {"商品種別": kind, "商品名": name, "個数": count, "単価": price, "自社商品コード": code}


SAMPLE = Sample(
    format="sukeneko",
    source=None,
    also=("sukeneko-older.csv",),
    tables=(
        Table(
            "sukeneko.csv",
            [
                _HANAKO | _goods("商品", "煎茶", "2", "1080", "TEA-01"),
                _HANAKO | _goods("セット商品", "茶器一式", "1", "2750") | {"商品コード（助ネコ）": "S-9"},
                _HANAKO | _goods("内訳商品", "急須", "1", "0", "POT-01"),
                _HANAKO | _goods("販促品", "見本", "1", "0"),
                _HANAKO | _goods("送料", "送料", "1", "600"),
                _HANAKO | _goods("値引", "クーポン", "-1", "500"),
                {
                    "受注ルート": "Yahoo!ショッピング",
                    "受注番号": "10000001",
                    "注文日": "2024/01/10",
                    "注文者名（姓）": "高橋",
                    "注文者名（名）": "恵子",
                    "注文者メールアドレス": "keiko@example.com",
                    "合計請求金額": "0",
                    "最終ステータス": "キャンセル済み",
                    "商品種別": "商品",
                    "商品名": "湯呑み",
                    "個数": "1",
                    "単価": "1000",
                },
                {
                    "受注ルート": "Yahoo!ショッピング",
                    "受注番号": "10000001",
                    "商品種別": "商品",
                    "商品名": "割引券",
                    "個数": "-1",
                    "単価": "1000",
                },
            ],
            number="受注番号",
        ),
    ),
    expected=[
        OrderFacts(
            source="rakuten",
            number="299999-20240108-0000000001",
            placed_at=datetime(2024, 1, 8, 10, 12, 31, tzinfo=JAPAN),
            status=OrderStatus.FULFILLED,
            status_text="発送済",
            buyer=Person(
                name="髙橋 花子",
                kana="タカハシ ハナコ",
                emails=("0123456789abcdef0123456789abcdefs1@pc.fw.rakuten.ne.jp",),
                phones=("090-0000-1001",),
                postal_code="100-0005",
                address="東京都千代田区丸の内1-1-1 サンプルビル",
                company="株式会社サンプル",
                member_id="",
            ),
            recipients=(
                Person(
                    name="山田 太郎",
                    kana="",
                    phones=("011-000-0001",),
                    postal_code="060-0001",
                    address="北海道札幌市中央区北一条西1-1-1",
                    company="",
                ),
            ),
            total=Decimal(4810),
            currency="JPY",
            payment_method="クレジットカード",
            shipping_method="宅配便",
            lines=(
                LineFacts("TEA-01", "煎茶", 2, Decimal(1080)),
                LineFacts("S-9", "茶器一式", 1, Decimal(2750)),
            ),
            channel="楽天",
        ),
        OrderFacts(
            source="yahoo",
            number="10000001",
            placed_at=datetime(2024, 1, 10, tzinfo=JAPAN),
            status=OrderStatus.CANCELLED,
            status_text="キャンセル済み",
            buyer=Person(
                name="高橋 恵子",
                kana="",
                emails=("keiko@example.com",),
                phones=(),
                postal_code="",
                address="",
                company="",
                member_id="",
            ),
            recipients=(),
            total=Decimal(0),
            currency="JPY",
            payment_method="",
            shipping_method="",
            lines=(LineFacts("", "湯呑み", 1, Decimal(1000)),),
            channel="Yahoo!ショッピング",
        ),
    ],
)
