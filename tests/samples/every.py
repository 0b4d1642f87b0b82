"""All samples."""

from __future__ import annotations

from tests.samples import Sample, amazon, aupay, neutral, rakuten, rakuten_old, shopify, woocommerce, yahoo

SAMPLES: tuple[Sample, ...] = (
    rakuten.SAMPLE,
    rakuten_old.SAMPLE,
    amazon.ORDERS,
    amazon.UNSHIPPED,
    amazon.ALL_ORDERS,
    amazon.FBA,
    yahoo.SAMPLE,
    aupay.SAMPLE,
    aupay.DENA,
    shopify.SAMPLE,
    woocommerce.ORDERS,
    woocommerce.ITEMS,
    woocommerce.ADVANCED,
    neutral.SAMPLE,
)
