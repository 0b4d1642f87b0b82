"""The side of the worker whose run it is: calls for help, and goes on until all shares are done."""

from __future__ import annotations

import time
from collections.abc import Callable

from saleor_customer_mgmt.models import Import, Job
from saleor_customer_mgmt.services import runs
from saleor_customer_mgmt.services.background import background, start
from saleor_customer_mgmt.services.shares import waiting

ASK_EVERY = 15.0
"""Seconds. A call for help that nobody had time for by then is forgotten, and made anew."""
PAUSE = 0.2
"""Seconds between two looks at shares that others are at."""


class Help:
    """Calls for help with a run, now and then, while there is something to be done."""

    def __init__(self, kind: str, run: Import | Job) -> None:
        self._kind, self._run, self._due = kind, run, 0.0

    def ask(self) -> None:
        """Tell as many other workers as may help. Any number of times: it calls only when it is time."""
        if self._run.in_background and time.monotonic() >= self._due:
            for _ in range(background().helpers()):
                start(self._kind, self._run.id, within=ASK_EVERY)
            self._due = time.monotonic() + ASK_EVERY


def until_all_are_done(run: Import | Job, go_on: Callable[[], bool]) -> None:
    """Call this while there are shares; it says whether it did one, or others are at all of them.

    Raises:
        Superseded: when it is not this process's run any more.
    """
    while waiting(run.shares.all()).exists():
        if not go_on():
            runs.sign_of_life(run)
            time.sleep(PAUSE)
