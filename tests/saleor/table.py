"""What was looked at, and whether it is as it should be: one line each."""

from __future__ import annotations

import sys


class Table:
    """The rows of one run."""

    def __init__(self) -> None:
        self.rows = 0
        self.failed = 0

    def row(self, what: str, seen: object, expected: object) -> None:
        """Print one row; it is right when what was seen equals what is expected."""
        good = seen == expected
        self.rows += 1
        self.failed += not good
        if good:
            text = str(seen)
            told = (text or "(empty)") if len(text) <= 70 else "as expected"
        else:
            told = f"{seen}, not {expected}"
        self.say(f"{'ok  ' if good else 'FAIL'} {what:58} {told}")

    def say(self, line: str) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    def verdict(self) -> int:
        """Print how it went; return the exit code."""
        self.say("As it should be." if not self.failed else f"{self.failed} NOT as it should be.")
        return 1 if self.failed else 0
