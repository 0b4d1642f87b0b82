"""Look for doubtful pairs: read what customers' orders tell, and have an engine compare it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from zlib import crc32

from django.db import connection

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.evidence import Evidence
from saleor_customer_mgmt.models import Customer
from saleor_customer_mgmt.models.codec import evidence_from_json
from saleor_customer_mgmt.selectors.apart import not_same, split_apart
from saleor_customer_mgmt.services.passes import Advance
from saleor_customer_mgmt.services.require_extra import require_extra
from saleor_customer_mgmt.services.uploaded_files import temporary_folder

if TYPE_CHECKING:
    from saleor_customer_mgmt.engines.doubtful.search import Proposal

EXTRA = "splink"
"""What doubtful pairs are found with."""
CHUNK = 1000
MOST_ORDERS = 20
"""The newest of a customer: who orders for a firm has thousands, and the newest say where somebody is now."""
MOST_LEARNT_FROM = 100_000
"""Customers whose orders the model is learnt from: chosen by their ids, the same each time."""
SEED = 20261122


@dataclass(frozen=True, slots=True)
class Found:
    """How many customers were compared, whether the model was learnt from them, and the likeliest pairs."""

    customers: int
    learnt: bool
    proposals: list[Proposal]


def find_doubtful(on_progress: Advance) -> Found:
    """Return the pairs of present customers that are likeliest one though nothing joins them.

    Left out is what staff have said is not one. ``on_progress`` is told customers that were read, of all; the
    comparing counts as much as the reading.

    Raises:
        NotInstalled: when there is no engine.
    """
    require_extra(EXTRA)
    # Only now: without the extra there is nothing to import.
    from saleor_customer_mgmt.engines.doubtful.record import record, variants  # noqa: PLC0415
    from saleor_customer_mgmt.engines.doubtful.search import searching  # noqa: PLC0415

    total = Customer.objects.filter(merged_into=None).count()
    learnt_from = max(1, total // MOST_LEARNT_FROM)
    with temporary_folder() as folder, searching(folder) as search:
        read = 0
        for customer, orders in _customers():
            learns = crc32(str(customer).encode()) % learnt_from == 0
            search.add(record(customer, orders), variants(orders) if learns else [])
            read += 1
            if read % CHUNK == 0:
                on_progress(read, 2 * max(total, read))
        model = search.learn(SEED)
        on_progress(read + read // 2, 2 * max(total, read))
        apart, limit = not_same() | split_apart(), conf.doubtful_pairs()
        proposals: list[Proposal] = []
        for proposal in search.proposals(model, conf.doubtful_probability()):
            if frozenset((proposal.one, proposal.other)) not in apart:
                proposals.append(proposal)
                if len(proposals) == limit:
                    break
        return Found(read, model.learnt, proposals)


def _customers() -> Iterator[tuple[OrderId, list[Evidence]]]:
    """Yield every present customer with what its newest orders tell, in steps: nothing is held meanwhile."""
    last = 0
    while rows := _read(last):
        for customer, orders in groupby(rows, key=lambda row: row[0]):
            yield customer, [evidence_from_json(json.loads(data)) for _, data in orders if data]
            last = customer


def _read(last: OrderId) -> list[tuple[OrderId, str | None]]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.id, e.evidence
            FROM (
                SELECT id FROM customer_mgmt_customer WHERE merged_into_id IS NULL AND id > %s
                ORDER BY id LIMIT %s
            ) c
            LEFT JOIN LATERAL (
                SELECT o.id, e.evidence FROM customer_mgmt_orderrecord o
                JOIN customer_mgmt_orderevidence e ON e.order_id = o.id
                WHERE o.customer_id = c.id ORDER BY o.id DESC LIMIT %s
            ) e ON true
            ORDER BY c.id, e.id DESC
            """,
            [last, CHUNK, MOST_ORDERS],
        )
        rows: list[tuple[OrderId, str | None]] = cursor.fetchall()
        return rows
