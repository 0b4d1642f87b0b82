"""Where an order was sold that a system for several shops (NEXT ENGINE, 助ネコ) has written into its file.

An order is one order, whether the mall's own file or such a system tells of it. So what is known to be a
mall's own order number becomes an order of that mall (docs/adr/0110-orders-of-several-shops.md).
"""

from __future__ import annotations

import re
import unicodedata

from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.sold import NoKey, SoldRow

_RAKUTEN = re.compile(r"\d{6}-\d{8}-\d{8,10}", re.ASCII)
AMAZON = re.compile(r"\d{3}-\d{7}-\d{7}", re.ASCII)
_YAHOO = re.compile(r"(?:[a-z0-9][a-z0-9-]*-)?(\d{8,})", re.ASCII | re.IGNORECASE)
_AUPAY = re.compile(r"\d{6,}", re.ASCII)
_CART = re.compile(r"カート番号\s*:\s*(\d+)", re.ASCII)

_NAMED_YAHOO = re.compile(r"yahoo|ヤフー|paypayモール")
_AUCTION = re.compile(r"オークション|ヤフオク|フリマ|auction")
_NAMED_AUPAY = re.compile(r"(?<![a-z])(au ?pay|wowma|dena|bidders)(?![a-z])|ワウマ|ビッダーズ")
_NAMED_QOO10 = re.compile(r"qoo10")


def mall_order(shop: str, number: str, remarks: str = "") -> tuple[str, str] | None:
    """Return the mall and its own number of an order; ``None`` when that is not certain.

    ``shop`` is what the merchant calls the shop. ``number`` is the mall's as the system writes it.
    """
    if _RAKUTEN.fullmatch(number):
        return "rakuten", number
    if AMAZON.fullmatch(number):
        return "amazon", number
    name = unicodedata.normalize("NFKC", shop).casefold()
    if _NAMED_YAHOO.search(name) and not _AUCTION.search(name):
        found = _YAHOO.fullmatch(number)
        return ("yahoo", found[1]) if found else None
    if _NAMED_AUPAY.search(name):
        return ("aupay", number) if _AUPAY.fullmatch(number) else None
    if _NAMED_QOO10.search(name):
        return _qoo10(number, remarks)
    return None


def _qoo10(number: str, remarks: str) -> tuple[str, str] | None:
    """Qoo10 numbers each item; what was bought together has a cart number, which is in the remarks."""
    found = _CART.search(unicodedata.normalize("NFKC", remarks))
    return ("qoo10", found[1]) if found and found[1] != number else None


_EACH_STORES_OWN = ("yahoo",)
"""Malls where two stores may have given the same number."""


def managed_order(
    row: SoldRow, system: str, shop: tuple[str, str], number: str, *, own: str = "", remarks: str = ""
) -> tuple[str, str]:
    """Return the source and the order number of a row of an order-management system.

    ``shop`` is the column of the shop's name and what it says. ``own`` is the number that the system itself
    gave. The source that the merchant has given the shop comes first, then the caller's. Where the mall is
    not known, the shop's name stands before its number: two shops may both have an order 1001.

    Raises:
        NoKey: when the number cannot be one, or two shops would have one source and the same numbers.
    """
    column, name = shop
    named = row.shops.source_of(name)
    source = named or row.source
    mall, malls_number = mall_order(name, number, remarks) or ("", "")
    if mall and mall not in _EACH_STORES_OWN:
        return source or mall, malls_number
    if source or mall:
        if named is None and not row.shops.is_only(source or mall, name):
            raise NoKey(column, _TWO_SHOPS)
        return source or mall, malls_number or checked(number or own)
    return system, checked(f"{name}:{number}" if name and number else own or number)


_TWO_SHOPS = (
    "another shop in these files has the same source, and perhaps the same numbers: say with SHOPS of "
    "CUSTOMER_MGMT which source each is, or import them one by one with a source each"
)


def checked(number: str) -> str:
    """Return an order number that can be one.

    Raises:
        NoKey: when it cannot.
    """
    try:
        return cells.order_number(number)
    except ValueError as error:
        raise NoKey("受注番号", str(error)) from None
