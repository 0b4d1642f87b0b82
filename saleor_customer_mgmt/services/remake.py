"""Deriving anew what is derived of orders' facts, and their keys. Judging must be owned.

For when normalising, the shop's profile, the counting policy or the secret has changed. A fingerprint of old,
too, would have every order count as changed when it comes again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.criteria import CriteriaSet
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.gather import gather
from saleor_customer_mgmt.core.keys import key_digests
from saleor_customer_mgmt.core.recipe import recipe
from saleor_customer_mgmt.core.search import order_text
from saleor_customer_mgmt.core.traits import traits
from saleor_customer_mgmt.core.value_digests import pack, value_digests
from saleor_customer_mgmt.models import OrderDigests, OrderEvidence, OrderRecord
from saleor_customer_mgmt.models.codec import evidence_to_json, fingerprint, traits_to_json
from saleor_customer_mgmt.selectors.counting import counting_policy
from saleor_customer_mgmt.selectors.orders import load_facts
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
    maker = _Maker(criteria)
    remade = Remade()
    after = 0
    while ids := maker.next_orders(after, everything=everything):
        remade.differed += maker.remake(ids)
        remade.customers |= set(
            OrderRecord.objects.filter(id__in=ids).values_list("customer_id", flat=True).distinct()
        )
        remade.orders += len(ids)
        after = ids[-1]
        passes.at(remade.orders)
    passes.passed()
    return remade


class _Maker:
    def __init__(self, criteria: CriteriaSet) -> None:
        self.criteria = criteria
        self.profile, self.secret = conf.profile(), conf.digest_secret()
        self.policy = counting_policy()
        self.recipe = recipe(self.profile, self.secret, conf.counting_policy())

    def next_orders(self, after: OrderId, *, everything: bool) -> list[OrderId]:
        rows = OrderRecord.objects.filter(id__gt=after)
        if not everything:
            # Not "differs", which no index answers.
            other = Q(recipe__lt=self.recipe) | Q(recipe__gt=self.recipe)
            rows = rows.filter(id__in=OrderDigests.objects.filter(other).values("order_id"))
        return list(rows.order_by("id").values_list("id", flat=True)[:CHUNK])

    def remake(self, ids: Sequence[OrderId]) -> int:
        """Derive these orders anew; return how many have other evidence now."""
        facts = load_facts(ids)
        rows = OrderEvidence.objects.in_bulk(ids)
        changed, derived, keys_of = [], [], {}
        for order in ids:
            evidence = gather(facts[order], self.profile)
            row = rows[order]
            digests = value_digests(evidence, self.secret)
            keys_of[order] = key_digests(facts[order].source, digests, self.criteria, self.secret)
            derived.append(
                (
                    order,
                    fingerprint(facts[order], self.secret),
                    self.policy.judge(facts[order], evidence).value,
                    json.dumps(traits_to_json(traits(facts[order], evidence, self.profile))),
                    pack(digests),
                )
            )
            if _derive(row, evidence_to_json(evidence), order_text(facts[order].number, evidence)):
                changed.append(row)
        OrderEvidence.objects.bulk_update(changed, ["evidence", "search_text"])
        leave_search_of([row.order_id for row in changed])
        self._write(derived)
        write_keys(keys_of)
        return len(changed)

    def _write(self, rows: Sequence[tuple[object, ...]]) -> None:
        ids, fingerprints, reasons, found, digests = map(list, zip(*rows, strict=True))
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
                [ids, fingerprints, reasons, found],
            )
            cursor.execute(
                """
                INSERT INTO customer_mgmt_orderdigests AS kept (order_id, digests, recipe)
                SELECT id, digests, %s FROM unnest(%s::bigint[], %s::bytea[]) AS anew(id, digests)
                ON CONFLICT (order_id) DO UPDATE SET digests = excluded.digests, recipe = excluded.recipe
                WHERE (kept.digests, kept.recipe) IS DISTINCT FROM (excluded.digests, excluded.recipe)
                """,
                [self.recipe, ids, digests],
            )


def _derive(row: OrderEvidence, evidence: object, text: str) -> bool:
    """Put into the row what is derived; return whether it was anything else."""
    if (row.evidence, row.search_text) == (evidence, text):
        return False
    row.evidence, row.search_text = evidence, text
    return True
