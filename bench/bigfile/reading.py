"""One reading in a process of its own: ``python -m bench.bigfile.reading FILE``.

Says in one line of JSON what was read, how long that took, and how much memory it had at most.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from saleor_customer_mgmt.importers import OrderRead, open_orders

_STATUS = Path("/proc/self/status")


def main() -> int:
    began = time.monotonic()
    reading = open_orders([Path(sys.argv[1])])
    orders = refused = 0
    for item in reading:
        if isinstance(item, OrderRead):
            orders += 1
        else:
            refused += 1
    told = {
        "format": reading.format,
        "orders": orders,
        "refused": refused,
        "seconds": time.monotonic() - began,
        "cpu": time.process_time(),
        "peak": peak(),
    }
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


def peak() -> int:
    """Return the most memory in bytes that this process had: itself, not whoever started it."""
    if _STATUS.exists():
        (line,) = (line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


if __name__ == "__main__":
    sys.exit(main())
