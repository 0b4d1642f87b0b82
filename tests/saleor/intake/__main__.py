"""Taking in the orders of a real, running Saleor: events, failures, workers.

    python -m tests.saleor.intake --url http://127.0.0.1:8000/graphql/ --email … --password … --queues one,two

``python -m tests.saleor`` starts all that this needs and runs it. It runs in Saleor's own interpreter,
in Saleor's folder, with the environment of the server at ``--url``, on sample data that may be
changed. Beside the server it needs beat and two workers, each of which also takes from a queue of its
own: ``--queues``. What is done is done through Saleor's API, and what became of it is read through ours;
Saleor's tables are looked into for what its API does not tell, and written where nobody could
wait (an order that is old enough to expire). Prints a table; exits with 1 when a row is not right.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial

if __name__ == "__main__":
    import django

    django.setup()

from tests.saleor.api import Api
from tests.saleor.intake import (
    accounts,
    failures,
    fulfilments,
    history,
    orders,
    plugin_settings,
    refunds,
    workers,
)
from tests.saleor.intake.records import Records
from tests.saleor.intake.shop import Shop
from tests.saleor.table import Table


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:8000/graphql/")
    parser.add_argument("--email", required=True, help="of a member of staff with all permissions")
    parser.add_argument("--password", required=True)
    parser.add_argument("--channel", default="default-channel")
    parser.add_argument("--checkouts", type=int, default=12, help="how many while the tables are locked")
    parser.add_argument("--queues", required=True, help="of the two workers, with a comma between them")
    options = parser.parse_args()
    guest = Api(options.url)
    staff = guest.signed_in(options.email, options.password)
    table = Table()
    given = (table, Shop(guest, staff, options.channel), Records(staff))
    parts: list[Callable[[], None]] = [
        partial(plugin_settings.show_settings, *given),
        partial(history.show_backfill, *given),
        partial(orders.show_checkout, *given),
        partial(orders.show_draft, *given),
        partial(orders.show_bulk, *given),
        partial(orders.show_expiry, *given),
        partial(fulfilments.show_fulfilment, *given),
        partial(fulfilments.show_approval, *given),
        partial(fulfilments.show_return, *given),
        partial(refunds.show_marked_paid, *given),
        partial(refunds.show_transaction, *given),
        partial(refunds.show_payment, *given),
        partial(accounts.show_confirmation, *given),
        partial(accounts.show_new_address, *given),
        partial(accounts.show_deletion, *given),
        partial(accounts.show_bulk_deletion, *given),
        partial(failures.show_locked, *given, options.checkouts),
        partial(failures.show_one_bad_order, *given),
        partial(workers.show_two_workers, *given, options.queues.split(",")),
        partial(workers.show_beat, table),
    ]
    for part in parts:
        try:
            part()
        except Exception as error:  # noqa: BLE001  # the other parts are shown all the same
            table.row("stopped by", f"{type(error).__name__}: {str(error)[:300]}", "nothing")
    return table.verdict()


if __name__ == "__main__":
    sys.exit(main())
