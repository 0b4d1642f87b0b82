from __future__ import annotations

import itertools
import uuid
from typing import Any

from django.db import models
from django.utils import timezone
from saleor.account.models import Address, User
from saleor.channel.models import Channel
from saleor.order import FulfillmentStatus, OrderOrigin, OrderStatus

_numbers = itertools.count(1)


def _next_number() -> int:
    return next(_numbers)


class _OrderQueryset(models.QuerySet[Any]):
    def non_draft(self) -> Any:
        return self.exclude(status=OrderStatus.DRAFT)


class Order(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    number = models.IntegerField(unique=True, default=_next_number)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)
    status = models.CharField(
        max_length=32,
        default=OrderStatus.UNFULFILLED,
        choices=[
            (status, status)
            for status in (
                OrderStatus.DRAFT,
                OrderStatus.UNCONFIRMED,
                OrderStatus.UNFULFILLED,
                OrderStatus.PARTIALLY_FULFILLED,
                OrderStatus.PARTIALLY_RETURNED,
                OrderStatus.RETURNED,
                OrderStatus.FULFILLED,
                OrderStatus.CANCELED,
                OrderStatus.EXPIRED,
            )
        ],
    )
    origin = models.CharField(
        max_length=32,
        choices=[
            (origin, origin)
            for origin in (
                OrderOrigin.CHECKOUT,
                OrderOrigin.DRAFT,
                OrderOrigin.REISSUE,
                OrderOrigin.BULK_CREATE,
            )
        ],
    )
    user = models.ForeignKey(User, null=True, related_name="orders", on_delete=models.SET_NULL)
    user_email = models.EmailField(blank=True, default="")
    billing_address = models.ForeignKey(Address, null=True, related_name="+", on_delete=models.SET_NULL)
    shipping_address = models.ForeignKey(Address, null=True, related_name="+", on_delete=models.SET_NULL)
    channel = models.ForeignKey(Channel, related_name="orders", on_delete=models.PROTECT)
    currency = models.CharField(max_length=3)
    total_gross_amount = models.DecimalField(max_digits=20, decimal_places=3, default=lambda: 0)
    total_charged_amount = models.DecimalField(max_digits=20, decimal_places=3, default=lambda: 0)
    shipping_method_name = models.CharField(max_length=255, null=True, default=None)
    collection_point_name = models.CharField(max_length=255, null=True, default=None)

    objects = models.Manager.from_queryset(_OrderQueryset)()

    class Meta:
        ordering = ("-number",)
        indexes = (models.Index(fields=["created_at"], name="idx_order_created_at"),)


class OrderLine(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    created_at = models.DateTimeField(auto_now_add=True)
    order = models.ForeignKey(Order, related_name="lines", on_delete=models.CASCADE)
    product_name = models.CharField(max_length=386)
    variant_name = models.CharField(max_length=255, default="", blank=True)
    product_sku = models.CharField(max_length=255, null=True)
    quantity = models.IntegerField()
    unit_price_gross_amount = models.DecimalField(max_digits=20, decimal_places=3)

    class Meta:
        ordering = ("created_at", "id")


class Fulfillment(models.Model):
    id = models.AutoField(primary_key=True)
    order = models.ForeignKey(Order, related_name="fulfillments", on_delete=models.CASCADE)
    status = models.CharField(
        max_length=32,
        default=FulfillmentStatus.FULFILLED,
        choices=[
            (status, status)
            for status in (
                FulfillmentStatus.FULFILLED,
                FulfillmentStatus.REFUNDED,
                FulfillmentStatus.RETURNED,
                FulfillmentStatus.REPLACED,
                FulfillmentStatus.REFUNDED_AND_RETURNED,
                FulfillmentStatus.CANCELED,
                FulfillmentStatus.WAITING_FOR_APPROVAL,
            )
        ],
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
