"""The file of many gigabytes: as large as asked for, and all of it read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.bigfile import __main__ as bigfile
from bench.bigfile.writing import Written, write_large
from saleor_customer_mgmt.importers import OrderRead, open_orders
from tests.samples.every import SAMPLES

(RAKUTEN,) = (each for each in SAMPLES if each.id == "rakuten")


def test_a_file_of_at_least_that_size_whose_orders_are_all_others(tmp_path: Path) -> None:
    path = tmp_path / "rakuten.csv"

    written = write_large(RAKUTEN, 1_700_000, path, remark="コメント")

    assert path.stat().st_size == written.size
    assert 1_700_000 <= written.size < 2 * 1_700_000
    read = list(open_orders([path]))
    assert all(isinstance(each, OrderRead) for each in read)
    numbers = {each.facts.number for each in read if isinstance(each, OrderRead)}
    assert len(numbers) == len(read) == written.orders
    assert sum(len(each.rows) for each in read) == written.rows


def test_what_was_read_is_told_with_its_peak(tmp_path: Path) -> None:
    path = tmp_path / "rakuten.csv"
    written = write_large(RAKUTEN, 1, path)

    done = subprocess.run(
        [sys.executable, "-m", "bench.bigfile.reading", str(path)], check=True, capture_output=True, text=True
    )

    told = json.loads(done.stdout)
    assert (told["format"], told["orders"], told["refused"]) == ("rakuten", written.orders, 0)
    assert told["peak"] > 10_000_000


def test_a_reading_that_misses_orders_is_no_figure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = write_large

    def one_more(*given: object, **more: object) -> Written:
        written = real(*given, **more)  # type: ignore[arg-type]
        return Written(written.size, written.orders + 1, written.rows)

    monkeypatch.setattr(bigfile, "write_large", one_more)

    assert bigfile.main(["--gb", "0.001", "--imported-gb", "0", "--dry"]) == 1
    assert capsys.readouterr().err.endswith("200 orders were read of 201\n")


def test_the_table_tells_the_size_beside_the_peak(capsys: pytest.CaptureFixture[str]) -> None:
    assert bigfile.main(["--gb", "0.001", "--imported-gb", "0", "--dry"]) == 0

    shown = capsys.readouterr().out.splitlines()
    assert [line.split(" | ")[:4] for line in shown[2:4]] == [
        ["| read, `rakuten`", "1 MB", "300", "200"],
        ["| read, `rakuten`", "2 MB", "600", "400"],
    ]
