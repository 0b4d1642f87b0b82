"""The checks inside a real Saleor, once for each version that is found: ``make saleor``.

    python -m tests.saleor

CONTRIBUTING.md tells how a Saleor is named. Without one, one line says that the checks were left out.
Exits with 1 when a check fails, and with 2 when what was named cannot be used.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

from tests.saleor.runner import finding, interpreters
from tests.saleor.runner.finding import NotUsable
from tests.saleor.runner.running import run
from tests.saleor.table import Table


def main() -> int:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    table = Table()
    try:
        named = finding.named_saleors(os.environ)
        if not named:
            table.say(finding.NONE_FOUND)
            return 0
        cache = finding.user_folder(os.environ, "XDG_CACHE_HOME", ".cache")
        if cache is None:
            raise NotUsable("This user has no home folder: set XDG_CACHE_HOME to a folder for the databases.")
        chosen, left = interpreters.choose([interpreters.ask(each) for each in named])
        for each in left:
            table.say(f"{each.python} has Saleor {each.version} again: left out.")
        for each in chosen:
            run(each, cache / "saleor", table)
    except NotUsable as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted; everything that was started is stopped.\n")
        return 130
    versions = ", ".join(each.version for each in chosen)
    table.say(f"Saleor {versions}: {'as it should be.' if not table.failed else 'NOT as it should be.'}")
    return 1 if table.failed else 0


def _leave(number: int, _frame: FrameType | None) -> None:
    """Leave as Ctrl-C does, so that everything is stopped."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
