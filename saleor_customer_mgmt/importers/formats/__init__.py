"""The formats that can be read, one module each. A new one is a module and a line here."""

from __future__ import annotations

from saleor_customer_mgmt.importers.format import Format
from saleor_customer_mgmt.importers.formats import (
    amazon,
    aupay,
    aupay_dena,
    neutral,
    rakuten,
    rakuten_old,
    shopify,
    woocommerce,
    woocommerce_advanced,
    yahoo,
)

FORMATS: tuple[Format, ...] = (
    rakuten.FORMAT,
    rakuten_old.FORMAT,
    *amazon.FORMATS,
    yahoo.FORMAT,
    aupay.FORMAT,
    aupay_dena.FORMAT,
    shopify.FORMAT,
    woocommerce.FORMAT,
    woocommerce_advanced.FORMAT,
    neutral.FORMAT,
)
