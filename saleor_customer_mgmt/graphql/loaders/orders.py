"""Loading order records and what belongs to them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.told import ToldKey, told_keys
from saleor_customer_mgmt.graphql.loaders.base import Loader
from saleor_customer_mgmt.models import ContestedKey, OrderEvidence, OrderLine, OrderRecord
from saleor_customer_mgmt.selectors.told import load_told
from saleor_customer_mgmt.selectors.why import criteria_in_use


class OrderById(Loader):
    """Id → order record."""

    def fetch(self, keys: list[int]) -> dict[int, OrderRecord]:
        return OrderRecord.objects.in_bulk(keys)


class LinesOfOrder(Loader):
    """Order id → its lines, in their order."""

    def fetch(self, keys: list[int]) -> dict[int, list[OrderLine]]:
        found: dict[int, list[OrderLine]] = defaultdict(list)
        for line in OrderLine.objects.filter(order_id__in=keys).order_by("order_id", "position"):
            found[line.order_id].append(line)
        return found

    def nothing(self) -> list[OrderLine]:
        return []


class EvidenceOfOrder(Loader):
    """Order id → its personal part; None where that was erased."""

    def fetch(self, keys: list[int]) -> dict[int, OrderEvidence]:
        rows = OrderEvidence.objects.filter(order_id__in=keys).select_related("order")
        rows = rows.defer("search_text")
        return {row.order_id: row for row in rows}


@dataclass(frozen=True, slots=True)
class JudgedKey:
    """A match key of an order, and whether it is contested."""

    key: ToldKey
    contested: bool


class KeysOfOrder(Loader):
    """Order id → its match keys under the criteria in use."""

    def fetch(self, keys: list[int]) -> dict[int, list[JudgedKey]]:
        criteria, secret = criteria_in_use(), conf.digest_secret()
        named = {order: told_keys(told, criteria, secret) for order, told in load_told(keys).items()}
        digests = {digest for of_order in named.values() for digest in of_order}
        contested = set(ContestedKey.objects.filter(digest__in=digests).values_list("digest", flat=True))
        return {
            order: [JudgedKey(key, digest in contested) for digest, key in of_order.items()]
            for order, of_order in named.items()
        }

    def nothing(self) -> list[JudgedKey]:
        return []
