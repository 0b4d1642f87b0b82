"""Work that takes long: who asked for it, where it stands, and which process is at it."""

from __future__ import annotations

from django.db import models

from saleor_customer_mgmt.models.authored import Authored


class Run(Authored):
    """Mix-in. Written only by ``services.runs``, which says what the states mean for each other.

    Whoever works on a run has put its ``claim`` there, and writes nothing once another one stands there.
    ``updated_at`` is its last sign of life.
    """

    class State(models.TextChoices):
        PENDING = "pending"
        """Waits for a worker."""
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"
        """Staff had it stopped; what it had done by then stays."""
        INTERRUPTED = "interrupted"
        """The command that did it was ended; what it had done by then stays, and nobody goes on with it."""

    state = models.CharField(max_length=12, choices=State.choices, default=State.PENDING)
    in_background = models.BooleanField(default=False)
    """A worker does it, and goes on with it when another worker was killed; else a command does it."""
    claim = models.UUIDField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    """How many workers began with it since it last got further."""
    started_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True, default="")

    class Meta:
        abstract = True
