"""Judging everything anew, and applying rules, as work that is done in the background."""

from __future__ import annotations

from django.db import models

from saleor_customer_mgmt.models.run import Run
from saleor_customer_mgmt.models.share import Share


class Job(Run):
    """One rebuild, or one change of the match criteria: each is one transaction, all or nothing.

    Or the rules, applied step by step to the orders that wait for that; or the groups of all customers; or a
    search for doubtful pairs. Or what is to be kept no longer goes, step by step.
    """

    class Kind(models.TextChoices):
        REBUILD = "rebuild"
        MATCH_CRITERIA = "match_criteria"
        RULES = "rules"
        GROUPS = "groups"
        DOUBTFUL_PAIRS = "doubtful_pairs"
        EXPORT = "export"
        RETENTION = "retention"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    criteria = models.TextField(blank=True, default="")
    """The criteria that are to be used, as written."""
    from_facts = models.BooleanField(default=False)
    """A rebuild that derives all anew from what the sources told."""
    reason = models.TextField(blank=True, default="")
    done = models.BigIntegerField(default=0)
    """Steps done of ``total``: orders, times the passes over all of them."""
    total = models.BigIntegerField(default=0)
    result = models.JSONField(default=dict)
    """Numbers and ids: what came out. Of an export that waits, what was asked for."""

    class Meta:
        ordering = ["-id"]


class JobShare(Share):
    """A range of ids that a job is to go through, both ends in it."""

    run = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="shares", db_index=False)
    first = models.BigIntegerField()
    last = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="customer_mgmt_job_share")]


class JobFile(models.Model):
    """A piece of the file that an export made, kept for a day for whoever asked for it."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="pieces", db_index=False)
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="customer_mgmt_job_file")]
