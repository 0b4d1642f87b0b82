from __future__ import annotations

from django.db import models
from saleor.order.models import Order
from saleor.payment import ChargeStatus, TransactionEventType, TransactionKind


class Payment(models.Model):
    id = models.AutoField(primary_key=True)
    order = models.ForeignKey(Order, null=True, related_name="payments", on_delete=models.PROTECT)
    gateway = models.CharField(max_length=255)
    captured_amount = models.DecimalField(max_digits=20, decimal_places=3, default=lambda: 0)
    charge_status = models.CharField(
        max_length=20,
        default=ChargeStatus.NOT_CHARGED,
        choices=[
            (status, status)
            for status in (
                ChargeStatus.NOT_CHARGED,
                ChargeStatus.PENDING,
                ChargeStatus.PARTIALLY_CHARGED,
                ChargeStatus.FULLY_CHARGED,
                ChargeStatus.PARTIALLY_REFUNDED,
                ChargeStatus.FULLY_REFUNDED,
                ChargeStatus.REFUSED,
                ChargeStatus.CANCELLED,
            )
        ],
    )

    class Meta:
        ordering = ("pk",)


class Transaction(models.Model):
    id = models.AutoField(primary_key=True)
    payment = models.ForeignKey(Payment, related_name="transactions", on_delete=models.PROTECT)
    kind = models.CharField(
        max_length=25,
        choices=[
            (kind, kind)
            for kind in (
                "external",
                "auth",
                "pending",
                "action_to_confirm",
                TransactionKind.REFUND,
                "refund_ongoing",
                TransactionKind.CAPTURE,
                "void",
                "confirm",
                "cancel",
            )
        ],
    )
    is_success = models.BooleanField(default=False)
    amount = models.DecimalField(max_digits=20, decimal_places=3, default=lambda: 0)

    class Meta:
        ordering = ("pk",)


class TransactionItem(models.Model):
    id = models.AutoField(primary_key=True)
    order = models.ForeignKey(Order, null=True, related_name="payment_transactions", on_delete=models.PROTECT)
    name = models.CharField(max_length=512, null=True, default="")
    app_identifier = models.CharField(max_length=256, null=True)
    charged_value = models.DecimalField(max_digits=20, decimal_places=3, default=lambda: 0)
    refunded_value = models.DecimalField(max_digits=20, decimal_places=3, default=lambda: 0)

    class Meta:
        ordering = ("pk",)


class TransactionEvent(models.Model):
    id = models.AutoField(primary_key=True)
    type = models.CharField(
        max_length=128,
        default=TransactionEventType.INFO,
        choices=[
            (type_, type_) for name, type_ in vars(TransactionEventType).items() if not name.startswith("_")
        ],
    )
    transaction = models.ForeignKey(TransactionItem, related_name="events", on_delete=models.CASCADE)

    class Meta:
        ordering = ("pk",)
