"""Reading what is typed on the command line."""

from __future__ import annotations

from argparse import ArgumentTypeError
from dataclasses import dataclass
from datetime import datetime

from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.core.criteria import CriteriaSet, parse_criteria
from saleor_customer_mgmt.core.errors import InvalidCriteria
from saleor_customer_mgmt.importers import format_names, is_time_zone


@dataclass(frozen=True, slots=True)
class OrderName:
    """``SOURCE:ORDER`` as typed. The number may have colons, a source has none."""

    source: str
    number: str

    def __str__(self) -> str:
        return f"{self.source}:{self.number}"


def text(typed: str) -> str:
    try:
        typed.encode()
    except UnicodeEncodeError:
        raise ArgumentTypeError(_("is not text in UTF-8")) from None
    return typed


def order_name(typed: str) -> OrderName:
    source, colon, number = text(typed).strip().partition(":")
    if not (source and colon and number):
        raise ArgumentTypeError(
            _("'{typed}' does not name an order; write SOURCE:ORDER, such as rakuten:123456").format(
                typed=typed
            )
        )
    return OrderName(source.lower(), number)


def customer_or_order(typed: str) -> str | OrderName:
    """Read the id of a customer, or the name of one of its orders."""
    return order_name(typed) if ":" in typed else text(typed).strip()


def criteria(typed: str) -> CriteriaSet:
    try:
        return parse_criteria(text(typed))
    except InvalidCriteria as error:
        raise ArgumentTypeError("; ".join(error.faults)) from None


def file_format(typed: str) -> str:
    names = format_names()
    if not any(name == typed or name.startswith(f"{typed}-") for name in names):
        raise ArgumentTypeError(
            _("there is no format '{typed}'; there are {names}").format(typed=typed, names=", ".join(names))
        )
    return typed


def time_zone(typed: str) -> str:
    if not is_time_zone(typed):
        raise ArgumentTypeError(_("there is no time zone '{typed}'").format(typed=typed))
    return typed


def count(typed: str) -> int:
    number = int(typed)
    if number < 0:
        raise ValueError
    return number


def whole(typed: str) -> int:
    return int(typed)


def moment(typed: str) -> datetime:
    """Read a moment, or a day (its beginning); without an offset it is of this machine's time zone."""
    try:
        return datetime.fromisoformat(typed).astimezone()
    except (ValueError, OverflowError):
        raise ArgumentTypeError(
            _("'{typed}' is no time; write 2026-01-31 or 2026-01-31T09:00:00+09:00").format(typed=typed)
        ) from None


class _None:
    """``none`` as typed, for what was named and is to be nothing; None is what was not named."""


NONE = _None()


def moment_or_none(typed: str) -> datetime | _None:
    return NONE if typed == "none" else moment(typed)


def port(typed: str) -> int:
    number = int(typed)
    if not 0 <= number <= 65535:
        raise ValueError
    return number


# What argparse says of a value that cannot be read: "invalid … value".
count.__name__ = whole.__name__ = "number"
