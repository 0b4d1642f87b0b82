from __future__ import annotations

from tests.standin.vouchers import _process_voucher_data_for_order

__all__ = ["_process_voucher_data_for_order"]
