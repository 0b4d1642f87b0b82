"""Templates are made once, by one; copies go away with their run."""

from __future__ import annotations

import secrets
import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from tests.saleor.runner import databases


class TestServer:
    """The server on which the tests run, whichever it is."""

    __test__ = False

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def url(self, database: str) -> str:
        told = connection.get_connection_params()
        kept = {name: told[name] for name in ("user", "password", "host", "port") if told.get(name)}
        return make_conninfo("", dbname=database, **kept)


@pytest.fixture
def server(transactional_db) -> TestServer:
    return TestServer()


@pytest.fixture
def template(server):
    name = f"{databases.PREFIX}template_{secrets.token_hex(6)}"
    yield name
    with psycopg.connect(server.url("postgres"), autocommit=True) as session:
        for left in (name, f"{name}_making"):
            databases._drop(session, left)


def fill(url: str) -> None:
    with psycopg.connect(url) as session:
        session.execute("CREATE TABLE filled AS SELECT 7 AS number")


def number_in(url: str) -> int:
    with psycopg.connect(url) as session:
        (number,) = session.execute("SELECT number FROM filled").fetchone() or (0,)
        return int(number)


def there(server: TestServer, like: str) -> list[str]:
    with psycopg.connect(server.url("postgres")) as session:
        found = session.execute("SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY 1", [like])
        return [row[0] for row in found.fetchall()]


def test_two_who_need_a_template_make_it_once(server, template):
    made: list[str] = []
    together = threading.Barrier(2)

    def fill_and_count(url: str) -> None:
        made.append(url)
        fill(url)

    def need() -> None:
        together.wait(60)
        databases.have_template(server, template, fill_and_count)

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(need) for _ in range(2)]:
            done.result()

    assert len(made) == 1
    assert there(server, f"{template}%") == [template]
    assert number_in(server.url(template)) == 7


def test_a_template_that_failed_half_way_is_made_anew(server, template):
    def half(url: str) -> None:
        fill(url)
        raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        databases.have_template(server, template, half)
    assert there(server, template) == []

    databases.have_template(server, template, fill)  # would stumble over the table that half made
    assert there(server, f"{template}%") == [template]


@pytest.mark.parametrize("failing", [False, True])
def test_a_copy_goes_away_with_its_run(server, template, failing):
    databases.have_template(server, template, fill)
    seen: list[int] = []

    def use() -> None:
        with databases.copy(server, template) as url:
            seen.append(number_in(url))
            with psycopg.connect(url) as still_open:
                still_open.execute("DELETE FROM filled")
                if failing:
                    raise KeyboardInterrupt

    before = there(server, f"{databases.PREFIX}run_%")
    if failing:
        with pytest.raises(KeyboardInterrupt):
            use()
    else:
        use()

    assert seen == [7]
    assert there(server, f"{databases.PREFIX}run_%") == before
    assert number_in(server.url(template)) == 7


def test_what_a_killed_run_left_is_cleared_away_and_a_living_one_kept(server, template):
    databases.have_template(server, template, fill)
    left = f"{databases.PREFIX}run_0_{secrets.token_hex(4)}"
    with psycopg.connect(server.url("postgres"), autocommit=True) as session:
        session.execute(f"CREATE DATABASE {left}")

    with databases.copy(server, template) as living, databases.copy(server, template) as another:
        assert there(server, left) == []
        assert [number_in(living), number_in(another)] == [7, 7]


def test_the_hash_follows_every_migration(tmp_path):
    folder = tmp_path / "order" / "migrations"
    folder.mkdir(parents=True)
    (folder / "0001_initial.py").write_text("one", encoding="utf-8")
    first = databases.migrations_hash(tmp_path)
    (tmp_path / "order" / "models.py").write_text("no migration", encoding="utf-8")
    assert databases.migrations_hash(tmp_path) == first

    (folder / "0002_more.py").touch()
    second = databases.migrations_hash(tmp_path)
    (folder / "0001_initial.py").write_text("changed", encoding="utf-8")

    assert len({first, second, databases.migrations_hash(tmp_path)}) == 3
