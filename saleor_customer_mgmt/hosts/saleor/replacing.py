"""Putting a function of ours in the place of one of Saleor's, which it is given and may call."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any

logger = logging.getLogger(__name__)

_MARK = "with_customer_mgmt"


def is_ours(function: Any) -> bool:
    """Return whether a function is one that :func:`instead_of` made."""
    return getattr(function, _MARK, False) is True


def instead_of(original: Callable[..., Any], ours: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function like ``original`` that calls ``ours(original, …)``."""

    @wraps(original)
    def asks(*args: Any, **more: Any) -> Any:
        return ours(original, *args, **more)

    setattr(asks, _MARK, True)
    return asks


def replace(module: str, name: str, ours: Callable[..., Any], *importers: str) -> None:
    """Replace a function where it is, and in the modules that have imported it by name.

    Done again it changes nothing. One that this Saleor has not is left alone and logged: the sale goes on.
    """
    try:
        place = import_module(module)
        original = getattr(place, name)
    except (ImportError, AttributeError) as error:
        logger.error("This Saleor has no %s.%s: %s", module, name, type(error).__qualname__)  # noqa: TRY400
        return
    if is_ours(original):
        return
    asks = instead_of(original, ours)
    for each in (place, *map(import_module, importers)):
        if getattr(each, name, None) is original:
            setattr(each, name, asks)
