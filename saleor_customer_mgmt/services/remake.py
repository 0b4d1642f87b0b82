"""Deriving anew what is derived of orders' facts, and their keys. Judging must be owned for the keys.

For when normalising, the shop's profile, the counting policy or the secret has changed. A fingerprint of old,
too, would have every order count as changed when it comes again.

What has expired cannot be derived anew: its digests stay what they were made with, and go on matching
whatever still comes to the same normal form (ADR 113).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from saleor_customer_mgmt.core.criteria import CriteriaSet
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.models import OrderDigests, OrderRecord
from saleor_customer_mgmt.models.codec import fingerprint
from saleor_customer_mgmt.selectors.expired import load_expired
from saleor_customer_mgmt.selectors.orders import load_facts
from saleor_customer_mgmt.services.derive import Derived, Making, derive, making
from saleor_customer_mgmt.services.derive_expired import derive_expired
from saleor_customer_mgmt.services.passes import Passes
from saleor_customer_mgmt.services.search_rows import leave_search_of
from saleor_customer_mgmt.services.write_keys import write_keys

CHUNK = 2000


@dataclass(slots=True)
class Remade:
    """``orders`` were looked at; the evidence of so many ``differed``."""

    orders: int = 0
    differed: int = 0
    customers: set[OrderId] = field(default_factory=set)
    """Whose orders they are."""


def remake(criteria: CriteriaSet, *, everything: bool, passes: Passes) -> Remade:
    """Derive anew what was made with another recipe, or ``everything``, from what the sources told."""
    by = making(criteria)
    remade = Remade()
    after = 0
    while ids := list(to_remake(by, everything=everything).filter(id__gt=after)[:CHUNK]):
        derived, differing = derive_anew(ids, by)
        write_keys({order: each.keys for order, each in derived.items()})
        remade.differed += differing
        remade.customers |= set(
            OrderRecord.objects.filter(id__in=ids).values_list("customer_id", flat=True).distinct()
        )
        remade.orders += len(ids)
        after = ids[-1]
        passes.at(remade.orders)
    passes.passed()
    return remade


def to_remake(by: Making, *, everything: bool) -> QuerySet[OrderRecord, OrderId]:
    """Return the ids of the orders that were made with another recipe, or of all, by id."""
    rows = OrderRecord.objects.order_by("id")
    if not everything:
        # Not "differs", which no index answers.
        other = Q(recipe__lt=by.recipe) | Q(recipe__gt=by.recipe)
        rows = rows.filter(id__in=OrderDigests.objects.filter(other).values("order_id"))
    return rows.values_list("id", flat=True)


def derive_anew(ids: Sequence[OrderId], by: Making) -> tuple[dict[OrderId, Derived], int]:
    """Derive these orders anew, but leave their keys; return what was derived, and how many differed.

    Nobody else may be changing them.
    """
    facts, expired = load_facts(ids), load_expired(ids)
    derived = {
        order: derive_expired(told, expired[order], by) if order in expired else derive(told, by)
        for order, told in facts.items()
    }
    fingerprints = [
        None if order in expired else fingerprint(told, by.secret) for order, told in facts.items()
    ]
    differing = _write(derived, fingerprints, by.recipe)
    leave_search_of(differing)
    return derived, len(differing)


def _write(derived: Mapping[OrderId, Derived], fingerprints: list[UUID | None], recipe: int) -> list[OrderId]:
    """Write what differs; return the orders whose evidence did."""
    ids = list(derived)

    def column(name: str) -> list[object]:
        return [getattr(each, name) for each in derived.values()]

    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE customer_mgmt_orderrecord o
            SET fingerprint = coalesce(anew.fingerprint, o.fingerprint), count_reason = anew.reason,
                traits = anew.traits
            FROM unnest(%s::bigint[], %s::uuid[], %s::text[], %s::jsonb[])
                AS anew(id, fingerprint, reason, traits)
            WHERE o.id = anew.id AND (o.fingerprint, o.count_reason, o.traits)
                IS DISTINCT FROM (coalesce(anew.fingerprint, o.fingerprint), anew.reason, anew.traits)
            """,
            [ids, fingerprints, column("count_reason"), column("traits")],
        )
        cursor.execute(
            """
            INSERT INTO customer_mgmt_orderdigests AS kept (order_id, digests, recipe)
            SELECT id, digests, %s FROM unnest(%s::bigint[], %s::bytea[]) AS anew(id, digests)
            ON CONFLICT (order_id) DO UPDATE SET digests = excluded.digests, recipe = excluded.recipe
            WHERE (kept.digests, kept.recipe) IS DISTINCT FROM (excluded.digests, excluded.recipe)
            """,
            [recipe, ids, column("digests")],
        )
        cursor.execute(
            """
            UPDATE customer_mgmt_orderevidence e SET evidence = anew.evidence, search_text = anew.search_text
            FROM unnest(%s::bigint[], %s::jsonb[], %s::text[]) AS anew(id, evidence, search_text)
            WHERE e.order_id = anew.id
                AND (e.evidence, e.search_text) IS DISTINCT FROM (anew.evidence, anew.search_text)
            RETURNING e.order_id
            """,
            [ids, column("evidence"), column("search_text")],
        )
        return [order for (order,) in cursor.fetchall()]
