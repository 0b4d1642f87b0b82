from __future__ import annotations

from tests.standin.vouchers import (
    add_voucher_code_to_checkout,
    get_checkout_metadata,
    get_or_create_checkout_metadata,
    invalidate_checkout_prices,
    remove_voucher_code_from_checkout_or_error,
    remove_voucher_from_checkout,
    validate_voucher_for_checkout,
)

__all__ = [
    "add_voucher_code_to_checkout",
    "get_checkout_metadata",
    "get_or_create_checkout_metadata",
    "invalidate_checkout_prices",
    "remove_voucher_code_from_checkout_or_error",
    "remove_voucher_from_checkout",
    "validate_voucher_for_checkout",
]
