"""Many small histories as one: each with ids and keys of its own, so that one run of an engine judges all."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pyarrow as pa

from saleor_customer_mgmt.core.decisions import Decision, Merge, Split
from saleor_customer_mgmt.engines.exchange import Exchange
from tests.core.histories import (
    KEYS,
    Arrive,
    MergeStep,
    Rekey,
    Shop,
    SplitStep,
    Step,
    Undo,
    shop_after,
)


def many_shops(number: int, seed: int) -> Shop:
    """Return ``number`` histories side by side, in one shop, with decisions in all their orders."""
    random = Random(seed)
    together = Shop()
    for place in range(number):
        shop = shop_after(_history(random))
        # Not one after the other: the ids of one history lie among those of the others.
        together.keys_of |= {
            order * number + place: frozenset(f"{place}{key}" for key in keys)
            for order, keys in shop.keys_of.items()
        }
        together.log += [_moved(decision, number, place) for decision in shop.log]
    together.log.sort(key=lambda decision: decision.seq)
    return together


def exchange_of(shop: Shop, folder: Path) -> Exchange:
    """Write the shop into a folder, in several batches and several files."""
    exchange = Exchange(folder)
    orders = list(shop.keys_of)
    pairs = [(key, order) for order, keys in shop.keys_of.items() for key in keys]
    for start in range(0, max(len(orders), 1), 700):
        exchange.put_orders([pa.table({"order_id": orders[start : start + 700]})])
    exchange.put_pairs(
        pa.table({"key": [key for key, _ in part], "order_id": [order for _, order in part]})
        for part in (pairs[start : start + 300] for start in range(0, len(pairs), 300))
    )
    return exchange


def _history(random: Random) -> list[Step]:
    def keys() -> str:
        return "".join(random.sample(KEYS, random.randint(0, 3)))

    def step() -> Step:
        def number() -> int:
            return random.randint(0, 63)

        match random.randint(0, 6):
            case 0 | 1:
                return Arrive(keys())
            case 2:
                return MergeStep((number(), number()), (number(), number()))
            case 3 | 4:
                return SplitStep(number(), number())
            case 5:
                return Rekey(number(), keys())
            case _:
                return Undo(number())

    begin: list[Step] = [Arrive(keys()) for _ in range(random.randint(2, 6))]
    return begin + [step() for _ in range(random.randint(0, 9))]


def _moved(decision: Decision, number: int, place: int) -> Decision:
    def there(order: int) -> int:
        return order * number + place

    seq = decision.seq * number + place
    if isinstance(decision, Merge):
        return Merge(seq, tuple((there(a), there(b)) for a, b in decision.links))
    return Split(seq, frozenset(map(there, decision.out)), frozenset(map(there, decision.stay)))
