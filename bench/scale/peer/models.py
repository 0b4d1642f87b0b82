"""One table for the rows of a neutral CSV: amounts are numbers, all else is text, and nothing is indexed."""

from __future__ import annotations

from django.db import models

from bench.history.files import COLUMNS

_AMOUNTS = ("total", "refunded", "unit_price")


class Row(models.Model):
    """One row. Its columns follow."""

    objects: models.Manager[Row] = models.Manager()

    class Meta:
        app_label = "peer"
        db_table = "bench_peer_row"


def _field(column: str) -> models.Field[object, object]:
    if column in _AMOUNTS:
        return models.DecimalField(max_digits=20, decimal_places=4, null=True)
    return (
        models.IntegerField(null=True) if column == "quantity" else models.TextField(blank=True, default="")
    )


for name in COLUMNS:
    Row.add_to_class(name, _field(name))
