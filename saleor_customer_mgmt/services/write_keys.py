"""Having the key tables say which keys orders have, whatever they said before. Judging must be owned."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from django.db import connection

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.criteria import CriteriaSet
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.keys import key_digests
from saleor_customer_mgmt.core.value_digests import unpack
from saleor_customer_mgmt.models import OrderDigests
from saleor_customer_mgmt.services.passes import Passes

CHUNK = 10_000


def write_keys_of_all(criteria: CriteriaSet, passes: Passes) -> None:
    """Give every order the keys that these criteria make of its value digests."""
    secret = conf.digest_secret()
    done = 0
    for chunk in _digests():
        write_keys(
            {
                order: key_digests(source, unpack(digests), criteria, secret)
                for order, (source, digests) in chunk.items()
            }
        )
        done += len(chunk)
        passes.at(done)
    passes.passed()


def _digests() -> Iterator[dict[OrderId, tuple[str, bytes]]]:
    after = 0
    while True:
        rows = OrderDigests.objects.filter(order_id__gt=after).order_by("order_id")[:CHUNK]
        chunk = {
            order: (source, bytes(digests))
            for order, source, digests in rows.values_list("order_id", "order__source", "digests")
        }
        if not chunk:
            return
        yield chunk
        after = max(chunk)


def write_keys(keys_of: Mapping[OrderId, Collection[UUID]]) -> None:
    """Give these orders these keys and no others. A key that nobody has any more goes."""
    wanted = {(digest, order) for order, digests in keys_of.items() for digest in digests}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT digest, order_id FROM customer_mgmt_orderkey WHERE order_id = ANY(%s)", [list(keys_of)]
        )
        stored = set(cursor.fetchall())
    if gone := stored - wanted:
        _take_away(sorted(gone))
    if missing := wanted - stored:
        _add(sorted(missing))


def drop_unheld_keys() -> None:
    """Take away the keys that nobody has any more: an order that changed leaves its old ones."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM customer_mgmt_matchkey m "
            "WHERE NOT EXISTS (SELECT FROM customer_mgmt_orderkey k WHERE k.digest = m.digest)"
        )


def _take_away(keys: list[tuple[UUID, OrderId]]) -> None:
    digests, orders = zip(*keys, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM customer_mgmt_orderkey k USING unnest(%s::uuid[], %s::bigint[]) AS gone(digest, id) "
            "WHERE k.digest = gone.digest AND k.order_id = gone.id",
            [list(digests), list(orders)],
        )
        cursor.execute(
            "DELETE FROM customer_mgmt_matchkey m WHERE m.digest = ANY(%s) "
            "AND NOT EXISTS (SELECT FROM customer_mgmt_orderkey k WHERE k.digest = m.digest)",
            [sorted(set(digests))],
        )


def _add(keys: list[tuple[UUID, OrderId]]) -> None:
    digests, orders = zip(*keys, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO customer_mgmt_matchkey (digest) SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING",
            [sorted(set(digests))],
        )
        cursor.execute(
            "INSERT INTO customer_mgmt_orderkey (digest, order_id) "
            "SELECT * FROM unnest(%s::uuid[], %s::bigint[])",
            [list(digests), list(orders)],
        )
