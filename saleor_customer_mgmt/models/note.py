"""Notes that staff write on customers. They hang on an order of the customer, as marks do (ADR 80)."""

from __future__ import annotations

from django.db import models

from saleor_customer_mgmt.models.authored import Authored
from saleor_customer_mgmt.models.order import OrderRecord


class CustomerNote(Authored):
    """A note. The text is plain: whoever shows it never takes it for markup."""

    anchor = models.ForeignKey(OrderRecord, on_delete=models.PROTECT, related_name="customer_notes")
    text = models.TextField()
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by_kind = models.CharField(max_length=10, blank=True, default="")
    changed_by_id = models.CharField(max_length=64, blank=True, default="")
    changed_by_label = models.CharField(max_length=254, blank=True, default="")
