"""The ready-made operations of the root folder graphql/, as they travel inside the wheel.

The files in the root folder are the source: ``make schema`` copies them here (a wheel holds only what
is in the package), and a test fails when the copy is stale. ``python -m
saleor_customer_mgmt.hosts.standalone.bundle FOLDER`` writes the copy.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from importlib import resources
from pathlib import Path

COPY = "operations.json"


@cache
def ready_made_operations() -> dict[str, str]:
    """Return the text of each ready-made operation by the name of its file."""
    text = resources.files(__package__).joinpath(COPY).read_text(encoding="utf-8")
    return dict(json.loads(text))


def bundled(folder: Path) -> str:
    """Return what the copy of the operations in ``folder`` has to be."""
    found = {file.stem: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.graphql"))}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    Path(__file__).with_name(COPY).write_text(bundled(Path(sys.argv[1])), encoding="utf-8")
