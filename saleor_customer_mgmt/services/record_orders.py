"""Record orders: the one way in. Whatever brings orders calls this, with neutral facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from saleor_customer_mgmt.core.checks import checked
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.lock_objects import share_judging
from saleor_customer_mgmt.services.after_judging import after_judging
from saleor_customer_mgmt.services.current_criteria import current_criteria
from saleor_customer_mgmt.services.locking import Moved, try_until_it_holds_still
from saleor_customer_mgmt.services.order_drafts import Draft, Outcome, Ready, name_of, work_out
from saleor_customer_mgmt.services.write_orders import Entangled, write_drafts

__all__ = ["Outcome", "Recorded", "classify_checked", "classify_orders", "record_checked", "record_orders"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one order: its record's id, and whether that was new or changed."""

    outcome: Outcome
    order_id: OrderId


def record_orders(orders: Sequence[OrderFacts]) -> list[Recorded]:
    """Record these orders and judge whose they are, all or none of them.

    Facts that a source does not tell (``None``) leave what was told before. The answers are in the
    order of the facts. Recording the same orders again changes nothing; any number of processes may
    record at the same time, also the same orders.

    Raises:
        InvalidFacts: when facts cannot be kept; nothing is recorded then.
        Busy: when others kept changing the same customers.
        Stale: when the secret of the match keys was changed.
    """
    return record_checked([checked(facts) for facts in orders])


def record_checked(told: Sequence[OrderFacts], ready: Ready | None = None) -> list[Recorded]:
    """The same for facts that were ``checked`` already, and perhaps derived beforehand."""
    with transaction.atomic():
        share_judging()
        written = _record(told, ready)
        if written.drafts:
            after_judging(
                recorded=[draft.order_id for draft in written.drafts],
                new=[draft.order_id for draft in written.drafts if draft.is_new],
                customers=written.joined,
            )
        return written.answers


def classify_orders(orders: Sequence[OrderFacts]) -> list[Outcome]:
    """Return what recording each of these orders would do, without doing it."""
    return classify_checked([checked(facts) for facts in orders])


def classify_checked(told: Sequence[OrderFacts]) -> list[Outcome]:
    """The same for facts that were ``checked`` already."""
    return work_out(told, None).outcomes


@dataclass(frozen=True, slots=True)
class _Written:
    """``joined`` are customers whose orders are not the ones that they were."""

    answers: list[Recorded]
    drafts: list[Draft]
    joined: set[OrderId]


def _record(told: Sequence[OrderFacts], ready: Ready | None) -> _Written:
    criteria = current_criteria()
    by_region = False

    def write() -> _Written:
        nonlocal by_region, ready
        work = work_out(told, criteria, ready)
        ready = work.ready  # what others did meanwhile changes nothing in what facts come to
        try:
            joined = write_drafts(work.drafts, by_region=by_region)
        except Entangled:
            by_region = True
            raise
        except IntegrityError as error:
            if "customer_mgmt_order_once" not in str(error):
                raise
            raise Moved from None  # somebody else recorded one of them first: now it is known
        ids = work.ids | {name_of(draft.facts): draft.order_id for draft in work.drafts}
        answers = [Recorded(o, ids[name_of(f)]) for f, o in zip(told, work.outcomes, strict=True)]
        return _Written(answers, work.drafts, joined)

    return try_until_it_holds_still(write)
