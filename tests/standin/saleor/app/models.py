from __future__ import annotations

from typing import Any

from django.db import models
from saleor.app.types import AppType
from saleor.permission.models import Permission


class App(models.Model):
    id = models.AutoField(primary_key=True)
    name = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)
    removed_at = models.DateTimeField(null=True)
    type = models.CharField(
        max_length=60,
        default=AppType.LOCAL,
        choices=[(each, each) for each in (AppType.LOCAL, AppType.THIRDPARTY)],
    )
    identifier = models.CharField(max_length=256)
    permissions: Any = models.ManyToManyField(Permission, related_name="app_set", related_query_name="app")
    about_app = models.TextField(null=True)
    app_url = models.URLField(null=True)
    version = models.CharField(max_length=60, null=True)
    is_installed = models.BooleanField(default=True)
    author = models.CharField(max_length=60, null=True)

    class Meta:
        ordering = ("name", "pk")

    def has_perm(self, perm: Any) -> bool:
        return perm in getattr(self, "_permissions", ())


class AppExtension(models.Model):
    """As in 3.21: 3.22 and 3.23 have more columns."""

    id = models.AutoField(primary_key=True)
    app = models.ForeignKey(App, on_delete=models.CASCADE, related_name="extensions")
    label = models.CharField(max_length=256)
    url = models.URLField()
    mount = models.CharField(max_length=256)
    target = models.CharField(max_length=128, default="popup")
    permissions: Any = models.ManyToManyField(Permission)
