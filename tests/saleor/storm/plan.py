"""Who buys what, so that it is known beforehand which orders are one customer's. The people are invented."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

# As the register has it, and as other keyboards write it.
_FAMILIES = (("高橋", "髙橋"), ("渡辺", "渡邊"), ("斉藤", "齋藤"), ("吉田", "𠮷田"), ("佐々木", "佐佐木"))
_GIVEN = ("太郎", "花子", "健", "恵子", "由美", "隆", "陽子", "大輔", "美咲", "誠")
ORDERS_EACH = 5


@dataclass(frozen=True, slots=True)
class Purchase:
    """One checkout of one person."""

    person: int
    email: str
    address: dict[str, str]

    @property
    def values(self) -> tuple[str, ...]:
        """What must not be found in any log."""
        names = self.address["firstName"], self.address["lastName"]
        phone = self.address.get("phone", "")
        return tuple(value for value in (self.email, *names, phone, phone.replace("+81", "0")) if value)


def purchases(people: int) -> list[Purchase]:
    """Return five purchases of each of these people, all of them new, in a mixed order.

    Two and two are a couple: they share a telephone and a family name, and are two customers.
    """
    mark = secrets.token_hex(3)
    first_phone = secrets.randbelow(10**8 - 2 * people - 4)  # a couple has three numbers of four
    planned = [p for n in range(people) for p in _purchases_of(n, mark, first_phone)]
    secrets.SystemRandom().shuffle(planned)
    return planned


def _purchases_of(person: int, mark: str, first_phone: int) -> Iterator[Purchase]:
    couple = person // 2
    family, variant = _FAMILIES[couple % len(_FAMILIES)]
    given = _GIVEN[person % len(_GIVEN)]
    emails = [f"storm{mark}.{person}.{i}@example.com" for i in range(3)]
    shared, own = (f"+8180{first_phone + n:08}" for n in (4 * couple, 4 * couple + 1 + person % 2))
    # Not one of these is joined to all of the others: the first to the second by the telephone, to the
    # fourth by the e-mail address, those two to the third and the fifth.
    told = (
        (family, given, shared, emails[0]),
        (variant, f"{given} 様", shared, emails[1]),
        (f"{family}　", given, "", emails[1]),
        (variant, given, own, emails[0].upper()),
        (family, given, own, emails[2]),
    )
    for last, first, phone, email in told:
        address = {
            "firstName": first,
            "lastName": last,
            "streetAddress1": "架空町1-2-3",
            "city": "千代田区",
            "countryArea": "東京都",
            "postalCode": "100-0001",
            "country": "JP",
        }
        yield Purchase(person, email, address | ({"phone": phone} if phone else {}))
