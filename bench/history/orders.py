"""The orders of a history, one after the other in time: whose each is, what was bought, how it went."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from bench.history.buyers import Buyer, Values
from bench.history.people import MOST, Somebody, somebody
from bench.history.shuffle import Shuffle
from bench.history.words import PRODUCTS

# So many people buy so often; most of them once.
_OFTEN = {50: 1, 20: 2, 12: 3, 8: 5, 5: 12, 4: 18, 3: 40, 2: 110, 1: 500}
_BEGIN, _DAYS = datetime(2021, 11, 1), 5 * 365  # noqa: DTZ001  # Japanese time, as all sources write it


def _owners() -> tuple[int, ...]:
    """Return for each order of one round which of its people placed it."""
    sizes = [size for size, people in _OFTEN.items() for _ in range(people)]
    random.Random(0).shuffle(sizes)
    return tuple(person for person, size in enumerate(sizes) for _ in range(size))


_OWNERS = _owners()
_PEOPLE = sum(_OFTEN.values())


class Order(NamedTuple):
    """``rows`` are cells by neutral column, the first with all about the order."""

    source: str
    number: str
    person: int
    values: Values
    rows: list[dict[str, str]]


class History:
    """So many orders in the order of time, each made when it is asked for.

    Raises:
        ValueError: when there are not enough telephone numbers for so many people.
    """

    def __init__(self, count: int, seed: int = 1) -> None:
        if count * _PEOPLE > MOST * len(_OWNERS):
            raise ValueError(f"{count:,} orders are more than there are invented people for")
        self._count, self._seed = count, seed
        self._place_of = Shuffle(count, seed)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Order]:
        for position in range(self._count):
            yield self.at(position)

    def at(self, position: int) -> Order:
        """Return the order that came after so many others."""
        round_, at = divmod(self._place_of(position), len(_OWNERS))
        person = round_ * _PEOPLE + _OWNERS[at]
        return _order(position, person, position / self._count, self._seed)


def _order(position: int, person: int, time: float, seed: int) -> Order:
    chance = random.Random(seed << 40 | position << 2)
    who = somebody(person, seed)
    source = who.sources[0 if chance.random() < 0.7 else chance.randrange(len(who.sources))]
    moment = _BEGIN + timedelta(seconds=int(time * _DAYS * 86_400))
    number = _NUMBERS[source](position, moment)
    buyer = Buyer(source, who, time, number, chance)
    lines = _lines(chance)
    status, word = _status(source, chance)
    total = sum(quantity * price for _, _, quantity, price in lines)
    first = buyer.cells | {
        "source": source,
        "order_number": number,
        "placed_at": _written_moment(source, moment),
        "status": word,
        "total": str(total),
        "currency": "JPY",
        "channel": "default-channel" if source == "saleor" else "",
        "refunded": str(total) if status == "returned" else "",
        "payment_method": ("クレジットカード", "代金引換", "銀行振込", "PayPay")[chance.randrange(4)],
        "shipping_method": ("宅配便", "メール便", "宅配便 時間指定")[chance.randrange(3)],
        **_recipient(who if chance.random() < 0.92 else somebody(person ^ 1, seed), time),
    }
    rows = [
        {
            "source": source,
            "order_number": number,
            "sku": sku,
            "product": name,
            "quantity": str(quantity),
            "unit_price": str(price),
        }
        for sku, name, quantity, price in lines
    ]
    rows[0] |= first
    return Order(source, number, person, buyer.values, rows)


_NUMBERS: dict[str, Callable[[int, datetime], str]] = {
    "saleor": lambda position, _: str(1000 + position),
    "rakuten": lambda position, moment: f"299999-{moment:%Y%m%d}-{position:010}",
    "amazon": lambda position, _: f"249-{position // 10_000_000:07}-{position % 10_000_000:07}",
    "yahoo": lambda position, _: f"kakuu-shop-{10_000_000 + position}",
    "aupay": lambda position, _: str(500_000_000 + position),
}


def _written_moment(source: str, moment: datetime) -> str:
    if source == "saleor":
        return f"{moment.isoformat()}+09:00"
    return f"{moment:%Y/%m/%d %H:%M}" if source in ("yahoo", "aupay") else f"{moment:%Y-%m-%d %H:%M:%S}"


def _status(source: str, chance: random.Random) -> tuple[str, str]:
    kind = chance.random()
    japanese = source not in ("saleor", "amazon")
    if kind < 0.90:
        return "fulfilled", "発送済み" if japanese else "fulfilled"
    if kind < 0.94:
        return "placed", "入金待ち" if japanese else "processing"
    if kind < 0.98:
        return "cancelled", "キャンセル" if japanese else "cancelled"
    return "returned", "返品" if japanese else "returned"


def _lines(chance: random.Random) -> list[tuple[str, str, int, int]]:
    """Return SKU, product, quantity and price of what was bought: mostly one thing."""
    count = 1 if chance.random() < 0.82 else 2 + chance.randrange(3)
    first = chance.randrange(len(PRODUCTS))
    found = [PRODUCTS[(first + step * 7) % len(PRODUCTS)] for step in range(count)]
    return [(each.sku, each.name, 1 + int(chance.random() ** 4 * 4), each.price) for each in found]


def _recipient(who: Somebody, time: float) -> dict[str, str]:
    """Return where it goes: home, or as a gift to somebody else's."""
    self = who.at(time)
    place, house = self.home.place, "-".join(map(str, self.home.house))
    unit = f" {self.home.building}{self.home.unit}" if self.home.unit else ""
    return {
        "ship_name": f"{self.family.kanji} {self.given.kanji}",
        "ship_postal_code": f"{place.postal_code[:3]}-{place.postal_code[3:]}",
        "ship_address": f"{place.area}{place.city}{place.town}{house}{unit}",
        "ship_phone": self.phone,
    }
