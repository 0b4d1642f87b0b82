"""What is measured runs in a process of its own: :mod:`bench.scale.step`. This is the other end."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from tests.saleor.runner.interpreters import PROJECT

_EVERY = 0.2


class StepFailed(Exception):
    """Raised with the end of what a step said, when it did not come to its end."""


@dataclass(frozen=True, slots=True)
class Done:
    """How long a step took without starting up, the most memory at a time, and what it answered."""

    seconds: float
    peak: int
    answer: Any


def run_step(name: str, environment: Mapping[str, str], **arguments: object) -> Done:
    """Run one step to its end.

    Raises:
        StepFailed: when it fails.
    """
    step = _start(name, environment, arguments, subprocess.PIPE)
    watch = _Watch(step.pid)
    try:
        said, complaint = step.communicate()
    finally:
        step.kill()  # nothing is left of it when the benchmark is broken off
        peak = watch.stop()
    if step.returncode:
        raise StepFailed(f"{name}: {complaint[-3000:]}")
    found = json.loads(said.splitlines()[-1])
    return Done(found["seconds"], max(peak, found["peak"]), found["answer"])


def _start(
    name: str, environment: Mapping[str, str], arguments: Mapping[str, object], complaints: int | IO[str]
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bench.scale.step", name, json.dumps(arguments, default=str)],
        cwd=PROJECT,
        env=dict(environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        text=True,
    )


class Asked:
    """A step that answers a line of JSON to each line that it is told."""

    def __init__(self, name: str, environment: Mapping[str, str], **arguments: object) -> None:
        # A pipe that nobody reads would fill up.
        self._complaints = tempfile.TemporaryFile("w+")  # noqa: SIM115  # closed in end()
        self._process = _start(name, environment, arguments, self._complaints)

    def ask(self, line: str) -> dict[str, float]:
        """Return the answer.

        Raises:
            StepFailed: when there is none.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(f"{line}\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            pass
        if not (answer := self._process.stdout.readline()):
            self._process.wait()
            self._complaints.seek(0)
            raise StepFailed(self._complaints.read()[-3000:])
        found: dict[str, float] = json.loads(answer)
        return found

    def end(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate()
        self._complaints.close()


class _Watch:
    """Looks now and then how much memory a process and its children have together.

    What they share is counted once (PSS). Where the system does not tell (it is Linux that does), what
    the processes say of themselves in the end has to do.
    """

    def __init__(self, pid: int) -> None:
        self._pid, self._most = pid, 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        self._stop.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while not self._stop.wait(_EVERY):
            self._most = max(self._most, sum(map(_memory, _family(self._pid))))


def _family(pid: int) -> list[int]:
    found, waiting = [], [pid]
    while waiting:
        found.append(member := waiting.pop())
        for children in Path(f"/proc/{member}/task").glob("*/children"):
            waiting += map(int, _read(children).split())
    return found


def _memory(pid: int) -> int:
    lines = _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""
