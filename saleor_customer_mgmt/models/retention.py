"""The retention policy: how long values of people are kept, by source."""

from __future__ import annotations

from django.db import models

from saleor_customer_mgmt.models.authored import Authored


class RetentionRevision(Authored):
    """One state of the policy (``core.retention``); the newest is in force; before it, the shipped."""

    data = models.JSONField()
    reason = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-id"]
