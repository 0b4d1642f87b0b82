"""The most memory that this process has had.

Not ``ru_maxrss`` where there is something better: a child begins with that of whoever started it, so that
in a large test run it says what pytest had.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_kib() -> int:
    """Return the most resident memory in KiB, on Linux since :func:`begin`."""
    if _STATUS.exists():
        (line,) = (line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak


def begin() -> None:
    """Forget what was before, where the system can (proc(5), clear_refs)."""
    if _STATUS.exists():
        Path("/proc/self/clear_refs").write_text("5")
