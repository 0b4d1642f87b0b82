from __future__ import annotations

import os
import sys

import pytest

from bench.scale import processes
from bench.scale.processes import Asked, StepFailed, run_step


def environment() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": ""}


def test_a_step_that_fails_says_why():
    with pytest.raises(StepFailed, match="no-such-step"):
        run_step("no-such-step", environment())


def test_a_step_that_ended_gives_no_answers():
    asked = Asked("no-such-step", environment())
    try:
        with pytest.raises(StepFailed, match="no-such-step"):
            asked.ask("time")
    finally:
        asked.end()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the memory of others")
def test_memory_is_that_of_the_whole_family():
    assert processes._memory(os.getpid()) > 10_000_000
    assert processes._family(os.getpid())[0] == os.getpid()
