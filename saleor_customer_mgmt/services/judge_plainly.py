"""Judging every order in dictionaries: needs no more than Python, but time and memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.counting import Reason
from saleor_customer_mgmt.core.criteria import CriteriaSet
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.keys import key_digests
from saleor_customer_mgmt.core.partition import partition
from saleor_customer_mgmt.core.value_digests import ValueDigests, unpack
from saleor_customer_mgmt.models import ContestedKey, OrderDigests, OrderKey, OrderRecord
from saleor_customer_mgmt.selectors.region import Region, load_decisions
from saleor_customer_mgmt.services.judge_all import Judged, Tried

CHUNK = 2000


def judge_stored_plainly() -> Judged:
    region = _all_orders()
    region.keys_of = {order: set() for order in region.customer_of}
    for digest, order in OrderKey.objects.values_list("key_id", "order_id").iterator(CHUNK):
        region.keys_of[order].add(digest)
    return _judged(region)


def try_criteria_plainly(criteria: CriteriaSet) -> Tried:
    secret = conf.digest_secret()
    region = _all_orders()
    total: Counter[str] = Counter()
    without: Counter[str] = Counter()
    rows = OrderDigests.objects.values_list("order_id", "order__source", "digests")
    for order, source, digests in rows.iterator(CHUNK):
        keys = key_digests(source, unpack(bytes(digests)), criteria, secret)
        region.keys_of[order] = keys
        total[source] += 1
        without[source] += not keys
    judged = _judged(region)
    counting = set(OrderRecord.objects.filter(count_reason=Reason.COUNTS).values_list("id", flat=True))
    return Tried(
        judged,
        _repeaters(region.customer_of, counting),
        _repeaters(judged.result.customer_of, counting),
        {source: (without[source], total[source]) for source in sorted(total)},
        _digests_of,
    )


def _all_orders() -> Region:
    region = Region()
    region.customer_of = dict(OrderRecord.objects.values_list("id", "customer_id").iterator(CHUNK))
    region.decisions, region.main_orders = load_decisions()
    region.contested = set(ContestedKey.objects.values_list("digest", flat=True))
    return region


def _judged(region: Region) -> Judged:
    result = partition(region.keys_of, region.decisions)
    now, then = set(region.customer_of.values()), set(result.customer_of.values())
    return Judged(region, result, len(region.customer_of), len(now), len(then))


def _repeaters(customer_of: Mapping[OrderId, OrderId], counting: Collection[OrderId]) -> int:
    purchases: defaultdict[OrderId, int] = defaultdict(int)
    for order in counting:
        purchases[customer_of[order]] += 1
    return sum(count >= 2 for count in purchases.values())


def _digests_of(orders: Collection[OrderId]) -> dict[OrderId, ValueDigests]:
    rows: Any = OrderDigests.objects.filter(order_id__in=orders).values_list("order_id", "digests")
    return {order: unpack(bytes(digests)) for order, digests in rows}
