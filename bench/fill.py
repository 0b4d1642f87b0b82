"""Fill customer management with invented orders, inside Saleor's interpreter and settings.

    cd SALEOR'S SOURCE; PYTHONPATH=.:THIS PROJECT python -m bench.fill 300000

Goes the way that every import goes (``record_orders``), in batches. Every person has three orders on
average: at three malls, sometimes with another e-mail address, so that customers have to be joined.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import django

from bench.people import invented
from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person

ORDERS_EACH = 3
BATCH = 500
_BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
_MALLS = ("rakuten", "yahoo", "aupay")


def _record(numbers: range) -> int:
    from saleor.core.db.connection import allow_writer

    from saleor_customer_mgmt.services.record_orders import record_orders

    with allow_writer():
        return len(record_orders([facts_of(number) for number in numbers]))


def facts_of(number: int) -> OrderFacts:
    who, which = divmod(number, ORDERS_EACH)
    person = invented(who)
    # The order in the middle tells another address: name and telephone join it to the others.
    email = person.email if which != 1 else f"other.{person.email}"
    buyer = Person(
        name=f"{person.family} {person.given}",
        emails=(email,),
        phones=(person.phone,),
        postal_code=person.postal_code,
        address=f"{person.area}{person.city}{person.street}",
        country="JP",
    )
    return OrderFacts(
        source=_MALLS[which],
        number=f"bench-{number:09}",
        placed_at=_BEGIN + timedelta(minutes=number),
        status=OrderStatus.FULFILLED,
        buyer=buyer,
        recipients=(buyer,),
        total=Decimal(1000 + number % 9000),
        currency="JPY",
        lines=(LineFacts(sku=f"SKU-{number % 500}", product="緑茶", unit_price=Decimal(1000)),),
    )


def main() -> int:
    count = int(sys.argv[1])
    began = time.monotonic()
    done = 0
    batches = [range(i, min(i + BATCH, count)) for i in range(0, count, BATCH)]
    forked = multiprocessing.get_context("fork")  # what runs here is no file that could be started anew
    with ProcessPoolExecutor(os.cpu_count(), mp_context=forked, initializer=django.setup) as pool:
        for recorded in pool.map(_record, batches):
            done += recorded
            if done % (BATCH * 40) == 0 or done == count:
                sys.stdout.write(f"{done:,} of {count:,} orders, {time.monotonic() - began:.0f} s\n")
                sys.stdout.flush()
    django.setup()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as autovacuum would have done by now
    return 0


if __name__ == "__main__":
    sys.exit(main())
