"""import-linter's contracts hold, and would say so if they did not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--config", "setup.cfg"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package in which a test may plant things."""
    shutil.copy(ROOT / "setup.cfg", tmp_path)
    package = tmp_path / "saleor_customer_mgmt"
    shutil.copytree(ROOT / package.name, package, ignore=shutil.ignore_patterns("__pycache__"))
    return package


def plant(module: Path, code: str) -> None:
    module.parent.mkdir(parents=True, exist_ok=True)
    with module.open("a", encoding="utf-8") as file:
        file.write(f"\n{code}\n")


def test_the_contracts_hold():
    done = lint(ROOT)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "code", "reported"),
    [
        ("core/facts.py", "import django.db", "core.facts -> django"),
        ("core/facts.py", "def late():\n    import saleor_customer_mgmt.graphql", "core.facts -> "),
        ("importers/contract.py", "import saleor_customer_mgmt.models", "importers.contract -> "),
        ("services/planted.py", "import saleor.order.models", "services.planted -> saleor"),
        ("services/planted.py", "import graphene", "services.planted -> graphene"),
        ("services/planted.py", "import saleor_customer_mgmt.graphql", "services.planted -> "),
        ("models/planted.py", "import saleor_customer_mgmt.services", "models.planted -> "),
        ("graphql/planted.py", "import saleor.graphql", "graphql.planted -> saleor"),
        ("hosts/standalone/planted.py", "import saleor_customer_mgmt.hosts.saleor", "standalone.planted -> "),
        ("planted.py", "import json", "planted"),
    ],
)
def test_a_planted_import_is_reported(copy, module, code, reported):
    plant(copy / module, code)

    done = lint(copy.parent)

    assert done.returncode == 1
    assert reported in done.stdout


def test_the_saleor_host_and_the_plugin_may_import_saleor(copy):
    plant(copy / "hosts/saleor/planted.py", "import saleor.order\nimport saleor_customer_mgmt.services")
    plant(copy / "plugin.py", "import saleor.plugins.base_plugin\nimport saleor_customer_mgmt.hosts.saleor")

    done = lint(copy.parent)

    assert done.returncode == 0, done.stdout
