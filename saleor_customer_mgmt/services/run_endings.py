"""How a run ends when it does not end well."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import Error as DatabaseFault
from django.db import InterfaceError, OperationalError, transaction

from saleor_customer_mgmt.importers import FileRefused
from saleor_customer_mgmt.models import Import, Job
from saleor_customer_mgmt.models.run import Run
from saleor_customer_mgmt.services import runs
from saleor_customer_mgmt.services.background import background, log_fault
from saleor_customer_mgmt.services.errors import Busy, ServiceError

logger = logging.getLogger(__name__)


class Cancelled(Exception):
    """Raised by work that staff have asked to stop."""


class HandedBack(Exception):
    """Raised by work that is to be left to another worker."""


def check_stopping(run: Import | Job) -> None:
    """Raise ``HandedBack`` when this process is about to end; a command goes on."""
    if run.in_background and background().stopping():
        raise HandedBack


_LATER = (HandedBack, Busy, OperationalError, InterfaceError)
"""In the background: what another attempt may not meet."""


@contextmanager
def ending(run: Import | Job, *, raising: bool = False) -> Iterator[None]:
    """Surround the work on a run: whatever it raises is written into the run.

    With ``raising`` (a command, whose user is told) it is raised again, but for :class:`Cancelled`. Without
    (a worker, whose log would show values of people) nothing is; what may go better later waits for that.
    """
    try:
        yield
    except Cancelled:
        _end(run, Run.State.CANCELLED)
    except runs.Superseded:
        logger.info("Run %s %d is another process's now.", type(run).__name__, run.id)
        if raising:
            raise
    except Exception as error:
        if raising:
            _end(run, Run.State.FAILED, _told(error))
            raise
        name = f"Run {type(run).__name__} {run.id}"
        if isinstance(error, _LATER):
            if not isinstance(error, HandedBack):
                log_fault(error, f"{name} waits for another attempt")
            with suppress(DatabaseFault):  # as below
                runs.hand_back(run, in_vain=not isinstance(error, HandedBack))
        else:
            if _told(error) == _FAULT:
                log_fault(error, name)
            _end(run, Run.State.FAILED, _told(error))
    except BaseException:  # Ctrl-C, SIGTERM
        _end(run, Run.State.INTERRUPTED, INTERRUPTED)
        raise


INTERRUPTED = "the command was stopped before it was done"
_FAULT = "stopped by a fault of the program"


def _told(error: Exception) -> str:
    match error:
        case FileRefused():
            return str(error).encode("utf-8", "replace").decode().replace("\0", "?")
        case ServiceError():
            return error.message
    # The texts of unexpected errors may hold values of people; the log has where it was.
    return _FAULT


def _end(run: Import | Job, state: Run.State, error: str = "") -> None:
    # A database that cannot do it now: the run gives no sign of life any more, and is found by that.
    with suppress(runs.Superseded, DatabaseFault), transaction.atomic():
        runs.end(run, state, error)
