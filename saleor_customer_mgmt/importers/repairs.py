"""What spreadsheets do to cells when a file is opened in one and saved, put right where that is certain.

Where it is not, the cell is a fault: a wrong phone number would make two people one. Every repair is told,
so that a person sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta

from saleor_customer_mgmt.core.normalise.japanese_area import PREFECTURES

SCIENTIFIC = re.compile(r"([1-9])(?:[.,](\d+))?E\+(\d+)", re.IGNORECASE | re.ASCII)
NOT_SHOWN = re.compile(r"#{2,}|#(?:N/A|NAME\?|REF!|VALUE!|DIV/0!|NUM!|NULL!|CALC!|SPILL!)")
"""What stands in a cell that shows an error, or whose column was too narrow for a number."""
_DAYS = re.compile(r"([3-5]\d{4})(?:[.,](\d{1,12}))?", re.ASCII)
_PART = re.compile(r"0?[.,](\d{1,12})", re.ASCII)
_BIRTHDAY = re.compile(r"[1-4]\d{4}", re.ASCII)
_BEGIN = datetime(1899, 12, 30)  # noqa: DTZ001  # a day and a time of day, before anybody says where
_DATE = re.compile(
    r"\d{4}/\d{1,2}/\d{1,2}|\d{1,2}月\d{1,2}日|\d{1,2}-[A-Z][a-z]{2}(?:-\d\d)?|[A-Z][a-z]{2}-\d\d", re.ASCII
)
_LOST_ZERO = re.compile(r"[1-9]\d{8}|[5789]0\d{8}", re.ASCII)
"""As core.normalise.phone reads it: a Japanese number of 10 or 11 digits without the first."""
_KANA = re.compile("[\u3041-\u309f\u30a1-\u30ff]")
_NORTH = {"00": "北海道", "01": "秋田県", "02": "岩手県", "03": "青森県"} | {
    f"0{digit}": "北海道" for digit in range(4, 10)
}
"""The prefectures whose postal codes begin with a zero."""

DIGITS_LOST = "Excel keeps 15 digits of a number and wrote zeros for the others: the order number is lost"
KEPT_DIGITS = 15
_BY_CHANCE = 3
"""So many zeros in a row are where other digits were: one time in a thousand they were not."""
TIME_DIGITS = 4
"""From so many digits behind the point on, a part of a day tells the minute."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A cell that was read as something else than it says."""

    column: str
    cell: str
    what: str


@dataclass(slots=True)
class LongNumbers:
    """Order numbers of more than 15 digits in one file: Excel makes zeros of the digits behind these."""

    exact: bool = False
    zeros: int = 0

    def see(self, number: str) -> None:
        if len(number) > KEPT_DIGITS and number.isascii() and number.isdigit():
            if number[KEPT_DIGITS:].strip("0"):
                self.exact = True
            else:
                self.zeros += len(number) - KEPT_DIGITS

    def lost(self, number: str) -> bool:
        """Say whether digits of this number are lost: all others, too, end in zeros, and not by chance."""
        long = len(number) > KEPT_DIGITS and number.isascii() and number.isdigit()
        return long and not self.exact and self.zeros >= _BY_CHANCE


