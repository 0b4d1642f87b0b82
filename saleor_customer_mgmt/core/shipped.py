"""What a shop begins with: the shipped rules and groups, and their texts in every language.

The rows that are made of them are the merchant's own: to be changed, switched off, or deleted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from saleor_customer_mgmt.core.conditions import Language
from saleor_customer_mgmt.core.presets import PRESETS


@dataclass(frozen=True, slots=True)
class ShippedRule:
    """A rule made of the preset ``key``. ``actions`` are JSON, as ``core.actions`` reads it."""

    key: str
    priority: int
    active: bool
    actions: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class ShippedGroup:
    """A group made of the preset ``key``, which is its slug."""

    key: str
    priority: int


_BLOCKED = "On the watchlist: block"
_VICTIM = "Somebody has misused this customer's name or address: is this order really theirs?"
_CANCELLED = "Cancelled 3 of the last 5 orders"
_NO_ADDRESS = "The address does not exist"
_WATCH, _REPEATER, _REGULAR = "Watch", "2 or more purchases", "5 to 10 purchases"

# On are those that do nothing until staff mark somebody, and those that only label. What holds orders of
# people whom nobody has looked at is for the merchant to switch on.
RULES = (
    ShippedRule("watchlist_block", 10, True, ({"do": "hold", "at": "confirm", "reason": _BLOCKED},)),
    # The person is not punished: the order is taken, and looked at before it is sent.
    ShippedRule("victim", 20, True, ({"do": "hold", "at": "fulfil", "reason": _VICTIM},)),
    ShippedRule("watchlist_watch", 30, True, ({"do": "label_order", "label": _WATCH},)),
    ShippedRule("bought_2_or_more", 100, True, ({"do": "label_order", "label": _REPEATER},)),
    ShippedRule("bought_5_to_10", 110, True, ({"do": "label_order", "label": _REGULAR},)),
    ShippedRule(
        "cancelled_3_of_last_5", 200, False, ({"do": "hold", "at": "confirm", "reason": _CANCELLED},)
    ),
    ShippedRule(
        "address_does_not_exist", 210, False, ({"do": "hold", "at": "fulfil", "reason": _NO_ADDRESS},)
    ),
)
GROUPS = (ShippedGroup("vip", 10), ShippedGroup("repeat", 20), ShippedGroup("new", 30))

_JAPANESE = {
    _BLOCKED: "要注意顧客リスト：取引停止",
    _VICTIM: "名前または住所を悪用されたお客様です。ご本人の注文か確認してください。",
    _CANCELLED: "直近5件のうち3件をキャンセル",
    _NO_ADDRESS: "存在しない住所",
    _WATCH: "要注意",
    _REPEATER: "2回以上購入",
    _REGULAR: "5～10回購入",
    **{preset.names[Language.EN]: preset.names[Language.JA] for preset in PRESETS.values()},
}


def in_language(text: str, language: Language | str) -> str:
    """Return a shipped text (a name, a label, a reason) in this language; any other text as it is.

    What the merchant has changed is the merchant's, in whatever language.
    """
    return _JAPANESE.get(text, text) if language == Language.JA else text
