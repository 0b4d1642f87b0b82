"""Work that is done after the request: who does it is up to the host (:func:`use_background`).

What is to be done stands in a row before anybody is told (``services.runs``). So nothing is lost when nobody
can be told: the run waits, and :mod:`services.tend_runs` has it started later.
"""

from __future__ import annotations

import logging
import traceback
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from django.db import transaction

logger = logging.getLogger(__name__)


class Background(Protocol):
    """Those who work in the background, in this host."""

    def start(self, kind: str, run: int, *, within: float | None) -> None:
        """Have ``services.run_work.do(kind, run)`` called soon, in whichever process.

        ``within``: seconds after which it need not be called any more. May raise whatever it likes.
        """
        ...

    def surroundings(self) -> AbstractContextManager[object]:
        """Return what surrounds the work: a host may want to be told that it writes."""
        ...

    def stopping(self) -> bool:
        """Return whether this process is about to end, and the work to be left to others."""
        ...

    def helpers(self) -> int:
        """Return how many more workers may share in one run, beside the one that carries it out."""
        ...


class Nobody:
    """Stands in until a host registers: runs wait."""

    def start(self, kind: str, run: int, *, within: float | None) -> None:
        del kind, run, within

    def surroundings(self) -> AbstractContextManager[object]:
        return nullcontext()

    def stopping(self) -> bool:
        return False

    def helpers(self) -> int:
        return 0


_registered: list[Background] = []


def use_background(background: Background) -> None:
    """Register who works for this process, in the place of an earlier one."""
    _registered[:] = [background]


def background() -> Background:
    return _registered[0] if _registered else Nobody()


def start_after_commit(kind: str, run: int) -> None:
    """Have a run started once the transaction in which it was written has ended well."""
    transaction.on_commit(lambda: start(kind, run))


def start(kind: str, run: int, *, within: float | None = None) -> None:
    """Have a run started. When nobody can be told, it stays as it is."""
    try:
        background().start(kind, run, within=within)
    except Exception as error:  # noqa: BLE001  # whatever a broker raises: the run is kept
        logger.warning("Run %s %d waits: nobody could be told (%s)", kind, run, type(error).__qualname__)


def log_fault(error: BaseException, what: str) -> None:
    """Log where something went wrong, without the message of the error: it may hold values of people."""
    places = "; ".join(
        f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
    )
    logger.error("%s: %s at %s", what, type(error).__qualname__, places)
