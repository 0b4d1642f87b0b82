"""Change how long what is kept, by source, or what else may be done with it."""

from __future__ import annotations

from django.db import transaction

from saleor_customer_mgmt.core.retention import RetentionPolicy
from saleor_customer_mgmt.core.retention_policy import retention_to_json
from saleor_customer_mgmt.lock_objects import own_work
from saleor_customer_mgmt.models import RetentionRevision
from saleor_customer_mgmt.selectors.retention import retention_policy
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.errors import AlreadyDone


def change_retention(policy: RetentionPolicy, *, actor: Actor, reason: str = "") -> RetentionRevision:
    """Put this policy in force and return its revision. What is due by it goes with the next run.

    What has expired stays expired: no policy brings a value back.

    Raises:
        AlreadyDone: when it is the policy in force.
    """
    with transaction.atomic():
        own_work("retention policy")  # of two at once, the second sees the first
        before, after = retention_to_json(retention_policy()), retention_to_json(policy)
        if before == after:
            raise AlreadyDone("This is the retention policy in force.")
        revision = RetentionRevision.objects.create(data=after, reason=reason, **actor.columns())
        changed = sorted(s for s in before.keys() | after.keys() if before.get(s) != after.get(s))
        write_audit(actor, "retention_policy", revision=revision.id, changed=changed, reason=reason)
        return revision
