"""Rows put aside: in order of first appearance, in bounded memory, leaving nothing behind."""

from __future__ import annotations

import stat
import subprocess
import sys
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


_WITHOUT_ROOM = """
import resource, sys
from pathlib import Path
from saleor_customer_mgmt.importers import FileRefused, open_orders
resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
try:
    print(len(list(open_orders([Path(sys.argv[1])], source="shop"))))
except FileRefused as refused:
    print(refused)
"""


def test_a_disk_without_room_refuses_the_file(tmp_path: Path):
    path = tmp_path / "orders.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("order_number,name,product\n")
        for number in range(60_000):
            file.write(f"{number},x,{'product' * 100}\n")
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT_ROOM, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == (
        "orders.csv: its rows could not be put aside in the folder for temporary files while they were "
        "sorted: is there room? SQLITE_TMPDIR names another folder\n"
    )
