"""New RMS: several items, several ship-tos, a social gift, sentinels, cells that Excel has been at."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers.cells import JAPAN
from tests.samples import Cells, Sample, Table

_HANAKO: Cells = {
    "注文番号": "299999-20240108-0000000001",
    "ステータス": "700",
    "注文日時": "2024-01-08 10:12:31",
    "支払方法名": "クレジットカード",
    "クレジットカード支払い方法": "一括払い",
    "配送方法": "宅配便",
    "商品合計金額": "4910",
    "送料合計": "600",
    "請求金額": "5410",
    "合計金額": "5510",
    "ポイント利用額": "100",
    "注文者郵便番号1": "100",
    "注文者郵便番号2": "0005",
    "注文者住所都道府県": "東京都",
    "注文者住所郡市区": "千代田区",
    "注文者住所それ以降の住所": "丸の内1-1-1",
    "注文者姓": "髙橋",
    "注文者名": "花子",
    "注文者姓カナ": "タカハシ",
    "注文者名カナ": "ハナコ",
    "注文者電話番号1": "090",
    "注文者電話番号2": "0000",
    "注文者電話番号3": "1001",
    "注文者メールアドレス": "0123456789abcdef0123456789abcdefs1@pc.fw.rakuten.ne.jp",
    "メール差込文 (お客様へのメッセージ)": "ありがとうございます。\nまたどうぞ。",
    "コメント": '[配達日時指定:]\n"至急", お願いします',
}
_TO_HERSELF: Cells = {
    "送付先ID": "1",
    "送付先郵便番号1": "100",
    "送付先郵便番号2": "0005",
    "送付先住所都道府県": "東京都",
    "送付先住所郡市区": "千代田区",
    "送付先住所それ以降の住所": "丸の内1-1-1",
    "送付先姓": "髙橋",
    "送付先名": "花子",
    "送付先姓カナ": "タカハシ",
    "送付先名カナ": "ハナコ",
    "送付先電話番号1": "090",
    "送付先電話番号2": "0000",
    "送付先電話番号3": "1001",
}
_SOCIAL_GIFT: Cells = {
    "送付先ID": "2",
    "送付先郵便番号1": "999",
    "送付先郵便番号2": "9999",
    "送付先姓": "入力待ち",
    "送付先姓カナ": "ニュウリョクマチ",
    "送付先電話番号1": "999",
    "送付先電話番号2": "9999",
    "送付先電話番号3": "9999",
}
_TARO: Cells = {
    "注文番号": "299999-20240109-0000000002",
    "ステータス": "900",
    "サブステータス": "在庫なし",
    "注文日": "2024/01/09",
    "注文時間": "08:05:00",
    "請求金額": "-9999",
    "合計金額": "-99999",
    "注文者郵便番号1": "60",
    "注文者郵便番号2": "1",
    "注文者住所都道府県": "北海道",
    "注文者住所郡市区": "札幌市中央区",
    "注文者住所それ以降の住所": "北一条西1-1-1 ～サンプルビル～",
    "注文者姓": "山田",
    "注文者名": "太郎",
    "注文者電話番号1": "",
    "注文者電話番号2": "0300000001",
    "注文者電話番号3": "",
    "注文者メールアドレス": "",
    "商品明細ID": "21",
    "商品名": "湯呑み",
    "商品管理番号": "cup-manage",
    "単価": "-99999",
    "個数": "1",
}

_RECIPIENT = Person(
    name="髙橋 花子",
    kana="タカハシ ハナコ",
    phones=("090-0000-1001",),
    postal_code="100-0005",
    address="東京都千代田区丸の内1-1-1",
)

SAMPLE = Sample(
    format="rakuten",
    source="rakuten",
    tables=(
        Table(
            "rakuten.csv",
            [
                _HANAKO
                | _TO_HERSELF
                | {"商品明細ID": "11", "商品名": "煎茶", "項目・選択肢": "量:100g", "商品番号": "TEA-01"}
                | {"単価": "1080", "個数": "2"},
                _HANAKO
                | _SOCIAL_GIFT
                | {"商品明細ID": "12", "商品名": "急須 ①", "商品番号": "POT-01", "単価": "2750", "個数": "1"}
                | {"SKU管理番号": "s-9", "システム連携用SKU番号": "POT-01-BL", "SKU情報": "色:藍"},
                _TARO,
            ],
            number="注文番号",
        ),
    ),
    expected=[
        OrderFacts(
            source="rakuten",
            number="299999-20240108-0000000001",
            placed_at=datetime(2024, 1, 8, 10, 12, 31, tzinfo=JAPAN),
            status=OrderStatus.FULFILLED,
            status_text="700",
            buyer=Person(
                name="髙橋 花子",
                kana="タカハシ ハナコ",
                emails=("0123456789abcdef0123456789abcdefs1@pc.fw.rakuten.ne.jp",),
                phones=("090-0000-1001",),
                postal_code="100-0005",
                address="東京都千代田区丸の内1-1-1",
            ),
            recipients=(
                _RECIPIENT,
                Person(
                    name="入力待ち",
                    kana="ニュウリョクマチ",
                    phones=("999-9999-9999",),
                    postal_code="999-9999",
                    address="",
                ),
            ),
            total=Decimal(5410),
            currency="JPY",
            payment_method="クレジットカード",
            shipping_method="宅配便",
            lines=(
                LineFacts("TEA-01", "煎茶 量:100g", 2, Decimal(1080), "11"),
                LineFacts("POT-01-BL", "急須 ① 色:藍", 1, Decimal(2750), "12"),
            ),
        ),
        OrderFacts(
            source="rakuten",
            number="299999-20240109-0000000002",
            placed_at=datetime(2024, 1, 9, 8, 5, tzinfo=JAPAN),
            status=OrderStatus.CANCELLED,
            status_text="900 / 在庫なし",
            buyer=Person(
                name="山田 太郎",
                kana="",
                emails=(),
                phones=("0300000001",),
                postal_code="060-0001",
                address="北海道札幌市中央区北一条西1-1-1 ～サンプルビル～",
            ),
            recipients=(),
            total=None,
            currency="JPY",
            payment_method="",
            shipping_method="",
            lines=(LineFacts("cup-manage", "湯呑み", 1, None, "21"),),
        ),
    ],
)
