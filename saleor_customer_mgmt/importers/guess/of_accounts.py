"""A guess about a file of customers without orders, when a person has said that it is one (ADR 114).

Nothing here decides that it is: a file of orders whose numbers are missing looks the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from saleor_customer_mgmt.importers.formats.neutral import FIELDS_OF_ACCOUNTS
from saleor_customer_mgmt.importers.guess.guess import ColumnGuess, Guess, guess
from saleor_customer_mgmt.importers.guess.reasons import Reason
from saleor_customer_mgmt.importers.guess.words import ACCOUNT, squash

_CONFIDENCE = 0.85


def guess_accounts(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Guess:
    """Guess what the columns of such a file are: as for orders, with what only accounts have."""
    found = guess(header, rows)
    named = _named(found.columns)
    columns = tuple(_of_account(column, named.get(column.at, "")) for column in found.columns)
    names = {column.at: column.name for column in columns if column.field}
    fields = {name: told for name, told in found.fields.items() if name in FIELDS_OF_ACCOUNTS}
    # What has become something else is that alone.
    taken = {names[at] for at in named}
    fields = {
        name: kept
        for name, told in fields.items()
        if (kept := tuple(parts for parts in told if not taken & set(parts)))
    }
    fields |= {field: ((names[at],),) for at, field in named.items()}
    in_order = sorted(fields.items(), key=lambda each: FIELDS_OF_ACCOUNTS.index(each[0]))
    return replace(
        found,
        columns=columns,
        fields=dict(in_order),
        missing=tuple(_missing(fields)),
        unknown_states=(),
    )


def _named(columns: Sequence[ColumnGuess]) -> dict[int, str]:
    """Return the columns, by their places, whose names say what only accounts have; each thing once."""
    found: dict[str, tuple[int, int, int]] = {}
    for column in columns:
        for field, strength, place in ACCOUNT.get(squash(column.name), ()):
            if field not in found or (strength, place, column.at) < found[field]:
                found[field] = (strength, place, column.at)
    return {at: field for field, (_, _, at) in found.items()}


def _of_account(column: ColumnGuess, named: str) -> ColumnGuess:
    if named:
        reasons = (Reason("name", column.name),)
        return replace(column, field=named, confidence=_CONFIDENCE, reasons=reasons)
    if column.field and column.field not in FIELDS_OF_ACCOUNTS:
        return replace(column, field="", confidence=0.0, reasons=(Reason("only_of_orders"),))
    return column


def _missing(fields: dict[str, tuple[tuple[str, ...], ...]]) -> Iterator[Reason]:
    if "account_number" not in fields:
        yield Reason("missing_account_number")
    if "source" not in fields:
        yield Reason("missing_source")
    if not fields.keys() & {"name", "email", "phone"}:
        yield Reason("missing_buyer")
