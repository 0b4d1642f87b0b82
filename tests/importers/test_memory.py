"""Files of any size are read in the same memory: what has to be sorted waits on disk."""

from __future__ import annotations

import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

_READ = """
import sys
from pathlib import Path
from saleor_customer_mgmt.importers import open_orders
from tests.importers.peak import begin, peak_kib
begin()
before = peak_kib()
orders = sum(1 for _ in open_orders([Path(path) for path in sys.argv[1:]], source="shop"))
print(orders, peak_kib() - before)
"""
_MIB = 1 << 20
_MOST = 80 * 1024
"""KiB beside the program itself: SQLite's cache of 32 MiB, and what a few rows take."""
_MOST_OF_ONE = 112 * 1024
"""The same, and twice the 10,000 rows of one order that are held at most, here of 2 KiB each."""


def write(path: Path, mib: int, orders: int) -> Path:
    """Write a file whose orders' rows stand far apart; half of each row is used, half is not."""
    chance = random.Random(1)
    text = "".join(chance.choice("山川田中abc 123") for _ in range(2000))
    with path.open("w", encoding="utf-8") as file:
        file.write("order_number,placed_at,name,product,remark\n")
        line = 0
        while file.tell() < mib * _MIB:
            number, at = line % orders, chance.randrange(1000)
            product, remark = text[at : at + 1000], text[1000 - at : 2000 - at]
            file.write(f"{number},2024-01-02,山田{number},{product},{remark}\n")
            line += 1
    return path


def read(*paths: Path) -> tuple[int, int]:
    done = subprocess.run(
        [sys.executable, "-c", _READ, *map(str, paths)], capture_output=True, text=True, check=True
    )
    orders, peak = map(int, done.stdout.split())
    return orders, peak


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_three_hundred_megabytes_take_no_more_memory_than_thirty(tmp_path: Path):
    small = read(write(tmp_path / "small.csv", 30, 5_000))
    large = read(write(tmp_path / "large.csv", 300, 50_000))
    assert (small[0], large[0]) == (5_000, 50_000)
    assert small[1] < _MOST
    assert large[1] < _MOST


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_nor_do_they_in_an_archive(tmp_path: Path):
    path = write(tmp_path / "large.csv", 100, 20_000)
    with zipfile.ZipFile(tmp_path / "large.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.write(path, "large.csv")
    orders, peak = read(tmp_path / "large.zip")
    assert orders == 20_000
    assert peak < _MOST


def test_files_of_one_order_number_take_no_more(tmp_path: Path):
    """All rows under one number, as when another column is taken for that of the numbers."""
    refused, peak = read(write(tmp_path / "same.csv", 100, 1))
    assert refused > 1
    assert peak < _MOST_OF_ONE
