"""Revisions of the match criteria."""

from __future__ import annotations

from django.db import models

from saleor_customer_mgmt.models.authored import Authored


class CriteriaRevision(Authored):
    """One set of match criteria that was applied. The newest row is the one in use.

    ``text`` is the written form that ``core.criteria.parse_criteria`` reads. ``secret_fingerprint``
    tells with which secret the keys in the table were made.
    """

    text = models.TextField()
    reason = models.TextField(blank=True, default="")
    secret_fingerprint = models.CharField(max_length=16)

    class Meta:
        ordering = ["-id"]
