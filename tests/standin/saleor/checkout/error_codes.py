from __future__ import annotations

from enum import Enum


class CheckoutErrorCode(Enum):
    VOUCHER_NOT_APPLICABLE = "voucher_not_applicable"
