"""Match keys as keyed digests: the tables tell nothing about people."""

from __future__ import annotations

from django.db import models

from saleor_customer_mgmt.models.order import OrderRecord


class MatchKey(models.Model):
    """A key that some order has, or had. The row is the lock of whoever records such an order."""

    digest = models.UUIDField(primary_key=True)


class ContestedKey(models.Model):
    """A key that a split in force has shown not to identify one person. It joins nothing.

    A table of its own, so that contesting a key never waits for the lock on the key's row.
    """

    digest = models.UUIDField(primary_key=True)


class OrderKey(models.Model):
    """One order has one key."""

    pk = models.CompositePrimaryKey("key_id", "order_id")
    # No constraint in the database: both rows are written by the same service in one transaction,
    # and the check would cost every recorded order two look-ups.
    key = models.ForeignKey(
        MatchKey,
        db_column="digest",
        on_delete=models.CASCADE,
        related_name="holders",
        db_constraint=False,
        db_index=False,
    )
    order = models.ForeignKey(OrderRecord, on_delete=models.CASCADE, related_name="keys")
