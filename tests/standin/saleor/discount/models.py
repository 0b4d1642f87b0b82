from __future__ import annotations

import uuid

from django.db import models

from tests.standin.vouchers import NotApplicable, Voucher

__all__ = ["NotApplicable", "Voucher", "VoucherCode"]


class VoucherCode(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=255, unique=True, db_index=True)
    is_active = models.BooleanField(default=True)
    voucher = models.ForeignKey(Voucher, related_name="codes", on_delete=models.CASCADE, db_index=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at", "code")
