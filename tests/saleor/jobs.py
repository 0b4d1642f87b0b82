"""Background work in a real Saleor: an import whose workers are killed, messages sent twice, a rebuild.

    python -m tests.saleor.jobs --url http://127.0.0.1:8000/graphql/ --email … --password … \
        --kill 'command that kills all workers with SIGKILL' --start 'command that starts two' \
        --send 'command that sends the task saleor_customer_mgmt.tasks.work with {kind} and {id}'

Needs a running Saleor with beat, two workers, and the package installed and migrated. Imports a file of
20,000 orders of invented people, kills the workers half-way, and looks whether the counts are as if nothing
had happened; exits with 1 when something is not as it should be. Without ``--send`` that part is left out.
"""

from __future__ import annotations

import argparse
import base64
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.saleor.api import Api

PATIENCE = 900.0
"""Seconds after which something that does not come about is a fault."""
_CREATE = (
    "mutation($files: [OrderImportUpload!]!) { orderImportCreate(files: $files) "
    "{ orderImport { id state } errors { field message code } } }"
)
_CANCEL = (
    "mutation($id: ID!) { orderImportCancel(id: $id) { orderImport { state } errors { message code } } }"
)
_COUNTS = ("new", "changed", "unchanged", "refused")
_IMPORT = (
    f"query($id: ID!) {{ orderImport(id: $id) {{ state progress rows refusedRows error {' '.join(_COUNTS)} "
    + " ".join(f"r_{name}: results(first: 0, outcome: {name.upper()}) {{ totalCount }}" for name in _COUNTS)
    + " } }"
)
_REBUILD = "mutation { customerProfilesRebuild { job { id state } errors { message code } } }"
_CRITERIA = (
    'mutation($c: String!) { matchCriteriaUpdate(criteria: $c, reason: "jobs") '
    "{ job { id state } errors { message code } } }"
)
_REVERT = "mutation { matchCriteriaRevert { job { id state } errors { message code } } }"
_JOB = (
    "query($id: ID!) { customerMgmtJob(id: $id) "
    "{ state progress done total error orderCount evidenceChanged moved customerCount revision { text } } }"
)
_AUDIT = (
    'query { customerAuditEntries(first: 100, filter: {actions: ["import"]}) '
    "{ edges { node { importId } } } }"
)
_USED = "{ matchCriteria { text } }"


class NotSo(Exception):
    """Raised when something is not as it should be."""


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def must(so: bool, what: object) -> None:
    if not so:
        raise NotSo(str(what))


