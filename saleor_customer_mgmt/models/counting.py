"""The counting policy: what the shop calls a purchase."""

from __future__ import annotations

from django.db import models

from saleor_customer_mgmt.models.authored import Authored


class CountingRevision(Authored):
    """One state of the policy (``core.counting``); the newest is in force."""

    data = models.JSONField()
    reason = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-id"]
