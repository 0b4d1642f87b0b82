"""One thing that is measured, in a process of its own: ``python -m bench.scale.step NAME ARGUMENTS``.

Says in one line of JSON how long it took, how much memory it and its children had at most, and what came out.
"""

from __future__ import annotations

import importlib
import json
import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

_IN = {
    "migrate": "product",
    "import_orders": "product",
    "dry_run": "product",
    "finish_work": "product",
    "rebuild": "product",
    "preview": "product",
    "import_parts": "parts",
    "rebuild_parts": "parts",
    "preview_parts": "parts",
    "queue": "sharing",
    "queue_job": "sharing",
    "carry_out": "sharing",
    "help_out": "sharing",
    "record": "recording",
    "search": "searching",
    "overview": "overviewing",
    "cluster": "clustering",
    "import_rows": "import_export",
}


def main() -> int:
    name, arguments = sys.argv[1], json.loads(sys.argv[2])
    django.setup()
    step: Callable[..., Any] = getattr(importlib.import_module(f"bench.scale.steps.{_IN[name]}"), name)
    began = time.perf_counter()
    answer = step(**arguments)
    took = time.perf_counter() - began
    told = {"seconds": took, "peak": _peak(), "answer": answer}
    if isinstance(answer, dict) and "seconds" in answer:
        told["seconds"] = answer["seconds"]  # it knows better what of it counts
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


def _peak() -> int:
    """Return the most memory in bytes that this process, or one of its children, had."""
    unit = 1 if sys.platform == "darwin" else 1024
    return max(_own_peak(unit), unit * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)


def _own_peak(unit: int) -> int:
    """Return that of this process. What Linux says of its resources begins with what its parent had."""
    status = Path("/proc/self/status")
    told = re.search(r"VmHWM:\s*(\d+) kB", status.read_text()) if status.exists() else None
    return 1024 * int(told[1]) if told else unit * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    sys.exit(main())
