"""Rules and what they have done. See docs/adr/0080-rules-and-holds.md."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from saleor_customer_mgmt.models.authored import Authored
from saleor_customer_mgmt.models.order import OrderRecord


class Rule(Authored):
    """Conditions on an order and its customer, with actions. Deleted ones stay: holds name them."""

    name = models.CharField(max_length=200)
    preset = models.CharField(max_length=50, blank=True, default="")
    """The shipped rule that it was made from; its texts come in both languages."""
    priority = models.IntegerField(default=100)
    """Small ones first."""
    active = models.BooleanField(default=False)
    valid_from = models.DateTimeField(null=True, blank=True)
    valid_to = models.DateTimeField(null=True, blank=True)
    condition = models.JSONField()
    actions = models.JSONField()
    changed_at = models.DateTimeField(auto_now=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["priority", "id"]


class RuleMatch(models.Model):
    """A rule has matched an order, and does so now while it is ``active``."""

    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="matches", db_index=False)
    order = models.ForeignKey(
        OrderRecord, on_delete=models.CASCADE, related_name="rule_matches", db_index=False
    )
    active = models.BooleanField(default=True)
    first_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "rule"], name="customer_mgmt_match_once")]
        indexes = [models.Index(fields=["rule", "-id"], name="customer_mgmt_match_rule")]


class RuleNotice(models.Model):
    """A message to staff that a rule asked for, once per match. Sent by the host's background work."""

    match = models.OneToOneField(RuleMatch, primary_key=True, on_delete=models.CASCADE, related_name="notice")
    recipients = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.IntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["created_at"], condition=Q(sent_at=None), name="customer_mgmt_notice_unsent")
        ]


class RuleBacklog(models.Model):
    """An order whose rules could not be applied when it was recorded."""

    order = models.OneToOneField(OrderRecord, primary_key=True, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(auto_now_add=True)
