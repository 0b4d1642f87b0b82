"""What the values of a column look like. Shares are of the cells that are not empty."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from zoneinfo import ZoneInfo

from saleor_customer_mgmt.core.evidence import Trust
from saleor_customer_mgmt.core.normalise import email, name, phone, postal_code, text
from saleor_customer_mgmt.core.normalise.birthday import normalise as birthday
from saleor_customer_mgmt.core.normalise.japanese_area import PREFECTURES
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.statuses import is_known
from saleor_customer_mgmt.importers.table import SOURCE

_UTC = ZoneInfo("UTC")
_PHONE_LIKE = re.compile(r"[+(]?[0-9][-0-9() .]{6,22}(?:x\d{1,6})?")
_POSTAL_LIKE = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9 -]{1,9}")
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?")
_CURRENCY = re.compile("[A-Za-z]{3}")
_AREA = re.compile("[市区町村郡]|[0-9]-[0-9]|丁目|番地")
_PREFECTURES = frozenset(PREFECTURES) | {each[:-1] for each in PREFECTURES}
_JAPANESE_START = tuple(PREFECTURES)

PLENTY = 30
"""Different values, beyond which a column is no list of words such as states or methods."""


class Values:
    """The cells of one column of the first rows of a file."""

    def __init__(self, found: Sequence[str]) -> None:
        self.cells = found
        # A dash says nothing.
        self.filled = [cell for cell in map(str.strip, found) if any(map(str.isalnum, cell))]
        self._shares: dict[str, float] = {}

    @cached_property
    def different(self) -> int:
        return len(set(self.filled))

    @cached_property
    def runs(self) -> int:
        """How many times the value changes from row to row, and once for the first."""
        return sum(
            one != other for one, other in zip(self.filled, ["", *self.filled], strict=False) if one != other
        )

    @property
    def full(self) -> bool:
        """Whether hardly a cell is empty."""
        return bool(self.cells) and len(self.filled) >= 0.9 * len(self.cells)

    @cached_property
    def in_japanese(self) -> bool:
        return any(text.has_cjk(text.clean(cell)) for cell in self.filled)

    def share(self, kind: str) -> float:
        """Return how many of the cells that are not empty look like this kind of thing, from 0 to 1."""
        if kind not in self._shares:
            looks = KINDS[kind]
            self._shares[kind] = sum(map(looks, self.filled)) / len(self.filled) if self.filled else 0.0
        return self._shares[kind]


def _is_phone(cell: str) -> bool:
    return phone.normalise(cell).trust in (Trust.USABLE, Trust.PLACEHOLDER) and len(cell) > 6


def _is_phone_like(cell: str) -> bool:
    plain = text.fold_dashes(text.clean(cell)).replace("ー", "-")
    digits = sum(map(str.isdigit, plain))
    # Eight digits in a row may be a day.
    return _is_phone(cell) or (_PHONE_LIKE.fullmatch(plain) is not None and 7 <= digits <= 15)


def _is_postal(cell: str) -> bool:
    found = postal_code.normalise(cell)
    return found.trust in (Trust.USABLE, Trust.PLACEHOLDER) and len(cell) >= 6


def _is_name(cell: str) -> bool:
    said = text.clean(cell)
    if any(map(str.isdigit, said)) or len(said) > 60 or said in _PREFECTURES:
        return False
    return name.normalise(cell).trust in (Trust.USABLE, Trust.PLACEHOLDER)


def _is_kana(cell: str) -> bool:
    return text.is_kana("".join(text.words(text.long_vowels(text.clean(cell)))))


def _is_date(cell: str) -> bool:
    try:
        return cells.moment(cell, _UTC) is not None
    except ValueError:
        return False


def _is_birthday(cell: str) -> bool:
    return birthday(cell).trust in (Trust.USABLE, Trust.PLACEHOLDER)


def _is_amount(cell: str) -> bool:
    try:
        cells.amount(cell, sentinels=True)
    except ValueError:
        return False
    return True


def _is_quantity(cell: str) -> bool:
    try:
        return cells.quantity(cell) < 100_000
    except ValueError:
        return False


def _is_order_number(cell: str) -> bool:
    try:
        cells.order_number(cell)
    except ValueError:
        return False
    return len(cell) <= 60 and any(map(str.isdigit, cell)) and not _is_date(cell) and "@" not in cell


def _digits(at_most: int) -> Callable[[str], bool]:
    return lambda cell: len(cell) <= at_most and text.clean(cell).isdecimal()


def _has_letters(cell: str) -> bool:
    return any(map(str.isalpha, cell)) and "@" not in cell


KINDS: dict[str, Callable[[str], bool]] = {
    "email": lambda cell: bool(email.written_address(cell)),
    "phone": _is_phone,
    "phone_like": _is_phone_like,
    "part_of_phone": lambda cell: _digits(5)(cell) or _is_phone_like(cell),
    "short_part": _digits(5),
    "postal": _is_postal,
    "postal_like": lambda cell: _is_postal(cell) or _POSTAL_LIKE.fullmatch(text.clean(cell)) is not None,
    "up_to_3": _digits(3),
    "up_to_4": _digits(4),
    "prefecture": lambda cell: text.clean(cell) in _PREFECTURES,
    "address": lambda cell: (
        text.clean(cell).startswith(_JAPANESE_START) or _AREA.search(text.clean(cell)) is not None
    ),
    "name": _is_name,
    "kana": _is_kana,
    "date": _is_date,
    "birthday": _is_birthday,
    "with_time": lambda cell: ":" in text.clean(cell),
    "time": lambda cell: _TIME.fullmatch(text.clean(cell)) is not None,
    "amount": _is_amount,
    "quantity": _is_quantity,
    "order_number": _is_order_number,
    "currency": lambda cell: _CURRENCY.fullmatch(cell) is not None,
    "source": lambda cell: SOURCE.fullmatch(cell.casefold()) is not None,
    "status": is_known,
    "letters": _has_letters,
    "anything": lambda cell: "@" not in cell,
}
