"""The audit trail."""

from __future__ import annotations

from django.db import models

from saleor_customer_mgmt.models.authored import Authored


class AuditEntry(Authored):
    """One thing that was done, by whom. ``data`` holds ids, numbers and reasons, no values of people."""

    action = models.CharField(max_length=40)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["action", "-id"], name="customer_mgmt_audit_action")]
        ordering = ["-id"]
