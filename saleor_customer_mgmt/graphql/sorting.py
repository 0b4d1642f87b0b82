"""Orders to page in: a few columns that together put any rows into one order, and stable cursors."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import DateTimeField, F, Model, OrderBy, Q
from graphql import GraphQLError

from saleor_customer_mgmt.graphql.inputs import BadInput, check_texts


@dataclass(frozen=True, slots=True)
class Key:
    """One column. Rows where a nullable one is empty come last, or first when read backwards."""

    field: str
    descending: bool = False
    nullable: bool = False

    def order(self, *, backwards: bool) -> OrderBy:
        nulls = {"nulls_first" if backwards else "nulls_last": True} if self.nullable else {}
        return OrderBy(F(self.field), descending=self.descending != backwards, **nulls)

    def beyond(self, value: Any, *, backwards: bool) -> Q | None:
        """Return what selects the rows after ``value`` by this column alone; None when there are none."""
        if value is None:
            return Q(**{f"{self.field}__isnull": False}) if backwards else None
        found = Q(**{f"{self.field}__{'lt' if self.descending != backwards else 'gt'}": value})
        if self.nullable and not backwards:
            found |= Q(**{f"{self.field}__isnull": True})
        return found

    def equal(self, value: Any) -> Q:
        return Q(**{f"{self.field}__isnull": True} if value is None else {self.field: value})


@dataclass(frozen=True, slots=True)
class Sort:
    """A name that cursors carry, and columns of which the last is unique."""

    name: str
    keys: tuple[Key, ...]

    def order(self, *, backwards: bool = False) -> list[OrderBy]:
        return [key.order(backwards=backwards) for key in self.keys]

    def beyond(self, values: Sequence[Any], *, backwards: bool = False) -> Q:
        """Return what selects the rows after the one with these values."""
        found = Q(pk__in=[])
        same = Q()
        for key, value in zip(self.keys, values, strict=True):
            later = key.beyond(value, backwards=backwards)
            if later is not None:
                found |= same & later
            same &= key.equal(value)
        # Said twice, so that an index on the first column bounds the scan.
        bound = self.keys[0].equal(values[0])
        first = self.keys[0].beyond(values[0], backwards=backwards)
        return found & (bound if first is None else bound | first)

    def cursor(self, row: Any) -> str:
        return write_cursor(self.name, [getattr(row, key.field) for key in self.keys])

    def read(self, cursor: str, model: type[Model]) -> list[Any]:
        """Return the values in a cursor.

        Raises:
            GraphQLError: when it is none of this order's.
        """
        values = read_cursor(self.name, cursor, len(self.keys))
        try:
            check_texts(values)
            found = [
                _value(model._meta.get_field(key.field), value)
                for key, value in zip(self.keys, values, strict=True)
            ]
        except (ValidationError, BadInput, TypeError, ValueError, OverflowError):
            raise invalid_cursor() from None
        if any(value is None and not key.nullable for key, value in zip(self.keys, found, strict=True)):
            raise invalid_cursor()
        return found


def _value(column: Any, value: Any) -> Any:
    if value is not None and isinstance(column, DateTimeField):
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError("no time zone")
        return moment.astimezone(UTC)
    found = column.to_python(value)
    if isinstance(found, Decimal):
        column.run_validators(found)  # PostgreSQL refuses to compare what no column can hold
    return found


def invalid_cursor() -> GraphQLError:
    return GraphQLError("Received cursor is invalid.")


def write_cursor(name: str, values: Sequence[Any]) -> str:
    plain = [_plain(value) for value in values]
    text = json.dumps([name, *plain], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode("ascii")


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, datetime) else value


def read_cursor(name: str, cursor: str, length: int) -> list[Any]:
    """Return the values in a cursor that :func:`write_cursor` wrote.

    Raises:
        GraphQLError: when it is another's, or none.
    """
    try:
        found = json.loads(base64.urlsafe_b64decode(cursor.encode("ascii")))
    except (ValueError, binascii.Error, RecursionError):
        raise invalid_cursor() from None
    if not isinstance(found, list) or len(found) != length + 1 or found[0] != name:
        raise invalid_cursor()
    if any(isinstance(value, list | dict | float) for value in found):
        raise invalid_cursor()
    return found[1:]
