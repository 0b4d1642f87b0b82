"""Whatever the bytes are, the outcome is orders, refusals or a refused file, and no row is lost."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from saleor_customer_mgmt.importers import FileRefused, OrderRead, open_orders, plan_files
from saleor_customer_mgmt.importers.formats import FORMATS
from saleor_customer_mgmt.importers.lines import Lines
from saleor_customer_mgmt.importers.recognise import recognise
from saleor_customer_mgmt.importers.records import read_records
from tests.samples.every import SAMPLES

TRUE_FILES = [
    (sample.format, [(t.file_name, t.text().encode(t.encoding)) for t in sample.tables]) for sample in SAMPLES
]


def check(files: list[tuple[str, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name, _ in files]
        for path, (_, content) in zip(paths, files, strict=True):
            path.write_bytes(content)
        assert sorted(path for group in plan_files(paths) for path in group) == sorted(paths)
        try:
            items = list(open_orders(paths))
        except FileRefused:
            return
        seen = [row for item in items for row in item.rows]
        assert len(seen) == len(set(seen))
        rows, last_lines = rows_of(paths)
        assert rows - last_lines <= set(seen) <= rows
        numbers = [(i.facts.source, i.facts.number) for i in items if isinstance(i, OrderRead)]
        assert len(numbers) == len(set(numbers))
        for item in items:
            if isinstance(item, OrderRead):
                str(item.facts).encode()
                assert item.facts.placed_at is None or item.facts.placed_at.utcoffset() is not None


def rows_of(paths: list[Path]) -> tuple[set[tuple[str, int]], set[tuple[str, int]]]:
    """Return the places of all rows, and of those that a file may end with."""
    rows, last_lines = set(), set()
    for path in paths:
        file = recognise(path, FORMATS)
        with closing(Lines(path, file.charset)) as lines:
            for record in list(read_records(lines, file.dialect))[1:]:
                rows.add((path.name, record.line))
                if file.sheet.closes(record.cells):
                    last_lines.add((path.name, record.line))
    return rows, last_lines


@given(st.binary(max_size=400))
def test_arbitrary_bytes(content: bytes):
    check([("a.csv", content)])


@given(
    st.text(alphabet='order_numbername,\t;"\n\r1山ﾀ é\0\x1a', max_size=80),
    st.sampled_from(("utf-8", "cp932", "utf-16")),
)
@example(text=",,111111111\0山山", encoding="utf-8").via("a NUL in a surplus cell of a row without a number")
@example(text="111111111,,\0山山", encoding="utf-8").via("a NUL in a surplus cell")
def test_arbitrary_rows_below_a_header(text: str, encoding: str):
    content = f"source,order_number,name\nsaleor,{text}".encode(encoding, "replace")
    check([("a.csv", content)])


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.sampled_from(TRUE_FILES),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3), st.binary(max_size=4)), min_size=1, max_size=6),
)
def test_mutated_samples(
    sample: tuple[str, list[tuple[str, bytes]]], changes: list[tuple[float, int, bytes]]
):
    files = []
    for name, content in sample[1]:
        changed = content
        for where, length, new in changes:
            at = int(where * len(changed))
            changed = changed[:at] + new + changed[at + length :]
        files.append((name, changed))
    check(files)


@settings(deadline=None)
@given(st.sampled_from(TRUE_FILES), st.data())
def test_cells_replaced_by_nonsense(sample: tuple[str, list[tuple[str, bytes]]], data: st.DataObject):
    nonsense = st.sampled_from(
        ["", "-99999", "0000-00-00", "2024-13-45", "1e99", "٣", "合計", "²", "Ⅳ", "-", "　", "=1+1"]
    )
    files = []
    for name, content in sample[1]:
        delimiter = b"\t" if name.endswith(".tsv") else b","
        lines = content.split(b"\r\n")
        at = data.draw(st.integers(1, max(1, len(lines) - 2)))
        cells = lines[at].split(delimiter)
        place = data.draw(st.integers(0, len(cells) - 1))
        cells[place] = data.draw(nonsense).encode("cp932", "replace")
        lines[at] = delimiter.join(cells)
        files.append((name, b"\r\n".join(lines)))
    check(files)
