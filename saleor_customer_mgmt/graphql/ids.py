"""Ids as clients see them, and back. Relay's global ids; a customer also answers to its public id."""

from __future__ import annotations

from urllib.parse import quote, unquote

from graphql_relay import from_global_id, to_global_id

from saleor_customer_mgmt.core.public_id import read_public_id


def _read(kind: str, given: str) -> str | None:
    try:
        found, value = from_global_id(given)
    except ValueError:  # no base 64, no UTF-8, no colon
        return None
    return str(value) if found == kind else None


def customer_id(public_id: str) -> str:
    return str(to_global_id("CustomerProfile", public_id))


def read_customer_id(given: str) -> str | None:
    """Return the public id that a global id, or a person who typed it, means; None when it is neither."""
    return read_public_id(given) or read_public_id(_read("CustomerProfile", given) or "")


def order_id(source: str, number: str) -> str:
    """Return the global id of an order: what it is named by, so that it outlives a new import."""
    return str(to_global_id("OrderRecord", f"{quote(source, safe='')}:{number}"))


def read_order_id(given: str) -> tuple[str, str] | None:
    """Return source and number."""
    source, colon, number = (_read("OrderRecord", given) or "").partition(":")
    return (unquote(source), number) if colon else None


def row_id(kind: str, key: int) -> str:
    """Return the global id of something that has no name but its place in a log."""
    return str(to_global_id(kind, key))


def read_row_id(kind: str, given: str) -> int | None:
    value = _read(kind, given) or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None
