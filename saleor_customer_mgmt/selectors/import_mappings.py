"""Saved mappings as they are in use."""

from __future__ import annotations

from django.db.models import QuerySet

from saleor_customer_mgmt.models import ImportMapping, ImportMappingRevision


def mappings() -> QuerySet[ImportMapping]:
    """Return the saved mappings that are in use, by name."""
    return ImportMapping.objects.filter(deleted_at=None).order_by("name", "id")


def revisions_in_use() -> QuerySet[ImportMappingRevision]:
    """Return the newest revision of each mapping in use."""
    rows = ImportMappingRevision.objects.filter(mapping__deleted_at=None).select_related("mapping")
    return rows.order_by("mapping_id", "-number").distinct("mapping_id")
