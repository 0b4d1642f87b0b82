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
    fingerprint = secret_fingerprint(digest_secret())
    with connection.cursor() as cursor:  # not through the ORM: each recorded order asks this
        cursor.execute(
            "SELECT text, secret_fingerprint FROM customer_mgmt_criteriarevision ORDER BY id DESC LIMIT 1"
        )
        revision = cursor.fetchone()
    if revision is None:
        # Two processes may both get here at the very first order. The same id makes them one row.
        CriteriaRevision.objects.bulk_create(
            [
                CriteriaRevision(
                    id=FIRST, text=str(PRESET), secret_fingerprint=fingerprint, **SYSTEM.columns()
                )
            ],
            ignore_conflicts=True,
        )
        return PRESET
    text, made_with = revision
    if made_with != fingerprint:
        raise Stale(
            "The match keys were made with another secret (SECRET of CUSTOMER_MGMT, or SECRET_KEY). "
            "Bring the old one back, or judge everything anew with 'customer-mgmt rebuild'."
        )
    return parse_criteria(text)


FIRST = 0
"""The id of the preset's revision; those that staff make count from 1."""
