from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import models


class Permission(models.Model):
    id = models.AutoField(primary_key=True)
    name = models.CharField(max_length=255)
    content_type = models.ForeignKey(ContentType, related_name="content_type", on_delete=models.CASCADE)
    codename = models.CharField(max_length=100)

    class Meta:
        ordering = ("content_type__app_label", "content_type__model", "codename")
