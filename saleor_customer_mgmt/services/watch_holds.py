"""The watchdog: finds orders that moved while they were held, and those that did not go on afterwards."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import transaction

from saleor_customer_mgmt.models import Hold, HoldBreach
from saleor_customer_mgmt.services.actor import SYSTEM
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.background import background, log_fault
from saleor_customer_mgmt.services.held_steps import orders_to_go_on
from saleor_customer_mgmt.services.hold_host import HoldHost, Watched, hold_host

logger = logging.getLogger(__name__)

BATCH = 500
MOST_TO_GO_ON = 500
"""How many orders one run goes on with; the others are left to the next."""


@dataclass(slots=True)
class Report:
    watched: int = 0
    breaches: int = 0
    gone_on: int = 0


def watch() -> None:
    """Do what :func:`watch_holds` does, for a worker. Raises nothing."""
    try:
        with background().surroundings():
            report = watch_holds()
    except Exception as error:  # noqa: BLE001  # a worker's log would show the message, with values
        log_fault(error, "Watching holds")
    else:
        logger.info(
            "Holds: %d watched, %d new breaches, %d orders gone on with",
            report.watched,
            report.breaches,
            report.gone_on,
        )


def watch_holds() -> Report:
    """Look after all open holds of the host's own orders. Without a host: does nothing.

    A breach is noted once for each hold and kind, however often and by however many it is found.
    """
    report = Report()
    host = hold_host()
    if host is None:
        return report
    for batch in _batches(host.source):
        report.watched += len(batch)
        report.breaches += _note(host.moved(batch))
    for number in orders_to_go_on(host.source, MOST_TO_GO_ON):
        _go_on(host, number, report)
    return report


def _go_on(host: HoldHost, number: str, report: Report) -> None:
    try:
        host.go_on(number)
    except Exception as error:  # noqa: BLE001  # one order is not to keep the others from it
        log_fault(error, f"Going on with order {number}")
    else:
        report.gone_on += 1


def _batches(source: str) -> Iterator[list[Watched]]:
    last = 0
    while True:
        rows = (
            Hold.objects.filter(state=Hold.State.OPEN, order__source=source, id__gt=last)
            .order_by("id")
            .values_list("id", "order__number", "point", "created_at", "stood")[:BATCH]
        )
        batch = [Watched(*row) for row in rows]
        if batch:
            yield batch
            last = batch[-1].hold
        if len(batch) < BATCH:
            return


def _note(found: Collection[tuple[int, str]]) -> int:
    wanted = sorted(set(found))
    if not wanted:
        return 0
    noted = 0
    with transaction.atomic():
        # A hold that was released in the meantime is none of the watchdog's business: its order may move.
        rows = Hold.objects.filter(id__in={hold for hold, _ in wanted}, state=Hold.State.OPEN)
        holds = {hold.id: hold.order_id for hold in rows.order_by("id").select_for_update(no_key=True)}
        known = set(HoldBreach.objects.filter(hold_id__in=holds).values_list("hold_id", "what"))
        for hold, what in wanted:
            if hold not in holds or (hold, what) in known:
                continue
            breach = HoldBreach.objects.create(order_id=holds[hold], hold_id=hold, what=what)
            write_audit(SYSTEM, "hold_breach", breach=breach.id, hold=hold, order=holds[hold], what=what)
            logger.warning("Order %d was %s while it was held (hold %d).", holds[hold], what, hold)
            noted += 1
    return noted
