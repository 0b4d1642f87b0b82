"""Programs that run beside the checks and are stopped with them."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from tests.saleor.runner.finding import NotUsable

_LAST_LINES = 25
_TO_STOP = 20.0


class Running:
    """One program in a process group of its own, whose output goes into a file."""

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        folder: Path,
        cwd: Path,
        environment: Mapping[str, str],
    ) -> None:
        self.name = name
        self.log = folder / f"{name}.log"
        with self.log.open("wb") as output:
            self._process: subprocess.Popen[Any] = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=cwd,
                env=dict(environment),
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def failure(self, what: str) -> NotUsable:
        """Return the error to raise, with the last lines of what the program said."""
        lines = "\n".join(self.said().splitlines()[-_LAST_LINES:])
        return NotUsable(f"{self.name} {what}. Its last lines:\n{lines}")

    def await_(self, ready: Callable[[], bool], patience: float) -> None:
        """Wait until the program is ready.

        Raises:
            NotUsable: when it ends before, or is not ready in time.
        """
        end = time.monotonic() + patience
        while not ready():
            if (code := self._process.poll()) is not None:
                raise self.failure(f"ended with code {code}")
            if time.monotonic() > end:
                raise self.failure(f"was not ready after {patience:.0f} s")
            time.sleep(0.2)

    def await_end(self, patience: float, tell: Callable[[str], None] = lambda _: None) -> int:
        """Wait for the program's end and return its code; ``tell`` gets its lines as they come.

        Raises:
            NotUsable: when it goes on for too long.
        """
        end = time.monotonic() + patience
        with self.log.open(encoding="utf-8", errors="replace") as said:
            while True:
                code = self._process.poll()
                # Only whole lines; what comes after the last look at a program that ended is its last.
                while (line := _whole_line(said, last=code is not None)) is not None:
                    tell(line)
                if code is not None:
                    return code
                if time.monotonic() > end:
                    raise self.failure(f"was not done after {patience:.0f} s")
                time.sleep(0.1)

    def lives(self) -> bool:
        return self._process.poll() is None

    def stop(self) -> None:
        """End the program and those that it started: first asked, then made to."""
        self._signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_TO_STOP)
        self._signal(signal.SIGKILL)
        self._process.wait()

    def _signal(self, number: signal.Signals) -> None:
        # The group outlives its first member when that left children.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, number)


def _whole_line(said: TextIO, *, last: bool) -> str | None:
    """Return the next line; None, and another look later, when it is not written to its end yet."""
    before = said.tell()
    line = said.readline()
    if line.endswith("\n") or (line and last):
        return line.rstrip("\n")
    said.seek(before)
    return None


@contextmanager
def running(
    name: str, command: Sequence[str | Path], *, folder: Path, cwd: Path, environment: Mapping[str, str]
) -> Iterator[Running]:
    """Run a program for as long as the block lasts."""
    program = Running(name, command, folder=folder, cwd=cwd, environment=environment)
    try:
        yield program
    finally:
        program.stop()


def free_port() -> int:
    """Return a port of this machine that nobody listens on now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0
