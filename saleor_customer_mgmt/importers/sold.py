"""To which order a row belongs, in files with the orders of several shops."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from saleor_customer_mgmt.importers.headers import plain


class NoKey(Exception):
    """Raised when a row does not say to which order it belongs."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.reason = reason


class Shops:
    """The shops whose orders are in the files of one import, by what the files call them.

    ``named`` says which source a shop is, where the merchant has said so.
    """

    def __init__(self, named: Mapping[str, str]) -> None:
        self._named = {plain(name): source for name, source in named.items()}
        self._first: dict[str, str] = {}

    def begin(self) -> None:
        """Forget the shops that were seen."""
        self._first.clear()

    def source_of(self, shop: str) -> str | None:
        return self._named.get(plain(shop)) if self._named else None

    def is_only(self, source: str, shop: str) -> bool:
        """Say whether no other shop of the files was taken for this source so far."""
        return self._first.setdefault(source, plain(shop)) == plain(shop)


@dataclass(frozen=True, slots=True)
class SoldRow:
    """A row that is still to be given to an order: ``get`` returns a cell, empty where there is none.

    ``number`` is the cell of the sheet's number, checked. ``source`` is the one that the caller gave, if any;
    ``shops`` are those of the import.
    """

    number: str
    get: Callable[[str], str]
    source: str | None
    shops: Shops
