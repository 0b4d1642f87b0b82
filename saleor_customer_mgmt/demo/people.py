"""The invented customers of the demo, each written the way each mall writes them.

Numbers are 03-0000-xxxx and 090-0000-xxxx, addresses example.com or a mall's relay domain with an invented
local part. Nobody here exists.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sample:
    """One person. ``variants`` replaces values in the files of one mall (``rakuten``, ``shop`` …)."""

    family: str
    given: str
    kana: str
    email: str
    phone: str
    postal_code: str
    prefecture: str
    city: str
    street: str
    variants: dict[str, dict[str, str]] = field(default_factory=dict)

    def at(self, mall: str, value: str) -> str:
        return self.variants.get(mall, {}).get(value, getattr(self, value, ""))


TOKYO = ("100-0005", "東京都", "千代田区", "丸の内1-1-1")
OSAKA = ("530-0001", "大阪府", "大阪市北区", "梅田1-1-1")
NAGOYA = ("460-0008", "愛知県", "名古屋市中区", "栄1-1-1")
SAPPORO = ("060-0001", "北海道", "札幌市中央区", "北一条西1-1-1")
FUKUOKA = ("810-0001", "福岡県", "福岡市中央区", "天神1-1-1")
SENDAI = ("980-0021", "宮城県", "仙台市青葉区", "中央1-1-1")
YOKOHAMA = ("220-0011", "神奈川県", "横浜市西区", "高島1-1-1")


def _relay(letter: str) -> dict[str, str]:
    return {"email": f"{letter * 8}sample{letter * 8}s1@pc.fw.rakuten.ne.jp"}


PEOPLE = {
    # Rakuten knows her phone, Amazon her e-mail, the shop both:
    # only name+phone OR name+email joins all three.
    "hanako": Sample(
        "佐藤", "花子", "サトウ ハナコ", "hanako@example.com", "090-0000-1001", *TOKYO,
        variants={"rakuten": _relay("a"), "amazon": {"phone": ""}, "shop": {"family": "佐藤　"}},
    ),
    # Two people of one name who must stay two.
    "ichiro-tokyo": Sample("鈴木", "一郎", "スズキ イチロウ", "ichiro@example.com", "090-0000-1002", *TOKYO),
    "ichiro-osaka": Sample(
        "鈴木", "一郎", "スズキ イチロウ", "suzuki.osaka@example.com", "090-0000-1003", *OSAKA,
        variants={"rakuten": _relay("b")},
    ),
    # A family with one telephone.
    "ken": Sample("田中", "健", "タナカ ケン", "ken@example.com", "03-0000-2001", *YOKOHAMA),
    "misaki": Sample("田中", "美咲", "タナカ ミサキ", "misaki@example.com", "03-0000-2001", *YOKOHAMA),
    "sakura": Sample("田中", "さくら", "タナカ サクラ", "sakura@example.com", "03-0000-2001", *YOKOHAMA),
    # One person, written with and without the old form of her first character, wide and narrow.
    "keiko": Sample(
        "高橋", "恵子", "タカハシ ケイコ", "keiko@example.com", "090-0000-1004", *NAGOYA,
        variants={
            "rakuten": {"family": "髙橋", **_relay("c")},
            "yahoo": {"kana": "ﾀｶﾊｼ ｹｲｺ", "phone": "09000001004", "street": "栄１丁目１番１号"},
            "aupay": {
                "family": "髙橋　",
                "phone": "０９０－００００－１００４",
                "email": "c-sample@relay.example.com",
            },
        },
    ),
    # Telephones that say nothing: these two have nothing in common.
    "daisuke": Sample(
        "伊藤", "大輔", "イトウ ダイスケ", "daisuke@example.com", "000-0000-0000", *SAPPORO
    ),
    "yoko": Sample("渡辺", "陽子", "ワタナベ ヨウコ", "yoko@example.com", "000-0000-0000", *FUKUOKA),
    "naoki": Sample("山本", "直樹", "ヤマモト ナオキ", "naoki@example.com", "090-0000-1005", *SENDAI),
    # The best customer.
    "yumi": Sample(
        "中村", "由美", "ナカムラ ユミ", "yumi@example.com", "090-0000-1006", *FUKUOKA,
        variants={"rakuten": _relay("d"), "yahoo": {"family": "中村"}, "shop": {"phone": "+81 90-0000-1006"}},
    ),
    "takashi": Sample(
        "小林", "隆", "コバヤシ タカシ", "takashi@example.com", "090-0000-1007", *TOKYO,
        variants={"amazon": {"email": "t5kobasample@marketplace.amazon.co.jp"}},
    ),
    "mai": Sample(
        "加藤", "舞", "カトウ マイ", "mai@example.com", "090-0000-1008", *OSAKA,
        variants={"rakuten": _relay("e")},
    ),
    "shota": Sample("吉田", "翔太", "ヨシダ ショウタ", "shota@example.com", "090-0000-1009", *NAGOYA),
    "taro": Sample(
        "山田", "太郎", "ヤマダ タロウ", "taro@example.com", "090-0000-1010", *SAPPORO,
        variants={"rakuten": _relay("f"), "amazon": {"family": "ﾔﾏﾀﾞ", "given": " ﾀﾛｳ"}},
    ),
    "rina": Sample("佐々木", "里奈", "ササキ リナ", "rina@example.com", "090-0000-1011", *SENDAI),
    "koji": Sample("松本", "浩二", "マツモト コウジ", "koji@example.com", "090-0000-1012", *YOKOHAMA),
    "emi": Sample("井上", "絵美", "イノウエ エミ", "emi@example.com", "090-0000-1013", *FUKUOKA),
    "firm": Sample(
        "木村", "誠", "キムラ マコト", "office@example.com", "03-0000-3001", *TOKYO,
        variants={"yahoo": {"company": "株式会社サンプル"}, "shop": {"company": "(株)サンプル"}},
    ),
    "gift": Sample(
        "林", "優子", "ハヤシ ユウコ", "yuko@example.com", "090-0000-1014", *OSAKA,
        variants={"rakuten": _relay("g")},
    ),
}  # fmt: skip
