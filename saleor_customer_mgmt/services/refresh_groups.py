"""Bring memberships to what entries and conditions say, and write the diary (docs/groups.md).

Inside a transaction and with the customers locked: the statements below see what was written before
the locks were taken, and nobody else writes memberships of the same customers meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import connection
from django.utils import timezone

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.selectors.condition_sql import customer_condition_sql
from saleor_customer_mgmt.selectors.group_terms import Terms, group_terms, in_levels


class Cause(StrEnum):
    """Why customers are not who they were."""

    MERGE = "merge"
    SPLIT = "split"


# Who is looked at: these customers, those who have these orders, and whoever dissolved into them.
#
# Of the entries people's come before rules'. Of people's the newest stands: two customers that became
# one may have one each, and both are in force again when they part. Of rules' keeping out stands.
#
# All parts see the tables as they were before the statement, so one change makes one line in the diary.
_REFRESH = """
    WITH target AS (
        SELECT unnest(%s::bigint[]) AS id
        UNION SELECT customer_id FROM customer_mgmt_orderrecord WHERE id = ANY(%s)
    ), scope AS MATERIALIZED (
        SELECT c.* FROM customer_mgmt_customer c JOIN (
            SELECT id FROM target
            UNION SELECT d.id FROM target t JOIN customer_mgmt_customer d ON d.merged_into_id = t.id
        ) looked_at USING (id)
    ), terms (group_id, sentence) AS (
        SELECT * FROM unnest(%s::bigint[], %s::text[])
    ), asked AS (
        SELECT c.id AS customer_id, v.group_id, v.holds
        FROM scope c CROSS JOIN LATERAL (VALUES <conditions>) AS v (group_id, holds)
        WHERE c.merged_into_id IS NULL
    ), hand AS (
        SELECT DISTINCT ON (o.customer_id, e.group_id) o.customer_id, e.group_id, e.out, e.reason
        FROM scope c JOIN customer_mgmt_orderrecord o ON o.customer_id = c.id
        JOIN customer_mgmt_groupentry e ON e.anchor_id = o.id AND e.rule_id IS NULL
        ORDER BY o.customer_id, e.group_id, e.id DESC
    ), rule AS (
        SELECT DISTINCT ON (o.customer_id, e.group_id) o.customer_id, e.group_id, e.out, r.name AS reason
        FROM scope c JOIN customer_mgmt_orderrecord o ON o.customer_id = c.id
        JOIN customer_mgmt_groupentry e ON e.anchor_id = o.id
        JOIN customer_mgmt_rule r ON r.id = e.rule_id
        ORDER BY o.customer_id, e.group_id, e.out DESC, e.id
    ), judged AS (
        SELECT a.customer_id, a.group_id, coalesce(NOT h.out, NOT r.out, a.holds) AS member,
            CASE WHEN h.out IS NOT NULL THEN 'hand' WHEN r.out IS NOT NULL THEN 'rule'
                ELSE 'condition' END AS why,
            coalesce(h.reason, r.reason, t.sentence) AS detail
        FROM asked a JOIN terms t USING (group_id)
        LEFT JOIN hand h USING (customer_id, group_id) LEFT JOIN rule r USING (customer_id, group_id)
    ), gone AS (
        DELETE FROM customer_mgmt_groupmembership m USING scope c
        WHERE m.customer_id = c.id AND <these groups> AND NOT EXISTS (
            SELECT FROM judged j WHERE j.member AND (j.customer_id, j.group_id) = (m.customer_id, m.group_id)
        )
        RETURNING m.customer_id, m.group_id, m.why
    ), come AS (
        INSERT INTO customer_mgmt_groupmembership (customer_id, group_id, why, since)
        SELECT customer_id, group_id, why, now() FROM judged j
        WHERE j.member AND NOT EXISTS (
            SELECT FROM customer_mgmt_groupmembership m
            WHERE (m.customer_id, m.group_id) = (j.customer_id, j.group_id)
        )
        ON CONFLICT (customer_id, group_id) DO NOTHING
        RETURNING customer_id, group_id
    ), other_reason AS (
        UPDATE customer_mgmt_groupmembership m SET why = j.why FROM judged j
        WHERE j.member AND (j.customer_id, j.group_id) = (m.customer_id, m.group_id) AND m.why <> j.why
    )
    INSERT INTO customer_mgmt_groupevent (customer_id, group_id, entered, why, detail, at)
    SELECT customer_id, group_id, entered, why, detail, now() FROM (
        SELECT j.customer_id, j.group_id, true AS entered, CASE WHEN j.customer_id = ANY(%s)
            THEN %s ELSE j.why END AS why, j.detail
        FROM come JOIN judged j USING (customer_id, group_id)
        UNION ALL
        SELECT gone.customer_id, gone.group_id, false,
            CASE WHEN c.merged_into_id IS NOT NULL THEN 'merge' WHEN j.why IS NULL THEN 'hand'
                WHEN j.customer_id = ANY(%s) THEN %s
                WHEN j.why = 'condition' THEN gone.why ELSE j.why END,
            CASE WHEN c.merged_into_id IS NOT NULL THEN 'Joined ' || into_.public_id
                WHEN j.why IS NULL THEN 'The group was deleted'
                WHEN j.why = 'condition' AND gone.why <> 'condition' THEN '' ELSE j.detail END
        FROM gone JOIN scope c ON c.id = gone.customer_id
        LEFT JOIN customer_mgmt_customer into_ ON into_.id = c.merged_into_id
        LEFT JOIN judged j USING (customer_id, group_id)
    ) changes ORDER BY customer_id, entered, group_id
