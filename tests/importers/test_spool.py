"""Rows put aside: in order of first appearance, in bounded memory, leaving nothing behind."""

from __future__ import annotations

import stat
from contextlib import closing, suppress
from pathlib import Path

import pytest

from saleor_customer_mgmt.importers.spool import Entry, Spool


def test_scattered_rows_come_back_together_in_order_of_first_appearance():
    with closing(Spool()) as spool:
        for line, key in enumerate("abacbbda", start=2):
            spool.add(key, Entry(0, line, [key]))
        found = [(key, [entry.line for entry in entries]) for key, entries in spool.orders()]
    assert found == [("a", [2, 4, 9]), ("b", [3, 6, 7]), ("c", [5]), ("d", [8])]


def test_entries_come_back_as_they_were():
    entries = [Entry(0, 2, ["髙橋\n", '"', ""]), Entry(1, 3, None, "name", "a NUL byte")]
    with closing(Spool()) as spool:
        for entry in entries:
            spool.add("x", entry)
        assert list(spool.orders()) == [("x", entries)]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks at open files the Linux way")
def test_what_goes_to_disk_has_no_name_and_belongs_to_us_alone():
    before = open_files()
    with closing(Spool()) as spool:
        for line in range(120_000):
            spool.add(str(line), Entry(0, line, ["x" * 400]))
        opened = [file for file in open_files() if file not in before]
    assert opened
    assert {(target.endswith(" (deleted)"), mode) for _, target, mode in opened} == {(True, 0o600)}
    assert open_files() == before


def open_files() -> list[tuple[str, str, int]]:
    """Return number, target and mode of every open file."""
    found = []
    for each in sorted(Path("/proc/self/fd").iterdir()):
        with suppress(FileNotFoundError):  # the folder that is being listed
            found.append((each.name, str(each.readlink()), stat.S_IMODE(each.stat().st_mode)))
    return found
