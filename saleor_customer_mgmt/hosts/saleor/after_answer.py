"""Work that whoever asked need not wait for: done by the same process as soon as the answer has been sent.

Outside of a request, as in Saleor's workers, nobody waits and nothing can be left. Should the process die in
between, what was left is as if its hook had failed: the sweep makes it good (ADR 83).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable

from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection

Work = Callable[[], None]


class _Request(threading.local):
    """What this thread's request has left; None: there is no request, or it has been answered.

    Django does all that is not asynchronous in one request in one thread: the views, and these signals.
    """

    left: dict[Hashable, Work] | None = None


_request = _Request()


def install() -> None:
    """Have requests tell when they begin and end. Calling it again changes nothing."""
    request_started.connect(_begin, dispatch_uid="customer_mgmt.after_answer")
    request_finished.connect(_end, dispatch_uid="customer_mgmt.after_answer")


def can_leave() -> bool:
    """Return whether work can be left: there is a request that is not answered yet."""
    return _request.left is not None


def leave(key: Hashable, work: Work) -> None:
    """Have this done after the answer, in the place of what was left under the same key.

    ``work`` never raises an ``Exception``. Only where :func:`can_leave`.
    """
    assert _request.left is not None
    _request.left[key] = work


def is_left(key: Hashable) -> bool:
    return _request.left is not None and key in _request.left


def take_back(key: Hashable) -> None:
    """Forget what was left under this key: it is done by other means."""
    if _request.left is not None:
        _request.left.pop(key, None)


def do_now() -> None:
    """Do what was left, since somebody in the same request asks for what comes of it."""
    while _request.left:
        _request.left.pop(next(iter(_request.left)))()


def _begin(**_signal: object) -> None:
    _request.left = {}


def _end(**_signal: object) -> None:
    left, _request.left = _request.left, None
    if left:
        for work in left.values():
            work()
        # Django has given the request's connection back already; this is one more. (Tests are inside of one.)
        if not connection.in_atomic_block:
            close_old_connections()
