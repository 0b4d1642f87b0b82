"""The private PostgreSQL, with real processes that start, share, leave and kill it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from saleor_customer_mgmt.hosts.standalone.cluster import Cluster
from saleor_customer_mgmt.hosts.standalone.database import PrivateServer
from saleor_customer_mgmt.hosts.standalone.errors import DatabaseUnavailable
from saleor_customer_mgmt.hosts.standalone.layout import layout_of

USE_IT = """
import sys
from pathlib import Path
from saleor_customer_mgmt.hosts.standalone.database import PrivateServer

server = PrivateServer.at(Path(sys.argv[1]), durable=False)
try:
    server.start()
    print("started", flush=True)
    sys.stdin.read()
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that PostgreSQL can reach also when the tests run as root, unlike ``tmp_path``."""
    made = Path(tempfile.mkdtemp(prefix="customer-mgmt-test-"))
    if os.geteuid() == 0:
        made.chmod(0o711)
    yield made / "home"
    server_of(made / "home").delete()
    shutil.rmtree(made)


@contextlib.contextmanager
def user_of(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that uses the server until the end of the block, or of its own."""
    command = [sys.executable, "-c", USE_IT, str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        yield process
        with contextlib.suppress(BrokenPipeError):
            process.communicate(timeout=60)


def wait_until_started(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == "started\n"


def server_of(folder: Path) -> PrivateServer:
    return PrivateServer.at(folder, durable=False)


def cluster(folder: Path) -> Cluster:
    return Cluster(layout_of(folder), durable=False)


def test_it_runs_from_start_to_stop(folder):
    server = server_of(folder)

    server.start()
    with cluster(folder).connect() as connection:
        row = connection.execute(
            "SELECT current_setting('server_encoding'), upper('é'), current_setting('listen_addresses')"
        ).fetchone()
    server.stop()

    assert row == ("UTF8", "É", "")
    assert not cluster(folder).answers()


def test_only_its_owner_reaches_it(folder):
    server = server_of(folder)
    server.start()

    layout = layout_of(folder)

    assert [stat.S_IMODE(path.stat().st_mode) for path in (layout.base, layout.socket)] == [0o700, 0o700]


def test_data_is_there_after_a_restart(folder):
    for expected in (False, True):
        server = server_of(folder)
        server.start()
        with cluster(folder).connect() as connection:
            found = connection.execute("SELECT to_regclass('kept') IS NOT NULL").fetchone()
            connection.execute("CREATE TABLE IF NOT EXISTS kept ()")
        server.stop()
        assert found == (expected,)


def test_the_last_of_several_processes_stops_it(folder):
    with contextlib.ExitStack() as stack:
        # All at once on a folder that is not there yet: one creates and starts it, the others find it.
        users = [stack.enter_context(user_of(folder)) for _ in range(3)]
        for user in users:
            wait_until_started(user)
        users[0].communicate(timeout=60)
        still_answers = cluster(folder).answers()

    assert still_answers
    assert not cluster(folder).answers()


def test_it_is_found_again_after_its_user_was_killed(folder):
    with user_of(folder) as user:
        wait_until_started(user)
        user.kill()
    left_running = cluster(folder).answers()

    with user_of(folder) as user:
        wait_until_started(user)

    assert left_running
    assert not cluster(folder).answers()


def test_it_starts_again_after_it_was_killed_itself(folder):
    with user_of(folder) as user:
        wait_until_started(user)
        user.kill()
    number = int((layout_of(folder).data / "postmaster.pid").read_text().splitlines()[0])
    os.kill(number, signal.SIGKILL)

    server = server_of(folder)
    server.start()

    assert cluster(folder).answers()


def test_a_process_number_of_somebody_else_does_not_stop_it_from_starting(folder):
    server = server_of(folder)
    server.start()
    server.stop()
    (layout_of(folder).data / "postmaster.pid").write_text(f"{os.getpid()}\nnonsense\n")

    server.start()

    assert cluster(folder).answers()


def test_ctrl_c_ends_the_user_and_then_the_server(folder):
    with user_of(folder) as user:
        wait_until_started(user)
        os.killpg(user.pid, signal.SIGINT)
        said, _ = user.communicate(timeout=60)

    assert said == "interrupted\n"
    assert not cluster(folder).answers()


@pytest.mark.parametrize(
    "name",
    ["o'n\"e, 名寄せ $HOME `id` \\", "long" * 30],
    ids=["odd", "too long for a socket"],
)
def test_any_path_will_do(folder, name):
    server = server_of(folder / name)
    server.start()
    answers = cluster(folder / name).answers()
    server.delete()

    assert answers
    assert not layout_of(folder / name).socket.exists()


def test_it_is_not_deleted_under_others(folder):
    with user_of(folder) as user:
        wait_until_started(user)
        with pytest.raises(DatabaseUnavailable, match="still used by another process"):
            server_of(folder).delete()

        assert cluster(folder).answers()


def test_a_failure_shows_the_end_of_the_log(folder):
    server = server_of(folder)
    server.start()
    server.stop()
    (layout_of(folder).data / "global" / "pg_control").write_bytes(b"")

    with pytest.raises(DatabaseUnavailable, match=r"The end of .*log:\n(.|\n)*pg_control"):
        server.start()


def test_data_of_a_version_that_is_not_there_is_said_so(folder):
    data = layout_of(folder).data
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("9.6\n")

    with pytest.raises(DatabaseUnavailable, match=r"made by PostgreSQL 9\.6"):
        server_of(folder).start()
