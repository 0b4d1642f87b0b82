"""One table for the rows of a neutral CSV, every column a text."""

from __future__ import annotations

from django.db import models

from bench.history.files import COLUMNS


class Row(models.Model):
    """One row. Its columns follow."""

    objects: models.Manager[Row] = models.Manager()

    class Meta:
        app_label = "peer"
        db_table = "bench_peer_row"


for column in COLUMNS:
    Row.add_to_class(column, models.TextField(blank=True, default=""))
