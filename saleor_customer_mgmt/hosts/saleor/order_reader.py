"""Reading orders with all that belongs to them by one statement, made once.

Hooks run while a shopper waits, and what costs time there is not the database but Django's ORM: making
up four statements anew, and objects of all their columns, takes ten times as long as this. The ORM still
makes up the statement, of what the models of this Saleor say, but once in each process.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import DEFERRED, CharField, F, OuterRef, Subquery, TextField
from django.db.models.functions import Cast, JSONObject
from saleor.order import OrderStatus
from saleor.order.models import Order

from saleor_customer_mgmt.hosts.saleor.facts import SOURCE
from saleor_customer_mgmt.models import OrderRecord

# What order_facts reads. A column that is missing here is read all the same, by a query of its own.
_COLUMNS = (
    "id",
    "number",
    "created_at",
    "status",
    "origin",
    "user_id",
    "user_email",
    "currency",
    "total_gross_amount",
    "shipping_method_name",
    "collection_point_name",
)
_ADDRESS = (
    "id",
    "first_name",
    "last_name",
    "company_name",
    "street_address_1",
    "street_address_2",
    "city",
    "city_area",
    "postal_code",
    "country",
    "country_area",
    "phone",
)
_JOINED = {"billing_address": _ADDRESS, "shipping_address": _ADDRESS, "channel": ("id", "slug")}
_RELATED = {
    "lines": ("id", "product_sku", "product_name", "variant_name", "quantity", "unit_price_gross_amount"),
    "payments": ("id", "charge_status", "gateway"),
    "payment_transactions": ("id", "charged_value", "refunded_value", "name", "app_identifier"),
}
_ORDERED = {"lines": ("created_at", "pk")}


class Read(NamedTuple):
    """An order as it is now, and the fingerprint under which it is recorded (None: not yet)."""

    order: Order
    recorded: UUID | None


def read_orders(ids: Iterable[UUID], *, only_new: bool = False) -> list[Read]:
    """Return these orders by number, with one query; drafts are left out.

    Columns that are not named above are read when they are asked for. ``only_new``: the caller knows that
    they are not recorded, and it is not looked up.
    """
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return []
    statement, parameters = _statement(len(wanted), not only_new)
    real = dict(zip(_stand_ins(len(wanted)), wanted, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(statement, [real.get(given, given) for given in parameters])
        return [_read(iter(row)) for row in cursor.fetchall()]


def _stand_ins(count: int) -> list[UUID]:
    return [UUID(int=i) for i in range(count)]


@lru_cache(maxsize=32)
def _statement(count: int, with_recorded: bool) -> tuple[str, tuple[Any, ...]]:
    """Return the statement for so many orders, and its parameters with stand-ins for the orders' ids."""
    recorded = OrderRecord.objects.filter(source=SOURCE, number=Cast(OuterRef("number"), CharField()))
    orders = (
        Order.objects.filter(pk__in=_stand_ins(count))
        .exclude(status=OrderStatus.DRAFT)
        .order_by("number")
        .values_list(
            *_COLUMNS,
            *(f"{name}__{column}" for name, columns in _JOINED.items() for column in columns),
            *(_related(name) for name in _RELATED),
            *([Subquery(recorded.values("fingerprint"))] if with_recorded else ()),
        )
    )
    statement, parameters = orders.query.sql_with_params()
    return statement, tuple(parameters)


def _related(name: str) -> ArraySubquery:
    """Return an expression for all rows of one relation: column: value, all as text."""
    relation = Order._meta.get_field(name)
    row = JSONObject(**{column: Cast(F(column), TextField()) for column in _RELATED[name]})
    rows = _model_of(name).objects.filter(**{relation.field.name: OuterRef("pk")})
    return ArraySubquery(rows.order_by(*_ORDERED.get(name, ("pk",))).values_list(row))


def _read(values: Iterator[Any]) -> Read:
    order = _object(Order, {column: next(values) for column in _COLUMNS})
    for name, columns in _JOINED.items():
        joined = _object(_model_of(name), {column: next(values) for column in columns})
        setattr(order, name, None if joined.pk is None else joined)
    # What prefetch_related would have left there, but lists: asking them for anything but all() fails.
    order._prefetched_objects_cache = {  # noqa: SLF001
        name: [_object_from_text(_model_of(name), row) for row in next(values)] for name in _RELATED
    }
    return Read(order, next(values, None))


def _model_of(name: str) -> Any:
    return Order._meta.get_field(name).related_model


def _object_from_text(model: Any, row: str) -> Any:
    field = model._meta.get_field
    return _object(model, {column: field(column).to_python(text) for column, text in json.loads(row).items()})


def _object(model: Any, told: Mapping[str, Any]) -> Any:
    columns = model._meta.concrete_fields
    return model.from_db(
        connection.alias,
        [field.attname for field in columns],
        [told.get(field.attname, DEFERRED) for field in columns],
    )
