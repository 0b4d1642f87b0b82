"""Marks on customers and orders. A customer's marks hang on an order of it: the *anchor* (ADR 80)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from saleor_customer_mgmt.models.authored import Authored
from saleor_customer_mgmt.models.order import OrderRecord
from saleor_customer_mgmt.models.rule import Rule


class WatchMark(Authored):
    """A customer is watched, blocked, or the victim of somebody who misuses the name."""

    class Level(models.TextChoices):
        WATCH = "watch"
        BLOCK = "block"
        VICTIM = "victim"

    anchor = models.ForeignKey(OrderRecord, on_delete=models.PROTECT, related_name="watch_marks")
    rule = models.ForeignKey(Rule, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=6, choices=Level.choices)
    reason = models.TextField(blank=True, default="")
    expires_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_kind = models.CharField(max_length=10, blank=True, default="")
    ended_by_id = models.CharField(max_length=64, blank=True, default="")
    ended_by_label = models.CharField(max_length=254, blank=True, default="")
    end_reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["anchor", "rule", "level"],
                condition=Q(rule__isnull=False, ended_at=None),
                name="customer_mgmt_watch_once",
            )
        ]
        indexes = [
            models.Index(fields=["anchor"], condition=Q(ended_at=None), name="customer_mgmt_watch_open")
        ]


class CustomerLabel(Authored):
    """A label on a customer. By a rule: while the rule matches the anchor."""

    anchor = models.ForeignKey(OrderRecord, on_delete=models.PROTECT, related_name="customer_labels")
    rule = models.ForeignKey(Rule, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=50)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["anchor", "text"], condition=Q(rule=None), name="customer_mgmt_custlabel_hand"
            ),
            models.UniqueConstraint(
                fields=["anchor", "text", "rule"],
                condition=Q(rule__isnull=False),
                name="customer_mgmt_custlabel_rule",
            ),
        ]
        indexes = [models.Index(fields=["text"], name="customer_mgmt_custlabel_text")]


class OrderLabel(Authored):
    """A label on an order. By a rule: while the rule matches it."""

    order = models.ForeignKey(OrderRecord, on_delete=models.CASCADE, related_name="labels")
    rule = models.ForeignKey(Rule, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=50)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order", "text"], condition=Q(rule=None), name="customer_mgmt_ordlabel_hand"
            ),
            models.UniqueConstraint(
                fields=["order", "text", "rule"],
                condition=Q(rule__isnull=False),
                name="customer_mgmt_ordlabel_rule",
            ),
        ]
        indexes = [models.Index(fields=["text", "-order"], name="customer_mgmt_ordlabel_text")]
