"""Saved mappings: what the columns of files of other programs mean, as people said it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from saleor_customer_mgmt.models.authored import Authored


class ImportMapping(Authored):
    """A mapping by name. Removed ones stay: imports name their revisions."""

    name = models.CharField(max_length=200)
    changed_at = models.DateTimeField(auto_now=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=Q(deleted_at=None), name="customer_mgmt_mapping_name"
            )
        ]


class ImportMappingRevision(Authored):
    """A mapping as it was saved once. The one with the highest number is the one in use."""

    mapping = models.ForeignKey(
        ImportMapping, on_delete=models.CASCADE, related_name="revisions", db_index=False
    )
    number = models.IntegerField()
    document = models.JSONField()
    """As a mapping file says it: ``file``, ``columns``, ``status``, ``seen``."""

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["mapping", "number"], name="customer_mgmt_mapping_revision")
        ]
