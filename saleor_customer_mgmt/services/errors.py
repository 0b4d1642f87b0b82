"""What services refuse. Messages are for the person who asked; they name ids, never values of people."""

from __future__ import annotations

from collections.abc import Sequence


class ServiceError(Exception):
    """Base of all refusals. ``code`` is what GraphQL clients see; ``field`` the input it is about."""

    code = "INVALID"

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Invalid(ServiceError):
    """Raised with every fault of what was to be saved: (place, what is wrong)."""

    code = "INVALID"

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        place, why = faults[0]
        super().__init__(f"{place}: {why}", field=place.split("[")[0].split(".")[0])
        self.faults = list(faults)


class NotFound(ServiceError):
    """Raised when something named by the caller does not exist."""

    code = "NOT_FOUND"


class NotAllowed(ServiceError):
    """Raised when something is somebody else's to do."""

    code = "FORBIDDEN"


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
