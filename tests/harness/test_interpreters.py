"""What an interpreter says of its Saleor (here a folder of two files), and when it is refused."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from tests.saleor.runner.finding import Named, NotUsable
from tests.saleor.runner.interpreters import Saleor, ask, choose, clean_environment, contents


@pytest.fixture
def source(tmp_path):
    """A folder that an interpreter takes for Saleor 3.99.1."""
    (tmp_path / "saleor").mkdir()
    (tmp_path / "saleor" / "__init__.py").write_text('__version__ = "3.99.1"\n', encoding="utf-8")
    (tmp_path / "manage.py").touch()
    return tmp_path


@pytest.fixture
def python(tmp_path):
    """Makes an interpreter out of ours, with these options."""

    def made(options: str) -> Path:
        path: Path = tmp_path / "python"
        path.write_text(f'#!/bin/sh\nexec "{sys.executable}" {options} "$@"\n', encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    return made


def test_version_and_source_are_told(source):
    named = Named(Path(sys.executable), source)

    assert ask(named) == Saleor(named, "3.99.1", source)


def test_without_source_saleor_is_imported_from_where_it_is(source, python, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(source))

    assert ask(Named(Path(sys.executable))).source == source


def test_an_interpreter_without_saleor_is_refused_with_what_to_do():
    with pytest.raises(NotUsable, match=r"has no Saleor \(name source, .*No module named 'saleor'"):
        ask(Named(Path(sys.executable)))


def test_a_path_that_is_no_program_is_refused(tmp_path):
    with pytest.raises(NotUsable, match="cannot be run: No such file"):
        ask(Named(tmp_path / "none"))


def test_a_saleor_without_manage_py_is_refused(source):
    (source / "manage.py").unlink()

    with pytest.raises(NotUsable, match=r"where there is no manage\.py"):
        ask(Named(Path(sys.executable), source))


def test_a_saleor_without_this_package_is_refused_with_how_to_install_it(source, python):
    # -S: without what is installed.
    with pytest.raises(NotUsable, match=r"has Saleor 3\.99\.1, but not this package\. .* -m pip install"):
        ask(Named(python("-S"), source))


def test_another_state_of_this_package_is_refused(source):
    other = source / "saleor_customer_mgmt"
    other.mkdir()
    (other / "__init__.py").touch()  # found before the one that is installed

    with pytest.raises(NotUsable, match="is not the one in"):
        ask(Named(Path(sys.executable), source))


def test_one_saleor_of_each_version_is_chosen_the_oldest_first():
    def found(version: str, python: str) -> Saleor:
        return Saleor(Named(Path(python)), version, Path("/s"))

    new, old, again = found("3.23.10", "/a"), found("3.9.2", "/b"), found("3.23.10", "/c")

    assert choose([new, old, again]) == ([old, new], [again])
    assert choose([]) == ([], [])


def test_contents_tell_modules_by_name_and_text_and_not_by_place(tmp_path):
    for place in ("one", "two"):
        (tmp_path / place / "sub").mkdir(parents=True)
        (tmp_path / place / "sub" / "a.py").write_text("A = 1\n", encoding="utf-8")
    first = contents(tmp_path / "one")
    assert contents(tmp_path / "two") == first

    (tmp_path / "two" / "sub" / "a.py").write_text("A = 2\n", encoding="utf-8")
    assert contents(tmp_path / "two") != first

    (tmp_path / "one" / "sub" / "a.py").rename(tmp_path / "one" / "sub" / "b.py")
    assert contents(tmp_path / "one") != first


def test_the_environment_of_another_shop_stays_outside():
    inherited = {"PATH": "/bin", "DATABASE_URL": "x", "PYTHONPATH": "/other", "SECRET_KEY": "y"}

    clean = clean_environment(Named(Path("/p"), environment={"STATIC_URL": "/s/"}), Path("/src"), inherited)

    assert clean == {
        "PATH": "/bin",
        "PYTHONPATH": "/src",
        "LC_ALL": "C.UTF-8",
        "PYTHONUNBUFFERED": "1",
        "STATIC_URL": "/s/",
    }
