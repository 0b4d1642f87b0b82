"""Programs beside the checks end with them, with all that they started."""

from __future__ import annotations

import os
import threading
from typing import Any

import pytest

from tests.saleor.runner.finding import NotUsable
from tests.saleor.runner.processes import Running, free_port, listens, running
from tests.saleor.runner.redis_server import two_databases


@pytest.fixture
def surroundings(tmp_path) -> dict[str, Any]:
    return {"folder": tmp_path, "cwd": tmp_path, "environment": {"PATH": os.environ["PATH"]}}


@pytest.mark.parametrize("failing", [False, True])
def test_what_a_program_started_ends_too_whatever_happens(tmp_path, surroundings, failing):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # Both the shell and its child, which does not listen to anybody, hold the pipe open.
    script = f"exec 3>{pipe}; (trap '' TERM; echo held; sleep 1000) & wait"
    seen: list[str] = []
    reader = threading.Thread(target=lambda: seen.append(pipe.read_text()))
    reader.start()

    def use() -> None:
        with running("shell", ["sh", "-c", script], **surroundings) as program:
            program.await_(lambda: program.said() == "held\n", 60)
            if failing:
                raise KeyboardInterrupt

    if failing:
        with pytest.raises(KeyboardInterrupt):
            use()
    else:
        use()

    reader.join()  # the pipe ends when nobody holds it any more
    assert seen == [""]


def test_a_program_that_ends_too_early_is_told_with_its_last_words(surroundings):
    program = Running("early", ["sh", "-c", "echo why; exit 3"], **surroundings)

    with pytest.raises(NotUsable, match=r"early ended with code 3\. Its last lines:\nwhy"):
        program.await_(lambda: False, 60)


def test_the_end_of_a_program_is_waited_for(surroundings):
    program = Running("short", ["sh", "-c", "echo one; printf 'two\\nand the rest'; exit 4"], **surroundings)
    lines: list[str] = []

    assert program.await_end(60, lines.append) == 4
    assert lines == ["one", "two", "and the rest"]
    assert program.said() == "one\ntwo\nand the rest"


def test_a_program_is_not_waited_for_without_end(surroundings):
    with (
        running("endless", ["sh", "-c", "echo so far; sleep 1000"], **surroundings) as program,
        pytest.raises(NotUsable, match="endless was not done after 0 s"),
    ):
        program.await_end(0.0)


def test_a_free_port_has_nobody_listening():
    assert not listens(free_port())


def test_a_redis_is_named_by_the_first_of_two_databases():
    assert two_databases("redis://:word@host:6380/4") == (
        "redis://:word@host:6380/4",
        "redis://:word@host:6380/5",
    )
    assert two_databases("rediss://host") == ("rediss://host/0", "rediss://host/1")


@pytest.mark.parametrize("wrong", ["http://host/0", "redis://host/first", "host:6379"])
def test_what_is_no_redis_is_refused(wrong):
    with pytest.raises(NotUsable, match="redis looks like redis://"):
        two_databases(wrong)
