"""Invented people, by number: the same number is always the same person."""

from __future__ import annotations

from dataclasses import dataclass

# fmt: off
_FAMILY = (
    "佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤",
    "吉田", "山田", "佐々木", "山口", "松本", "井上", "木村", "林", "斎藤", "清水",
)
_GIVEN = (
    "太郎", "花子", "健", "恵子", "由美", "隆", "陽子", "大輔", "美咲", "誠",
    "真由美", "拓也", "直子", "翔太", "明美", "剛", "裕子", "和也", "久美子", "亮",
)
# fmt: on
_PLACES = (
    ("東京都", "千代田区", "100-00"),
    ("大阪府", "大阪市北区", "530-00"),
    ("愛知県", "名古屋市中区", "460-00"),
    ("福岡県", "福岡市中央区", "810-00"),
    ("北海道", "札幌市中央区", "060-00"),
)


@dataclass(frozen=True, slots=True)
class Invented:
    """Nobody. E-mail and telephone are theirs alone; the name is not."""

    email: str
    phone: str
    family: str
    given: str
    area: str
    city: str
    street: str
    postal_code: str

    def address(self) -> dict[str, str]:
        """Return what a shopper enters."""
        return {
            "firstName": self.given,
            "lastName": self.family,
            "streetAddress1": self.street,
            "city": self.city,
            "countryArea": self.area,
            "postalCode": self.postal_code,
            "country": "JP",
            "phone": self.phone,
        }


def invented(number: int) -> Invented:
    """Return the person of this number, 0 to 99,999,999."""
    area, city, postal = _PLACES[number % len(_PLACES)]
    return Invented(
        email=f"bench{number}@example.com",
        phone=f"+8180{number:08}",
        family=_FAMILY[number % len(_FAMILY)],
        given=_GIVEN[number // len(_FAMILY) % len(_GIVEN)],
        area=area,
        city=city,
        street=f"架空町{number % 9 + 1}-{number % 97 + 1}-{number % 31 + 1}",
        postal_code=f"{postal}{number % 90 + 10:02}",
    )
