"""Finding what the inputs of mutations name, many at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.graphql.errors import Refusal, Refused
from saleor_customer_mgmt.graphql.mutations.base import not_found
from saleor_customer_mgmt.models import Customer
from saleor_customer_mgmt.selectors.orders import load_fingerprints


def check_number(given: Sequence[str], field: str, at_most: int) -> None:
    """Check how many are named.

    Raises:
        Refused: when none is, or too many.
    """
    if not given:
        raise Refused(Refusal("Name at least one.", "REQUIRED", field))
    if len(given) > at_most:
        raise Refused(Refusal(f"More than {at_most} at once.", "TOO_MANY", field))


def orders_named(given: Sequence[str], field: str, *, at_most: int) -> list[OrderId]:
    """Return the database ids of these orders, each once.

    Raises:
        Refused: when there are none or too many of them, or one is not recorded.
    """
    check_number(given, field, at_most)
    names = {ids.read_order_id(each) for each in given}
    known = load_fingerprints({name for name in names if name is not None})
    if None in names or len(known) != len(names):
        raise not_found("order", field)
    return sorted(key for key, _ in known.values())


def customers_named(given: Sequence[str], field: str, *, at_most: int) -> list[OrderId]:
    """Return the ids of the live customers that these ids stand for, each once.

    Raises:
        Refused: when there are none or too many of them, or one is not there.
    """
    check_number(given, field, at_most)
    names = {ids.read_customer_id(each) for each in given}
    rows = Customer.objects.filter(Q(public_id__in=names - {None})).values_list("id", "merged_into_id")
    found = [into or key for key, into in rows]
    if None in names or len(found) != len(names):
        raise not_found("customer", field)
    return sorted(set(found))


def rows_named(kind: str, called: str, given: Sequence[str], field: str, *, at_most: int) -> list[int]:
    """Return the keys in these ids; whether there are such rows is for the service to say.

    Raises:
        Refused: when there are none or too many of them, or one is another kind's.
    """
    check_number(given, field, at_most)
    keys = [ids.read_row_id(kind, each) for each in given]
    if None in keys:
        raise not_found(called, field)
    return [key for key in keys if key is not None]


def row_named(kind: str, called: str, given: str, field: str = "id") -> int:
    """Return the key in this id.

    Raises:
        Refused: when it is another kind's.
    """
    key = ids.read_row_id(kind, given)
    if key is None:
        raise not_found(called, field)
    return key
