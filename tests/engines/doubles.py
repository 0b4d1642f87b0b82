"""Invented people, some of whom are two customers: with a typing error, moved, married, in kana, in letters.

Small and steady: the same seed gives the same people. Telephone numbers and e-mail addresses are nobody's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from saleor_customer_mgmt.core.evidence import Evidence
from saleor_customer_mgmt.core.facts import OrderFacts, Person
from saleor_customer_mgmt.core.gather import gather


def _table(text: str) -> tuple[tuple[str, str, str], ...]:
    rows = (row.split() for line in text.strip().splitlines() for row in line.split("/"))
    return tuple((first, second, third) for first, second, third in rows)


_FAMILIES = _table(
    """
    佐藤 サトウ Sato / 鈴木 スズキ Suzuki / 高橋 タカハシ Takahashi
    田中 タナカ Tanaka / 伊藤 イトウ Ito / 渡辺 ワタナベ Watanabe
    山本 ヤマモト Yamamoto / 中村 ナカムラ Nakamura / 小林 コバヤシ Kobayashi
    加藤 カトウ Kato / 吉田 ヨシダ Yoshida / 山口 ヤマグチ Yamaguchi
    松本 マツモト Matsumoto / 井上 イノウエ Inoue / 木村 キムラ Kimura
    清水 シミズ Shimizu / 長谷川 ハセガワ Hasegawa / 林 ハヤシ Hayashi
    森 モリ Mori / 池田 イケダ Ikeda
    """
)
_GIVENS = _table(
    """
    太郎 タロウ Taro / 花子 ハナコ Hanako / 恵子 ケイコ Keiko
    由美 ユミ Yumi / 陽子 ヨウコ Yoko / 大輔 ダイスケ Daisuke
    美咲 ミサキ Misaki / 真由美 マユミ Mayumi / 拓也 タクヤ Takuya
    直子 ナオコ Naoko / 翔太 ショウタ Shota / 明美 アケミ Akemi
    裕子 ユウコ Yuko / 和也 カズヤ Kazuya / 久美子 クミコ Kumiko
    誠 マコト Makoto / 亮 リョウ Ryo / 健一 ケンイチ Kenichi
    智子 トモコ Tomoko / 隆 タカシ Takashi / 浩二 コウジ Koji
    沙織 サオリ Saori / 哲也 テツヤ Tetsuya / 千春 チハル Chiharu
    優子 ユウコ Yuko / 純一 ジュンイチ Junichi / 麻衣 マイ Mai
    涼子 リョウコ Ryoko
    """
)
_TOWNS = _table(
    """
    東京都 千代田区霞が関 100 / 東京都 世田谷区代田 155 / 大阪府 大阪市北区梅田 530
    愛知県 名古屋市中区栄 460 / 福岡県 福岡市中央区天神 810 / 北海道 札幌市中央区北一条西 060
    京都府 京都市下京区四条町 600 / 宮城県 仙台市青葉区一番町 980 / 広島県 広島市中区基町 730
    岐阜県 揖斐郡池田町本郷 503
    """
)
_MISTYPED = {"太": "大", "子": "了", "美": "実", "也": "哉", "一": "二", "織": "職", "衣": "依", "輔": "介"}


@dataclass(frozen=True)
class Someone:
    """Who somebody is, and how to reach them."""

    family: tuple[str, str, str]
    given: tuple[str, str, str]
    phone: str | None
    email: str | None
    prefecture: str
    town: str
    postal_code: str | None
    block: str
    room: str
    birthday: str | None

    def person(self, name: str | None = None, *, kana: bool = True) -> Person:
        """Return what an order tells of them."""
        return Person(
            name=name or f"{self.family[0]} {self.given[0]}",
            kana=f"{self.family[1]} {self.given[1]}" if kana else None,
            emails=(self.email,) if self.email else None,
            phones=(self.phone,) if self.phone else None,
            postal_code=self.postal_code,
            address=f"{self.prefecture}{self.town}{self.block}{self.room}",
            birthday=self.birthday,
        )


@dataclass(frozen=True)
class Shop:
    """``orders`` of each customer by id, newest first; ``truth``: which are one, and by what change."""

    orders: dict[int, list[Person]]
    truth: dict[tuple[int, int], str]

    def evidence(self, customer: int) -> list[Evidence]:
        return [gather(OrderFacts("shop", "1", buyer=person)) for person in self.orders[customer]]


def someone(random: Random) -> Someone:
    prefecture, town, postal = random.choice(_TOWNS)
    family, given = random.choice(_FAMILIES), random.choice(_GIVENS)
    return Someone(
        family,
        given,
        f"0{random.choice('789')}0-{random.randint(0, 9999):04}-{random.randint(0, 9999):04}",
        f"{given[2].lower()}.{family[2].lower()}{random.randint(0, 99_999_999)}@example.com",
        prefecture,
        town,
        f"{postal}-{random.randint(1, 9999):04}",
        f"{random.randint(1, 9)}-{random.randint(1, 30)}-{random.randint(1, 20)}",
        random.choice(["", f" コーポ{random.randint(100, 999)}号室"]),
        f"{random.randint(1950, 2003)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        if random.random() < 0.4
        else None,
    )


def _typo_in_name(one: Someone, _new: Someone) -> Person:
    wrong = next((character for character in one.given[0] if character in _MISTYPED), None)
    given = one.given[0].replace(wrong, _MISTYPED[wrong]) if wrong else f"{one.given[0]}子"
    return one.person(f"{one.family[0]} {given}", kana=False)


def _married(one: Someone, new: Someone) -> Person:
    family = new.family if new.family != one.family else ("二宮", "ニノミヤ", "Ninomiya")
    return replace(one, family=family, block=new.block, room="").person()


def _in_kana(one: Someone, _new: Someone) -> Person:
    return replace(one, email=None).person(f"{one.family[1]} {one.given[1]}", kana=False)


def _in_letters(one: Someone, _new: Someone) -> Person:
    return replace(one, phone=None, birthday=None).person(f"{one.given[2]} {one.family[2]}", kana=False)


def _moved(one: Someone, new: Someone) -> Person:
    local = (one.email or "").partition("@")[0]
    there = replace(new, family=one.family, given=one.given, email=f"{local}@mail.example", birthday=None)
    return there.person()


def _typo_in_phone(one: Someone, _new: Someone) -> Person:
    phone = one.phone or ""
    wrong = f"{phone[:-1]}{(int(phone[-1]) + 1) % 10}"
    return replace(one, phone=wrong, email=None, room="").person()


def _typo_in_email(one: Someone, _new: Someone) -> Person:
    wrong = (one.email or "").replace("@example.com", "@exmaple.com")
    return replace(one, email=wrong, phone=None, birthday=None).person(kana=False)


CHANGES: dict[str, Callable[[Someone, Someone], Person]] = {
    "typo in name": _typo_in_name,
    "married": _married,
    "in kana": _in_kana,
    "in letters": _in_letters,
    "moved": _moved,
    "typo in phone": _typo_in_phone,
    "typo in e-mail": _typo_in_email,
}


def shop(people: int, seed: int, share: float = 0.05) -> Shop:
    """Return so many people, a ``share`` of whom are two customers; some live with their family."""
    random = Random(seed)
    orders: dict[int, list[Person]] = {}
    truth: dict[tuple[int, int], str] = {}
    before: Someone | None = None
    for _ in range(people):
        one, new = someone(random), someone(random)
        if before is not None and random.random() < 0.15:  # a child, a wife: one house, often one telephone
            one = replace(
                one,
                family=before.family,
                town=before.town,
                prefecture=before.prefecture,
                postal_code=before.postal_code,
                block=before.block,
                room=before.room,
                phone=before.phone if random.random() < 0.5 else one.phone,
                given=one.given if one.given != before.given else ("一郎", "イチロウ", "Ichiro"),
            )
        before = one
        customer = len(orders) + 1
        orders[customer] = [one.person()] * random.randint(1, 3)
        if random.random() < 0.1:  # moved, and known: the e-mail address stayed
            orders[customer] = [
                replace(new, family=one.family, given=one.given, email=one.email).person(),
                one.person(),
            ]
        if random.random() < share:
            change = random.choice(list(CHANGES))
            truth[customer, customer + 1] = change
            orders[customer + 1] = [CHANGES[change](one, new)]
    return Shop(orders, truth)
