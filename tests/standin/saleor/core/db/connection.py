from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_MARK = "_standin_writer_allowed"


@contextmanager
def allow_writer() -> Iterator[None]:
    before = getattr(connection, _MARK, False)
    setattr(connection, _MARK, True)
    try:
        yield
    finally:
        setattr(connection, _MARK, before)
