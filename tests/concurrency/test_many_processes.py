"""Sixteen processes at once, none of which knows of the others."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from saleor_customer_mgmt.core.facts import ORDER_STATUSES, OrderFacts, OrderStatus
from saleor_customer_mgmt.models import Customer, OrderRecord
from saleor_customer_mgmt.services.rebuild import rebuild
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import STAFF, groups, order_facts
from tests.concurrency import jobs
from tests.services.truth import assert_true, everything

pytestmark = [pytest.mark.concurrency, pytest.mark.slow, pytest.mark.timeout(600)]

PEOPLE = 50


def orders_of(person: int) -> list[OrderFacts]:
    """Return a person's four orders: two that share nothing, and two that join them."""
    name, phone, email = f"試験{person:02}号", f"090-0001-{person:04}", f"p{person}@example.com"
    return [
        order_facts(f"R{person}", source="rakuten", name=name, phone=phone),
        order_facts(f"A{person}", source="amazon", name=name, email=email),
        order_facts(f"S{person}", name=name, phone=phone, email=email),
        order_facts(f"Y{person}", source="yahoo", name=name, phone=phone, email=f"other-{email}"),
    ]


def test_the_same_fifty_people(crowd) -> None:
    orders = [facts for person in range(PEOPLE) for facts in orders_of(person)]
    random = Random(50)
    shares: list[list[OrderFacts]] = [[] for _ in range(crowd.size)]
    for facts in orders:
        for share in random.sample(shares, 4):  # each order comes to four of the processes
            share.append(facts)

    counted = crowd.run(*((jobs.record_in_batches, (share, seed)) for seed, share in enumerate(shares)))

    outcomes: Counter[tuple[str, str]] = sum(counted, Counter())
    assert outcomes == {
        (outcome, f.number): n for f in orders for outcome, n in (("new", 1), ("unchanged", 3))
    }
    assert groups() == {frozenset(f"{f.source}:{f.number}" for f in orders_of(p)) for p in range(PEOPLE)}
    assert Customer.objects.filter(merged_into=None).count() == PEOPLE
    assert_true()


def test_the_very_same_orders_in_the_same_call(crowd) -> None:
    with_keys = [facts for person in range(5) for facts in orders_of(person)]
    without = [order_facts(f"G{n}", name=None) for n in range(10)]
    orders = with_keys + without

    counted = crowd.run(*[(jobs.record_orders_at_once, (orders,))] * crowd.size)

    outcomes: Counter[str] = sum(counted, Counter())
    assert outcomes == {"new": len(orders), "unchanged": len(orders) * (crowd.size - 1)}
    assert len(groups()) == 5 + len(without)
    assert_true()


def changing_orders(seed: int) -> list[OrderFacts]:
    """Return tellings of a few orders by a few people who move, and whose orders are cancelled."""
    random = Random(seed)
    tellings = []
    for _ in range(18):
        n = random.randrange(60)
        person = random.randrange(12)
        of_account = n % 7 == 0
        tellings.append(
            order_facts(
                f"@N{n}" if of_account else f"N{n}",
                name=f"試験{n % 6}号",
                phone=random.choice((None, f"090-0002-{person:04}")),
                email=random.choice((None, f"q{person}@example.com")),
                status=OrderStatus.ACCOUNT if of_account else random.choice(ORDER_STATUSES),
            )
        )
    return tellings


def test_orders_change_while_staff_decide_and_everything_is_judged_anew(crowd) -> None:
    record_orders(changing_orders(99))
    recorders = [(jobs.record_in_batches, (changing_orders(seed), seed)) for seed in range(10)]
    staff = [(jobs.decide, (9, seed)) for seed in range(5)]

    answers = crowd.run(*recorders, *staff, (jobs.judge_everything, (3,)))

    done: Counter[str] = sum(answers[10:15], Counter())
    assert done.keys() >= {"_merge", "_split", "_undo"}
    told = {facts.number for seed in (*range(10), 99) for facts in changing_orders(seed)}
    assert set(OrderRecord.objects.values_list("number", flat=True)) == told
    assert_true()
    before = everything(keys_nobody_has=False)
    rebuild(actor=STAFF)
    assert everything(keys_nobody_has=False) == before
