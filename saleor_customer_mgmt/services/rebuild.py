"""Rebuild: judge everything anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.criteria import PRESET, parse_criteria
from saleor_customer_mgmt.core.keys import secret_fingerprint
from saleor_customer_mgmt.lock_objects import own_judging
from saleor_customer_mgmt.models import CriteriaRevision
from saleor_customer_mgmt.selectors.expired import has_expired
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.after_judging import after_judging, after_judging_all
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.customer_rows import refresh_customers
from saleor_customer_mgmt.services.errors import Stale
from saleor_customer_mgmt.services.judge_all import Judged, judge_stored
from saleor_customer_mgmt.services.judging import write_judgement
from saleor_customer_mgmt.services.passes import Advance, Passes
from saleor_customer_mgmt.services.remake import remake
from saleor_customer_mgmt.services.search_rows import leave_missing
from saleor_customer_mgmt.services.write_keys import drop_unheld_keys, write_keys_of_all


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many orders were looked at, got other evidence, changed their customer; customers now."""

    orders: int
    evidence_changed: int
    moved: int
    customers: int


def rebuild(
    *,
    actor: Actor,
    from_facts: bool = False,
    ahead: bool = False,
    on_progress: Advance | None = None,
    judge: Callable[[], Judged] | None = None,
) -> Rebuilt:
    """Judge anew whose every order is. What staff decided stays in force.

    What was derived of the orders' facts by an earlier version of the program, with another profile or
    secret, is derived anew first, with its keys; ``from_facts``: all of it, and the counts of all customers,
    whatever it says that it was made with. ``ahead``: ``services.derive_ahead`` did much of that, so the keys
    and counts of all are written here. ``judge`` says whose every order is: another engine than our own
    (``services.judge_elsewhere``), with the same answer. Others who record or decide wait until it is done.

    Raises:
        Stale: when the secret was changed and there are orders of which only digests are left.
    """
    with transaction.atomic():
        own_judging()
        revision = CriteriaRevision.objects.order_by("-id").first()
        fingerprint = secret_fingerprint(conf.digest_secret())
        if revision is not None and revision.secret_fingerprint != fingerprint:
            _require_values()
            CriteriaRevision.objects.filter(id=revision.id).update(secret_fingerprint=fingerprint)
        criteria = PRESET if revision is None else parse_criteria(revision.text)
        passes = Passes(4 if ahead else 3, on_progress)
        remade = remake(criteria, everything=from_facts and not ahead, passes=passes)
        if ahead:
            write_keys_of_all(criteria, passes)
        everybody = from_facts or ahead
        if everybody:
            drop_unheld_keys()
        judged = (judge or judge_stored)()
        passes.passed()
        judgement = write_judgement(judged.region, judged.result)
        refresh_customers(None if everybody else remade.customers)
        if everybody:
            leave_missing()
            after_judging_all()
        else:
            after_judging(customers=judgement.customers | remade.customers)
        passes.passed()
        done = Rebuilt(
            orders=judged.orders,
            evidence_changed=remade.differed,
            moved=judgement.moved,
            customers=judged.customers_then,
        )
        write_audit(actor, "rebuild", orders=done.orders, moved=done.moved, customers=done.customers)
        return done


def _require_values() -> None:
    """Check that everything can be derived anew with another secret: digests of what expired cannot be.

    Raises:
        Stale: when something has expired.
    """
    if has_expired():
        raise Stale(
            "The secret of the match keys was changed, and of some orders nothing is kept that keys could be "
            "made of with the new one: their values have expired. Bring the old one back (SECRET of "
            "CUSTOMER_MGMT)."
        )
