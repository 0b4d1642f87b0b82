"""Imports of order files, with what became of every row."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from saleor_customer_mgmt.models.authored import Authored
from saleor_customer_mgmt.models.order import OrderRecord


class Import(Authored):
    """One run over the files of one import. Counts are of orders, ``*_rows`` of data rows.

    A run that was killed stays ``running`` without progress; running the same files again is safe,
    since recording an order twice changes nothing.
    """

    class State(models.TextChoices):
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    files = models.JSONField()
    """File names (no folders) with size and SHA-256."""
    file_format = models.CharField(max_length=50, blank=True, default="")
    source = models.CharField(max_length=50, blank=True, default="")
    encoding = models.CharField(max_length=50, blank=True, default="")
    dry_run = models.BooleanField(default=False)
    new = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    rows = models.IntegerField(default=0)
    refused_rows = models.IntegerField(default=0)
    bytes_read = models.BigIntegerField(default=0)
    total_bytes = models.BigIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-id"]


class ImportResult(models.Model):
    """What became of the rows of one order of a file."""

    class Outcome(models.TextChoices):
        NEW = "new"
        CHANGED = "changed"
        UNCHANGED = "unchanged"
        REFUSED = "refused"

    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="results")
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    order = models.ForeignKey(
        OrderRecord, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    order_number = models.CharField(max_length=100, blank=True, default="")
    file = models.CharField(max_length=255)
    lines = ArrayField(models.IntegerField())
    line = models.IntegerField(null=True, blank=True)
    """Refused only: where the fault is."""
    column = models.CharField(max_length=255, blank=True, default="")
    reason = models.TextField(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["run", "outcome", "id"], name="customer_mgmt_import_outcome")]
        ordering = ["id"]
