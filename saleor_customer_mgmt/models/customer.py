"""Customers: the people (or firms) behind sets of order records."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Customer(models.Model):
    """A component of linked orders, named by the order of it that was recorded first.

    ``id`` is that order's id. A customer that dissolved into another stays as a row whose
    ``merged_into`` is the live one (never a chain), so that what hangs on it can be read through it
    and is there again when it comes back. The columns below ``main_order_id`` are derived from the
    orders and blank while the row is a redirect.
    """

    id = models.BigIntegerField(primary_key=True)
    public_id = models.CharField(max_length=14, unique=True)
    """What people see. Made from the founding order's source and number, so a rebuild from nothing,
    in the same order, gives the same."""
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.DO_NOTHING, related_name="dissolved"
    )
    entangled = models.BooleanField(default=False)
    """Staff decisions bear upon this customer's orders: judge it by its whole region."""
    main_order_id = models.BigIntegerField(null=True, blank=True)
    """An order of the customer that staff chose as the main one in the last merge: shown first."""

    name = models.CharField(max_length=255, blank=True, default="")
    kana = models.CharField(max_length=255, blank=True, default="")
    email = models.CharField(max_length=254, blank=True, default="")
    phone = models.CharField(max_length=50, blank=True, default="")
    address = models.CharField(max_length=500, blank=True, default="")
    order_count = models.IntegerField(default=0)
    account_count = models.IntegerField(default=0, db_default=0)
    """Records that are no orders (ADR 114). Who has nothing else has never bought."""
    purchase_count = models.IntegerField(default=0)
    unfinished_count = models.IntegerField(default=0)
    cancelled_count = models.IntegerField(default=0)
    returned_count = models.IntegerField(default=0)
    recent = models.CharField(max_length=20, blank=True, default="")
    """Statuses of the newest orders, newest first: P placed, F fulfilled, C cancelled, R returned."""
    totals = models.JSONField(default=dict)
    """Sum of the purchases per currency, as text: ``{"JPY": "12300"}``."""
    spent = models.DecimalField(max_digits=30, decimal_places=4, default=0)
    """The total in the currency that lists are sorted by (``conf.currency``)."""
    sources = models.JSONField(default=list)
    bought_on = models.JSONField(default=list)
    """The sources of its purchases."""
    first_purchase_at = models.DateTimeField(null=True, blank=True)
    second_purchase_at = models.DateTimeField(null=True, blank=True)
    """Of the purchases with a time, the second one; first and second may be of the same moment."""
    undated_purchases = models.IntegerField(default=0, db_default=0)
    """Purchases without a time: each of them comes before all others (ADR 80)."""
    last_purchase_at = models.DateTimeField(null=True, blank=True)
    first_order_at = models.DateTimeField(null=True, blank=True)
    last_order_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["-purchase_count", "-id"],
                condition=Q(merged_into=None),
                name="customer_mgmt_cust_purchases",
            ),
            # Of those who never ordered there may be many, and they come last in the order above.
            models.Index(
                fields=["-purchase_count", "-id"],
                condition=Q(merged_into=None, order_count=0),
                name="customer_mgmt_cust_registered",
            ),
            models.Index(
                models.F("last_order_at").desc(nulls_last=True),
                models.F("id").desc(),
                condition=Q(merged_into=None),
                name="customer_mgmt_cust_last",
            ),
            models.Index(
                fields=["-spent", "-id"], condition=Q(merged_into=None), name="customer_mgmt_cust_spent"
            ),
            models.Index(
                models.F("last_purchase_at").desc(nulls_last=True),
                models.F("id").desc(),
                condition=Q(merged_into=None),
                name="customer_mgmt_cust_bought",
            ),
            models.Index(
                models.F("first_order_at").desc(nulls_last=True),
                models.F("id").desc(),
                condition=Q(merged_into=None),
                name="customer_mgmt_cust_first",
            ),
            models.Index(
                fields=["name", "id"], condition=Q(merged_into=None), name="customer_mgmt_cust_name"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=models.F("id")),
                name="customer_mgmt_not_into_itself",
            )
        ]
