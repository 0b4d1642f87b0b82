"""One version: everything is started, every check is run, everything is stopped again."""

from __future__ import annotations

import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.saleor.api import Api
from tests.saleor.runner import databases, template
from tests.saleor.runner.environment import module, saleor_environment
from tests.saleor.runner.interpreters import Saleor
from tests.saleor.runner.logs import count_personal
from tests.saleor.runner.postgresql import NamedServer, OwnServer, Server, check
from tests.saleor.runner.processes import Running, free_port, running
from tests.saleor.runner.redis_server import redis_for
from tests.saleor.runner.uninstalling import catalogue, documented_commands
from tests.saleor.table import Table

QUEUES = ("cm-test-one", "cm-test-two")
# Saleor's own sample shop has them (populatedb --createsuperuser).
STAFF = ("--email", "admin@example.com", "--password", "admin")
_APP = "saleor.celeryconf:app"
_SCHEDULER = "saleor.schedulers.schedulers.DatabaseScheduler"
_TO_START = 180.0
_TO_CHECK = 900.0
_LAST_LINES = 25


@dataclass(frozen=True, slots=True)
class Place:
    """Where the programs of one run work and what surrounds them."""

    saleor: Saleor
    environment: Mapping[str, str]
    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/graphql/"

    def start(self, stack: ExitStack, name: str, *arguments: str) -> Running:
        """Start a program in Saleor's interpreter until the stack is left."""
        command: list[str | Path] = [self.saleor.python, *arguments]
        return stack.enter_context(
            running(name, command, folder=self.folder, cwd=self.saleor.source, environment=self.environment)
        )


def run(saleor: Saleor, cache: Path, table: Table) -> None:
    """Run every check in this Saleor; what fails is in the table.

    Raises:
        NotUsable: when it cannot be started.
    """
    began = time.monotonic()
    table.say(f"Saleor {saleor.version}")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="customer-mgmt-saleor-")))
        server: Server = NamedServer(saleor.named.database) if saleor.named.database else OwnServer(cache)
        stack.callback(server.stop)
        server.start()
        check(server)
        redis = stack.enter_context(redis_for(saleor, folder))
        port = free_port()
        surroundings = partial(saleor_environment, saleor, port=port, redis=redis, cache=cache)
        name = databases.template_name(saleor)
        databases.have_template(
            server, name, lambda url: template.fill(saleor, surroundings(database=url), folder)
        )
        database = stack.enter_context(databases.copy(server, name))
        place = Place(saleor, surroundings(database=database), folder, port)
        before = catalogue(database)
        # What a merchant does after installing, and Saleor's own checks.
        _run(place, table, "installed", module("tests.saleor.installed"))
        with _serving(place) as programs:
            _prepare(place)
            for check_name, arguments in _checks(place):
                _run(place, table, check_name, arguments)
            table.row("ended before its time", [each.name for each in programs if not each.lives()], [])
            told = sum(count_personal(each.said()) for each in programs)
            table.row("lines of ours in the logs with somebody's data", told, 0)
        for number, arguments in enumerate(documented_commands(), start=1):
            _run(place, table, f"uninstalling-{number}", arguments)
        after = catalogue(database)
        table.row("uninstalled as documented: left", sorted(after - before), [])
        table.row("uninstalled as documented: missing", sorted(before - after), [])
    table.say(f"     {time.monotonic() - began:.0f} s")


@contextmanager
def _serving(place: Place) -> Iterator[list[Running]]:
    """Have server, two workers and beat running."""
    with ExitStack() as stack:
        worker = ("-m", "celery", "--app", _APP, "worker", "--loglevel=info", "--concurrency=1")
        workers = [
            place.start(stack, f"worker-{queue}", *worker, "-n", f"{queue}@%h", "-Q", f"celery,{queue}")
            for queue in QUEUES
        ]
        schedule = ("--scheduler", _SCHEDULER, "--pidfile=", "--loglevel=info")
        beat = place.start(stack, "beat", "-m", "celery", "--app", _APP, "beat", *schedule)
        address = ("--host", "127.0.0.1", "--port", str(place.port))
        server = place.start(stack, "server", "-m", "uvicorn", "saleor.asgi:application", *address)
        server.await_(lambda: _healthy(place.port), _TO_START)
        for program in workers:
            program.await_(lambda program=program: " ready." in program.said(), _TO_START)  # type: ignore[misc]
        beat.await_(lambda: "beat: Starting" in beat.said(), _TO_START)
        yield [server, *workers, beat]


def _healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _prepare(place: Place) -> None:
    """Let the shop take orders that are not paid yet, as the checks place them."""
    staff = Api(place.url).signed_in(STAFF[1], STAFF[3])
    channel = staff.ask('{ channel(slug: "default-channel") { id } }')["id"]
    staff.ask(
        "mutation($c: ID!) { channelUpdate(id: $c, input: {orderSettings: {allowUnpaidOrders: true}}) "
        "{ errors { field message code } } }",
        c=channel,
    )


def _checks(place: Place) -> list[tuple[str, list[str]]]:
    common = ["--url", place.url, *STAFF]
    queues = ["--queues", ",".join(QUEUES)]
    return [
        ("narrow_cut", module("tests.saleor.narrow_cut", *common)),
        ("intake", module("tests.saleor.intake", *common, *queues)),
        ("permissions", module("tests.saleor.permissions", *common)),
        ("holds", module("tests.saleor.holds", *common)),
        # The last: what it leaves in the dashboard is for uninstalling to take away.
        ("dashboard_entries", module("tests.saleor.dashboard_entries", *common)),
    ]


def _run(place: Place, table: Table, name: str, arguments: list[str]) -> None:
    """Run one script to its end, and say what it says."""
    began = time.monotonic()
    with ExitStack() as stack:
        program = place.start(stack, name, *arguments)
        code = program.await_end(_TO_CHECK, lambda line: _tell(table, line))
    if code != 0:
        table.say("\n".join(program.said().splitlines()[-_LAST_LINES:]))
    table.row(f"{name}: exit code", code, 0)
    table.say(f"     {name}: {time.monotonic() - began:.0f} s")


def _tell(table: Table, line: str) -> None:
    # Saleor's own log comes as JSON.
    if not line.startswith("{"):
        table.say(line)
