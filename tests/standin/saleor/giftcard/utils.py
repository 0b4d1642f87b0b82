from __future__ import annotations

from tests.standin.steps import fulfill_non_shippable_gift_cards

__all__ = ["fulfill_non_shippable_gift_cards"]
