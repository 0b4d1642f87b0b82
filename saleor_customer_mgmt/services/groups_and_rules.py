"""The groups that there are and the rules in use, as each recorded order asks for them: with one query."""

from __future__ import annotations

from django.db import connection

from saleor_customer_mgmt.core.rules import Rule
from saleor_customer_mgmt.selectors.group_terms import Terms, terms_of
from saleor_customer_mgmt.services.apply_rules import rule_of

_BOTH = """
    SELECT 'group', id, slug, condition::text, NULL::text, NULL::timestamptz, NULL::timestamptz, 0 AS place
    FROM customer_mgmt_group WHERE deleted_at IS NULL
    UNION ALL
    SELECT 'rule', id, '', condition::text, actions::text, valid_from, valid_to, priority
    FROM customer_mgmt_rule WHERE active AND deleted_at IS NULL
    ORDER BY place, id
"""


def groups_and_rules() -> tuple[list[Terms], list[Rule]]:
    """Return what ``group_terms`` and ``rules_in_use`` return, as of one moment."""
    groups: list[Terms] = []
    rules: list[Rule] = []
    with connection.cursor() as cursor:
        cursor.execute(_BOTH)
        for kind, key, slug, condition, actions, valid_from, valid_to, _ in cursor.fetchall():
            if kind == "group":
                groups.append(terms_of(key, slug, condition))
            else:
                rules.append(rule_of(key, condition, actions, valid_from, valid_to))
    return groups, rules
