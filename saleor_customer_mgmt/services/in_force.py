"""What is in force for a new order: criteria, counting policy and rules, with one query."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db import connection

from saleor_customer_mgmt.core.counting import CountingPolicy
from saleor_customer_mgmt.core.criteria import PRESET, CriteriaSet
from saleor_customer_mgmt.core.rules import Rule
from saleor_customer_mgmt.selectors.counting import policy_of
from saleor_customer_mgmt.services.apply_rules import rule_of
from saleor_customer_mgmt.services.current_criteria import criteria_of

# Data of one row beside each of the rules, since a second query costs more than repeating it.
_IN_FORCE = """
    SELECT c.text, c.secret_fingerprint, p.data::text, r.id, r.condition::text, r.actions::text,
        r.valid_from, r.valid_to
    FROM (SELECT) AS one
    LEFT JOIN (
        SELECT text, secret_fingerprint FROM customer_mgmt_criteriarevision ORDER BY id DESC LIMIT 1
    ) c ON true
    LEFT JOIN (SELECT data FROM customer_mgmt_countingrevision ORDER BY id DESC LIMIT 1) p ON true
    LEFT JOIN customer_mgmt_rule r ON r.active AND r.deleted_at IS NULL
    ORDER BY r.priority, r.id
"""


@dataclass(frozen=True, slots=True)
class InForce:
    """``rules`` are in the order in which they are asked."""

    criteria: CriteriaSet
    policy: CountingPolicy
    rules: list[Rule]


def in_force() -> InForce:
    """Return what is in force at this moment. Takes no locks: it may be changed right afterwards.

    Raises:
        Stale: when the keys in the table were made with another secret.
    """
    with connection.cursor() as cursor:
        cursor.execute(_IN_FORCE)
        rows = cursor.fetchall()
    text, made_with, policy = rows[0][:3]
    return InForce(
        PRESET if text is None else criteria_of(text, made_with),
        policy_of(None if policy is None else json.loads(policy)),
        [rule_of(*row[3:]) for row in rows if row[3] is not None],
    )
