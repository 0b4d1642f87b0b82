"""The counting policy in force."""

from __future__ import annotations

import json

from django.db import connection

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.counting import CountingPolicy
from saleor_customer_mgmt.core.counting_policy import parse_policy

NET_OF_REFUNDS = """
    coalesce((
        SELECT (data -> 'net_of_refunds')::boolean FROM customer_mgmt_countingrevision
        ORDER BY id DESC LIMIT 1
    ), %(net)s)
"""
"""SQL for whether refunds make totals smaller, for statements that need no more of the policy; ``net`` is
what the settings say.
"""


def counting_policy() -> CountingPolicy:
    """Return the policy that staff set last; until they do, what the settings say.

    Inside a transaction that shares or owns judging, so that it stays the policy in force.
    """
    with connection.cursor() as cursor:  # not through the ORM: each recorded order asks this
        cursor.execute("SELECT data FROM customer_mgmt_countingrevision ORDER BY id DESC LIMIT 1")
        revision = cursor.fetchone()
    return policy_of(None if revision is None else json.loads(revision[0]))


def policy_of(data: object) -> CountingPolicy:
    """Return the policy of a revision's data; None: what the settings say."""
    return conf.counting_policy() if data is None else parse_policy(data)
