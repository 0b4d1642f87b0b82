"""Pairs of customers that may be one though no criterion says so, and pairs that staff said are not."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from saleor_customer_mgmt.models.authored import Authored
from saleor_customer_mgmt.models.job import Job
from saleor_customer_mgmt.models.order import OrderRecord


class OrderPair(models.Model):
    """Mix-in: two orders, of which each stands for the customer that has it now.

    So nothing needs to be moved: after a merge of the two nobody asks any more, after its undo they are two
    customers again, and so they are after everything was judged anew.
    """

    one = models.ForeignKey(OrderRecord, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(OrderRecord, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class DoubtfulPair(OrderPair):
    """What the last search found. Each search replaces what the one before found."""

    weight = models.FloatField()
    """In bits: 0 is as likely as not, each more makes it twice as likely that they are one."""
    probability = models.FloatField()
    fields = models.JSONField()
    """``[[field, level, weight], …]``: how alike they are in each field. Names of levels, no values."""
    found_by = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="+")
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="customer_mgmt_doubtful_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="customer_mgmt_doubtful_ordered"),
        ]
        indexes = [models.Index(fields=["-weight", "one", "other"], name="customer_mgmt_doubtful_best")]


class NotSame(OrderPair, Authored):
    """Staff said: these are two people. It is remembered, and the pair is never shown for review again."""

    reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="customer_mgmt_not_same_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="customer_mgmt_not_same_ordered"),
        ]
