"""Change what counts as a purchase."""

from __future__ import annotations

from dataclasses import fields

from django.db import connection, transaction

from saleor_customer_mgmt.core.counting import CountingPolicy
from saleor_customer_mgmt.core.counting_policy import policy_to_json
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.facts import OrderFacts, OrderStatus
from saleor_customer_mgmt.lock_objects import own_judging
from saleor_customer_mgmt.models import CountingRevision, OrderRecord
from saleor_customer_mgmt.models.codec import evidence_from_json
from saleor_customer_mgmt.selectors.counting import counting_policy
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.after_judging import after_judging_all
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.customer_rows import refresh_customers
from saleor_customer_mgmt.services.derive_expired import TEST_ORDER
from saleor_customer_mgmt.services.errors import AlreadyDone

CHUNK = 2000
_TOLD = (
    *("id", "source", "status", "placed_at", "total", "refunded", "is_exchange"),
    *("evidence__evidence", "expired", "traits"),
)


def change_counting(policy: CountingPolicy, *, actor: Actor, reason: str = "") -> CountingRevision:
    """Put this policy in force and count every order and customer anew. Others who record wait.

    Raises:
        AlreadyDone: when it is the policy in force.
    """
    with transaction.atomic():
        own_judging()
        before = counting_policy()
        if before == policy:
            raise AlreadyDone("This is the counting policy in force.")
        revision = CountingRevision.objects.create(
            data=policy_to_json(policy), reason=reason, **actor.columns()
        )
        recounted = count_anew()
        write_audit(
            actor,
            "counting",
            revision=revision.id,
            changed=_parts_that_differ(before, policy),
            recounted=recounted,
            reason=reason,
        )
        return revision


def _parts_that_differ(one: CountingPolicy, other: CountingPolicy) -> list[str]:
    """Return the names only: the values hold the addresses of staff."""
    names = (each.name for each in fields(CountingPolicy))
    return [name for name in names if getattr(one, name) != getattr(other, name)]


def count_anew() -> int:
    """Judge every order and customer under the policy in force; return how many orders differ now.

    Judging must be owned. Also for when the policy in the settings has changed.
    """
    policy = counting_policy()
    differed = last = 0
    while chunk := _reasons(policy, after=last):
        differed += _write(chunk)
        last = max(chunk)
    refresh_customers(None)
    after_judging_all()
    return differed


def _reasons(policy: CountingPolicy, *, after: OrderId) -> dict[OrderId, str]:
    """Return why the next orders count or not, from the columns and the evidence; no facts are read."""
    rows = OrderRecord.objects.filter(id__gt=after).order_by("id").values_list(*_TOLD)[:CHUNK]
    return {
        order: policy.judge(
            OrderFacts(
                source,
                "",
                placed_at=placed_at,
                status=OrderStatus(status),
                total=total,
                refunded=refunded,
                is_exchange=is_exchange,
            ),
            evidence_from_json(evidence or {}),
            was_test=expired is not None and bool(traits.get(TEST_ORDER)),
        ).value
        for order, source, status, placed_at, total, refunded, is_exchange, evidence, expired, traits in rows
    }


def _write(reasons: dict[OrderId, str]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE customer_mgmt_orderrecord o SET count_reason = anew.reason
            FROM unnest(%s::bigint[], %s::text[]) AS anew(id, reason)
            WHERE o.id = anew.id AND o.count_reason <> anew.reason
            """,
            [list(reasons), list(reasons.values())],
        )
        return int(cursor.rowcount)
