"""Who asks, and what they may see: the one place where the host comes in.

The host registers itself once with :func:`use_host`. Until it has, nobody may do anything.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, Protocol

from graphql import GraphQLError

from saleor_customer_mgmt.services.actor import Actor

# Named as Saleor names them.
MANAGE_USERS = "account.manage_users"
MANAGE_ORDERS = "order.manage_orders"
MANAGE_STAFF = "account.manage_staff"
"""Asked for what members of staff may not do to each other. Saleor never gives it to apps."""

Request = Any
"""The host's Django request: ``info.context``."""


class PermissionDenied(GraphQLError):
    """Raised when whoever asks may not. Both hosts answer with its name as ``exception.code``."""


class Requestor(Protocol):
    """A signed-in member of staff, or an app."""

    @property
    def actor(self) -> Actor: ...

    def has_perm(self, name: str) -> bool:
        """Return whether it has Saleor's permission ``name`` (``account.manage_users``)."""
        ...


@dataclass(frozen=True, slots=True)
class Host:
    """What a host gives. ``requestor`` is None for everybody who is neither staff nor an app.

    ``reading`` and ``writing`` surround everything that touches the database (Saleor marks there
    that the writer may be used).
    """

    requestor: Callable[[Request], Requestor | None]
    reading: Callable[[Request], AbstractContextManager[object]] = lambda _: nullcontext()
    writing: Callable[[Request], AbstractContextManager[object]] = lambda _: nullcontext()


_registered: list[Host] = []


def use_host(host: Host) -> None:
    """Register the host of this process, in the place of an earlier one."""
    _registered[:] = [host]


def _host() -> Host:
    return _registered[0] if _registered else Host(lambda _: None)


def reading(request: Request) -> AbstractContextManager[object]:
    return _host().reading(request)


def writing(request: Request) -> AbstractContextManager[object]:
    return _host().writing(request)


def may(request: Request, permission: str) -> bool:
    """Return whether who asks has this permission."""
    requestor = _host().requestor(request)
    return requestor is not None and requestor.has_perm(permission)


def actor_of(request: Request) -> Actor | None:
    """Return who asks, when it is staff or an app."""
    requestor = _host().requestor(request)
    return None if requestor is None else requestor.actor


def require(request: Request, *permissions: str) -> Requestor:
    """Return who asks, when it has all of these permissions.

    Raises:
        PermissionDenied: when it has not; before anything is read or written.
    """
    requestor = _host().requestor(request)
    if requestor is None or not all(map(requestor.has_perm, permissions)):
        names = ", ".join(name.rpartition(".")[2].upper() for name in permissions)
        raise PermissionDenied(f"To access this path, you need the following permissions: {names}")
    return requestor
