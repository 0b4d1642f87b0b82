"""The database of a shop that sells already and has not installed this package yet."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.saleor.runner.interpreters import PROJECT, Saleor
from tests.saleor.runner.processes import running

_PATIENCE = 3600.0


def fill(saleor: Saleor, environment: Mapping[str, str], folder: Path) -> None:
    """Run all of Saleor's migrations and put its sample shop in. Takes minutes.

    Raises:
        NotUsable: with the last lines of what Saleor said, when that fails.
    """
    sys.stdout.write("     making the sample shop; this takes some minutes, and only this once\n")
    sys.stdout.flush()
    environment = {
        **environment,
        "DJANGO_SETTINGS_MODULE": "tests.saleor.runner.without_us",
        "PYTHONPATH": os.pathsep.join([environment["PYTHONPATH"], str(PROJECT)]),
    }
    for arguments in (["migrate"], ["populatedb", "--createsuperuser", "--withoutimages"]):
        command: list[str | Path] = [saleor.python, "manage.py", *arguments]
        with running(
            arguments[0], command, folder=folder, cwd=saleor.source, environment=environment
        ) as program:
            if program.await_end(_PATIENCE) != 0:
                raise program.failure("failed")
