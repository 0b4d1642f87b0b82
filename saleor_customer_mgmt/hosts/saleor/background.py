"""Background work, by Saleor's Celery."""

from __future__ import annotations

from contextlib import AbstractContextManager

from saleor.core.db.connection import allow_writer

from saleor_customer_mgmt import conf, tasks


class CeleryWorkers:
    """Whichever worker takes the message from Saleor's broker."""

    def start(self, kind: str, run: int, *, within: float | None) -> None:
        # Tried once: a broker that is down costs the request some seconds, not the import.
        tasks.work.apply_async((kind, run), expires=within, retry=False)

    def surroundings(self) -> AbstractContextManager[object]:
        context: AbstractContextManager[object] = allow_writer()
        return context

    def stopping(self) -> bool:
        """Return False: a worker that is told to stop is left the time to finish, or killed."""
        return False

    def helpers(self) -> int:
        return conf.helpers()
