"""``make contract``: have every Saleor that is named describe itself, and keep what it says.

The descriptions are ``saleor-<version>.json`` beside this module. Saleors are named as for
``tests.saleor.runner``: by ``SALEOR_PYTHON`` or in the user's settings file.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.saleor.runner.finding import NONE_FOUND, Named, NotUsable, named_saleors
from tests.saleor.runner.interpreters import clean_environment

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def main() -> int:
    try:
        saleors = named_saleors(os.environ)
    except NotUsable as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if not saleors:
        sys.stderr.write(f"{NONE_FOUND}\n")
        return 1
    for named in saleors:
        description = extracted(named)
        path = HERE / f"saleor-{'.'.join(description['saleor'].split('.')[:2])}.json"
        path.write_text(written(description), encoding="utf-8")
        sys.stdout.write(f"{path.relative_to(ROOT)}: Saleor {description['saleor']}\n")
    return 0


def extracted(named: Named) -> dict[str, Any]:
    """Run ``extract`` in a Saleor's interpreter and return what it printed."""
    environment = clean_environment(named, named.source, os.environ) | {
        # As it is before this package is installed: what we add to it is no fact about Saleor.
        "DJANGO_SETTINGS_MODULE": "tests.saleor.runner.without_us",
        "SECRET_KEY": "only for looking",
        "ALLOWED_CLIENT_HOSTS": "localhost",
    }
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [environment.get("PYTHONPATH"), str(ROOT)]))
    done = subprocess.run(
        [named.python, "-m", "tests.contract.extract"],
        cwd=named.source or ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=300,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def written(description: dict[str, Any]) -> str:
    """Return a description as text that can be compared line by line: a line for each field and name."""
    return _lines(description, 0) + "\n"


def _lines(value: Any, depth: int) -> str:
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict) or not value or depth > 3 or (depth > 0 and len(flat) < 90):
        return flat
    margin = " " * (depth + 1)
    inside = [f"{margin}{json.dumps(name)}: {_lines(each, depth + 1)}" for name, each in value.items()]
    return "{\n" + ",\n".join(inside) + f"\n{' ' * depth}}}"


if __name__ == "__main__":
    sys.exit(main())
