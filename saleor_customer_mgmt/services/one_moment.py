"""Reading many things as they were at one moment, while others go on recording."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def as_of_one_moment() -> Iterator[None]:
    """Have all statements of the block see the same tables, so that figures fit each other. For reading only.

    Inside a transaction of the caller that is not to be had any more; then nothing is promised while others
    write.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
