"""Imports of order files, with what became of every row."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from saleor_customer_mgmt.models.import_mapping import ImportMappingRevision
from saleor_customer_mgmt.models.order import OrderRecord
from saleor_customer_mgmt.models.run import Run
from saleor_customer_mgmt.models.share import Share


class Import(Run):
    """One run over the files of one import. Counts are of orders, ``*_rows`` of data rows."""

    files = models.JSONField()
    """File names (no folders) with size and SHA-256."""
    asked = models.JSONField(default=dict)
    """What is to be read how, for who goes on with it: ``source``, ``file_format``, ``mapping``."""
    saved_mapping = models.ForeignKey(
        ImportMappingRevision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """What the columns mean, when a saved mapping says so."""
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
    repaired = models.IntegerField(default=0)
    """Orders with cells that a spreadsheet had changed, and that were read as what they had been."""
    items = models.IntegerField(default=0)
    """How many things the reader gave out so far that are dealt with; who goes on leaves them out."""
    mark = models.CharField(max_length=64, blank=True, default="")
    """A digest of the places of these, to see that the reader gives them out once more."""
    bytes_read = models.BigIntegerField(default=0)
    total_bytes = models.BigIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]


class ImportChunk(models.Model):
    """A piece of an uploaded file, kept until its import has ended."""

    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="chunks", db_index=False)
    file = models.PositiveSmallIntegerField()
    """Which of ``Import.files``."""
    part = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "file", "part"], name="customer_mgmt_import_chunk")
        ]


class ImportShare(Share):
    """A batch of what was read from the files of an import.

    Orders of one customer are mostly in one ``lane`` (``core.lanes``): who takes a share of a lane that
    nobody is at seldom has to wait for others.
    """

    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="shares", db_index=False)
    items = models.BinaryField()
    """What the reader gave out (``services.import_items``); emptied when it is done."""
    bytes_read = models.BigIntegerField()
    """How much of the files it is."""
    lane = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="customer_mgmt_import_share")]


class ImportResult(models.Model):
    """What became of the rows of one order of a file."""

    class Outcome(models.TextChoices):
        NEW = "new"
        CHANGED = "changed"
        UNCHANGED = "unchanged"
        REFUSED = "refused"

    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="results", db_index=False)
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

    repaired = models.BooleanField(default=False)
    repairs = models.JSONField(default=list)
    """What was repaired in this file: ``line``, ``column``, ``what``."""

    class Meta:
        indexes = [
            models.Index(fields=["run", "outcome", "id"], name="customer_mgmt_import_outcome"),
            models.Index(
                fields=["run", "id"],
                condition=models.Q(repaired=True),
                name="customer_mgmt_import_repaired",
            ),
        ]
        ordering = ["id"]
