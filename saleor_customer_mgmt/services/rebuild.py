"""Rebuild: judge everything anew from what the sources told."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.criteria import PRESET, parse_criteria
from saleor_customer_mgmt.core.keys import secret_fingerprint
from saleor_customer_mgmt.lock_objects import own_judging
from saleor_customer_mgmt.models import CriteriaRevision
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.after_judging import after_judging_all
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.customer_rows import refresh_customers
from saleor_customer_mgmt.services.judge_all import (
    Advance,
    Passes,
    gather_all_anew,
    judge_all,
    write_all_keys,
)
from saleor_customer_mgmt.services.judging import write_judgement
from saleor_customer_mgmt.services.search_rows import leave_missing


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many orders were looked at, got other evidence, changed their customer; customers now."""

    orders: int
    evidence_changed: int
    moved: int
    customers: int


def rebuild(*, actor: Actor, on_progress: Advance | None = None) -> Rebuilt:
    """Make evidence, keys, customers and counts anew. What staff decided stays in force.

    Also the way to go on after the secret of the keys was changed. Others who record or decide wait
    until it is done.
    """
    with transaction.atomic():
        own_judging()
        revision = CriteriaRevision.objects.order_by("-id").first()
        fingerprint = secret_fingerprint(conf.digest_secret())
        if revision is not None and revision.secret_fingerprint != fingerprint:
            CriteriaRevision.objects.filter(id=revision.id).update(secret_fingerprint=fingerprint)
        passes = Passes(5, on_progress)
        evidence_changed = gather_all_anew(passes)
        judged = judge_all(PRESET if revision is None else parse_criteria(revision.text), passes)
        write_all_keys(judged.region)
        passes.passed()
        moved = write_judgement(judged.region, judged.result).moved
        passes.passed()
        refresh_customers(None)
        leave_missing()
        after_judging_all()
        passes.passed()
        done = Rebuilt(
            orders=len(judged.region.customer_of),
            evidence_changed=evidence_changed,
            moved=moved,
            customers=len(set(judged.result.customer_of.values())),
        )
        write_audit(actor, "rebuild", orders=done.orders, moved=done.moved, customers=done.customers)
        return done
