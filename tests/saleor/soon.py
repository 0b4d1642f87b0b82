"""Waiting for what is done right after an answer (docs/adr/0083-after-the-answer.md)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from tests.saleor.api import Api

T = TypeVar("T")
_PATIENCE = 20.0


def soon(look: Callable[[], T]) -> T:
    """Return what is seen as soon as there is something; in the end, whatever is seen then."""
    end = time.monotonic() + _PATIENCE
    while not (seen := look()) and time.monotonic() < end:
        time.sleep(0.05)
    return seen


def await_record(staff: Api, number: object) -> Any:
    """Return our record of the shop's order, as soon as there is one: its id, and Saleor's own order's."""
    query = 'query($n: String!) { orderRecord(source: "saleor", number: $n) { id saleorOrder { id } } }'
    return soon(lambda: staff.ask(query, n=str(number)))
