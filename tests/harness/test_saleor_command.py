"""``python -m tests.saleor`` where there is no Saleor, or none that can be used."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.saleor.runner.interpreters import PROJECT


def saleor(home, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], **variables}
    return subprocess.run(
        [sys.executable, "-m", "tests.saleor"],
        check=False,
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env=environment,
    )


def test_without_a_saleor_one_plain_line_says_so(tmp_path):
    done = saleor(tmp_path)

    assert done.returncode == 0
    assert done.stdout == (
        "No Saleor was found (SALEOR_PYTHON, or ~/.config/customer-mgmt/saleor.toml): "
        "the checks inside a real Saleor were left out.\n"
    )
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_an_interpreter_without_saleor_fails_and_leaves_nothing_behind(tmp_path):
    done = saleor(tmp_path, SALEOR_PYTHON=sys.executable)

    assert done.returncode == 2
    assert done.stdout == ""
    assert f"{sys.executable} has no Saleor" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_settings_file_fails(tmp_path):
    (tmp_path / "customer-mgmt").mkdir()
    (tmp_path / "customer-mgmt" / "saleor.toml").write_text("[[saleor]]\n", encoding="utf-8")

    done = saleor(tmp_path, XDG_CONFIG_HOME=str(tmp_path))

    assert done.returncode == 2
    assert done.stdout == ""
    assert "python is missing" in done.stderr
