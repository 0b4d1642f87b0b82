"""Every lock that is taken, in the one order in which all services take them.

0. The lock of one piece of background work, of which only one batch is done at a time.
1. The judging lock: shared by whoever records or decides, exclusive for whoever judges everything.
2. Rows of match keys, by digest.
3. Rows of customers that may be written, dissolved ones too, by id.
4. New order rows, by source and number (the unique constraint is the lock).
5. The moves of orders, by number of the lock: shared by whoever moves an order on in the host,
   exclusive for whoever holds it or frees it. The host's own rows may be locked before it, never after.
6. Rows of holds and of their breaches, by id.

Whoever finds under locks that it needs one more goes back to a savepoint and takes them all again:
a lock is never taken out of order, so nobody waits in a circle. Row locks are ``NO KEY UPDATE``:
the foreign-key checks of others, which need no more than that the row exists, do not wait.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID
from zlib import crc32

from django.db import connection

# An arbitrary number that no other program uses by accident: "cust" and "judg" in ASCII, halved.
_JUDGING = 0x63757374_6A756467 >> 1
# Two numbers, another space of locks than that of one number: "cust" halved, and a checksum of the name.
_WORK = 0x63757374 >> 1


# "move", halved.
_MOVES = 0x6D6F7665 >> 1


def try_own_work(name: str) -> bool:
    """Take the lock of this work until the transaction ends, or return False when another has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_WORK, crc32(name.encode()) >> 1])
        (taken,) = cursor.fetchone()
    return bool(taken)


def own_work(name: str) -> None:
    """Take the lock of this work until the transaction ends; waits for whoever has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_WORK, crc32(name.encode()) >> 1])


def share_judging() -> None:
    """Take part in judging until the transaction ends; waits while everything is judged anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_JUDGING])


def own_judging() -> None:
    """Keep everybody else from judging until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_JUDGING])


def lock_keys(digests: Iterable[UUID]) -> None:
    """Lock the rows of these keys, making those that are new."""
    ordered = sorted(set(digests))
    if ordered:
        with connection.cursor() as cursor:
            # DO UPDATE, not DO NOTHING: it locks the rows that exist in the same sorted pass.
            cursor.execute(
                """
                INSERT INTO customer_mgmt_matchkey AS kept (digest)
                SELECT digest FROM unnest(%s::uuid[]) AS digest ORDER BY digest
                ON CONFLICT (digest) DO UPDATE SET digest = kept.digest
                """,
                [ordered],
            )


def lock_customers(ids: Iterable[int]) -> dict[int, bool]:
    """Lock those of these customers' rows that there are, and return of each whether it is entangled now."""
    with connection.cursor() as cursor:  # not through the ORM: each recorded order does this
        cursor.execute(
            """
            SELECT id, entangled FROM customer_mgmt_customer WHERE id = ANY(%s)
            ORDER BY id FOR NO KEY UPDATE
            """,
            [sorted(set(ids))],
        )
        return dict(cursor.fetchall())


def own_moves(orders: Iterable[tuple[str, str]]) -> None:
    """Keep these orders (source, number) from being moved on until the transaction ends."""
    _lock_moves("pg_advisory_xact_lock", orders)


def share_moves(orders: Iterable[tuple[str, str]]) -> None:
    """Wait while these orders are being held, and keep them from being held until the transaction ends."""
    _lock_moves("pg_advisory_xact_lock_shared", orders)


def moves_lock(source: str, number: str) -> tuple[int, int]:
    """Return the two numbers of the lock of one order's moves, for whoever takes it in a query of its own."""
    return _MOVES, crc32(f"{source}\n{number}".encode()) >> 1


def _lock_moves(function: str, orders: Iterable[tuple[str, str]]) -> None:
    with connection.cursor() as cursor:
        for numbers in sorted({moves_lock(source, number) for source, number in orders}):
            cursor.execute(f"SELECT {function}(%s, %s)", list(numbers))
