"""The side of the worker whose run it is: calls for help, and goes on until all shares are done."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Generic

from django.db.models import QuerySet

from saleor_customer_mgmt.models import Import, Job
from saleor_customer_mgmt.services import runs
from saleor_customer_mgmt.services.background import background, start
from saleor_customer_mgmt.services.shares import S, Tally, take, waiting

ASK_EVERY = 15.0
"""Seconds. A call for help that nobody had time for by then is forgotten, and made anew."""
PAUSE = 0.2
"""Seconds between two looks at shares that others are at."""


class Sharing(Generic[S]):
    """One run's shares. ``check`` raises when it is not to go on here; ``do`` does a share; ``settle`` writes
    down what came of those that are done.
    """

    def __init__(
        self,
        kind: str,
        shares: QuerySet[S],
        *,
        run: Import | Job,
        check: Callable[[], None],
        do: Callable[[S], Tally],
        settle: Callable[[], None],
    ) -> None:
        self._kind, self._shares, self._run = kind, shares, run
        self._check, self._do, self._settle = check, do, settle
        self._due = 0.0

    def go_on(self) -> bool:
        """Do a share; return whether there was one that nobody was at."""
        self._check()
        self._call_for_help()
        taken = take(self._shares.all(), self._do)
        self._settle()
        return taken

    def finish(self) -> None:
        """Go on until all are done, also those that others are at.

        Raises:
            Superseded: when it is not this process's run any more.
        """
        while waiting(self._shares.all()).exists():
            if not self.go_on():
                runs.sign_of_life(self._run)
                time.sleep(PAUSE)
        self._settle()

    def _call_for_help(self) -> None:
        if self._run.in_background and time.monotonic() >= self._due:
            for _ in range(background().helpers()):
                start(self._kind, self._run.id, within=ASK_EVERY)
            self._due = time.monotonic() + ASK_EVERY
