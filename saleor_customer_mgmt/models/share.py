"""Parts of a run's work that other workers may take."""

from __future__ import annotations

from django.db import models


class Share(models.Model):
    """Mix-in. Whoever has locked the row does what it asks for, and writes the tally in the same transaction.

    So no worker has to say that it is at one, and what a killed one was at is free again by that.
    """

    number = models.BigIntegerField()
    tally = models.JSONField(null=True)
    """Numbers: what came of it. None: it is still to be done."""

    class Meta:
        abstract = True
