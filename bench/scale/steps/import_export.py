"""django-import-export at its quickest, as its documentation says: in bulk, comparing nothing."""

from __future__ import annotations

import time
from pathlib import Path

from django.db import connection


def import_rows(path: str) -> dict[str, float]:
    """Import a CSV into the table and say how many rows it has then, and how long that took.

    Raises:
        RuntimeError: when rows are missing.
    """
    import tablib
    from import_export import resources

    from bench.scale.peer.models import Row

    class RowResource(resources.ModelResource):  # type: ignore[misc]  # without types
        class Meta:
            model = Row
            exclude = ("id",)
            import_id_fields = ()  # every row is a new one: none is looked for
            use_bulk = True
            batch_size = 1000
            skip_diff = True
            force_init_instance = True

    with connection.schema_editor() as editor:
        editor.create_model(Row)
    began = time.perf_counter()
    rows = tablib.Dataset().load(Path(path).read_text(encoding="utf-8"), format="csv")
    RowResource().import_data(rows, raise_errors=True)
    took = time.perf_counter() - began
    found = Row.objects.count()
    with connection.schema_editor() as editor:
        editor.delete_model(Row)
    if found != len(rows):
        raise RuntimeError(f"{found} of {len(rows)} rows")
    return {"seconds": took, "rows": found}
