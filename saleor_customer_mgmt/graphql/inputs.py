"""Checking what clients send before it goes anywhere."""

from __future__ import annotations

from typing import Any

MAX_TEXT = 2000
"""What a text may be long; more is damage. Files come as uploads, orders are checked by themselves."""


class BadInput(Exception):
    """Raised for a text that nothing could keep. ``field`` is where it stands, in the client's words."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


def check_texts(arguments: Any, field: str = "", *, longest: int = MAX_TEXT) -> None:
    """Look through arguments of any depth.

    Raises:
        BadInput: for a text with NUL or half a surrogate pair, or that is too long.
    """
    if isinstance(arguments, dict):
        for name, value in arguments.items():
            check_texts(value, camel(name), longest=longest)
    elif isinstance(arguments, list):
        for value in arguments:
            check_texts(value, field, longest=longest)
    elif isinstance(arguments, str):
        _check(arguments, field, longest)


def _check(text: str, field: str, longest: int) -> None:
    if "\0" in text:
        raise BadInput(field, "has a NUL character")
    if len(text) > longest:
        raise BadInput(field, f"is longer than {longest} characters")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise BadInput(field, "has half of a surrogate pair") from None


def camel(name: str) -> str:
    """Return the name of a field as clients write it."""
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))
