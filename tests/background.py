"""Background work for tests."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from saleor_customer_mgmt.services import run_work


class AtOnce:
    """Does the work in the process that asks for it, right after its commit."""

    def start(self, kind: str, run: int, *, within: float | None) -> None:
        del within
        run_work.do(kind, run)

    def surroundings(self) -> AbstractContextManager[object]:
        return nullcontext()

    def stopping(self) -> bool:
        return False

    def helpers(self) -> int:
        return 0


class Told(AtOnce):
    """Only remembers what it was to do; ends when it is told to."""

    def __init__(self) -> None:
        self.runs: list[tuple[str, int]] = []
        self.ends = False

    def start(self, kind: str, run: int, *, within: float | None) -> None:
        del within
        self.runs.append((kind, run))

    def stopping(self) -> bool:
        return self.ends
