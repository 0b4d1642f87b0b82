"""Who did it: the columns of everything that people or programs do."""

from __future__ import annotations

from django.db import models


class Authored(models.Model):
    """Mix-in. Plain text instead of a foreign key: the host's user may be deleted, and an app or a
    command has none.
    """

    by_kind = models.CharField(max_length=10)
    """``user``, ``app``, ``command`` or ``system``."""
    by_id = models.CharField(max_length=64, blank=True, default="")
    by_label = models.CharField(max_length=254, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
