from __future__ import annotations

from typing import Any

from django.db import models


class App(models.Model):
    id = models.AutoField(primary_key=True)
    name = models.CharField(max_length=60)

    class Meta:
        ordering = ("name", "pk")

    def has_perm(self, perm: Any) -> bool:
        return perm in getattr(self, "_permissions", ())
