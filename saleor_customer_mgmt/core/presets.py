"""Conditions that are shipped, each with its name: for rules (on orders) and for groups (on customers)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from saleor_customer_mgmt.core.conditions import Condition, Language, Subject, parse_condition


@dataclass(frozen=True, slots=True)
class Preset:
    """A condition with a name. ``key`` stays the same for ever; rules and groups keep it."""

    key: str
    subject: Subject
    names: Mapping[Language, str]
    condition: Condition


def _preset(key: str, subject: Subject, english: str, japanese: str, condition: dict[str, Any]) -> Preset:
    names = {Language.EN: english, Language.JA: japanese}
    return Preset(key, subject, names, parse_condition(condition, subject=subject))


def _purchases(**compared: Any) -> dict[str, Any]:
    return {"field": "customer.purchase_count"} | compared


def _spent(currency: str, amount: int) -> dict[str, Any]:
    return {"field": "customer.total_spent", "currency": currency, "op": "at_least", "value": amount}


RULES = (
    _preset(
        "bought_2_or_more",
        Subject.ORDER,
        "Bought 2 or more times",
        "2回以上購入",
        _purchases(op="at_least", value=2),
    ),
    _preset(
        "bought_5_to_10",
        Subject.ORDER,
        "Bought 5 to 10 times",
        "5～10回購入",
        _purchases(op="between", **{"from": 5, "to": 10}),
    ),
    _preset(
        "cancelled_3_of_last_5",
        Subject.ORDER,
        "Cancelled 3 of the last 5 orders",
        "直近5件のうち3件をキャンセル",
        {"field": "customer.cancelled_in_last", "last": 5, "op": "at_least", "value": 3},
    ),
    _preset(
        "address_does_not_exist",
        Subject.ORDER,
        "Address does not exist",
        "存在しない住所",
        # Only what is certain: "unchecked" is an address about which nothing is known.
        {"field": "order.address", "op": "is_any_of", "value": ["unknown_postal_code", "mismatch"]},
    ),
    _preset(
        "watchlist_block",
        Subject.ORDER,
        "On the watchlist: block",
        "要注意顧客リスト：取引停止",
        {"field": "customer.watch", "op": "is_any_of", "value": ["block"]},
    ),
    _preset(
        "watchlist_watch",
        Subject.ORDER,
        "On the watchlist: watch",
        "要注意顧客リスト：注意",
        # Not "at least": who is blocked has the rule above, and one rule's hold is enough.
        {"field": "customer.watch", "op": "is_any_of", "value": ["watch"]},
    ),
    _preset(
        "victim",
        Subject.ORDER,
        "Victim of misuse",
        "悪用の被害者",
        {"field": "customer.victim", "op": "is", "value": True},
    ),
)
GROUPS = (
    # One purchase, not "at most one": who cancelled the only order has not bought anything yet.
    _preset("new", Subject.CUSTOMER, "New", "新規顧客", _purchases(op="equals", value=1)),
    _preset("repeat", Subject.CUSTOMER, "Repeat", "リピーター", _purchases(op="at_least", value=2)),
    # The best by how often or by how much. Five purchases are where the shipped rule "5 to 10 times"
    # begins; the sums are about twenty ordinary baskets, one for each of the currencies most used. Every
    # shop has its own idea of a VIP: the preset is there to be changed.
    _preset(
        "vip",
        Subject.CUSTOMER,
        "VIP",
        "VIP",
        {
            "any": [
                _purchases(op="at_least", value=5),
                _spent("JPY", 100_000),
                _spent("USD", 1_000),
                _spent("EUR", 1_000),
            ]
        },
    ),
)
PRESETS = {preset.key: preset for preset in (*RULES, *GROUPS)}
