"""Where an order was sold that a system for several shops (NEXT ENGINE, 助ネコ) has written into its file.

An order is one order, whether the mall's own file or such a system tells of it. So what is known to be a
mall's own order number becomes an order of that mall (docs/adr/0110-orders-of-several-shops.md).
"""

from __future__ import annotations

import re
import unicodedata

from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.format import NoKey

_RAKUTEN = re.compile(r"\d{6}-\d{8}-\d{8,10}", re.ASCII)
AMAZON = re.compile(r"\d{3}-\d{7}-\d{7}", re.ASCII)
_YAHOO = re.compile(r"(?:[a-z0-9][a-z0-9-]*-)?(\d{8,})", re.ASCII | re.IGNORECASE)
_AUPAY = re.compile(r"\d{6,}", re.ASCII)
_CART = re.compile(r"カート番号\s*:\s*(\d+)", re.ASCII)

_NAMED_YAHOO = re.compile(r"yahoo|ヤフー|paypayモール")
_AUCTION = re.compile(r"オークション|ヤフオク|フリマ|auction")
_NAMED_AUPAY = re.compile(r"au ?pay|wowma|ワウマ|dena|ビッダーズ|bidders")
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


def managed_order(
    system: str, shop: str, number: str, *, source: str | None, own: str = "", remarks: str = ""
) -> tuple[str, str]:
    """Return the source and the order number of a row of an order-management system.

    ``source`` is the caller's, who knows best where all orders of a file were sold. ``own`` is the number
    that the system itself gave. Where the mall is not known, the shop's name stands before its number:
    two shops may both have an order 1001.

    Raises:
        NoKey: when the number cannot be one.
    """
    mall = mall_order(shop, number, remarks)
    if mall is not None:
        return source or mall[0], mall[1]
    if source is not None:
        return source, checked(number or own)
    return system, checked(f"{shop}:{number}" if shop and number else own or number)


def checked(number: str) -> str:
    """Return an order number that can be one.

    Raises:
        NoKey: when it cannot.
    """
    try:
        return cells.order_number(number)
    except ValueError as error:
        raise NoKey("受注番号", str(error)) from None
