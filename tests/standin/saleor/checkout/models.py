from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from saleor.account.models import User
from saleor.channel.models import Channel


class Checkout(models.Model):
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    last_change = models.DateTimeField(auto_now=True, db_index=True)
    user = models.ForeignKey(User, blank=True, null=True, related_name="checkouts", on_delete=models.CASCADE)
    token = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.ForeignKey(Channel, related_name="checkouts", on_delete=models.PROTECT)
    currency = models.CharField(max_length=3)
    price_expiration = models.DateTimeField(default=timezone.now)
    discount_expiration = models.DateTimeField(default=timezone.now)
    discount_amount = models.DecimalField(max_digits=20, decimal_places=3, default=lambda: 0)
    discount_name = models.CharField(max_length=255, blank=True, null=True)
    translated_discount_name = models.CharField(max_length=255, blank=True, null=True)
    voucher_code = models.CharField(max_length=255, blank=True, null=True)

    class Meta:
        ordering = ("-last_change", "pk")
