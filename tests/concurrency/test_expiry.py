"""Letting values expire while orders are recorded, decided about and let expire by somebody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.core.retention import PERSONAL, SHIPPED
from saleor_customer_mgmt.models import OrderEvidence, OrderRecord
from saleor_customer_mgmt.services import expire_orders, record_orders, write_orders
from saleor_customer_mgmt.services.actor import SYSTEM
from saleor_customer_mgmt.services.do_job import do_job, expire_now
from saleor_customer_mgmt.services.locking import Moved
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.queue_retention import queue_retention
from saleor_customer_mgmt.services.rebuild import rebuild
from saleor_customer_mgmt.services.split_customer import split_customer
from tests.builders import STAFF, groups, order_facts, order_id
from tests.concurrency.crowd import Crowd
from tests.concurrency.expiry_jobs import BUYERS, amazon, expire_again_and_again, record_again_and_again
from tests.concurrency.stage import Actor, Mark
from tests.services.dump import places_of

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]

NAME, PHONE, OTHER = "朝比奈若葉", "090-0000-7531", "080-0000-1357"


def told(number: str, **more: Any) -> OrderFacts:
    return order_facts(number, **({"source": "amazon", "name": NAME, "phone": PHONE} | more))


def one_batch() -> None:
    with transaction.atomic():
        expire_orders.expire_batch("amazon", SHIPPED.of("amazon"), timezone.now(), 0)


def look_at_fingerprints_only(changed: dict[int, Any], states: dict[int, Any]) -> None:
    """Do what ``_check_not_overtaken`` did before anything expired."""
    if any(states[order].fingerprint != draft.seen for order, draft in changed.items()):
        raise Moved


@pytest.mark.parametrize("by_region", [False, True])
@pytest.mark.parametrize("check", [False, True])
def test_an_order_expires_while_it_is_told_anew(monkeypatch: Any, check: bool, by_region: bool) -> None:
    """The recorder has read what was told before, with its values, and writes after they went."""
    record_orders.record_orders([told("A-1", email="a@example.com")])
    if not check:
        monkeypatch.setattr(write_orders, "_check_not_overtaken", look_at_fingerprints_only)
    has_worked_out = Mark(monkeypatch, record_orders, "write_drafts")
    anew = told("A-1", phone=OTHER) if by_region else told("A-1", total="2000")

    recorder = Actor(lambda: record_orders.record_orders([anew]), mark=has_worked_out).start()
    assert recorder.at_mark
    one_batch()
    assert places_of([NAME, PHONE, OTHER]) == set()
    recorder.go_on().answer()

    back = {place for place in places_of([NAME, PHONE, OTHER, "a@example.com"]) if "evidence" in place}
    assert bool(back) != check
    row = OrderRecord.objects.get()
    assert row.total == (1000 if by_region else 2000)
    assert row.expired == [field.value for field in PERSONAL]


@pytest.mark.parametrize("lock", [False, True])
def test_an_order_is_told_anew_while_it_expires(monkeypatch: Any, lock: bool) -> None:
    """The recorder stands before its end with new values; whoever lets them expire has read the old ones."""
    record_orders.record_orders([told("A-1")])
    if not lock:
        monkeypatch.setattr(
            expire_orders,
            "lock_customers_of",
            lambda ids: set(OrderRecord.objects.filter(id__in=ids).values_list("customer_id", flat=True)),
        )
    has_read = Mark(monkeypatch, expire_orders, "let_go")

    expirer = Actor(one_batch, mark=has_read).start()
    assert expirer.at_mark
    recorder = Actor(lambda: record_orders.record_orders([told("A-1", kana="ヒナタ")])).start()
    assert recorder.blocked == lock
    expirer.go_on().answer()
    (answer,) = recorder.answer()

    assert answer.outcome == "changed"
    assert places_of([NAME, PHONE, "ヒナタ"]) == set()
    assert OrderRecord.objects.get().expired is not None
    # Without the lock the evidence is that of before, and does not know what there is a digest of.
    assert ("kana" in OrderEvidence.objects.get().evidence) == lock


def test_two_let_the_same_orders_expire() -> None:
    record_orders.record_orders([told("A-1"), told("A-2"), told("A-3", name="別人", phone=OTHER)])
    job = queue_retention(actor=SYSTEM)

    actors = [Actor(lambda: do_job(job.id)).start(), Actor(lambda: expire_now(actor=STAFF)).start()]
    for actor in actors:
        actor.answer()

    job.refresh_from_db()
    assert job.state == "done"
    assert places_of([NAME, PHONE, "別人"]) == set()
    assert groups() == {frozenset({"amazon:A-1", "amazon:A-2"}), frozenset({"amazon:A-3"})}


def merges() -> None:
    merge_customers(order_id("amazon:A-1"), order_id("saleor:S-1"), actor=STAFF)


def splits() -> None:
    split_customer([order_id("amazon:A-2")], actor=STAFF)


def joins() -> None:
    record_orders.record_orders([told("S-2", source="saleor", email="s@example.com")])


def rebuilds() -> None:
    rebuild(actor=STAFF, from_facts=True)


@pytest.mark.parametrize("deed", [merges, splits, joins, rebuilds])
def test_customers_change_while_their_orders_expire(monkeypatch: Any, deed: Any) -> None:
    """Whoever decides, records or judges waits, and goes on with what is left."""
    record_orders.record_orders(
        [
            told("A-1"),
            told("A-2"),
            told("S-1", source="saleor", name="別人", email="s@example.com", phone=None),
        ]
    )
    has_read = Mark(monkeypatch, expire_orders, "let_go")

    expirer = Actor(one_batch, mark=has_read).start()
    other = Actor(deed).start()
    assert expirer.at_mark
    assert other.blocked
    expirer.go_on().answer()
    other.answer()

    amazon_orders = OrderRecord.objects.filter(source="amazon")
    assert all(row.expired for row in amazon_orders)
    values = OrderEvidence.objects.filter(order__source="amazon").values_list("people__buyer", flat=True)
    assert list(values) == [{}, {}]
    expected = {
        merges: [{"amazon:A-1", "amazon:A-2", "saleor:S-1"}],
        splits: [{"amazon:A-1"}, {"amazon:A-2"}, {"saleor:S-1"}],
        joins: [{"amazon:A-1", "amazon:A-2", "saleor:S-2"}, {"saleor:S-1"}],
        rebuilds: [{"amazon:A-1", "amazon:A-2"}, {"saleor:S-1"}],
    }
    assert groups() == {frozenset(names) for names in expected[deed]}


def test_a_customer_moves_while_its_lock_is_waited_for(monkeypatch: Any) -> None:
    """Who lets expire waits for a merge, and then has the locks of who it is now."""
    record_orders.record_orders(
        [told("S-1", source="saleor"), told("A-1", name="別人", phone=OTHER), told("A-2", phone=OTHER)]
    )
    from saleor_customer_mgmt.services import merge_customers as module

    has_judged = Mark(monkeypatch, module, "judge_region", after=True)
    merge = lambda: merge_customers(order_id("saleor:S-1"), order_id("amazon:A-1"), actor=STAFF)  # noqa: E731

    staff = Actor(merge, mark=has_judged).start()
    expirer = Actor(one_batch).start()
    assert staff.at_mark
    assert expirer.blocked
    staff.go_on().answer()
    expirer.answer()

    assert {row.expired is not None for row in OrderRecord.objects.filter(source="amazon")} == {True}
    assert places_of(["別人", OTHER]) == set()
    assert frozenset({"saleor:S-1", "amazon:A-1"}) in groups()


def test_many_record_while_many_let_expire(crowd: Crowd) -> None:
    record_orders.record_orders([amazon(n) for n in range(BUYERS)])
    jobs: list[Any] = [(record_again_and_again, (seed, 15)) for seed in range(crowd.size - 4)]
    crowd.run(*jobs, *[(expire_again_and_again, (6,))] * 4)

    expire_now(actor=STAFF)

    assert OrderRecord.objects.filter(source="amazon", expired=None).count() == 0
    people = OrderEvidence.objects.filter(order__source="amazon").values_list("people__buyer", flat=True)
    assert {str(buyer) for buyer in people} == {"{}"}
    # Each buyer is one customer, of all orders, whenever which of them expired.
    assert sorted(len({name.split("-")[1] for name in found}) for found in groups()) == [1] * BUYERS
