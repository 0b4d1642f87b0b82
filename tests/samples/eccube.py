"""EC-CUBE 4 and 2: rows for shipping, fees and points, 送料 twice, guests, codes of states, a gift."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers.cells import JAPAN
from tests.samples import Cells, Sample, Table

_HANAKO: Cells = {
    "注文ID": "11",
    "注文番号": "1011",
    "会員ID": "7",
    "お名前(姓)": "髙橋",
    "お名前(名)": "花子",
    "お名前(セイ)": "タカハシ",
    "お名前(メイ)": "ハナコ",
    "会社名": "株式会社サンプル",
    "郵便番号": "1000005",
    "都道府県(ID)": "13",
    "都道府県(名称)": "東京都",
    "住所1": "千代田区丸の内",
    "住所2": "1-1-1 サンプルビル",
    "メールアドレス": "hanako@example.com",
    "TEL": "09000001001",
    "性別(名称)": "女性",
    "誕生日": "1990-01-02 00:00:00",
    "小計": "4000",
    "値引き": "0",
    "送料": "600",
    "合計": "4730",
    "支払合計": "4630",
    "対応状況(ID)": "5",
    "対応状況(名称)": "発送済み",
    "支払方法(名称)": "クレジットカード",
    "受注日": "2024-01-08 10:13:31",
}
_TO_TARO: Cells = {
    "出荷ID": "21",
    "配送先_お名前(姓)": "山田",
    "配送先_お名前(名)": "太郎",
    "配送先_郵便番号": "0600001",
    "配送先_都道府県(名称)": "北海道",
    "配送先_住所1": "札幌市中央区北一条西",
    "配送先_住所2": "1-1-1",
    "配送先_TEL": "0110000001",
    "配送業者(名称)": "サンプル宅配",
    "発送日": "2024-01-09 12:00:00",
}
_TEA = {"注文詳細ID": "101", "商品ID": "1", "商品名": "煎茶", "商品コード": "TEA-01", "規格分類名1": "100g"}
_POT = {"注文詳細ID": "102", "商品ID": "2", "商品名": "急須", "規格分類名1": "藍", "規格分類名2": "大"}
_GUEST: Cells = {
    "注文ID": "12",
    "注文番号": "1012",
    "会員ID": "",
    "お名前(姓)": "鈴木",
    "お名前(名)": "一郎",
    "メールアドレス": "ichiro@example.com",
    "TEL": "0600000012",
    "支払合計": "1000",
    "対応状況(ID)": "8",
    "対応状況(名称)": "購入処理中",
    "受注日": "",
    "商品名": "湯呑み",
    "商品コード": "CUP-02",
    "価格": "1000",
    "個数": "1",
    "明細区分(名称)": "商品",
}

SAMPLE = Sample(
    format="eccube",
    source="eccube",
    tables=(
        Table(
            "eccube.csv",
            [
                _HANAKO
                | _TO_TARO
                | _TEA
                | {"価格": "1000", "個数": "2", "明細区分(ID)": "1", "明細区分(名称)": "商品"},
                _HANAKO
                | _TO_TARO
                | _POT
                | {"価格": "2000", "個数": "1", "明細区分(ID)": "1", "明細区分(名称)": "商品"},
                _HANAKO
                | {"注文詳細ID": "103", "商品名": "送料", "価格": "600", "個数": "1", "明細区分(ID)": "2"},
                _HANAKO
                | {"注文詳細ID": "104", "商品名": "手数料", "価格": "130", "個数": "1", "明細区分(ID)": "3"},
                _HANAKO
                | {
                    "注文詳細ID": "105",
                    "商品名": "ポイント",
                    "価格": "-100",
                    "個数": "1",
                    "明細区分(ID)": "6",
                },
                _GUEST,
            ],
            number="注文番号",
        ),
    ),
    expected=[
        OrderFacts(
            source="eccube",
            number="1011",
            placed_at=datetime(2024, 1, 8, 10, 13, 31, tzinfo=JAPAN),
            status=OrderStatus.FULFILLED,
            status_text="発送済み",
            buyer=Person(
                name="髙橋 花子",
                kana="タカハシ ハナコ",
                emails=("hanako@example.com",),
                phones=("09000001001",),
                postal_code="1000005",
                address="東京都千代田区丸の内 1-1-1 サンプルビル",
                birthday="1990-01-02 00:00:00",
                company="株式会社サンプル",
                member_id="7",
            ),
            recipients=(
                Person(
                    name="山田 太郎",
                    kana="",
                    phones=("0110000001",),
                    postal_code="0600001",
                    address="北海道札幌市中央区北一条西 1-1-1",
                    company="",
                ),
            ),
            total=Decimal(4630),
            currency="JPY",
            payment_method="クレジットカード",
            shipping_method="サンプル宅配",
            lines=(
                LineFacts("TEA-01", "煎茶 100g", 2, Decimal(1000), "101"),
                LineFacts("2", "急須 藍 大", 1, Decimal(2000), "102"),
            ),
            shipped_at=datetime(2024, 1, 9, 12, tzinfo=JAPAN),
        ),
        OrderFacts(
            source="eccube",
            number="1012",
            placed_at=None,
            status=OrderStatus.UNFINISHED,
            status_text="購入処理中",
            buyer=Person(
                name="鈴木 一郎",
                kana="",
                emails=("ichiro@example.com",),
                phones=("0600000012",),
                postal_code="",
                address="",
                birthday="",
                company="",
                member_id="",
            ),
            recipients=(),
            total=Decimal(1000),
            currency="JPY",
            payment_method="",
            shipping_method="",
            lines=(LineFacts("CUP-02", "湯呑み", 1, Decimal(1000)),),
        ),
    ],
)

OLD = Sample(
    format="eccube2",
    source="eccube2",
    tables=(
        Table(
            "eccube2.csv",
            [
                {
                    "注文番号": "301",
                    "会員ID": "0",
                    "要望等": "至急",
                    "お名前(姓)": "佐藤",
                    "お名前(名)": "花子",
                    "お名前(フリガナ・姓)": "サトウ",
                    "お名前(フリガナ名)": "ハナコ",
                    "メールアドレス": "hanako.sato@example.com",
                    "電話番号1": "3",
                    "電話番号2": "0",
                    "電話番号3": "1",
                    "郵便番号1": "60",
                    "郵便番号2": "1",
                    "都道府県": "北海道",
                    "住所1": "札幌市中央区",
                    "住所2": "北一条西1-1-1",
                    "生年月日": "1980-05-06 00:00:00",
                    "使用ポイント": "100",
                    "合計": "3500",
                    "お支払い合計": "3400",
                    "支払い方法": "代金引換",
                    "対応状況": "5",
                    "注文日時": "2013-04-05 06:07:08",
                    "発送完了日時": "2013-04-06 07:08:09",
                    "配送情報ID": "0",
                },
                {
                    "注文番号": "302",
                    "お名前(姓)": "田中",
                    "お名前(名)": "次郎",
                    "メールアドレス": "jiro@example.com",
                    "電話番号1": "",
                    "電話番号2": "0300000002",
                    "電話番号3": "",
                    "合計": "1000",
                    "対応状況": "3",
                    "注文日時": "2013/04/06 0:00",
                },
            ],
            number="注文番号",
        ),
    ),
    expected=[
        OrderFacts(
            source="eccube2",
            number="301",
            placed_at=datetime(2013, 4, 5, 6, 7, 8, tzinfo=JAPAN),
            status=OrderStatus.FULFILLED,
            status_text="5",
            buyer=Person(
                name="佐藤 花子",
                kana="サトウ ハナコ",
                emails=("hanako.sato@example.com",),
                phones=("03-0000-0001",),
                postal_code="060-0001",
                address="北海道札幌市中央区 北一条西1-1-1",
                birthday="1980-05-06 00:00:00",
                company="",
                member_id="0",
            ),
            total=Decimal(3400),
            currency="JPY",
            payment_method="代金引換",
            shipped_at=datetime(2013, 4, 6, 7, 8, 9, tzinfo=JAPAN),
        ),
        OrderFacts(
            source="eccube2",
            number="302",
            placed_at=datetime(2013, 4, 6, tzinfo=JAPAN),
            status=OrderStatus.CANCELLED,
            status_text="3",
            buyer=Person(
                name="田中 次郎",
                kana="",
                emails=("jiro@example.com",),
                phones=("0300000002",),
                postal_code="",
                address="",
                birthday="",
                company="",
                member_id="",
            ),
            total=Decimal(1000),
            currency="JPY",
            payment_method="",
        ),
    ],
)
