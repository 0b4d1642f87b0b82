"""The core and the readers of files run where there is no Django."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

IMPORT_ALL = """
import importlib, pkgutil, sys

BLOCKED = {"django", "celery", "graphene", "graphql", "graphql_relay", "promise", "psycopg", "saleor"}


class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in BLOCKED:
            raise ImportError(f"{name} is blocked")


sys.meta_path.insert(0, Refuse())
package = importlib.import_module(sys.argv[1])
names = [package.__name__]
names += [module.name for module in pkgutil.walk_packages(package.__path__, package.__name__ + ".")]
for name in names:
    importlib.import_module(name)
assert not BLOCKED & {name.partition(".")[0] for name in sys.modules}
print(len(names))
"""


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize("package", ["core", "importers"])
def test_every_module_imports_without_any_framework(package):
    done = python("-W", "error", "-c", IMPORT_ALL, f"saleor_customer_mgmt.{package}")

    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) > 1


def test_the_block_would_be_noticed():
    done = python("-c", IMPORT_ALL, "saleor_customer_mgmt.apps")

    assert done.returncode != 0
    assert "django.apps is blocked" in done.stderr or "django is blocked" in done.stderr


def test_the_package_root_imports_nothing():
    done = python(
        "-c", "import sys; old = set(sys.modules); import saleor_customer_mgmt; print(set(sys.modules) - old)"
    )

    assert done.stdout == "{'saleor_customer_mgmt'}\n"


def test_graphql_is_graphql_core():
    import graphql

    assert graphql.__version__.startswith("2.")
    assert ROOT / "graphql" not in Path(graphql.__file__).parents


def test_graphql_is_graphql_core_when_python_starts_in_the_project():
    done = python("-c", "import graphql; print(graphql.__version__)")

    assert done.stdout.startswith("2."), done.stderr


def test_every_folder_of_tests_is_a_package():
    """A folder tests/graphql that is no package below tests would hide graphql-core."""
    folders = {file.parent for file in (ROOT / "tests").rglob("*.py")}

    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []
