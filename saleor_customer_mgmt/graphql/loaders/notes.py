"""Loading notes."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import F

from saleor_customer_mgmt.graphql.loaders.base import Loader
from saleor_customer_mgmt.models import CustomerNote


class NotesOfCustomer(Loader):
    """Customer id → the notes that hang on its orders, newest first."""

    def fetch(self, keys: list[int]) -> dict[int, list[CustomerNote]]:
        found: dict[int, list[CustomerNote]] = defaultdict(list)
        rows = CustomerNote.objects.filter(anchor__customer_id__in=keys)
        for row in rows.annotate(owner=F("anchor__customer_id")).order_by("-id"):
            found[row.owner].append(row)
        return found

    def nothing(self) -> list[CustomerNote]:
        return []
