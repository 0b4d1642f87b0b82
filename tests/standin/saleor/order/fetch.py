from __future__ import annotations

from tests.standin.steps import fetch_order_info

__all__ = ["fetch_order_info"]
