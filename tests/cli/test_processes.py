"""The installed command, as a process: first starts, pipes, signals, the served demo."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from saleor_customer_mgmt.cli.demo import samples
from saleor_customer_mgmt.hosts.standalone.layout import layout_of
from tests.saleor.api import Api

pytestmark = [pytest.mark.slow, pytest.mark.concurrency]

COMMAND = str(Path(sys.executable).with_name("customer-mgmt"))
SHOP = next(str(path) for path in samples.files() if path.name == "shop.csv")


@pytest.fixture(scope="module")
def environment() -> Iterator[dict[str, str]]:
    yield from new_environment()


@pytest.fixture
def fresh_environment() -> Iterator[dict[str, str]]:
    yield from new_environment()


def new_environment() -> Iterator[dict[str, str]]:
    """A new home, as a newcomer has, and the C locale."""
    home = Path(tempfile.mkdtemp(prefix="customer-mgmt-cli-")) / "home of 山田"
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "TMPDIR"}}
    yield kept | {
        "HOME": str(home.parent),
        "CUSTOMER_MGMT_HOME": str(home),
        "LC_ALL": "C",
        "DJANGO_SETTINGS_MODULE": "no.such.settings",
    }
    for folder in (home, home / "demo"):
        shutil.rmtree(layout_of(folder).base, ignore_errors=True)
    shutil.rmtree(home.parent, ignore_errors=True)


def start(environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [COMMAND, *arguments], env=environment, stdout=pipe, stderr=pipe, text=True, encoding="utf-8"
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def test_two_first_starts_at_the_same_time(fresh_environment):
    environment = fresh_environment
    both = [start(environment, "import", SHOP, "--json") for _ in range(2)]
    done = [ended(process) for process in both]

    assert [code for code, _, _ in done] == [0, 0]
    told = [json.loads(out) for _, out, _ in done]
    assert sum(each["new"] for each in told) == 16
    assert sum(each["unchanged"] for each in told) == 16
    assert sorted(err for _, _, err in done) == ["", "Setting up the database (once) …\n"]

    # what follows uses what is there: Japanese under LC_ALL=C
    code, out, err = ended(start(environment, "customers", "--search", "佐藤"))
    assert (code, err) == (0, "")
    assert "佐藤" in out

    # a reader who has had enough
    process = start(environment, "customers", "--json")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.wait(timeout=60) == 141
    assert process.stderr.read() == ""
    process.stderr.close()


def test_the_demo_tells_its_story_and_is_served(environment):
    process = start(environment, "demo", "--port", "0")
    try:
        assert process.stdout is not None
        told = []
        for line in process.stdout:
            told.append(line)
            if line.startswith("Stop with"):
                break
        story = "".join(told)
        address = story.partition("In the browser: ")[2].partition("\n")[0]
        for text in (
            "name+phone OR name+email         21\n",
            "share name 佐藤花子 + phone +819000001001",
            "Decision 1 (merge) is undone.",
            "Both are again exactly what they were before",
            "fulfilling  open   Somebody has misused this customer's name",
            "Sign in as demo, password demo.",
        ):
            assert text in story

        with urllib.request.urlopen(address, timeout=30) as page:
            assert page.status == 200
            assert "password" in page.read().decode()
        body = json.dumps({"username": "demo", "password": "demo"}).encode()
        with urllib.request.urlopen(f"{address}sign-in", body, timeout=30) as answer:
            token = json.load(answer)["token"]
        query = urllib.request.Request(
            f"{address}graphql/",
            json.dumps({"query": "{ __typename }"}).encode(),
            {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(query, timeout=30) as answer:
            assert json.load(answer) == {"data": {"__typename": "Query"}}
        imports_in_the_background(Api(f"{address}graphql/", token))

        second = ended(start(environment, "demo", "--no-serve"))
        assert second[0] == 1
        assert second[2].endswith("The demo is running already. Stop it first (Ctrl-C where it runs).\n")
    finally:
        process.send_signal(signal.SIGINT)
        err = process.communicate(timeout=60)[1]
    assert process.returncode == 0, err
    assert "Traceback" not in err


def imports_in_the_background(api: Api) -> None:
    """Upload a file to a server that runs, and wait for its thread to have imported it."""
    create = (
        "mutation($files: [OrderImportUpload!]!) { orderImportCreate(files: $files) "
        "{ orderImport { id state } errors { message } } }"
    )
    look = "query($id: ID!) { orderImport(id: $id) { state new error } }"
    file = "source,order_number,name\nfair,1,見本花子\nfair,2,見本次郎\n".encode()
    run = api.upload(create, {"orders.csv": file})["orderImport"]
    assert run["state"] == "PENDING"
    end = time.monotonic() + 60
    while (now := api.ask(look, id=run["id"]))["state"] in ("PENDING", "RUNNING"):
        assert time.monotonic() < end, now
        time.sleep(0.1)
    assert now == {"state": "DONE", "new": 2, "error": ""}


def test_a_port_in_use(environment):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, out, err = ended(start(environment, "serve", "--port", str(port)))

    assert (code, out) == (1, "")
    assert f"Cannot listen at 127.0.0.1, port {port}: " in err


def test_a_home_that_cannot_be_made(environment, tmp_path):
    (tmp_path / "file").touch()

    code, out, err = ended(
        start(environment | {"CUSTOMER_MGMT_HOME": str(tmp_path / "file" / "x")}, "customers")
    )

    assert (code, out) == (1, "")
    assert "Traceback" not in err
    assert "CUSTOMER_MGMT_HOME" in err


def test_ctrl_c(environment):
    process = subprocess.Popen(
        [COMMAND, "user", "create", "alice", "--password-stdin"],
        env=environment,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    time.sleep(5)  # by now it waits for the password
    process.send_signal(signal.SIGINT)
    code, _, err = ended(process)

    assert code == 130
    assert err.endswith("Stopped. What was complete by then is kept.\n")
    assert "Traceback" not in err


def test_sigterm_ends_what_serves(environment):
    process = start(environment, "serve", "--port", "0")
    assert process.stdout is not None
    assert process.stdout.readline().startswith("Serving at http://127.0.0.1:")
    process.send_signal(signal.SIGTERM)
    code, _, err = ended(process)

    assert (code, "Traceback" in err) == (0, False)
