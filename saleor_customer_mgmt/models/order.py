"""Order records: our copy of the facts of one order, from any source."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Coalesce

from saleor_customer_mgmt.models.customer import Customer


class OrderRecord(models.Model):
    """The facts of one order that are not about a person. ``(source, number)`` names it."""

    source = models.CharField(max_length=50)
    number = models.CharField(max_length=100)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="orders")
    placed_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=10)
    status_text = models.CharField(max_length=100, null=True, blank=True)
    total = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    currency = models.CharField(max_length=3, null=True, blank=True)
    payment_method = models.CharField(max_length=200, null=True, blank=True)
    shipping_method = models.CharField(max_length=200, null=True, blank=True)
    channel = models.CharField(max_length=100, null=True, blank=True)
    refunded = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    """Paid back, of ``total``."""
    is_exchange = models.BooleanField(null=True, blank=True)
    shipped_at = models.DateTimeField(null=True, blank=True)
    """When the last of the goods were sent."""
    expired = ArrayField(models.CharField(max_length=20), null=True, blank=True)
    """The fields of evidence whose values are no longer kept (``core.expire``); null: all are."""
    expired_at = models.DateTimeField(null=True, blank=True)
    """When values went last."""
    count_reason = models.CharField(max_length=20, default="counts")
    """Whether it is a purchase under the counting policy, or why not (``core.counting.Reason``)."""
    traits = models.JSONField(default=dict)
    """What rules ask about an order's people, without their values (``core.traits``)."""
    groups = models.JSONField(null=True, blank=True)
    """The groups (slugs) its customer was in when it was recorded; null: no group was there to ask."""
    fingerprint = models.UUIDField()
    """Digest of all facts: an order that comes again with the same one is unchanged."""
    recorded_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="customer_mgmt_order_once")]
        indexes = [
            models.Index(
                models.F("placed_at").desc(nulls_last=True),
                models.F("id").desc(),
                name="customer_mgmt_order_placed",
            ),
            # Those that may still expire, by the moment from which on it is counted.
            models.Index(
                models.F("source"),
                Coalesce("shipped_at", "placed_at", "recorded_at"),
                condition=models.Q(expired=None),
                name="customer_mgmt_order_unexpired",
            ),
        ]


class OrderLine(models.Model):
    """One product of an order."""

    order = models.ForeignKey(OrderRecord, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    line_id = models.CharField(max_length=100, blank=True, default="")
    sku = models.CharField(max_length=255, blank=True, default="")
    product = models.TextField(blank=True, default="")
    quantity = models.IntegerField()
    unit_price = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering = ["position"]


class OrderEvidence(models.Model):
    """The personal part of an order record, apart so that it can go while the order stays.

    ``people`` is what the source told of buyer and recipients, raw; ``evidence`` is what matching
    makes of the buyer; both in the form of ``models.codec``. ``search_text`` is what a search
    looks through: the folded number in a line of its own, then the folded values (``core.search``).
    """

    order = models.OneToOneField(
        OrderRecord, primary_key=True, on_delete=models.CASCADE, related_name="evidence"
    )
    people = models.JSONField()
    evidence = models.JSONField()
    search_text = models.TextField()
