from __future__ import annotations

from tests.standin.vouchers import fetch_checkout_info, fetch_checkout_lines

__all__ = ["fetch_checkout_info", "fetch_checkout_lines"]
