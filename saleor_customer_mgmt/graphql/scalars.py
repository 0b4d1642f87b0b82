"""Scalars of our own, because a schema has one type of a name and Saleor's are not ours to use."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import graphene
from graphql.language import ast

from saleor_customer_mgmt.core.conditions import condition_data

_YEARS = range(1900, 2200)


class CustomerMgmtDateTime(graphene.Scalar):
    """A point in time, as ISO 8601 with its zone: `2026-01-31T09:30:00+09:00`."""

    @staticmethod
    def serialize(value: datetime) -> str:
        return value.isoformat()

    @staticmethod
    def parse_value(value: Any) -> datetime | None:
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            return None
        if moment.tzinfo is None or moment.year not in _YEARS:
            return None
        return moment.astimezone(UTC)

    @classmethod
    def parse_literal(cls, node: Any) -> datetime | None:
        return cls.parse_value(node.value) if isinstance(node, ast.StringValue) else None


class CustomerMgmtDecimal(graphene.Scalar):
    """An exact decimal number, given as text: `"12300.50"`. Numbers are understood too."""

    @staticmethod
    def serialize(value: Any) -> str:
        number = Decimal(value)
        return format(number.normalize() if number else Decimal(0), "f")

    @staticmethod
    def parse_value(value: Any) -> Decimal | None:
        if isinstance(value, bool) or not isinstance(value, str | int | float) or len(str(value)) > 40:
            return None
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            return None
        return number if number.is_finite() and abs(number.adjusted()) < 40 else None

    @classmethod
    def parse_literal(cls, node: Any) -> Decimal | None:
        if isinstance(node, ast.StringValue | ast.IntValue | ast.FloatValue):
            return cls.parse_value(node.value)
        return None


@dataclass(frozen=True, slots=True)
class Json:
    """JSON as a client wrote it."""

    text: str

    def read(self) -> Any:
        """Return its value.

        Raises:
            InvalidCondition: when it is no JSON, or too much.
        """
        return condition_data(self.text)


class CustomerMgmtJSON(graphene.Scalar):
    """JSON, written as a text."""

    @staticmethod
    def serialize(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    @staticmethod
    def parse_value(value: Any) -> Json | None:
        # What it says is looked at where it is used, so that a fault is told with its place.
        return Json(value) if isinstance(value, str) else None

    @classmethod
    def parse_literal(cls, node: Any) -> Json | None:
        return cls.parse_value(node.value) if isinstance(node, ast.StringValue) else None


class OrderImportUpload(graphene.Scalar):
    """A file of a multipart request, see
    https://github.com/jaydenseric/graphql-multipart-request-spec
    """

    @staticmethod
    def serialize(value: Any) -> Any:
        return value

    @staticmethod
    def parse_value(value: Any) -> Any:
        return value

    @staticmethod
    def parse_literal(node: Any) -> None:  # noqa: ARG004 - a file cannot be written into a query
        return None
