"""The physical lines of a text file, with a bound on their length and a way back."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from saleor_customer_mgmt.importers.charset import MARK, Charset

LINE_LIMIT = 1_000_000
"""Characters in one line, and in one row over several lines: what is longer is not held in memory."""


class TooLong(Exception):
    """Raised when a line or a row does not end within :data:`LINE_LIMIT` characters."""


class Lines:
    """Gives out lines for one row at a time and can take back all but the first of them.

    LF, CRLF and CR end a line and come out as LF, also inside of quotation marks.
    """

    def __init__(self, binary: BinaryIO, charset: Charset) -> None:
        binary.read(charset.bom)
        self._text = io.TextIOWrapper(binary, encoding=charset.codec, errors=MARK, newline=None)
        self._again: deque[str] = deque()
        self._at = 0
        self.start = 1
        self.taken: list[str] = []
        self._length = 0

    def close(self) -> None:
        self._text.close()

    def begin_row(self) -> None:
        self.start = self._at + 1
        self.taken.clear()
        self._length = 0

    def give_back(self) -> None:
        """Put all lines of this row but the first back: reading goes on behind the first line."""
        self._again.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]
        self._at = self.start

    def feed(self) -> Iterator[str]:
        """Yield the next lines, keeping those of the present row.

        Raises:
            TooLong: when the row is; an over-long line is then skipped to its end.
        """
        readline = self._text.readline
        while line := self._again.popleft() if self._again else readline(LINE_LIMIT):
            self._at += 1
            self.taken.append(line)
            self._length += len(line)
            if len(line) >= LINE_LIMIT and line[-1] != "\n":
                self._skip_line()
                raise TooLong
            if len(self.taken) > 1 and self._length > LINE_LIMIT:
                raise TooLong
            yield line

    def _skip_line(self) -> None:
        while (rest := self._text.readline(LINE_LIMIT)) and rest[-1] != "\n":
            pass
