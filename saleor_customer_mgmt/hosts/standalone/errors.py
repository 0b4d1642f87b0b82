"""What may go wrong while running without Saleor, told to the person who started it."""

from __future__ import annotations


class StandaloneError(Exception):
    """Raised when the standalone host cannot be set up; the message says what to do about it."""


class HomeUnavailable(StandaloneError):
    """Raised when there is no folder to keep the data in, or it cannot be written."""


class DatabaseUnavailable(StandaloneError):
    """Raised when PostgreSQL cannot be found, started or reached, or DATABASE_URL is not understood."""
