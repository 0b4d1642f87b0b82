"""カラーミー: two telephone numbers, a gift for two, points and discounts, money that went back."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers.cells import JAPAN
from tests.samples import Cells, Sample, Table

_HANAKO: Cells = {
    "売上ID": "12340001",
    "受注日": "2024/01/08 10:16:31",
    "購入者 顧客ID": "23450001",
    "購入者 名前": "髙橋　花子",
    "購入者 郵便番号": "1000005",
    "購入者 都道府県": "東京都",
    "購入者 住所": "千代田区丸の内1-1-1",
    "購入者 メールアドレス": "hanako@example.com",
    "購入者 電話番号": "03-0000-0001",
    "購入者 携帯番号": "090-0000-1001",
    "商品の合計金額(税込)": "4910",
    "送料合計": "600",
    "割引名称": "会員割引",
    "割引金額": "500",
    "ショップポイントによる割引金額": "100",
    "総合計金額": "4,910円",
    "決済方法": "クレジットカード",
    "入金状態": "入金済",
    "発送状態": "発送済",
    "発送日時": "2024/01/09 12:00:00",
}
_TO_TARO: Cells = {
    "配送先ID": "1",
    "配送先 名前": "山田太郎",
    "配送先 フリガナ": "ヤマダタロウ",
    "配送先 郵便番号": "0600001",
    "配送先 都道府県名": "北海道",
    "配送先 住所": "札幌市中央区北一条西1-1-1",
    "配送先 電話番号": "011-000-0001",
    "配送先 配送会社名": "サンプル宅配",
}
_TO_JIRO: Cells = {"配送先ID": "2", "配送先 名前": "鈴木二郎", "配送先 郵便番号": "5300001"}


def _goods(detail: str, code: str, name: str, count: str, price: str) -> Cells:
    return {
        "売上詳細ID": detail,
        "購入商品 型番": code,
        "購入商品 商品ID": "9001",
        "購入商品 商品名": name,
        "購入商品 販売個数": count,
        "購入商品 販売価格(消費税込)": price,
    }


SAMPLE = Sample(
    format="colorme",
    source="colorme",
    tables=(
        Table(
            "colorme.csv",
            [
                _HANAKO | _TO_TARO | _goods("501", "TEA-01", "煎茶（100g）", "2", "1080"),
                _HANAKO | _TO_JIRO | _goods("502", "", "急須", "1", "2750"),
                {
                    "売上ID": "12340002",
                    "受注日": "2024/01/12",
                    "購入者 名前": "鈴木一郎",
                    "購入者 メールアドレス": "ichiro@example.com",
                    "総合計金額": "1000",
                    "入金状態": "全額返金済",
                    "発送状態": "発送済",
                    "購入商品 商品名": "湯呑み",
                    "購入商品 販売個数": "1",
                    "購入商品 販売価格(消費税込)": "1000",
                },
            ],
            number="売上ID",
        ),
    ),
    expected=[
        OrderFacts(
            source="colorme",
            number="12340001",
            placed_at=datetime(2024, 1, 8, 10, 16, 31, tzinfo=JAPAN),
            status=OrderStatus.FULFILLED,
            status_text="入金済 / 発送済",
            buyer=Person(
                name="髙橋　花子",
                emails=("hanako@example.com",),
                phones=("03-0000-0001", "090-0000-1001"),
                postal_code="1000005",
                address="東京都千代田区丸の内1-1-1",
                member_id="23450001",
            ),
            recipients=(
                Person(
                    name="山田太郎",
                    kana="ヤマダタロウ",
                    phones=("011-000-0001",),
                    postal_code="0600001",
                    address="北海道札幌市中央区北一条西1-1-1",
                ),
                Person(name="鈴木二郎", kana="", phones=(), postal_code="5300001", address=""),
            ),
            total=Decimal(4910),
            currency="JPY",
            payment_method="クレジットカード",
            shipping_method="サンプル宅配",
            lines=(
                LineFacts("TEA-01", "煎茶（100g）", 2, Decimal(1080), "501"),
                LineFacts("9001", "急須", 1, Decimal(2750), "502"),
            ),
            shipped_at=datetime(2024, 1, 9, 12, tzinfo=JAPAN),
        ),
        OrderFacts(
            source="colorme",
            number="12340002",
            placed_at=datetime(2024, 1, 12, tzinfo=JAPAN),
            status=OrderStatus.RETURNED,
            status_text="全額返金済 / 発送済",
            buyer=Person(
                name="鈴木一郎",
                emails=("ichiro@example.com",),
                phones=(),
                postal_code="",
                address="",
                member_id="",
            ),
            recipients=(),
            total=Decimal(1000),
            currency="JPY",
            payment_method="",
            shipping_method="",
            lines=(LineFacts("", "湯呑み", 1, Decimal(1000)),),
        ),
    ],
)

DETAIL = Sample(
    format="colorme-detail",
    source="colorme",
    also=("colorme.csv",),
    tables=(
        Table(
            "colorme-detail.csv",
            [
                {
                    "売上ID": "12340003",
                    "受注日": "2013/1/18",
                    "顧客ID": "23450003",
                    "名前": "佐藤花子",
                    "メールアドレス": "hanako.sato@example.com",
                    "電話番号": "03-0000-0003",
                    "携帯番号": "",
                    "決済方法": "銀行振込",
                    "型番": "TEA-01",
                    "商品名": "煎茶",
                    "販売価格(消費税込)": "1080",
                    "販売個数": "2",
                },
                {"売上ID": "12340003", "型番": "POT-01", "商品名": "急須", "販売個数": "1"},
            ],
            number="売上ID",
        ),
    ),
    expected=[
        OrderFacts(
            source="colorme",
            number="12340003",
            placed_at=datetime(2013, 1, 18, tzinfo=JAPAN),
            buyer=Person(
                name="佐藤花子",
                emails=("hanako.sato@example.com",),
                phones=("03-0000-0003",),
                member_id="23450003",
            ),
            currency="JPY",
            payment_method="銀行振込",
            lines=(
                LineFacts("TEA-01", "煎茶", 2, Decimal(1080)),
                LineFacts("POT-01", "急須", 1, None),
            ),
        ),
    ],
)
