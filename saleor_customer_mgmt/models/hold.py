"""Holds: orders that must not go on until somebody releases them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from saleor_customer_mgmt.models.authored import Authored
from saleor_customer_mgmt.models.order import OrderRecord
from saleor_customer_mgmt.models.rule import Rule


class Hold(Authored):
    """One reason why one order is held. An order may have several; while one is open it is held."""

    class Point(models.TextChoices):
        """What is stopped: this and everything after it."""

        CONFIRM = "confirm"
        CAPTURE = "capture"
        FULFIL = "fulfil"

    class State(models.TextChoices):
        OPEN = "open"
        RELEASED = "released"
        CANCELLED = "cancelled"
        """Should not have been."""

    order = models.ForeignKey(OrderRecord, on_delete=models.PROTECT, related_name="holds")
    rule = models.ForeignKey(Rule, null=True, blank=True, on_delete=models.PROTECT, related_name="holds")
    point = models.CharField(max_length=10, choices=Point.choices)
    reason = models.CharField(max_length=500)
    note = models.TextField(blank=True, default="")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    owner_id = models.CharField(max_length=64, blank=True, default="")
    owner_label = models.CharField(max_length=254, blank=True, default="")
    """Who takes care of it."""
    order_status = models.CharField(max_length=100, blank=True, default="")
    """Where the order stood, in its source's own word."""
    stood = models.JSONField(default=dict)
    """What the host said of the order when it was held, for the watchdog; nothing of people."""
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by_kind = models.CharField(max_length=10, blank=True, default="")
    closed_by_id = models.CharField(max_length=64, blank=True, default="")
    closed_by_label = models.CharField(max_length=254, blank=True, default="")
    close_note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            # A rule does not hold again what somebody released.
            models.UniqueConstraint(
                fields=["order", "rule"], condition=Q(rule__isnull=False), name="customer_mgmt_hold_once"
            )
        ]
        indexes = [
            models.Index(fields=["order"], condition=Q(state="open"), name="customer_mgmt_hold_open"),
            models.Index(fields=["state", "-id"], name="customer_mgmt_hold_state"),
        ]


class HeldStep(models.Model):
    """A step that the host takes by itself and that a hold kept from an order, to be made good afterwards.

    Named by source and number: also an order that is not recorded yet may be kept from it.
    """

    source = models.CharField(max_length=50)
    number = models.CharField(max_length=100)
    step = models.CharField(max_length=20)
    since = models.DateTimeField(auto_now=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    """Since when somebody is at it."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "number", "step"], name="customer_mgmt_heldstep_once")
        ]


class HoldBreach(models.Model):
    """An order moved while it was held. ``what`` is one of confirmed, captured, fulfilled."""

    order = models.ForeignKey(OrderRecord, on_delete=models.PROTECT, related_name="breaches")
    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, related_name="breaches")
    what = models.CharField(max_length=20)
    found_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by_kind = models.CharField(max_length=10, blank=True, default="")
    seen_by_id = models.CharField(max_length=64, blank=True, default="")
    seen_by_label = models.CharField(max_length=254, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hold", "what"], name="customer_mgmt_breach_once")]
        indexes = [
            models.Index(fields=["-id"], condition=Q(seen_at=None), name="customer_mgmt_breach_unseen")
        ]
