"""How far work has come that is done bit by bit."""

from __future__ import annotations

from django.db import models


class HostProgress(models.Model):
    """What one piece of work on the host's orders has to remember: ids and moments, never people."""

    key = models.CharField(max_length=50, unique=True)
    value = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)
