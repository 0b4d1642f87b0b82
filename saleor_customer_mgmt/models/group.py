"""Groups of customers: by hand, by conditions, or both; a customer may be in many."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from saleor_customer_mgmt.models.authored import Authored
from saleor_customer_mgmt.models.customer import Customer
from saleor_customer_mgmt.models.order import OrderRecord
from saleor_customer_mgmt.models.rule import Rule


class Group(Authored):
    """A group, and what it brings its members. Deleted ones stay: orders and the diary name them."""

    slug = models.SlugField(max_length=50, unique=True)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True, default="")
    preset = models.CharField(max_length=50, blank=True, default="")
    condition = models.JSONField(null=True, blank=True)
    """On the customer; null: members are put in by hand or by rules only."""
    priority = models.IntegerField(default=100)
    """Which benefit goes before another; small ones first."""
    voucher_code = models.CharField(max_length=255, blank=True, default="")
    """A voucher of the host that is put on members' checkouts, and on theirs only."""
    customer_type = models.CharField(max_length=255, blank=True, default="")
    """The host's customer type (slug) that members are given; one group at most has one."""
    changed_at = models.DateTimeField(auto_now=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["priority", "id"]


class GroupEntry(Authored):
    """Somebody, or a rule, put a customer into a group or keeps it out. Hangs on an order (ADR 80)."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="entries")
    anchor = models.ForeignKey(OrderRecord, on_delete=models.PROTECT, related_name="group_entries")
    rule = models.ForeignKey(Rule, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    out = models.BooleanField(default=False)
    """Kept out, whatever the condition says."""
    reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["anchor", "group"], condition=Q(rule=None), name="customer_mgmt_entry_hand"
            ),
            models.UniqueConstraint(
                fields=["anchor", "group", "rule"],
                condition=Q(rule__isnull=False),
                name="customer_mgmt_entry_rule",
            ),
        ]


class GroupMembership(models.Model):
    """Who is in a group now. Derived: from the entries and the condition.

    Here, as in other tables with a row for each order or customer, a foreign key that begins another index
    has none of its own.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships", db_index=False)
    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, related_name="memberships", db_index=False
    )
    since = models.DateTimeField(auto_now_add=True)
    why = models.CharField(max_length=10)
    """``condition``, ``hand`` or ``rule``."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "group"], name="customer_mgmt_member_once")
        ]
        indexes = [models.Index(fields=["group", "customer"], name="customer_mgmt_member_group")]


class GroupEvent(models.Model):
    """The diary: a customer entered or left a group, and why. ``customer_id`` is as it was then."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="events", db_index=False)
    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, related_name="group_events", db_index=False
    )
    entered = models.BooleanField()
    why = models.CharField(max_length=10)
    """``condition``, ``hand``, ``rule``, ``merge`` or ``split``."""
    detail = models.TextField(blank=True, default="")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["group", "-id"], name="customer_mgmt_diary_group"),
            models.Index(fields=["customer", "-id"], name="customer_mgmt_diary_customer"),
        ]
