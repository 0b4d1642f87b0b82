"""The formats that can be read, one module each. A new one is a module and a line here."""

from __future__ import annotations

from saleor_customer_mgmt.importers.format import Format
from saleor_customer_mgmt.importers.formats import (
    amazon,
    aupay,
    aupay_dena,
    base,
    colorme,
    eccube,
    eccube2,
    ganbare,
    makeshop,
    neutral,
    nextengine,
    nextengine_generic,
    ponpare,
    qoo10,
    rakuten,
    rakuten_old,
    shopify,
    stores,
    sukeneko,
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
    qoo10.FORMAT,
    ponpare.FORMAT,
    ganbare.FORMAT,
    eccube.FORMAT,
    eccube2.FORMAT,
    base.FORMAT,
    stores.FORMAT,
    *colorme.FORMATS,
    makeshop.FORMAT,
    *nextengine.FORMATS,
    nextengine_generic.FORMAT,
    sukeneko.FORMAT,
    neutral.FORMAT,
)
