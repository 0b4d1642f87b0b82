"""The match criteria in use."""

from __future__ import annotations

from django.db import connection

from saleor_customer_mgmt.conf import digest_secret
from saleor_customer_mgmt.core.criteria import PRESET, CriteriaSet, parse_criteria
from saleor_customer_mgmt.core.keys import secret_fingerprint
from saleor_customer_mgmt.models import CriteriaRevision
from saleor_customer_mgmt.services.actor import SYSTEM
from saleor_customer_mgmt.services.errors import Stale


def current_criteria() -> CriteriaSet:
    """Return the criteria of the newest revision; the shipped preset becomes the first one.

    Inside a transaction that shares or owns judging, so that they stay the current ones.

    Raises:
        Stale: when the keys in the table were made with another secret.
    """
    with connection.cursor() as cursor:  # not through the ORM: each recorded order asks this
        cursor.execute(
            "SELECT text, secret_fingerprint FROM customer_mgmt_criteriarevision ORDER BY id DESC LIMIT 1"
        )
        revision = cursor.fetchone()
    if revision is not None:
        return criteria_of(*revision)
    # Two processes may both get here at the very first order. The same id makes them one row.
    first = CriteriaRevision(
        id=FIRST,
        text=str(PRESET),
        secret_fingerprint=secret_fingerprint(digest_secret()),
        **SYSTEM.columns(),
    )
    CriteriaRevision.objects.bulk_create([first], ignore_conflicts=True)
    return PRESET


def criteria_at_present() -> CriteriaSet:
    """Return the criteria of the newest revision, or the preset. They may change at any moment."""
    revision = CriteriaRevision.objects.order_by("-id").first()
    return PRESET if revision is None else parse_criteria(revision.text)


def require_usable_digests() -> None:
    """Check that keys and value digests in the tables were made with the secret in use. Writes nothing.

    Raises:
        Stale: when they were not.
    """
    revision = CriteriaRevision.objects.order_by("-id").first()
    if revision is not None:
        criteria_of(revision.text, revision.secret_fingerprint)


def criteria_of(text: str, made_with: str) -> CriteriaSet:
    """Return the criteria of a revision whose keys were made with the secret of this fingerprint.

    Raises:
        Stale: when that is not the secret in use.
    """
    if made_with != secret_fingerprint(digest_secret()):
        raise Stale(
            "The match keys were made with another secret (SECRET of CUSTOMER_MGMT, or SECRET_KEY), or by an "
            "earlier version of this program. Bring the old secret back, or judge everything anew with "
            "'customer-mgmt rebuild'."
        )
    return parse_criteria(text)


FIRST = 0
"""The id of the preset's revision; those that staff make count from 1."""
