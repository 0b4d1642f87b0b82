"""What customer management recorded, as a member of staff sees it through ``/graphql/``."""

from __future__ import annotations

from typing import Any

from tests.saleor.api import Api

_ORDER = """query($n: String!) { orderRecord(source: "saleor", number: $n) {
  status statusText total currency paymentMethod counts
  buyer { name emails phones postalCode address country memberId }
  recipients { name phones }
  lines { sku quantity unitPrice }
  customer { publicId orderCount purchaseCount }
} }"""
_NUMBERS = """query($after: String) { orderRecords(first: 100, after: $after, filter: {sources: ["saleor"]}) {
  totalCount pageInfo { hasNextPage endCursor } edges { node { number } } } }"""
_SHOP = """query($after: String) { orders(first: 100, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } edges { node { number } } } }"""


class Records:
    """The records of the shop's own orders."""

    def __init__(self, staff: Api) -> None:
        self._staff = staff

    def of(self, number: object) -> dict[str, Any]:
        """Return one order's record; nothing in it when there is none."""
        found = self._staff.ask(_ORDER, n=str(number))
        return dict(found or {})

    def status(self, number: object) -> str:
        """Return our status and, in brackets, the shop's own word; "none" without a record."""
        found = self.of(number)
        return f"{found['status']} ({found['statusText']})" if found else "none"

    def buyer(self, number: object, field: str) -> Any:
        return (self.of(number).get("buyer") or {}).get(field)

    def customers(self, numbers: list[object]) -> int:
        """Return to how many customers these orders belong."""
        return len({(self.of(number).get("customer") or {}).get("publicId") for number in numbers})

    def missing_and_doubled(self) -> tuple[int, int]:
        """Return how many orders of the shop have no record, and how many records are too many."""
        orders, records = self._numbers(_SHOP), self._numbers(_NUMBERS)
        return len(set(orders) - set(records)), len(records) - len(set(records)) + len(
            set(records) - set(orders)
        )

    def _numbers(self, query: str) -> list[str]:
        found: list[str] = []
        after = None
        while True:
            page = self._staff.ask(query, after=after)
            found += [edge["node"]["number"] for edge in page["edges"]]
            if not page["pageInfo"]["hasNextPage"]:
                return found
            after = page["pageInfo"]["endCursor"]
