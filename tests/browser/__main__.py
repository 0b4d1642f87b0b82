"""Runs the tests in a browser, where there is one: ``python -m tests.browser``.

CHROMIUM names one; else Chromium or Chrome is looked for on the path. What is missing is said in one line,
and nothing is run (exit code 0); a browser that was named and is not there is an error (2).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from saleor_customer_mgmt.hosts import front_end
from tests.browser.conftest import VARIABLE

_NAMES = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    named = os.environ.get("CHROMIUM")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, _NAMES)), None)
    if named and found is None:
        sys.stderr.write(f"CHROMIUM names {named}, and that is no program.\n")
        return 2
    if found is None:
        print("No Chromium was found: the tests in a browser were left out.")  # noqa: T201
        return 0
    if not front_end.is_built():
        print("The front end is not built: the tests in a browser were left out.")  # noqa: T201
        return 0
    here, environment = Path(__file__).parent, {**os.environ, VARIABLE: found}
    # Thousands of orders in a shop of their own: in that of all others they would be in every figure.
    many = str(here / "test_many.py")
    answers = [
        subprocess.run(
            [sys.executable, "-m", "pytest", *which, *sys.argv[1:]], check=False, env=environment
        ).returncode
        for which in ([many], [str(here), f"--ignore={many}"])
    ]
    # Arguments may choose tests of one part only: 5 says that there was none.
    return max([answer for answer in answers if answer != 5], default=5)


if __name__ == "__main__":
    sys.exit(main())
