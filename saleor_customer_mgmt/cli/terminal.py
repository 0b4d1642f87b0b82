"""Where a command writes: results to the standard output, everything else to the error output."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from saleor_customer_mgmt.cli.table import safe, width


class Writes(Protocol):
    def write(self, text: str, /) -> Any: ...
    def flush(self) -> Any: ...


class Terminal:
    """The outputs of one command. Each write is of whole lines; ``written`` says whether there was one.

    ``zone`` is the time zone in which moments are shown to people (JSON has them in UTC).
    """

    def __init__(self, out: Writes | None = None, err: Writes | None = None, *, zone: tzinfo = UTC) -> None:
        self._out: Writes = sys.stdout if out is None else out
        self._err: Writes = sys.stderr if err is None else err
        self.zone = zone
        self.written = False
        self._progress = 0

    def line(self, text: str = "") -> None:
        self.raw(safe(text) + "\n")

    def lines(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.line(text)

    def raw(self, text: str) -> None:
        """Write to the standard output as it is: whole lines for other programs."""
        self.clear_progress()
        self.written = True
        self._out.write(text)

    def json(self, value: object) -> None:
        self.raw(json.dumps(value, ensure_ascii=False, indent=2) + "\n")

    def json_list(self, values: Iterable[object]) -> None:
        """Write a list of any length, one value a line, without holding it."""
        self.raw("[\n")
        last = ""
        for value in values:
            if last:
                self.raw(last + ",\n")
            last = json.dumps(value, ensure_ascii=False)
        self.raw(last + "\n]\n")

    def note(self, text: str) -> None:
        """Tell the person something that is not the result."""
        self.clear_progress()
        self.flush()
        self._err.write("".join(safe(line) + "\n" for line in text.splitlines()))
        self._err.flush()

    def progress(self, text: str) -> None:
        """Show how far the work is, on one line that is written over; only to people who watch."""
        if self.watched:
            blank = " " * max(0, self._progress - width(text))
            sys.stderr.write(f"\r{safe(text)}{blank}")
            sys.stderr.flush()
            self._progress = width(text)

    def clear_progress(self) -> None:
        if self._progress:
            sys.stderr.write("\r" + " " * self._progress + "\r")
            sys.stderr.flush()
            self._progress = 0

    @property
    def watched(self) -> bool:
        isatty: Callable[[], bool] = getattr(self._err, "isatty", bool)
        return isatty()

    def flush(self) -> None:
        self._out.flush()

    def day(self, moment: datetime | None) -> str:
        return "" if moment is None else f"{moment.astimezone(self.zone):%Y-%m-%d}"

    def minute(self, moment: datetime | None) -> str:
        return "" if moment is None else f"{moment.astimezone(self.zone):%Y-%m-%d %H:%M}"


def local_zone(named: str | None) -> tzinfo:
    """Return this machine's time zone; ``named`` is what ``TZ`` said before Django changed it."""
    for name in (named, _zone_of_file(Path("/etc/localtime"))):
        if name:
            try:
                return ZoneInfo(name.removeprefix(":"))
            except (ZoneInfoNotFoundError, ValueError, OSError):
                continue
    return UTC


def _zone_of_file(link: Path) -> str:
    try:
        return str(link.readlink()).partition("zoneinfo/")[2]
    except OSError:
        return ""
