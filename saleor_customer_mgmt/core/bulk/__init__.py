"""Judging millions of orders at once, in arrays. Needs the extra ``[bulk]`` (numpy and scipy).

Gives exactly what ``core.partition`` and ``core.keys`` give; without the extra, those do it, only slower.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec


@lru_cache(maxsize=1)
def is_installed() -> bool:
    return find_spec("numpy") is not None and find_spec("scipy") is not None
