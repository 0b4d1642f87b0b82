"""Whatever the bytes are, the outcome is orders, refusals or a refused file, and no row is lost."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from saleor_customer_mgmt.importers import plan_files
from tests.importers.answers import clear_answer
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
        clear_answer(paths)


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
