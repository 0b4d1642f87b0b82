"""NEXT ENGINE: orders of several malls in one file, slips that were parted or joined, lines cancelled."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers.cells import JAPAN
from tests.samples import Cells, Sample, Table

_RAKUTEN: Cells = {
    "伝票番号": "5001",
    "受注番号": "299999-20240108-0000000001",
    "受注日": "2024/01/08 10:12:31",
    "キャンセル区分": "有効な受注です。",
    "店舗名": "サンプル楽天市場店",
    "店舗コード": "1",
    "発送方法": "宅配便",
    "支払方法": "クレジットカード",
    "総合計": "2160",
    "出荷確定日": "2024/01/09",
    "受注状態": "出荷確定済（完了）",
    "購入者名": "髙橋花子",
    "購入者カナ": "タカハシハナコ",
    "購入者電話番号": "09000001001",
    "購入者郵便番号": "1000005",
    "購入者住所1": "東京都千代田区丸の内",
    "購入者住所2": "1-1-1",
    "購入者メールアドレス": "0123456789abcdef0123456789abcdefs1@pc.fw.rakuten.ne.jp",
    "顧客cd": "77",
    "送り先名": "山田太郎",
    "送り先電話番号": "0110000001",
    "送り先郵便番号": "0600001",
    "送り先住所1": "北海道札幌市中央区北一条西",
    "送り先住所2": "1-1-1",
    "名義人": "NEVER READ",
}
_SECOND_SLIP = _RAKUTEN | {
    "伝票番号": "5002",
    "総合計": "2750",
    "出荷確定日": "",
    "受注状態": "納品書印刷済み",
}
_AMAZON: Cells = {
    "伝票番号": "5003",
    "受注番号": "503-0000001-0000001",
    "受注日": "2024/01/09 8:05:00",
    "キャンセル区分": "0",
    "店舗名": "サンプルアマゾン店",
    "店舗コード": "4",
    "総合計": "1000",
    "出荷確定日": "2024/01/10 15:00:00",
    "受注状態": "出荷確定済（完了）",
    "購入者名": "鈴木 一郎",
    "購入者電話番号": "0900000013",
    "購入者郵便番号": "5300001",
    "購入者住所1": "大阪府大阪市北区梅田1-1-1",
    "購入者メールアドレス": "sample0000000@marketplace.amazon.co.jp",
    "送り先名": "鈴木 二郎",
    "送り先電話番号": "0900000013",
    "送り先郵便番号": "5300001",
    "送り先住所1": "大阪府大阪市北区梅田1-1-1",
}
_YAHOO: Cells = {
    "伝票番号": "5004",
    "受注番号": "10000001",
    "受注日": "2024/01/10 09:30:45",
    "キャンセル日": "2024/01/11",
    "キャンセル区分": "顧客依頼によりキャンセル",
    "店舗名": "サンプルＹａｈｏｏ！店",
    "店舗コード": "2",
    "総合計": "3160",
    "受注状態": "新規受付",
    "購入者名": "高橋 恵子",
    "購入者メールアドレス": "keiko@example.com",
}
_AUPAY: Cells = {
    "伝票番号": "5005",
    "受注番号": "500000001",
    "受注日": "2024/02/20 11:11:00",
    "キャンセル区分": "他の伝票への統合のためキャンセル",
    "店舗名": "サンプルau PAYマーケット店",
    "店舗コード": "5",
    "総合計": "4220",
    "受注状態": "納品書印刷待ち",
    "購入者名": "渡辺　陽子",
    "購入者メールアドレス": "relay-sample@relay.example.com",
}


def _goods(line: str, code: str, name: str, count: str, price: str, *, cancelled: str = "0") -> Cells:
    return {
        "明細行": line,
        "商品コード（伝票）": code,
        "商品名（伝票）": name,
        "受注数": count,
        "売単価": price,
        "明細行キャンセル": cancelled,
    }


_TO_TARO = Person(
    name="山田太郎",
    kana="",
    phones=("0110000001",),
    postal_code="0600001",
    address="北海道札幌市中央区北一条西 1-1-1",
)

LIST = Sample(
    format="nextengine",
    source=None,
    tables=(
        Table(
            "nextengine.csv",
            [
                _RAKUTEN | _goods("1", "TEA-01", "煎茶", "2", "1080") | {"商品オプション": "量:100g"},
                _RAKUTEN | _goods("2", "CUP-02", "湯呑み", "1", "1000", cancelled="1"),
                _SECOND_SLIP | _goods("1", "POT-01", "急須 ①", "1", "2750"),
                _AMAZON | _goods("1", "CUP-02", "湯呑み", "1", "1000"),
                _YAHOO | _goods("1", "TEA-01", "煎茶", "1", "3160", cancelled="1"),
                _AUPAY | _goods("1", "TEA-01", "煎茶", "4", "1080"),
            ],
            number="受注番号",
        ),
    ),
    expected=[
        OrderFacts(
            source="rakuten",
            number="299999-20240108-0000000001",
            placed_at=datetime(2024, 1, 8, 10, 12, 31, tzinfo=JAPAN),
            status=OrderStatus.PLACED,
            status_text="出荷確定済（完了） / 納品書印刷済み",
            buyer=Person(
                name="髙橋花子",
                kana="タカハシハナコ",
                emails=("0123456789abcdef0123456789abcdefs1@pc.fw.rakuten.ne.jp",),
                phones=("09000001001",),
                postal_code="1000005",
                address="東京都千代田区丸の内 1-1-1",
            ),
            recipients=(_TO_TARO,),
            total=Decimal(4910),
            currency="JPY",
            payment_method="クレジットカード",
            shipping_method="宅配便",
            lines=(
                LineFacts("TEA-01", "煎茶 量:100g", 2, Decimal(1080)),
                LineFacts("POT-01", "急須 ①", 1, Decimal(2750)),
            ),
            channel="サンプル楽天市場店",
            shipped_at=datetime(2024, 1, 9, tzinfo=JAPAN),
        ),
        OrderFacts(
            source="amazon",
            number="503-0000001-0000001",
            placed_at=datetime(2024, 1, 9, 8, 5, tzinfo=JAPAN),
            status=OrderStatus.FULFILLED,
            status_text="出荷確定済（完了）",
            buyer=Person(
                name="鈴木 一郎",
                kana="",
                emails=("sample0000000@marketplace.amazon.co.jp",),
            ),
            recipients=(
                Person(
                    name="鈴木 二郎",
                    kana="",
                    phones=("0900000013",),
                    postal_code="5300001",
                    address="大阪府大阪市北区梅田1-1-1",
                ),
            ),
            total=Decimal(1000),
            currency="JPY",
            payment_method="",
            shipping_method="",
            lines=(LineFacts("CUP-02", "湯呑み", 1, Decimal(1000)),),
            channel="サンプルアマゾン店",
            shipped_at=datetime(2024, 1, 10, 15, tzinfo=JAPAN),
        ),
        OrderFacts(
            source="yahoo",
            number="10000001",
            placed_at=datetime(2024, 1, 10, 9, 30, 45, tzinfo=JAPAN),
            status=OrderStatus.CANCELLED,
            status_text="新規受付 / 顧客依頼によりキャンセル",
            buyer=Person(
                name="高橋 恵子",
                kana="",
                emails=("keiko@example.com",),
                phones=(),
                postal_code="",
                address="",
            ),
            recipients=(),
            total=Decimal(3160),
            currency="JPY",
            payment_method="",
            shipping_method="",
            lines=(LineFacts("TEA-01", "煎茶", 1, Decimal(3160)),),
            channel="サンプルＹａｈｏｏ！店",
        ),
        OrderFacts(
            source="aupay",
            number="500000001",
            placed_at=datetime(2024, 2, 20, 11, 11, tzinfo=JAPAN),
            status=OrderStatus.PLACED,
            status_text="納品書印刷待ち / 他の伝票への統合のためキャンセル",
            buyer=Person(
                name="渡辺　陽子",
                kana="",
                emails=("relay-sample@relay.example.com",),
                phones=(),
                postal_code="",
                address="",
            ),
            recipients=(),
            total=Decimal(4220),
            currency="JPY",
            payment_method="",
            shipping_method="",
            lines=(LineFacts("TEA-01", "煎茶", 4, Decimal(1080)),),
            channel="サンプルau PAYマーケット店",
        ),
    ],
)

_SLIP: Cells = {
    "店舗名": "サンプル楽天市場店",
    "伝票番号": "5001",
    "受注番号": "299999-20240108-0000000001",
    "受注日": "2024/01/08 10:12:31",
    "受注状態": "出荷確定済（完了）",
    "発送方法": "宅配便",
    "支払方法": "クレジットカード",
    "合計金額": "2160",
    "出荷日": "2024/01/09",
    "名義人": "NEVER READ",
    "有効期限": "NEVER READ",
    "購入者名": "髙橋花子",
    "購入者カナ": "タカハシハナコ",
    "購入者郵便番号": "1000005",
    "購入者住所1": "東京都千代田区丸の内",
    "購入者住所2": "1-1-1",
    "購入者電話番号": "09000001001",
    "購入者メールアドレス": "0123456789abcdef0123456789abcdefs1@pc.fw.rakuten.ne.jp",
    "発送先名": "山田太郎",
    "発送先郵便番号": "0600001",
    "発送先住所1": "北海道札幌市中央区北一条西",
    "発送先住所2": "1-1-1",
    "発送先電話番号": "0110000001",
}

SLIPS = Sample(
    format="nextengine-slips",
    source=None,
    tables=(
        Table(
            "nextengine-slips.csv",
            [
                _SLIP
                | {"商品コード": "TEA-01", "商品名": "煎茶", "商品オプション": "量:100g", "受注数": "2"}
                | {"商品単価": "1080", "キャンセル": "0"},
                _SLIP
                | {"商品コード": "CUP-02", "商品名": "湯呑み", "受注数": "1", "商品単価": "1000"}
                | {"キャンセル": "1"},
                {
                    "店舗名": "サンプルYahoo!店",
                    "伝票番号": "5004",
                    "受注番号": "10000001",
                    "受注日": "2024/01/10",
                    "受注状態": "",
                    "購入者名": "高橋 恵子",
                    "合計金額": "3160",
                    "商品コード": "TEA-01",
                    "受注数": "1",
                    "商品単価": "3160",
                    "キャンセル": "キャンセル",
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
            status_text="出荷確定済（完了）",
            buyer=LIST.expected[0].buyer,
            recipients=(_TO_TARO,),
            total=Decimal(2160),
            currency="JPY",
            payment_method="クレジットカード",
            shipping_method="宅配便",
            lines=(LineFacts("TEA-01", "煎茶 量:100g", 2, Decimal(1080)),),
            channel="サンプル楽天市場店",
            shipped_at=datetime(2024, 1, 9, tzinfo=JAPAN),
        ),
        OrderFacts(
            source="yahoo",
            number="10000001",
            placed_at=datetime(2024, 1, 10, tzinfo=JAPAN),
            status=OrderStatus.CANCELLED,
            status_text="",
            buyer=Person(name="高橋 恵子", kana="", emails=(), phones=(), postal_code="", address=""),
            recipients=(),
            total=Decimal(3160),
            currency="JPY",
            payment_method="",
            shipping_method="",
            lines=(LineFacts("TEA-01", "", 1, Decimal(3160)),),
            channel="サンプルYahoo!店",
        ),
    ],
)

_GENERIC: Cells = {
    "店舗伝票番号": "299999-20240108-0000000001",
    "受注日": "2024/01/08 10:12:31",
    "受注郵便番号": "1000005",
    "受注住所１": "東京都千代田区丸の内",
    "受注住所２": "1-1-1",
    "受注名": "髙橋花子",
    "受注名カナ": "タカハシハナコ",
    "受注電話番号": "09000001001",
    "受注メールアドレス": "0123456789abcdef0123456789abcdefs1@pc.fw.rakuten.ne.jp",
    "発送郵便番号": "0600001",
    "発送先住所１": "北海道札幌市中央区北一条西",
    "発送先住所２": "1-1-1",
    "発送先名": "山田太郎",
    "発送電話番号": "0110000001",
    "支払方法": "クレジットカード",
    "発送方法": "宅配便",
    "商品計": "4910",
    "ポイント": "100",
    "その他費用": "-500",
    "合計金額": "4910",
    "出荷済フラグ": "1",
}

GENERIC = Sample(
    format="nextengine-generic",
    source=None,
    tables=(
        Table(
            "nextengine-generic.csv",
            [
                _GENERIC
                | {"商品名": "煎茶", "商品コード": "TEA-01", "商品価格": "1080", "受注数量": "2"}
                | {"商品オプション": "量:100g"},
                _GENERIC | {"商品名": "急須", "商品コード": "POT-01", "商品価格": "2750", "受注数量": "1"},
                {
                    "店舗伝票番号": "503-0000001-0000001",
                    "受注日": "2024/01/09 08:05:00",
                    "受注名": "鈴木 一郎",
                    "受注メールアドレス": "sample0000000@marketplace.amazon.co.jp",
                    "合計金額": "1000",
                    "商品コード": "CUP-02",
                    "商品価格": "1000",
                    "受注数量": "1",
                },
            ],
            number="店舗伝票番号",
        ),
    ),
    expected=[
        OrderFacts(
            source="rakuten",
            number="299999-20240108-0000000001",
            placed_at=datetime(2024, 1, 8, 10, 12, 31, tzinfo=JAPAN),
            status=OrderStatus.FULFILLED,
            status_text="出荷済",
            buyer=LIST.expected[0].buyer,
            recipients=(_TO_TARO,),
            total=Decimal(4910),
            currency="JPY",
            payment_method="クレジットカード",
            shipping_method="宅配便",
            lines=(
                LineFacts("TEA-01", "煎茶 量:100g", 2, Decimal(1080)),
                LineFacts("POT-01", "急須", 1, Decimal(2750)),
            ),
        ),
        OrderFacts(
            source="amazon",
            number="503-0000001-0000001",
            placed_at=datetime(2024, 1, 9, 8, 5, tzinfo=JAPAN),
            status=OrderStatus.PLACED,
            status_text="",
            buyer=Person(
                name="鈴木 一郎",
                kana="",
                emails=("sample0000000@marketplace.amazon.co.jp",),
                phones=(),
                postal_code="",
                address="",
            ),
            recipients=(),
            total=Decimal(1000),
            currency="JPY",
            payment_method="",
            shipping_method="",
            lines=(LineFacts("CUP-02", "", 1, Decimal(1000)),),
        ),
    ],
)