"""
_ALL_BUT = "m.group_id <> ALL(%s)"
_ONLY = "m.group_id = ANY(%s)"


def refresh_groups(
    customers: Collection[OrderId] = (),
    *,
    recorded: Collection[OrderId] = (),
    cause: Cause | None = None,
    groups: Sequence[Terms] | None = None,
) -> int:
    """Refresh the memberships of these customers, and of those who have these orders; return the changes.

    Those who dissolved into them are taken out of everything. ``cause``: why ``customers`` are not who they
    were, if that is why they are looked at. ``groups``: all groups, from who has read them already.
    Done again it changes nothing. One statement for each level of groups that name groups.
    """
    if not customers and not recorded:
        return 0
    levels = in_levels(group_terms() if groups is None else groups)
    looked_at = _LookedAt(sorted(customers), sorted(recorded), cause, timezone.now())
    # The first level takes care of memberships in deleted groups as well.
    later = [terms.id for level in levels[1:] for terms in level]
    changes = looked_at.refresh(levels[0] if levels else [], _ALL_BUT, later)
    for level in levels[1:]:
        changes += looked_at.refresh(level, _ONLY, [terms.id for terms in level])
    return changes


@dataclass(frozen=True, slots=True)
class _LookedAt:
    customers: list[OrderId]
    recorded: list[OrderId]
    cause: Cause | None
    now: datetime

    def refresh(self, level: Sequence[Terms], which: str, which_groups: list[int]) -> int:
        """Refresh the memberships in these groups: one statement."""
        asked: list[str] = ["(NULL::bigint, false)"]
        bound: list[Any] = []
        for terms in level:
            sql: str = "false"
            values: list[Any] = []
            if terms.condition is not None:
                sql, values = customer_condition_sql(terms.condition, self.now)
            asked.append(f"(%s::bigint, {sql})")
            bound += [terms.id, *values]
        caused = [self.customers if self.cause else [], self.cause]
        with connection.cursor() as cursor:
            cursor.execute(
                _REFRESH.replace("<conditions>", ", ".join(asked)).replace("<these groups>", which),
                [
                    self.customers,
                    self.recorded,
                    [terms.id for terms in level],
                    [terms.sentence for terms in level],
                    *bound,
                    which_groups,
                    *caused,
                    *caused,
                ],
            )
            return int(cursor.rowcount)
