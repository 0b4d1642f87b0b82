"""Mapping files: a person says in TOML which columns of an unknown table mean what.

See docs/formats/mapping.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from saleor_customer_mgmt.core.facts import ORDER_STATUSES, OrderStatus
from saleor_customer_mgmt.importers.charset import CODECS
from saleor_customer_mgmt.importers.format import Format, Sheet
from saleor_customer_mgmt.importers.formats.neutral import (
    ALTERNATIVES,
    CURRENCY,
    FIELDS,
    FIELDS_OF_ACCOUNTS,
    FIELDS_OF_ORDERS,
    ONE_COLUMN,
    Binding,
)
from saleor_customer_mgmt.importers.headers import denied
from saleor_customer_mgmt.importers.people import Parts
from saleor_customer_mgmt.importers.statuses import plain_word
from saleor_customer_mgmt.importers.table import SOURCE


class MappingRefused(ValueError):
    """Raised when a mapping file is not valid. ``problems`` are all that was found, each naming its key."""

    def __init__(self, name: str, problems: list[str]) -> None:
        super().__init__(f"{name}: {'; '.join(problems)}")
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class MappingFile:
    """A valid mapping file, as the format that it describes.

    ``seen`` are all columns of the file that it was made for, when it tells them: by these such files are
    recognised. ``document`` is what the file says, as it is kept.
    """

    format: Format
    columns: Mapping[str, tuple[Parts, ...]]
    seen: tuple[str, ...]
    document: Mapping[str, Any]

    @classmethod
    def load(cls, path: Path) -> MappingFile:
        """Read a mapping file.

        Raises:
            MappingRefused: with everything that is wrong in it.
        """
        try:
            return cls.parse(path.read_text(encoding="utf-8-sig"), path.name)
        except OSError as error:
            raise MappingRefused(path.name, [f"cannot be opened ({error.strerror})"]) from None
        except UnicodeDecodeError:
            raise MappingRefused(path.name, ["is not UTF-8 text"]) from None

    @classmethod
    def parse(cls, text: str, name: str = "mapping file") -> MappingFile:
        try:
            document = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise MappingRefused(name, [f"is not TOML: {error}"]) from None
        return cls.of(document, name)

    @classmethod
    def of(cls, document: Mapping[str, Any], name: str) -> MappingFile:
        """Return what a document says, read from a file or kept.

        Raises:
            MappingRefused: with everything that is wrong in it.
        """
        reader = _Reader(document)
        found = reader.mapping(name)
        if found is None or reader.problems:
            raise MappingRefused(name, reader.problems)
        return found

    @property
    def used(self) -> tuple[str, ...]:
        """The names of all columns that are read, each once."""
        return self.format.orders.signature

    def tolerant(self) -> MappingFile:
        """Return the same for files that may lack columns, all but that of the order number."""
        orders = replace(self.format.orders, signature=(self.format.orders.number,))
        return replace(self, format=replace(self.format, orders=orders))


@dataclass(slots=True)
class _Reader:
    document: Mapping[str, Any]
    problems: list[str] = field(default_factory=list)

    def mapping(self, name: str) -> MappingFile | None:
        """Return what the document describes, or note what is wrong."""
        for key in self.document.keys() - {"file", "columns", "status", "seen"}:
            self.problems.append(f"[{key}] is not known; there are [file], [columns], [status] and [seen]")
        seen = self._seen()
        file = self._file()
        columns = self._columns()
        words = self._status_words()
        of_accounts = "account_number" in columns
        if not self._has_one_number(columns):
            return None
        named = tuple(
            dict.fromkeys(column for each in columns.values() for parts in each for column in parts)
        )
        binding = Binding(columns, words, file.get("currency"), sentinels=True)
        format_ = Format(
            name="mapping",
            title=name,
            source=file.get("source"),
            orders=Sheet(
                number=columns["account_number" if of_accounts else "order_number"][0][0],
                accounts=of_accounts,
                signature=named,
                columns=frozenset(named),
                source=columns["source"][0][0] if "source" in columns else "",
                quoted_tabs=file.get("quotes") != "none",
            ),
            read=binding.read_account if of_accounts else binding.read,
            zone=ZoneInfo(file["timezone"]) if "timezone" in file else None,
            delimiter=file.get("delimiter"),
            encoding=file.get("encoding"),
        )
        return MappingFile(format_, columns, seen, self.document)

    def _has_one_number(self, columns: Mapping[str, object]) -> bool:
        """Say whether it is told what the rows are, and note what of them they cannot have."""
        if "account_number" not in columns:
            if "order_number" not in columns:
                self.problems.append(
                    "[columns] order_number is missing (of customers without orders: account_number)"
                )
                return False
            rows, possible = "orders", FIELDS_OF_ORDERS
        else:
            rows, possible = "accounts", FIELDS_OF_ACCOUNTS
        for name in columns:
            if name not in possible:
                self.problems.append(f"[columns] {name} cannot be told of {rows}")
        return True

    def _seen(self) -> tuple[str, ...]:
        section = self._section("seen")
        columns = section.get("columns", [])
        if section.keys() - {"columns"} or not isinstance(columns, list) or not all(map(_is_text, columns)):
            self.problems.append("[seen] has columns, a list of the names of all columns, and nothing else")
            return ()
        return tuple(columns)

    def _file(self) -> dict[str, str]:
        told: dict[str, str] = {}
        for key, value in self._section("file").items():
            if not isinstance(value, str):
                self.problems.append(f"[file] {key} must be text in quotation marks")
            elif problem := _file_problem(key, value):
                self.problems.append(f"[file] {key} {problem}")
            else:
                told[key] = {"delimiter": {"tab": "\t"}, "encoding": CODECS}.get(key, {}).get(
                    value.lower(), value
                )
        return told

    def _columns(self) -> dict[str, tuple[Parts, ...]]:
        bound: dict[str, tuple[Parts, ...]] = {}
        for key, value in self._section("columns").items():
            if key not in FIELDS:
                self.problems.append(f"[columns] {key} is not a field; there are {', '.join(FIELDS)}")
                continue
            alternatives = _alternatives(key, value)
            names = [name for parts in alternatives for name in parts]
            if not names or not all(map(_is_name, names)):
                self.problems.append(f"[columns] {key} must be a column name or a list of column names")
            elif any(len(parts) > 1 for parts in alternatives) and key in ONE_COLUMN:
                self.problems.append(f"[columns] {key} is one column, it cannot be put together from several")
            elif len(alternatives) > 1 and key not in ALTERNATIVES:
                self.problems.append(
                    f"[columns] {key} has no alternatives; only {', '.join(ALTERNATIVES)} do"
                )
            elif any(map(denied, names)):
                self.problems.append(
                    f"[columns] {key} names a column of card or account data, which is never read"
                )
            else:
                bound[key] = alternatives
        return bound

    def _status_words(self) -> dict[str, OrderStatus]:
        words: dict[str, OrderStatus] = {}
        for word, meaning in self._section("status").items():
            if meaning in ORDER_STATUSES:
                words[plain_word(word)] = OrderStatus(str(meaning))
            else:
                self.problems.append(f"[status] {word} must be one of {', '.join(ORDER_STATUSES)}")
        return words

    def _section(self, name: str) -> dict[str, object]:
        section = self.document.get(name, {})
        if isinstance(section, dict):
            return section
        self.problems.append(f"{name} must be a section: [{name}]")
        return {}


def _file_problem(key: str, value: str) -> str:
    """Return what is wrong with a value of [file], empty when nothing is."""
    if key not in _FILE_KEYS:
        return f"is not known; there are {', '.join(_FILE_KEYS)}"
    good, must = _FILE_KEYS[key]
    return "" if good(value) else f"must be {must}"


def _is_delimiter(value: str) -> bool:
    return value == "tab" or (len(value) == 1 and not value.isalnum() and value not in '"\r\n\0 ')


def is_time_zone(value: str) -> bool:
    """Say whether this is the name of a time zone (Europe/Paris)."""
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


_FILE_KEYS: dict[str, tuple[Callable[[str], object], str]] = {
    "delimiter": (_is_delimiter, 'one character, or "tab"'),
    "encoding": (lambda value: value.lower() in CODECS, f"one of {', '.join(CODECS)}"),
    "source": (SOURCE.fullmatch, "a short name of small letters, digits, - and _"),
    "timezone": (is_time_zone, "the name of a time zone (Asia/Tokyo)"),
    "currency": (CURRENCY.fullmatch, "a code of three letters (JPY)"),
    "quotes": (("none", "double").__contains__, '"none" or "double"'),
}


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _alternatives(key: str, value: Any) -> tuple[Parts, ...]:
    """Bring ``"A"``, ``["A", "B"]`` (parts) and ``[["A"], ["B", "C"]]`` (alternatives) into one form.

    An e-mail address has no parts, so a list of e-mail columns is one of alternatives. What is no text
    is found by the caller.
    """
    if not isinstance(value, list):
        return ((value,),)
    if value and all(isinstance(each, list) for each in value):
        return tuple(tuple(each) for each in value)
    return tuple((each,) for each in value) if key == "email" else (tuple(value),)
