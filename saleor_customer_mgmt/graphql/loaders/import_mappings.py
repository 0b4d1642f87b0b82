"""Loading saved mappings."""

from __future__ import annotations

from saleor_customer_mgmt.graphql.loaders.base import Loader
from saleor_customer_mgmt.models import ImportMappingRevision


class RevisionInUse(Loader):
    """Mapping id → its newest revision."""

    def fetch(self, keys: list[int]) -> dict[int, ImportMappingRevision]:
        rows = ImportMappingRevision.objects.filter(mapping_id__in=keys)
        return {row.mapping_id: row for row in rows.order_by("mapping_id", "-number").distinct("mapping_id")}


class RevisionById(Loader):
    """Revision id → the revision with its mapping."""

    def fetch(self, keys: list[int]) -> dict[int, ImportMappingRevision]:
        return ImportMappingRevision.objects.select_related("mapping").in_bulk(keys)
