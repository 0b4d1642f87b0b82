"""Who would enter and leave a group, before its condition is saved. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from saleor_customer_mgmt.core.conditions import Condition, Subject, parse_condition
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.models import Group
from saleor_customer_mgmt.selectors.condition_sql import customer_condition_sql
from saleor_customer_mgmt.services.errors import NotFound
from saleor_customer_mgmt.services.save_group import GroupInput, check_group

SHOWN = 100
"""How many customers are named on either side; the figures are of all."""

# As services.refresh_groups judges: people's newest entry stands, then a rule's that keeps out, then one
# that puts in, then the condition. Other groups are taken as they are now.
_PREVIEW = """
    WITH hand AS (
        SELECT DISTINCT ON (o.customer_id) o.customer_id, e.out
        FROM customer_mgmt_groupentry e JOIN customer_mgmt_orderrecord o ON o.id = e.anchor_id
        WHERE e.group_id = %s AND e.rule_id IS NULL ORDER BY o.customer_id, e.id DESC
    ), rule AS (
        SELECT o.customer_id, bool_or(e.out) AS out
        FROM customer_mgmt_groupentry e JOIN customer_mgmt_orderrecord o ON o.id = e.anchor_id
        WHERE e.group_id = %s AND e.rule_id IS NOT NULL GROUP BY o.customer_id
    ), judged AS (
        SELECT c.id, c.purchase_count, m.id IS NOT NULL AS inside,
            coalesce(NOT hand.out, NOT rule.out, <condition>) AS member
        FROM customer_mgmt_customer c
        LEFT JOIN hand ON hand.customer_id = c.id LEFT JOIN rule ON rule.customer_id = c.id
        LEFT JOIN customer_mgmt_groupmembership m ON m.customer_id = c.id AND m.group_id = %s
        WHERE c.merged_into_id IS NULL
    ), changed AS (
        SELECT id, member, row_number() OVER (PARTITION BY member ORDER BY purchase_count DESC, id) AS place
        FROM judged WHERE member <> inside
    )
    SELECT (SELECT count(*) FROM changed WHERE member), (SELECT count(*) FROM changed WHERE NOT member),
        (SELECT count(*) FROM judged WHERE member AND inside),
        ARRAY(SELECT id FROM changed WHERE member AND place <= %s ORDER BY place),
        ARRAY(SELECT id FROM changed WHERE NOT member AND place <= %s ORDER BY place)
"""


@dataclass(frozen=True, slots=True)
class GroupPreview:
    """``condition`` is the canonical one. The lists name those who bought most, ``SHOWN`` at most."""

    condition: Any
    entering: int
    leaving: int
    staying: int
    who_enters: list[OrderId]
    who_leaves: list[OrderId]


def preview_group(condition: Any, *, now: datetime, group_id: int | None = None) -> GroupPreview:
    """Return who would enter and leave with this condition (JSON, or None: nobody by condition) at ``now``.

    ``group_id``: the group whose condition it would be; its entries by hand and by rules stay in force.

    Raises:
        NotFound: when there is no such group.
        Invalid: naming every fault of the condition.
    """
    group = None if group_id is None else Group.objects.filter(id=group_id, deleted_at=None).first()
    if group is None and group_id is not None:
        raise NotFound(f"There is no group with the id {group_id}.", field="group")
    wanted = GroupInput(group.slug if group else _unused_slug(), "preview", condition)
    canonical = check_group(wanted, group_id)
    parsed: Condition | None = None
    if canonical is not None:
        parsed = parse_condition(canonical, subject=Subject.CUSTOMER)
    sql, values = ("false", []) if parsed is None else customer_condition_sql(parsed, now)
    with connection.cursor() as cursor:
        cursor.execute(
            _PREVIEW.replace("<condition>", sql), [group_id, group_id, *values, group_id, SHOWN, SHOWN]
        )
        entering, leaving, staying, enters, leaves = cursor.fetchone()
    return GroupPreview(canonical, entering, leaving, staying, list(enters), list(leaves))


def _unused_slug() -> str:
    """Return the slug of a group that there is not: a condition cannot name it."""
    number = 0
    while Group.objects.filter(slug=f"preview-{number}").exists():
        number += 1
    return f"preview-{number}"
