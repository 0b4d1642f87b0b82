"""Judging every order: for a rebuild, for other criteria, and for trying other criteria out.

Evidence is streamed, keys are computed in the core, and only what differs is written.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.counting import Reason
from saleor_customer_mgmt.core.criteria import CriteriaSet
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.evidence import Evidence
from saleor_customer_mgmt.core.gather import gather
from saleor_customer_mgmt.core.keys import match_keys
from saleor_customer_mgmt.core.partition import Partition, partition
from saleor_customer_mgmt.core.search import order_text
from saleor_customer_mgmt.core.traits import Traits, traits
from saleor_customer_mgmt.models import ContestedKey, OrderEvidence, OrderRecord
from saleor_customer_mgmt.models.codec import (
    evidence_from_json,
    evidence_to_json,
    fingerprint,
    traits_to_json,
)
from saleor_customer_mgmt.selectors.counting import counting_policy
from saleor_customer_mgmt.selectors.orders import load_facts
from saleor_customer_mgmt.selectors.region import Region, load_decisions
from saleor_customer_mgmt.services.search_rows import leave_search_of

CHUNK = 2000

Advance = Callable[[int, int], None]
"""Called with how many steps of how many are done."""


class Passes:
    """Counts several passes over all orders as steps of one way."""

    def __init__(self, passes: int, on_progress: Advance | None) -> None:
        self._orders = OrderRecord.objects.count() if on_progress else 0
        self._total, self._passed = passes * self._orders, 0
        self._on_progress = on_progress

    def at(self, orders: int) -> None:
        """Say how many orders the pass that is under way has behind it."""
        if self._on_progress is not None:
            self._on_progress(min(self._passed + orders, self._total), self._total)

    def passed(self) -> None:
        self._passed += self._orders
        self.at(0)


@dataclass(slots=True)
class Judged:
    """What criteria make of the whole history, beside what is in the tables now."""

    region: Region
    result: Partition[UUID]


def judge_all(criteria: CriteriaSet, passes: Passes | None = None) -> Judged:
    """Return the customers that these criteria give on all orders. Writes nothing."""
    secret = conf.digest_secret()
    region = Region()
    region.customer_of = dict(OrderRecord.objects.values_list("id", "customer_id").iterator(CHUNK))
    interned: dict[UUID, UUID] = {}
    for order, source, evidence in stream_evidence():
        digests = (key.digest(secret) for key in match_keys(source, evidence, criteria))
        region.keys_of[order] = {interned.setdefault(d, d) for d in digests}
        if passes is not None and len(region.keys_of) % CHUNK == 0:
            passes.at(len(region.keys_of))
    region.decisions, region.main_orders = load_decisions()
    region.contested = set(ContestedKey.objects.values_list("digest", flat=True))
    if passes is not None:
        passes.passed()
    return Judged(region, partition(region.keys_of, region.decisions))


def stream_evidence() -> Iterator[tuple[OrderId, str, Evidence]]:
    """Yield every order's id, source and evidence, by id."""
    rows = OrderEvidence.objects.order_by("order_id").values_list("order_id", "order__source", "evidence")
    for order, source, data in rows.iterator(CHUNK):
        yield order, source, evidence_from_json(data)


def gather_all_anew(passes: Passes | None = None) -> int:
    """Make the evidence of every order anew from what its source told; return how many differed.

    For when normalising, the shop's profile, the counting policy or the secret has changed. What else
    is derived from an order's facts is made anew too: a fingerprint of old would have every order count
    as changed when it comes again.
    """
    profile, policy, secret = conf.profile(), counting_policy(), conf.digest_secret()
    ids = list(OrderRecord.objects.order_by("id").values_list("id", flat=True).iterator(CHUNK))
    differed = 0
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        facts = load_facts(chunk)
        changed, derived = [], []
        for row in OrderEvidence.objects.filter(order_id__in=chunk):
            evidence = gather(facts[row.order_id], profile)
            told = facts[row.order_id]
            reason = policy.judge(told, evidence)
            derived.append((row.order_id, fingerprint(told, secret), reason, traits(told, evidence, profile)))
            text = order_text(told.number, evidence)
            data = evidence_to_json(evidence)
            if (data, text) != (row.evidence, row.search_text):
                row.evidence, row.search_text = data, text
                changed.append(row)
        OrderEvidence.objects.bulk_update(changed, ["evidence", "search_text"], batch_size=CHUNK)
        leave_search_of([row.order_id for row in changed])
        _write_derived(derived)
        differed += len(changed)
        if passes is not None:
            passes.at(start + len(chunk))
    if passes is not None:
        passes.passed()
    return differed


def _write_derived(rows: Sequence[tuple[OrderId, UUID, Reason, Traits]]) -> None:
    if not rows:
        return
    ids, fingerprints, reasons, found = zip(*rows, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE customer_mgmt_orderrecord o
            SET fingerprint = anew.fingerprint, count_reason = anew.reason, traits = anew.traits
            FROM unnest(%s::bigint[], %s::uuid[], %s::text[], %s::jsonb[])
                AS anew(id, fingerprint, reason, traits)
            WHERE o.id = anew.id AND (o.fingerprint, o.count_reason, o.traits)
                IS DISTINCT FROM (anew.fingerprint, anew.reason, anew.traits)
            """,
            [
                list(ids),
                list(fingerprints),
                [reason.value for reason in reasons],
                [json.dumps(traits_to_json(each)) for each in found],
            ],
        )


def write_all_keys(region: Region) -> None:
    """Make the key tables say exactly what these orders' keys are. Judging must be owned."""
    wanted: dict[OrderId, set[UUID]] = defaultdict(set, {o: set(keys) for o, keys in region.keys_of.items()})
    gone: list[tuple[UUID, OrderId]] = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT digest, order_id FROM customer_mgmt_orderkey")
        while rows := cursor.fetchmany(CHUNK):
            for digest, order in rows:
                if digest in wanted[order]:
                    wanted[order].discard(digest)
                else:
                    gone.append((digest, order))
    missing = [(digest, order) for order, digests in wanted.items() for digest in digests]
    with connection.cursor() as cursor:
        for start in range(0, len(gone), CHUNK):
            digests, orders = zip(*gone[start : start + CHUNK], strict=True)
            cursor.execute(
                "DELETE FROM customer_mgmt_orderkey k "
                "USING unnest(%s::uuid[], %s::bigint[]) AS gone(digest, id) "
                "WHERE k.digest = gone.digest AND k.order_id = gone.id",
                [list(digests), list(orders)],
            )
        for start in range(0, len(missing), CHUNK):
            digests, orders = zip(*missing[start : start + CHUNK], strict=True)
            cursor.execute(
                "INSERT INTO customer_mgmt_matchkey (digest) SELECT unnest(%s::uuid[]) "
                "ON CONFLICT DO NOTHING",
                [list(digests)],
            )
            cursor.execute(
                "INSERT INTO customer_mgmt_orderkey (digest, order_id) "
                "SELECT * FROM unnest(%s::uuid[], %s::bigint[]) ON CONFLICT DO NOTHING",
                [list(digests), list(orders)],
            )
        cursor.execute(
            "DELETE FROM customer_mgmt_matchkey m "
            "WHERE NOT EXISTS (SELECT FROM customer_mgmt_orderkey k WHERE k.digest = m.digest)"
        )
