"""Ten thousand damaged files over all formats: each has a clear answer, within bounded time and memory."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.importers.damage import FILES, outcomes
from tests.samples.every import SAMPLES

_AT_ONCE = 250
_MOST_MEMORY = 300_000
"""KiB. Python with the formats and openpyxl takes a quarter of it, and a huge line some megabytes."""
_WITH_LIMIT = (
    "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_AS, (1 << 31, 1 << 31)); "
    "sys.argv[:] = ['damage', '{begin}', '{end}']; "
    "runpy.run_module('tests.importers.damage', run_name='__main__')"
)


@pytest.mark.parametrize("begin", range(0, FILES, _AT_ONCE))
def test_every_damaged_file_has_a_clear_answer(begin: int):
    """What an answer must be is in tests.importers.answers; a fault there names the file's number."""
    found = outcomes(range(begin, begin + _AT_ONCE))
    assert found["files read"] + found["files refused"] == _AT_ONCE
    # The files are not so damaged that nothing would be looked at.
    assert min(found.values()) > 10
    assert len(found) == 4


def test_memory_stays_bounded():
    code = _WITH_LIMIT.format(begin=0, end=20 * len(SAMPLES))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["peak_kib"] < _MOST_MEMORY
