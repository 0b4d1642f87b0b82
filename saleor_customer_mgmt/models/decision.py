"""What staff decided: merges and splits, and their undoing."""

from __future__ import annotations

from django.db import models

from saleor_customer_mgmt.models.authored import Authored
from saleor_customer_mgmt.models.order import OrderRecord


class StaffDecision(Authored):
    """A merge or a split. The id is its place in the log (see docs/matching.md, section 4)."""

    class Kind(models.TextChoices):
        MERGE = "merge"
        SPLIT = "split"

    kind = models.CharField(max_length=5, choices=Kind.choices)
    reason = models.TextField(blank=True, default="")
    main_order = models.ForeignKey(OrderRecord, on_delete=models.PROTECT, related_name="+")
    """Merge: an order of the customer whose name and contact are shown. Split: the first taken out."""
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_kind = models.CharField(max_length=10, blank=True, default="")
    undone_by_id = models.CharField(max_length=64, blank=True, default="")
    undone_by_label = models.CharField(max_length=254, blank=True, default="")
    undo_reason = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-id"]


class DecisionLink(models.Model):
    """One link of a merge."""

    decision = models.ForeignKey(StaffDecision, on_delete=models.CASCADE, related_name="links")
    one = models.ForeignKey(OrderRecord, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(OrderRecord, on_delete=models.PROTECT, related_name="+")


class SplitMember(models.Model):
    """One order on one side of a split."""

    decision = models.ForeignKey(StaffDecision, on_delete=models.CASCADE, related_name="members")
    order = models.ForeignKey(OrderRecord, on_delete=models.PROTECT, related_name="+")
    out = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "order"], name="customer_mgmt_one_side_of_a_split")
        ]
