from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from saleor_customer_mgmt.hosts.standalone.errors import HomeUnavailable
from saleor_customer_mgmt.hosts.standalone.home import home, secret_key


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"CUSTOMER_MGMT_HOME": "/a", "XDG_DATA_HOME": "/b", "HOME": "/c"}, "/a"),
        ({"XDG_DATA_HOME": "/b", "HOME": "/c"}, "/b/customer-mgmt"),
        ({"HOME": "/c"}, "/c/.local/share/customer-mgmt"),
    ],
)
def test_where_the_folder_is(monkeypatch, variables, expected):
    for name in ("CUSTOMER_MGMT_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert str(home()) == expected


def test_the_secret_key_is_made_once_for_its_owner_only(tmp_path):
    folder = tmp_path / "new" / "home"

    first = secret_key(folder)

    assert len(first) > 50
    assert secret_key(folder) == first
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600
    assert [file.name for file in folder.iterdir()] == ["secret-key"]


def test_processes_that_make_the_key_at_once_get_the_same(tmp_path):
    code = (
        "import sys; from pathlib import Path; "
        "from saleor_customer_mgmt.hosts.standalone.home import secret_key; "
        "sys.stdin.read(); print(secret_key(Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "home")]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(5)
    ]
    keys = {process.communicate(timeout=60)[0] for process in processes}

    assert len(keys) == 1
    assert len(keys.pop()) > 50


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(HomeUnavailable, match="CUSTOMER_MGMT_HOME"):
        secret_key(tmp_path / "file" / "home")


def test_a_folder_that_may_not_be_written_is_said_so(tmp_path, monkeypatch):
    def refuse(folder: Path, *_args: object, **_more: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))

    monkeypatch.setattr(Path, "mkdir", refuse)  # root, as whom tests may run, may write everywhere

    with pytest.raises(HomeUnavailable, match="Permission denied"):
        secret_key(tmp_path / "home")
