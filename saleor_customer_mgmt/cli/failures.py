"""What a command itself refuses."""

from __future__ import annotations


class CommandFailed(Exception):
    """Raised when what was asked for cannot be done; the message, translated, says why. Exit code 1."""

    def __init__(self, message: str, *, code: str = "FAILED") -> None:
        super().__init__(message)
        self.code = code


class WrongUsage(CommandFailed):
    """Raised when the arguments do not go together. Exit code 2."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code="USAGE")