def order_file(source: str, orders: int) -> tuple[bytes, int]:
    """Return a neutral file, and how many of its orders have to be refused."""
    rows = ["source,order_number,placed_at,status,name,phone,total,currency"]
    refused = 0
    for n in range(orders):
        day = "yesterday" if n % 1000 == 7 else f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}"
        refused += day == "yesterday"
        person = n % (orders // 3)
        rows.append(f"{source},N{n},{day},placed,見本 {person:05}子,090-0000-{person % 10000:04},100,JPY")
    return "\n".join([*rows, ""]).encode(), refused


class Jobs:
    """The steps, in their order."""

    def __init__(self, staff: Api, options: argparse.Namespace) -> None:
        self._staff = staff
        self._options = options

    def run(self) -> None:
        source = f"jobs{secrets.randbelow(10**9)}"
        orders = self._options.orders
        content, refused = order_file(source, orders)
        first = self._killed_import(content)
        self._must_count(first, new=orders - refused, refused=refused, rows=orders)
        self._job(_REBUILD, "rebuild")
        before = self._staff.ask(_USED)["text"]
        other = "name+phone" if before != "name+phone" else "name+email"
        self._job(_CRITERIA, f"criteria {other}", c=other)
        must(self._staff.ask(_USED)["text"] == other, "the criteria are in use")
        self._job(_REVERT, "criteria back")
        must(self._staff.ask(_USED)["text"] == before, "the criteria are those of before")
        self._cancelled_import(content, orders)
        if self._options.send:
            twice = self._import_told_often(content)
            self._must_count(twice, unchanged=orders - refused, refused=refused, rows=orders)

    def _killed_import(self, content: bytes) -> str:
        run = self._create(content)
        self._until(run, lambda now: 0.2 < now["progress"] < 1)
        self._command(self._options.kill)
        killed = self._look(run)
        must(killed["state"] == "RUNNING", f"killed in the middle: {killed}")
        say(f"workers killed      {_told(killed)}")
        self._command(self._options.start)
        again = self._until(run, lambda now: now["rows"] > killed["rows"])
        say(f"gone on with        {_told(again)}")
        self._until(run, _ended)
        return run

    def _cancelled_import(self, content: bytes, orders: int) -> None:
        run = self._create(content)
        self._until(run, lambda now: now["progress"] > 0.1)
        answered = self._staff.ask(_CANCEL, id=run)["orderImport"]["state"]
        now = self._until(run, _ended)
        say(f"cancelled           answered {answered}, then {_told(now)}")
        must(now["state"] == "CANCELLED" and 0 < now["rows"] < orders, now)
        self._must_count(run, unchanged=now["unchanged"], refused=now["refused"], rows=now["rows"])

    def _import_told_often(self, content: bytes) -> str:
        """While nobody works, several messages come to wait for one import; two workers then take them."""
        self._command(self._options.kill)
        run = self._create(content)
        key = base64.b64decode(run).decode().partition(":")[2]
        for _ in range(3):
            self._command(self._options.send.replace("{kind}", "import").replace("{id}", key))
        self._command(self._options.start)
        self._until(run, _ended)
        ends = [edge["node"]["importId"] for edge in self._staff.ask(_AUDIT)["edges"]]
        must(ends.count(run) == 1, f"it ended {ends.count(run)} times")
        say("told four times     ended once")
        return run

    def _create(self, content: bytes) -> str:
        begun = time.monotonic()
        run = self._staff.upload(_CREATE, {"orders.csv": content})["orderImport"]
        took = time.monotonic() - begun
        say(f"import asked for    {run['state']} after {took:.1f} s, {len(content):,} bytes")
        must(run["state"] == "PENDING", run)
        return str(run["id"])

    def _job(self, mutation: str, name: str, **variables: Any) -> None:
        job = self._staff.ask(mutation, **variables)["job"]
        must(job["state"] == "PENDING", job)
        seen = [0.0]
        end = time.monotonic() + PATIENCE
        while (now := self._staff.ask(_JOB, id=job["id"]))["state"] in ("PENDING", "RUNNING"):
            must(time.monotonic() < end, f"{name} does not end: {now}")
            if now["progress"] != seen[-1]:
                seen.append(now["progress"])
            time.sleep(0.2)
        seen.append(now["progress"])
        say(f"{name:19} {' '.join(f'{p:.0%}' for p in seen)}: {now}")
        must(now["state"] == "DONE" and now["progress"] == 1 and seen == sorted(seen), now)
        must(name != "rebuild" or any(0 < p < 1 for p in seen), "the progress of a rebuild was seen")

    def _must_count(self, run: str, *, rows: int, **expected: int) -> None:
        now = self._look(run)
        say(f"counts              {_told(now)}")
        counts = {name: expected.get(name, 0) for name in _COUNTS}
        must({name: now[name] for name in _COUNTS} == counts, f"{now}, and not {counts}")
        must({name: now[f"r_{name}"]["totalCount"] for name in _COUNTS} == counts, f"results of {now}")
        must((now["rows"], now["refusedRows"]) == (rows, counts["refused"]), now)

    def _until(self, run: str, so: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        end, shown = time.monotonic() + PATIENCE, -1.0
        while not so(now := self._look(run)):
            must(time.monotonic() < end and not _ended(now), f"it does not come about: {now}")
            if now["progress"] - shown >= 0.1:
                shown = now["progress"]
                say(f"                    {_told(now)}")
            time.sleep(0.2)
        return now

    def _look(self, run: str) -> dict[str, Any]:
        return dict(self._staff.ask(_IMPORT, id=run))

    def _command(self, command: str) -> None:
        subprocess.run(command, shell=True, check=True)  # whoever runs this gives it


def _ended(now: dict[str, Any]) -> bool:
    return now["state"] not in ("PENDING", "RUNNING")


def _told(now: dict[str, Any]) -> str:
    counts = ", ".join(f"{now[name]:,} {name}" for name in _COUNTS)
    return f"{now['state']} {now['progress']:.0%}, {now['rows']:,} rows: {counts} {now['error']}".strip()


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:8000/graphql/")
    parser.add_argument("--email", required=True, help="of a member of staff with all permissions")
    parser.add_argument("--password", required=True)
    parser.add_argument("--kill", required=True, help="kills all workers with SIGKILL")
    parser.add_argument("--start", required=True, help="starts two workers")
    parser.add_argument("--send", default="", help="sends one more message; {kind} and {id} are put in")
    parser.add_argument("--orders", type=int, default=20_000)
    options = parser.parse_args()
    try:
        Jobs(Api(options.url).signed_in(options.email, options.password), options).run()
    except NotSo as fault:
        say(f"NOT as it should be: {fault}")
        return 1
    say("As it should be.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
