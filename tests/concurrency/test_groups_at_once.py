"""Orders come, and the nightly job runs several times, all at once: the diary still has each change once."""

from __future__ import annotations

from random import Random

import pytest

from saleor_customer_mgmt.models import Customer, GroupMembership
from saleor_customer_mgmt.services.refresh_groups import refresh_groups
from tests.builders import order_facts
from tests.concurrency import group_jobs, jobs
from tests.services.group_worlds import NEW, REPEATER, from_the_diary, group, in_group

pytestmark = [pytest.mark.concurrency, pytest.mark.slow, pytest.mark.timeout(600)]

PEOPLE, ORDERS = 12, 4


def test_each_change_is_written_once(crowd) -> None:
    group("new", NEW)
    group("repeat", REPEATER)
    group("not-new", in_group("new", "has_none"))
    orders = [
        order_facts(f"{person}-{n}", name=f"試験{person:02}号", phone=f"090-0001-{person:04}")
        for n in range(ORDERS)
        for person in range(PEOPLE)
    ]
    random = Random(4)
    shares: list[list[object]] = [[] for _ in range(crowd.size // 2)]
    for facts in orders:
        for share in random.sample(shares, 2):
            share.append(facts)

    crowd.run(
        *((jobs.record_in_batches, (share, seed)) for seed, share in enumerate(shares)),
        *((group_jobs.go_through_all, (6,)) for _ in range(crowd.size - len(shares))),
    )

    rows = set(GroupMembership.objects.values_list("group__slug", "customer_id"))
    assert len(rows) == 2 * PEOPLE
    assert {slug for slug, _ in rows} == {"repeat", "not-new"}
    assert from_the_diary() == rows
    assert refresh_groups(list(Customer.objects.values_list("id", flat=True))) == 0
