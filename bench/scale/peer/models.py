"""One table for the rows of a neutral CSV, every column a text."""

from __future__ import annotations

from django.db import models

from bench.history.files import COLUMNS

Row = type(
    "Row",
    (models.Model,),
    {
        "__module__": __name__,
        **{column: models.TextField(blank=True, default="") for column in COLUMNS},
        "Meta": type("Meta", (), {"app_label": "peer", "db_table": "bench_peer_row"}),
    },
)
