"""What services refuse. Messages are for the person who asked; they name ids, never values of people."""

from __future__ import annotations


class ServiceError(Exception):
    """Base of all refusals. ``code`` is what GraphQL clients see; ``field`` the input it is about."""

    code = "INVALID"

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotFound(ServiceError):
    """Raised when something named by the caller does not exist."""

    code = "NOT_FOUND"


class AlreadyDone(ServiceError):
    """Raised when what is asked for is so already: merging one customer, undoing twice."""

    code = "ALREADY_DONE"


class Conflict(ServiceError):
    """Raised when earlier decisions stand against a new one, so that it could not do what it says."""

    code = "CONFLICT"


class Busy(ServiceError):
    """Raised when others kept changing the same customers; asking again is safe."""

    code = "BUSY"


class Stale(ServiceError):
    """Raised when keys were made with another secret than the one in the settings."""

    code = "STALE_KEYS"
