"""How likely a column is this or that: its name and its values weighed together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from saleor_customer_mgmt.importers.guess.header import Meaning, Whose
from saleor_customer_mgmt.importers.guess.reasons import Reason, percent
from saleor_customer_mgmt.importers.guess.values import PLENTY, Values

# What a name weighs by itself, by strength.
_WEIGHT = {1: 0.85, 2: 0.75, 3: 0.55, 4: 0.4}
_REASON = {1: "name", 2: "name_fair", 3: "name_weak", 4: "name_anywhere"}
_MOST_ANYWHERE = 0.7
"""A telling word somewhere in a name never makes a guess certain."""
_AGREE, _SPEAK_AGAINST = 0.8, 0.5

# Of each thing: what its values look like when they say so by themselves, and what they must look like.
LOOKS: dict[str, tuple[str, str]] = {
    "name": ("name", "name"),
    "family": ("name", "name"),
    "given": ("name", "name"),
    "kana": ("kana", "kana"),
    "family_kana": ("kana", "kana"),
    "given_kana": ("kana", "kana"),
    "email": ("email", "email"),
    "email_other": ("email", "email"),
    "phone": ("phone", "phone_like"),
    "phone_other": ("phone", "phone_like"),
    "phone_1": ("part_of_phone", "part_of_phone"),
    "phone_2": ("part_of_phone", "part_of_phone"),
    "phone_3": ("part_of_phone", "part_of_phone"),
    "postal_code": ("postal", "postal_like"),
    "postal_1": ("up_to_3", "up_to_3"),
    "postal_2": ("up_to_4", "up_to_4"),
    "prefecture": ("prefecture", "letters"),
    "city": ("address", "letters"),
    "town": ("address", "anything"),
    "address": ("address", "letters"),
    "address_1": ("address", "letters"),
    "address_2": ("", "anything"),
    "address_3": ("", "anything"),
    "building": ("", "anything"),
    "birthday": ("birthday", "birthday"),
    "company": ("letters", "letters"),
    "member_id": ("", "anything"),
    "order_number": ("order_number", "order_number"),
    "placed_at": ("date", "date"),
    "placed_time": ("time", "time"),
    "status": ("status", "anything"),
    "total": ("amount", "amount"),
    "currency": ("currency", "currency"),
    "source": ("source", "source"),
    "channel": ("", "letters"),
    "refunded": ("amount", "amount"),
    "payment_method": ("letters", "letters"),
    "shipping_method": ("letters", "letters"),
    "sku": ("", "anything"),
    "product": ("letters", "letters"),
    "product_option": ("", "anything"),
    "quantity": ("quantity", "quantity"),
    "unit_price": ("amount", "amount"),
}
_FEW = ("status", "payment_method", "shipping_method", "channel", "currency")
"""What has few different values in however many rows."""

_BY_VALUES = (("email", "email", 0.95), ("placed_at", "date", 1.0))
"""What values tell without a name. Addresses and telephone numbers do not: they may be the recipient's."""
BY_VALUES_ALONE = 0.55


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column may be this. ``confidence`` is from 0 to 1, before columns are compared with each other."""

    column: int
    item: str
    whose: Whose
    confidence: float
    reasons: tuple[Reason, ...]

    @property
    def role(self) -> tuple[str, str]:
        """What only one column can be: the item of the buyer, of the recipient or of the order."""
        if self.whose in (Whose.RECIPIENT, Whose.ORDER):
            return (self.whose, self.item)
        return (Whose.BUYER, self.item)


def candidates(column: int, name: str, meanings: Sequence[Meaning], values: Values) -> Iterator[Candidate]:
    """Yield what the column may be, by its name and as its values allow."""
    for meaning in meanings:
        if meaning.whose is Whose.OTHER:
            continue
        weight = _WEIGHT[meaning.strength] - min(meaning.place, 60) * 0.0005
        confidence, said = weighed(meaning.item, weight, values)
        if meaning.strength == 4:
            confidence = min(confidence, _MOST_ANYWHERE) if said[0].code == "values_agree" else 0.0
        reasons = (Reason(_REASON[meaning.strength], name), *said)
        yield Candidate(column, meaning.item, meaning.whose, confidence, reasons)


def weighed(item: str, weight: float, values: Values) -> tuple[float, list[Reason]]:
    """Return how likely it is when the values are looked at, and what they say."""
    supports, must = LOOKS[item]
    if not values.filled:
        return weight * 0.85, [Reason("no_values")]
    # An order without a source is refused: a column of it is full or no use.
    fits = values.share(must) if item != "source" or values.full else 0.0
    if fits < _SPEAK_AGAINST or (item in _FEW and values.different > PLENTY):
        return weight * 0.3, [Reason("values_disagree", percent(fits))]
    if fits < _AGREE:
        return weight * 0.7, [Reason("values_mixed", percent(fits))]
    if item == "order_number":
        return _of_order_number(weight, values)
    if supports and (share := values.share(supports)) >= _AGREE:
        return weight + (1 - weight) * 0.6 * share, [Reason("values_agree", percent(share))]
    return weight + (1 - weight) * 0.2, [Reason("values_possible")]


def _of_order_number(weight: float, values: Values) -> tuple[float, list[Reason]]:
    """An order number is in every row; no two orders share one, and the lines of an order stand together."""
    if not values.full or (values.different == 1 and len(values.filled) > 3):
        code = "all_the_same" if values.full else "values_mixed"
        share = len(values.filled) / max(len(values.cells), 1)
        return weight * (0.7 if weight > _WEIGHT[2] - 0.05 else 0.3), [Reason(code, percent(share))]
    own = values.different == len(values.filled)
    said = [Reason("each_row_its_own" if own else "rows_share")]
    if own or values.runs == values.different:
        return weight + (1 - weight) * 0.6, said
    return weight + (1 - weight) * 0.2, said


def by_values_alone(column: int, values: Values) -> Iterator[Candidate]:
    """Yield what a column may be whose name tells nothing."""
    if len(values.filled) < 2:
        return
    for item, kind, least in _BY_VALUES:
        if values.share(kind) >= least:
            reasons = (Reason("no_name"), Reason("values_agree", percent(values.share(kind))))
            whose = Whose.ORDER if item == "placed_at" else Whose.NOBODY
            yield Candidate(column, item, whose, BY_VALUES_ALONE, reasons)
            return
