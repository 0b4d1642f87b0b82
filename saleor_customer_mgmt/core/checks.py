"""What order facts must be like before they are kept."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from saleor_customer_mgmt.core.errors import CoreError
from saleor_customer_mgmt.core.facts import ACCOUNT_MARK, OrderFacts, Person

MAX_SOURCE, MAX_NUMBER, MAX_WORD, MAX_METHOD, MAX_TEXT = 50, 100, 100, 200, 2000
_LARGEST_AMOUNT = Decimal(10) ** 15
_LARGEST_QUANTITY = 2**31 - 1


class InvalidFacts(CoreError):
    """Raised when an order's facts cannot be kept. ``field`` names the fact; no values are told."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


def checked(facts: OrderFacts) -> OrderFacts:
    """Return facts that can be kept: mere descriptions are cut to length, the rest is as given.

    Raises:
        InvalidFacts: when something that matters is missing, too long or out of range, or a text has
            characters that no database keeps (NUL, lone surrogates); or when an order has the number of
            an account, or an account that of an order: neither ever becomes the other.
    """
    if not _all_can_be_kept(text for _, text in _texts(facts)):
        for field, text in _texts(facts):
            _check_text(field, text)
    _check_named("source", facts.source, MAX_SOURCE)
    _check_named("order_number", facts.number, MAX_NUMBER)
    if facts.number.startswith(ACCOUNT_MARK) is not facts.is_account:
        raise InvalidFacts("order_number", f"begins with {ACCOUNT_MARK} for accounts, and for nothing else")
    _check_moment("placed_at", facts.placed_at)
    _check_moment("shipped_at", facts.shipped_at)
    if facts.currency and not (
        len(facts.currency) == 3 and facts.currency.isascii() and facts.currency.isalpha()
    ):
        raise InvalidFacts("currency", "is not a code of three letters")
    _check_amount("total", facts.total)
    _check_amount("refunded", facts.refunded)
    for line in facts.lines or ():
        _check_amount("unit_price", line.unit_price)
        if abs(line.quantity) > _LARGEST_QUANTITY:
            raise InvalidFacts("quantity", "is out of range")
    return dataclasses.replace(
        facts,
        currency=facts.currency.upper() if facts.currency else facts.currency,
        status_text=facts.status_text and facts.status_text[:MAX_WORD],
        payment_method=facts.payment_method and facts.payment_method[:MAX_METHOD],
        shipping_method=facts.shipping_method and facts.shipping_method[:MAX_METHOD],
        channel=facts.channel and facts.channel[:MAX_WORD],
        lines=facts.lines
        and tuple(
            dataclasses.replace(x, sku=x.sku[:255], product=x.product[:MAX_TEXT], line_id=x.line_id[:100])
            for x in facts.lines
        ),
    )


_OF_PERSON = tuple(field.name for field in dataclasses.fields(Person))
_TEXTS = ("source", "number", "status_text", "currency", "payment_method", "shipping_method", "channel")


def _texts(facts: OrderFacts) -> Iterator[tuple[str, str]]:
    for name in _TEXTS:
        yield name, getattr(facts, name) or ""
    for prefix, person in (("", facts.buyer), *(("ship_", r) for r in facts.recipients or ())):
        yield from _texts_of(prefix, person)
    for line in facts.lines or ():
        yield from (("sku", line.sku), ("product", line.product), ("line_id", line.line_id))


def _texts_of(prefix: str, person: Person) -> Iterator[tuple[str, str]]:
    for name in _OF_PERSON:
        value = getattr(person, name)
        if isinstance(value, str):
            yield prefix + name, value
        elif value:
            for text in value:
                yield prefix + name, text


def _all_can_be_kept(texts: Iterator[str]) -> bool:
    """Say whether nothing is wrong with any text: all at once, since that is what nearly always is so."""
    whole = "".join(texts)
    if len(whole) > MAX_TEXT or "\0" in whole:
        return False
    try:
        whole.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _check_text(field: str, text: str) -> None:
    if "\0" in text:
        raise InvalidFacts(field, "has a NUL character")
    if len(text) > MAX_TEXT:
        raise InvalidFacts(field, f"is longer than {MAX_TEXT} characters")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise InvalidFacts(field, "has half of a surrogate pair") from None


def _check_named(field: str, text: str, limit: int) -> None:
    if not text.strip():
        raise InvalidFacts(field, "is missing")
    if len(text) > limit:
        raise InvalidFacts(field, f"is longer than {limit} characters")


def _check_moment(field: str, moment: datetime | None) -> None:
    if moment is None:
        return
    if moment.tzinfo is None:
        raise InvalidFacts(field, "has no time zone")
    # At either end of the calendar a moment exists in some zones only, and cannot be read back.
    if not 1 < moment.year < 9999:
        raise InvalidFacts(field, "is out of range")


def _check_amount(field: str, amount: Decimal | None) -> None:
    if amount is not None and not (amount.is_finite() and abs(amount) < _LARGEST_AMOUNT):
        raise InvalidFacts(field, "is out of range")
