"""Who a customer is over all sources: every value that its orders tell, and where from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from saleor_customer_mgmt.core.evidence import Field, Trust
from saleor_customer_mgmt.models import OrderEvidence, OrderRecord
from saleor_customer_mgmt.models.codec import evidence_from_json


@dataclass(frozen=True, slots=True)
class Told:
    """One value of one field, in its normal form (as written, when it has none), and who told it."""

    field: Field
    value: str
    trust: Trust
    sources: tuple[str, ...]


def told_by_orders(orders: Sequence[OrderRecord]) -> list[Told]:
    """Return the values of these orders' buyers, each once: usable ones first, then by their sources."""
    sources: dict[tuple[Field, str, Trust], set[str]] = defaultdict(set)
    rows = OrderEvidence.objects.filter(order__in=orders).values_list("order__source", "evidence")
    for source, data in rows.iterator(2000):
        for field, values in evidence_from_json(data).items():
            for value in values:
                if field is not Field.SOURCE and value.trust is not Trust.MISSING:
                    shown = value.value if value.usable else value.raw
                    sources[field, shown, value.trust].add(source)
    found = [Told(*key, tuple(sorted(names))) for key, names in sources.items()]
    order_of = list(Field)
    return sorted(
        found,
        key=lambda t: (order_of.index(t.field), t.trust is not Trust.USABLE, -len(t.sources), t.value),
    )
