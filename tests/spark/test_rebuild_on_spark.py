"""A rebuild by Spark, through the service and on the database: as our own engine does of the same tables."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction

from saleor_customer_mgmt.models import ContestedKey, Customer, Job, OrderRecord, StaffDecision
from saleor_customer_mgmt.services.do_job import rebuild_now
from saleor_customer_mgmt.services.errors import AlreadyDone, Conflict, NotFound
from saleor_customer_mgmt.services.judge_elsewhere import judge_stored_elsewhere
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.split_customer import split_customer
from saleor_customer_mgmt.services.undo_decision import undo_decision
from tests.builders import STAFF, groups, order_facts
from tests.services.truth import assert_true, everything

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]

WRITTEN = "Customer", "OrderRecord", "OrderKey", "ContestedKey", "CustomerSearch", "OrderDigests"


@pytest.fixture(autouse=True)
def shop() -> None:
    """Orders of few people with changing telephones and addresses, which staff merge, split and undo."""
    random = Random(5)
    for number in range(150):
        person = random.randrange(45)
        telephone, address = person * 2 + random.randrange(2), person + random.randrange(2)
        record_orders(
            [
                order_facts(
                    f"{number}",
                    name=f"見本{person // 2}",
                    phone=f"090-0000-{telephone:04}",
                    email=f"{address}@example.com" if random.random() < 0.6 else None,
                )
            ]
        )
        if number > 60 and number % 2:
            with suppress(AlreadyDone, Conflict, NotFound):
                _decide(random)
    assert StaffDecision.objects.filter(undone_at=None).count() > 10
    assert ContestedKey.objects.exists()
    assert Customer.objects.exclude(merged_into=None).exists()


def _decide(random: Random) -> None:
    orders = list(OrderRecord.objects.order_by("id").values_list("id", flat=True))
    what = random.randrange(5)
    if what < 2:
        merge_customers(*random.sample(orders, 2), actor=STAFF)
    elif what < 4:
        of = random.choice(list(Customer.objects.filter(order_count__gte=2).order_by("id")))
        split_customer([max(of.orders.values_list("id", flat=True))], actor=STAFF)
    elif standing := StaffDecision.objects.filter(undone_at=None).order_by("id").last():
        undo_decision(standing.id, actor=STAFF)


def written() -> dict[str, Any]:
    tables = everything()
    return {name: tables[name] for name in WRITTEN}


def test_where_all_is_as_it_should_be_nothing_is_written(spark, tmp_path: Path) -> None:
    before = written()

    done = rebuild_now(actor=STAFF, judge=partial(judge_stored_elsewhere, "spark", tmp_path))

    assert (done.orders, done.moved, done.customers) == (150, 0, len(groups()))
    assert written() == before
    assert list(tmp_path.iterdir()) == []  # nothing is left of what the engine was given


def test_it_writes_what_our_own_engine_writes(spark, tmp_path: Path) -> None:
    """Of tables in which much is wrong: orders with others' customers, keys said to be contested or not."""
    wanted, right = groups(), written()
    random = Random(6)
    live = list(Customer.objects.filter(merged_into=None).order_by("id").values_list("id", flat=True))
    for order in OrderRecord.objects.order_by("id"):
        if random.random() < 0.3:
            OrderRecord.objects.filter(id=order.id).update(customer_id=random.choice(live))
    Customer.objects.filter(id__in=live[::3]).update(entangled=False)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM customer_mgmt_contestedkey")
    assert groups() != wanted

    with suppress(Undone), transaction.atomic():
        own = rebuild_now(actor=STAFF)
        ours = written()
        raise Undone
    assert groups() != wanted
    done = rebuild_now(actor=STAFF, judge=partial(judge_stored_elsewhere, "spark", tmp_path))

    assert done == own
    assert done.moved > 20
    assert written() == ours
    assert groups() == wanted
    assert written()["ContestedKey"] == right["ContestedKey"]
    assert_true()
    assert Job.objects.get().state == Job.State.DONE


class Undone(Exception):
    """Raised to have the tables as they were."""
