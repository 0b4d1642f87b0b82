"""Asking an interpreter which Saleor it has, and whether this package is installed in it as it is here."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.saleor.runner.finding import Named, NotUsable

PROJECT = Path(__file__).parents[3]
_PACKAGE = "saleor_customer_mgmt"
_PATIENCE = 120
# A Saleor's own environment must not be mixed with ours, nor with that of another Saleor's shell.
_KEPT = ("PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")

_ASK = """
import importlib.metadata, importlib.util, json, sys
import saleor
spec = importlib.util.find_spec("saleor_customer_mgmt")
points = importlib.metadata.entry_points(group="saleor.plugins")
json.dump({
    "version": saleor.__version__,
    "source": sorted(saleor.__path__)[0],
    "package": spec.origin if spec else "",
    "installed": "saleor_customer_mgmt" in {point.name for point in points},
}, sys.stdout)
"""


@dataclass(frozen=True, slots=True)
class Saleor:
    """One Saleor that can be started."""

    named: Named
    version: str
    source: Path

    @property
    def python(self) -> Path:
        return self.named.python


def clean_environment(named: Named, source: Path | None, inherited: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for a process of this Saleor, before anything of ours is added."""
    kept = {name: inherited[name] for name in _KEPT if name in inherited}
    if source is not None:
        kept["PYTHONPATH"] = str(source)
    elif inherited.get("PYTHONPATH"):
        kept["PYTHONPATH"] = inherited["PYTHONPATH"]
    return kept | {"LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1", **named.environment}


def ask(named: Named) -> Saleor:
    """Return which Saleor this interpreter has.

    Raises:
        NotUsable: when it has none, or not this package, or another state of it.
    """
    found = _answer(named)
    source = Path(found["source"]).parent
    if not (source / "manage.py").is_file():
        raise NotUsable(
            f"{named.python} imports Saleor from {source}, where there is no manage.py: name source"
        )
    how = f'Install it there: {named.python} -m pip install --no-deps -e "{PROJECT}"'
    if not found["installed"] or not found["package"]:
        raise NotUsable(f"{named.python} has Saleor {found['version']}, but not this package. {how}")
    if contents(Path(found["package"]).parent) != contents(PROJECT / _PACKAGE):
        raise NotUsable(f"The {_PACKAGE} installed for {named.python} is not the one in {PROJECT}. {how}")
    return Saleor(named, found["version"], source)


def choose(found: Iterable[Saleor]) -> tuple[list[Saleor], list[Saleor]]:
    """Return one Saleor of each version, the oldest version first, and those left out for it."""
    chosen: dict[str, Saleor] = {}
    left: list[Saleor] = []
    for each in found:
        if each.version in chosen:
            left.append(each)
        else:
            chosen[each.version] = each
    return sorted(chosen.values(), key=lambda each: _by_number(each.version)), left


def contents(package: Path) -> str:
    """Return a fingerprint of the modules below a folder, the same wherever the folder is."""
    fingerprint = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        fingerprint.update(f"{path.relative_to(package)}\0".encode())
        fingerprint.update(hashlib.sha256(path.read_bytes()).digest())
    return fingerprint.hexdigest()


def _by_number(version: str) -> list[tuple[int, str]]:
    return [(int(part) if part.isdigit() else -1, part) for part in version.split(".")]


def _answer(named: Named) -> dict[str, Any]:
    environment = clean_environment(named, named.source, os.environ)
    # Saleor's settings are not loaded for this, but its Celery app asks for their name.
    environment |= {"DJANGO_SETTINGS_MODULE": "saleor.settings"}
    try:
        done = subprocess.run(
            [named.python, "-c", _ASK],
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            env=environment,
            timeout=_PATIENCE,
        )
    except OSError as error:
        raise NotUsable(f"{named.python} cannot be run: {error.strerror}") from error
    except subprocess.TimeoutExpired as error:
        raise NotUsable(f"{named.python} did not say within {_PATIENCE} s which Saleor it has") from error
    if done.returncode != 0:
        why = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        where = "name source, the folder with Saleor's manage.py" if named.source is None else named.source
        raise NotUsable(f"{named.python} has no Saleor ({where}): {why}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
