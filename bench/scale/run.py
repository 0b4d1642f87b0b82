"""One run of the benchmark: where, with how much, and what it has found so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.history.files import Size, write_history
from bench.scale.bars import Bar, Limit
from bench.scale.place import Place
from bench.scale.processes import Done, run_step

MB = 1_000_000


@dataclass(slots=True)
class Run:
    """``tell`` says what is being done; ``found`` and ``remarks`` go into the report."""

    place: Place
    database: str
    orders: int
    seed: int
    rounds: int
    tell: Callable[[str], None]
    found: list[Bar | Limit] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def history(self) -> Path:
        return self.place.folder / f"history-{self.orders}.csv"

    @property
    def truth(self) -> Path:
        return self.place.folder / f"truth-{self.orders}.csv"

    def write_files(self) -> Size:
        self.tell(f"writing {self.orders:,} orders")
        return write_history(self.orders, self.seed, self.history, self.truth)

    def step(self, name: str, settings: str = "", **arguments: object) -> Done:
        """Run a step in this run's database."""
        environment = self.place.environment(self.database)
        if settings:
            environment["DJANGO_SETTINGS_MODULE"] = settings
        return run_step(name, environment, **arguments)

    def make_tables(self) -> None:
        self.place.create(self.database)
        self.step("migrate")

    def fill(self) -> None:
        """Import the history without measuring anything."""
        size = self.write_files()
        self.make_tables()
        self.tell(f"importing {size.rows:,} rows")
        self.step("import_orders", path=self.history)
        self.finish()

    def finish(self) -> Done:
        """Do what an import has left to the background, and bring the tables into their usual state."""
        self.tell("finishing, vacuuming")
        done = self.step("finish_work")
        with self.place.connect(self.database) as connection:
            connection.execute("VACUUM ANALYZE")  # as autovacuum would have done by and by
        return done
