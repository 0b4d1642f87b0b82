"""Import, beside COPY and django-import-export; with its memory, its size, and whom it joined."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from bench.history.files import COLUMNS, Size, read_truth, write_history
from bench.history.truth import Agreement, agreement, joined_by
from bench.scale.bare import copy_file
from bench.scale.bars import Limit, bar
from bench.scale.run import MB, Run

PRESET = (("name", "phone"), ("name", "email"))
_PART = 20
"""django-import-export gets this part of the orders: for all of them it takes hours."""
_SIZES = """
    SELECT relname, pg_total_relation_size(oid), pg_indexes_size(oid)
    FROM pg_class WHERE relkind = 'r' AND relname LIKE 'customer\\_mgmt\\_%' ORDER BY 2 DESC
"""
_SHOWN = 6
_PARTS = {
    "read": "reading it from the file",
    "derived": "deriving what is kept of it",
    "written": "PostgreSQL copying its rows from table to table with the same indexes",
}


def measure_import(run: Run) -> None:
    """Fill the run's database, and add what that took."""
    size = run.write_files()
    run.make_tables()
    bare, others = [_bare_copy(run)], [_import_export(run)]
    run.tell(f"importing {size.rows:,} rows")
    done = run.step("import_orders", path=run.history)
    bare.append(_bare_copy(run))
    others.append(_import_export(run))
    what = f"import of {size.rows:,} neutral rows ({size.orders:,} orders), judged"
    beside = "bare `COPY` of the same file into a text table"
    run.found.append(bar(what, beside, 15, [done.seconds], [median(bare)], note=_around("s", bare)))
    beside = f"django-import-export importing 1/{_PART} of the orders into a table without judging"
    ours, theirs = [1e6 * done.seconds / size.rows], [median(others)]
    note = _around("µs", others)
    run.found.append(bar(f"{what}, for each row", beside, 1 / 10, ours, theirs, unit="µs", note=note))
    run.found.append(Limit("peak memory of import", 600, "MB", done.peak / MB))
    bare_order = 1e6 * median(bare) / size.orders
    run.remarks.append(_parts(run.step("import_parts", path=_part(run)).answer, bare_order))
    rest = run.finish()
    if rest.answer:
        run.remarks.append(
            f"What the import left to the background ({rest.answer} jobs) took {rest.seconds:.0f} s more."
        )
    run.remarks.append(
        f"The CSV: {size.rows:,} rows of {size.bytes / size.rows:.0f} bytes on average, "
        f"{size.bytes / size.orders:.0f} bytes for each order, {size.bytes / MB:,.0f} MB."
    )
    _measure_size(run, size)
    _compare_with_truth(run)


def _parts(taken: dict[str, float], bare: float) -> str:
    """Tell what an import has to do at least, each part alone and in one process."""
    told = [
        f"{what} {taken[part]:.0f} µs ({taken[part] / bare:.0f} × the bare `COPY`)"
        for part, what in _PARTS.items()
    ]
    parts = ", ".join(told)
    return f"An import, for each order, its parts one by one in one process: {parts}. The rest is judging."


def _around(unit: str, figures: list[float]) -> str:
    return f"theirs was taken before and after: {figures[0]:.3g} and {figures[1]:.3g} {unit}"


def _bare_copy(run: Run) -> float:
    run.tell("bare COPY")
    with run.place.connect(run.database) as connection:
        return copy_file(connection, run.history, COLUMNS)


def _import_export(run: Run) -> float:
    """Return how many microseconds django-import-export takes for each row."""
    path = _part(run)
    write_history(max(1, run.orders // _PART), run.seed, path, path.with_suffix(".truth"))
    run.tell("django-import-export")
    done = run.step("import_rows", "bench.scale.peer_settings", path=path)
    return float(1e6 * done.seconds / done.answer["rows"])


def _part(run: Run) -> Path:
    return run.place.folder / "part.csv"


def _measure_size(run: Run, size: Size) -> None:
    with run.place.connect(run.database) as connection:
        sizes = connection.execute(_SIZES).fetchall()
    largest = ", ".join(
        f"{name.removeprefix('customer_mgmt_')} {whole / size.orders:,.0f} ({indexes / size.orders:,.0f})"
        for name, whole, indexes in sizes[:_SHOWN]
    )
    note = f"bytes for each order, of which indexes: {largest}"
    ours, theirs = sum(whole for _, whole, _ in sizes) / size.orders, size.bytes / size.orders
    what = "database size for each order, everything included"
    run.found.append(bar(what, "the neutral CSV", 8, [ours], [theirs], unit="bytes", note=note))


def _compare_with_truth(run: Run) -> None:
    run.tell("comparing with the truth")
    with run.place.connect(run.database) as connection:
        rows = connection.execute("SELECT source, number, customer_id FROM customer_mgmt_orderrecord")
        found = {(source, number): customer for source, number, customer in rows}
    defined = agreement(joined_by(PRESET, read_truth(run.truth)), found)
    people = agreement({(k.source, k.number): k.person for k in read_truth(run.truth)}, found)
    run.remarks.append(f"Pairs of orders that the criteria define: {_told(defined)}.")
    run.remarks.append(
        f"Pairs of orders of one person: {_told(people)}. Who moved, married, mistyped, left the telephone "
        "out or shares one is not told by two criteria alone."
    )
    if not defined.wanted == defined.found == defined.both:
        run.remarks.append(
            "**Not what the criteria define was joined: these figures are of something else.**"
        )


def _told(each: Agreement) -> str:
    return (
        f"{each.wanted:,}, of which {each.both:,} are among the {each.found:,} that were joined "
        f"(precision {each.precision:.4f}, recall {each.recall:.4f})"
    )
