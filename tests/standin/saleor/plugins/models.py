from __future__ import annotations

from django.db import models
from saleor.channel.models import Channel


class PluginConfiguration(models.Model):
    id = models.AutoField(primary_key=True)
    identifier = models.CharField(max_length=128)
    name = models.CharField(max_length=128)
    channel = models.ForeignKey(Channel, null=True, on_delete=models.CASCADE)
    active = models.BooleanField(default=False)
    configuration = models.JSONField(default=dict)
