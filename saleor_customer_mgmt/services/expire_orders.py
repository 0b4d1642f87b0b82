"""Letting values of people go that are to be kept no longer, some orders at a time (ADR 113).

The digests stay, and with them the keys, the customers and the counts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.counting import CountingPolicy
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.evidence import Evidence, Field
from saleor_customer_mgmt.core.expire import expired_evidence, without_values
from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.core.redact import values_of
from saleor_customer_mgmt.core.retention import PERSONAL, Terms
from saleor_customer_mgmt.core.search import order_text
from saleor_customer_mgmt.core.value_digests import pack, value_digests
from saleor_customer_mgmt.models import CustomerSearch, OrderDigests, OrderRecord
from saleor_customer_mgmt.models.codec import evidence_from_json, evidence_to_json, json_text, people_to_json
from saleor_customer_mgmt.selectors.counting import counting_policy
from saleor_customer_mgmt.selectors.orders import load_facts
from saleor_customer_mgmt.selectors.retention import due_orders
from saleor_customer_mgmt.services.customer_rows import refresh_customers
from saleor_customer_mgmt.services.derive_expired import TEST_ORDER
from saleor_customer_mgmt.services.redact_texts import redact_texts
from saleor_customer_mgmt.services.search_rows import AT_ONCE
from saleor_customer_mgmt.services.touch_customers import lock_customers_of

BATCH = AT_ONCE
"""Orders in one transaction: of so many customers, what a search looks through is written at once, too."""


@dataclass(frozen=True, slots=True)
class Batch:
    """``expired`` orders, of those up to ``last``."""

    last: OrderId
    expired: int


def expire_batch(source: str, terms: Terms, now: datetime, after: OrderId) -> Batch | None:
    """Let the next orders of a source expire that are due, by id; None: there is none. In a transaction.

    Raises:
        Busy: when others kept changing the same customers.
    """
    due = due_orders(source, terms, now)
    ids = list(due.filter(id__gt=after).order_by("id").values_list("id", flat=True)[:BATCH])
    if not ids:
        return None
    customers = lock_customers_of(ids)
    # Whoever was waited for may have told that they were sent later, or let them expire.
    rows = list(due.filter(id__in=ids).select_related("evidence", "digests").order_by("id"))
    if rows:
        let_go(rows, customers, terms.expiring, now)
    return Batch(ids[-1], len(rows))


def let_go(
    rows: Sequence[OrderRecord], customers: Collection[OrderId], fields: Collection[Field], now: datetime
) -> None:
    """Let the values of these fields go, of orders of these customers, who are locked."""
    facts = load_facts([row.id for row in rows])
    evidence = {row.id: evidence_from_json(row.evidence.evidence) for row in rows}
    values = {row.id: values_of(facts[row.id], evidence[row.id], fields) for row in rows}
    _keep_digests(rows, evidence)
    policy = counting_policy()
    left = [_left(row, facts[row.id], evidence[row.id], fields, policy) for row in rows]
    _write([row.id for row in rows], left, now)
    refresh_customers(customers)
    gone = _no_longer_told({row.id: row.customer_id for row in rows}, values)
    redact_texts(customers, gone)


def _keep_digests(rows: Sequence[OrderRecord], evidence: Mapping[OrderId, Evidence]) -> None:
    """Make the digests of orders that have none: recorded before there were any, and never judged anew."""
    secret = conf.digest_secret()
    OrderDigests.objects.bulk_create(
        OrderDigests(order_id=row.id, digests=pack(value_digests(evidence[row.id], secret)), recipe=_UNKNOWN)
        for row in rows
        if not hasattr(row, "digests")
    )


_UNKNOWN = 0
"""The recipe of what was derived nobody knows with what."""


@dataclass(frozen=True, slots=True)
class _Left:
    """What is left of an order, as it is written."""

    fields: list[str]
    people: str
    evidence: str
    search_text: str
    traits: str


def _left(
    row: OrderRecord, facts: OrderFacts, evidence: Evidence, fields: Collection[Field], policy: CountingPolicy
) -> _Left:
    traits = dict(row.traits)
    if Field.EMAIL in fields and policy.is_test(evidence):
        traits[TEST_ORDER] = True
    kept = expired_evidence(evidence, fields)
    return _Left(
        fields=[each.value for each in PERSONAL if each in fields or each.value in (row.expired or ())],
        people=json_text(people_to_json(without_values(facts, fields))),
        evidence=json_text(evidence_to_json(kept)),
        search_text=order_text(row.number, kept),
        traits=json_text(traits),
    )


def _write(ids: list[OrderId], left: list[_Left], now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE customer_mgmt_orderrecord o
            SET expired = string_to_array(anew.fields, ','), expired_at = %s, traits = anew.traits
            FROM unnest(%s::bigint[], %s::text[], %s::jsonb[]) AS anew(id, fields, traits)
            WHERE o.id = anew.id
            """,
            [now, ids, [",".join(each.fields) for each in left], [each.traits for each in left]],
        )
        cursor.execute(
            """
            UPDATE customer_mgmt_orderevidence e
            SET people = anew.people, evidence = anew.evidence, search_text = anew.search_text
            FROM unnest(%s::bigint[], %s::jsonb[], %s::jsonb[], %s::text[])
                AS anew(id, people, evidence, search_text) WHERE e.order_id = anew.id
            """,
            [
                ids,
                [each.people for each in left],
                [each.evidence for each in left],
                [each.search_text for each in left],
            ],
        )


def _no_longer_told(owner: Mapping[OrderId, OrderId], values: Mapping[OrderId, set[str]]) -> set[str]:
    """Return the values that no other order of the same customer tells. Search rows are up to date."""
    rows = CustomerSearch.objects.filter(customer_id__in=set(owner.values()))
    texts = dict(rows.values_list("customer_id", "text"))
    return {
        value
        for order, found in values.items()
        for value in found
        if value not in texts.get(owner[order], "")
    }