class CellFault(Exception):
    """Raised when a cell cannot be what its column says, by who does not know its row."""

    def __init__(self, column: str, cell: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.cell = cell
        self.reason = reason


_noted: ContextVar[list[Repaired] | None] = ContextVar("noted", default=None)


@contextmanager
def noting() -> Iterator[list[Repaired]]:
    """Gather what is repaired meanwhile: cells are read far below where it is told."""
    repaired: list[Repaired] = []
    token = _noted.set(repaired)
    try:
        yield repaired
    finally:
        _noted.reset(token)


def note(column: str, cell: str, what: str) -> None:
    found = Repaired(column, cell, what)
    if (repaired := _noted.get()) is not None and found not in repaired:
        repaired.append(found)


def in_full(text: str) -> str | None:
    """Return the whole number that 9.012345678E+09 is, ``None`` when digits of it are not shown."""
    found = SCIENTIFIC.fullmatch(text)
    if found is None:
        return None
    digits = found[1] + (found[2] or "")
    return digits if len(digits) == int(found[3][:3]) + 1 else None


def written_in_full(text: str, column: str, what: str) -> str:
    """Return a number that was written as 9.012345678E+09 as it was.

    Raises:
        CellFault: when digits are lost.
    """
    if SCIENTIFIC.fullmatch(text) is None:
        return text
    digits = in_full(text)
    if digits is None:
        raise CellFault(column, text, f"the {what} was rounded by Excel (as 9.01E+09) and is lost")
    note(column, text, f"the {what} was written out from Excel's short form (as 9.012E+3)")
    return digits


def phone(text: str, column: str, *, japanese: bool) -> str:
    """Return a phone number with the zero that Excel takes off, where that is certain.

    Raises:
        CellFault: when it was rounded.
    """
    number = written_in_full(text, column, "phone number")
    if japanese and _LOST_ZERO.fullmatch(number):
        note(column, text, "the zero that Excel took off the phone number was put back")
        return f"0{number}"
    return number


def postal_code(text: str, column: str, address: str | None) -> str:
    """Return a Japanese postal code with its zeros, where the prefecture in the address confirms it.

    Raises:
        CellFault: when it was rounded.
    """
    code = written_in_full(text, column, "postal code")
    if 3 < len(code) < 7 and code.isascii() and code.isdigit():
        whole = code.zfill(7)
        if address and address.startswith(_NORTH.get(whole[:2], "no prefecture")):
            note(column, text, "zeros that Excel took off the postal code were put back")
            return whole
    return code


def is_japanese(name: str | None, address: str | None) -> bool:
    """Say whether a person lives in Japan, as far as writing tells: kana, or a prefecture first."""
    if address and address.startswith(PREFECTURES):
        return True
    return bool(_KANA.search(f"{name or ''}{address or ''}"))


def not_a_date(text: str, column: str) -> None:
    """Check a part of an address: Excel makes a day of 1-2-3.

    Raises:
        CellFault: when it did.
    """
    if len(text) < 12 and _DATE.fullmatch(text):
        raise CellFault(column, text, "Excel made a date of this part of the address; what it was is lost")


def date(text: str, column: str) -> str:
    """Return what Excel's number of a day (45293.6298) stands for as 2024-01-02 15:06:55; others as they are.

    The number is days since 1900. Of too few digits behind the point only the day is certain.
    """
    found = _DAYS.fullmatch(text)
    if found is None:
        return text
    day = _BEGIN + timedelta(days=int(found[1]))
    part = found[2] or ""
    if part and len(part) < TIME_DIGITS and int(part.ljust(4, "0")) % 625:
        note(column, text, "Excel's number of a day was made a date again; the time of day was rounded off")
        return f"{day:%Y-%m-%d}"
    note(column, text, "Excel's number of a day was made a date again")
    moment = day + timedelta(seconds=round(float(f"0.{part or 0}") * 86400))
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def time_of_day(text: str, column: str) -> str:
    """Return the time of day that a part of a day (0.5243) is; others as they are."""
    found = _PART.fullmatch(text)
    if found is None:
        return text
    note(column, text, "Excel's part of a day was made a time of day again")
    return f"{_BEGIN + timedelta(seconds=round(float(f'0.{found[1]}') * 86400)):%H:%M:%S}"


def birthday(text: str, column: str) -> str:
    """Return a birthday that Excel made a number of as a date; others as they are."""
    if not _BIRTHDAY.fullmatch(text):
        return text
    note(column, text, "Excel's number of a day was made a date again")
    return f"{_BEGIN + timedelta(days=int(text)):%Y-%m-%d}"
