"""Change the match criteria, or bring an earlier revision back."""

from __future__ import annotations

from django.db import transaction

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.criteria import CriteriaSet, parse_criteria
from saleor_customer_mgmt.core.keys import secret_fingerprint
from saleor_customer_mgmt.lock_objects import own_judging
from saleor_customer_mgmt.models import CriteriaRevision
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.after_judging import after_judging
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.current_criteria import current_criteria
from saleor_customer_mgmt.services.errors import AlreadyDone, NotFound
from saleor_customer_mgmt.services.judge_all import judge_stored
from saleor_customer_mgmt.services.judging import write_judgement
from saleor_customer_mgmt.services.passes import Advance, Passes
from saleor_customer_mgmt.services.write_keys import write_keys_of_all


def change_criteria(
    criteria: CriteriaSet, *, actor: Actor, reason: str = "", on_progress: Advance | None = None
) -> CriteriaRevision:
    """Apply these criteria to the whole history, as one revision, and return it.

    Others who record or decide wait until it is done.

    Raises:
        AlreadyDone: when these are the criteria in use.
        Stale: when the secret of the match keys was changed.
    """
    with transaction.atomic():
        own_judging()
        before = require_other(criteria)
        revision = CriteriaRevision.objects.create(
            text=str(criteria),
            reason=reason,
            secret_fingerprint=secret_fingerprint(conf.digest_secret()),
            **actor.columns(),
        )
        passes = Passes(3, on_progress)
        write_keys_of_all(criteria, passes)
        judged = judge_stored()
        passes.passed()
        judgement = write_judgement(judged.region, judged.result)
        after_judging(customers=judgement.customers)
        passes.passed()
        write_audit(
            actor,
            "criteria",
            revision=revision.id,
            before=str(before),
            after=str(criteria),
            moved=judgement.moved,
            reason=reason,
        )
        return revision


def require_other(criteria: CriteriaSet) -> CriteriaSet:
    """Return the criteria in use, which are not these.

    Raises:
        AlreadyDone: when they are these.
        Stale: when the secret of the match keys was changed.
    """
    before = current_criteria()
    if before == criteria:
        raise AlreadyDone("These are the match criteria in use.")
    return before


def revert_criteria(revision_id: int | None = None, *, actor: Actor, reason: str = "") -> CriteriaRevision:
    """Bring back the criteria of a revision (None: the one before the newest), as a new revision.

    Raises:
        NotFound: when there is no such revision.
        AlreadyDone: when its criteria are in use.
    """
    criteria, told = wanted_revision(revision_id)
    return change_criteria(criteria, actor=actor, reason=reason or told)


def wanted_revision(revision_id: int | None) -> tuple[CriteriaSet, str]:
    """Return the criteria of a revision (None: the one before the newest), and a reason to go back to it.

    Raises:
        NotFound: when there is no such revision.
    """
    revisions = CriteriaRevision.objects.order_by("-id")
    if revision_id is None:
        wanted = revisions[1:2].first()
        if wanted is None:
            raise NotFound("There is no earlier revision of the match criteria.")
    else:
        wanted = revisions.filter(id=revision_id).first()
        if wanted is None:
            raise NotFound(f"There is no revision {revision_id} of the match criteria.", field="revision")
    return parse_criteria(wanted.text), f"back to revision {wanted.id}"
