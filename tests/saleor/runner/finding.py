"""Which Saleors this user has named. Reads the environment and one settings file; starts nothing."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

VARIABLE = "SALEOR_PYTHON"
NONE_FOUND = (
    f"No Saleor was found ({VARIABLE}, or ~/.config/customer-mgmt/saleor.toml): "
    "the checks inside a real Saleor were left out."
)
_TEXTS = ("python", "source", "database", "redis")


class NotUsable(Exception):
    """Raised when what was named cannot be used; the message says what to do, without passwords."""


@dataclass(frozen=True, slots=True)
class Named:
    """One Saleor, as it was named."""

    python: Path
    source: Path | None = None
    """The folder with its ``manage.py``; None: wherever the interpreter imports Saleor from."""
    database: str = ""
    """A PostgreSQL server's address; empty: one of our own."""
    redis: str = ""
    """The first of two empty databases of a Redis; empty: one of our own."""
    environment: Mapping[str, str] = field(default_factory=dict)


def named_saleors(environment: Mapping[str, str]) -> list[Named]:
    """Return what the variable names or else the settings file; nothing when there is neither.

    A path in the variable that the settings file has too keeps what the file says about it.

    Raises:
        NotUsable: when the file is wrong, or a path in the variable is not absolute.
    """
    path = settings_file(environment)
    in_file = [] if path is None or not path.exists() else _read(path)
    wanted = [part for part in environment.get(VARIABLE, "").split(os.pathsep) if part.strip()]
    if not wanted:
        return in_file
    known = {each.python: each for each in in_file}
    pythons = [_absolute(text, f"{VARIABLE}: ") for text in wanted]
    return [known.get(python, Named(python)) for python in dict.fromkeys(pythons)]


def settings_file(environment: Mapping[str, str]) -> Path | None:
    """Return where the settings file would be; None for a user without a home."""
    folder = user_folder(environment, "XDG_CONFIG_HOME", ".config")
    return None if folder is None else folder / "saleor.toml"


def user_folder(environment: Mapping[str, str], variable: str, default: str) -> Path | None:
    """Return this project's folder in one of the user's, as the XDG rules name them."""
    named = Path(environment.get(variable, ""))
    if named.is_absolute():
        return named / "customer-mgmt"
    home = environment.get("HOME", "")
    return Path(home) / default / "customer-mgmt" if home else None


def parse(text: str, where: str) -> list[Named]:
    """Return what a settings file says; ``where`` begins each complaint.

    Raises:
        NotUsable: when it is no TOML, or says what is not understood.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NotUsable(f"{where}: this is not TOML: {error}") from error
    if unknown := sorted(told.keys() - {"saleor"}):
        raise NotUsable(f"{where}: {unknown[0]} is not known here; write [[saleor]] above each Saleor")
    entries = told.get("saleor", [])
    if not isinstance(entries, list) or not entries:
        raise NotUsable(f"{where}: name at least one Saleor, under [[saleor]]")
    named = [_entry(entry, f"{where}, [[saleor]] {i}: ") for i, entry in enumerate(entries, start=1)]
    pythons = [each.python for each in named]
    for python in pythons:
        if pythons.count(python) > 1:
            raise NotUsable(f"{where}: {python} is named more than once")
    return named


def _read(path: Path) -> list[Named]:
    try:
        return parse(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise NotUsable(f"{path} cannot be read: {error}") from error


def _entry(entry: Any, where: str) -> Named:
    if not isinstance(entry, dict):
        raise NotUsable(f'{where}write [[saleor]] and below it python = "/path/to/python"')
    if unknown := sorted(entry.keys() - {*_TEXTS, "environment"}):
        raise NotUsable(
            f"{where}{unknown[0]} is not known here; there are {', '.join(_TEXTS)} and environment"
        )
    for name in _TEXTS:
        if not isinstance(entry.get(name, ""), str):
            raise NotUsable(f"{where}{name} has to be text in quotation marks")
    if not entry.get("python"):
        raise NotUsable(f"{where}python is missing: the interpreter that has Saleor")
    variables = entry.get("environment", {})
    if not isinstance(variables, dict) or not all(isinstance(v, str) for v in variables.values()):
        raise NotUsable(f'{where}environment has to be a table of texts: {{ NAME = "value" }}')
    source = entry.get("source", "")
    return Named(
        python=_absolute(entry["python"], f"{where}python: "),
        source=_absolute(source, f"{where}source: ") if source else None,
        database=entry.get("database", ""),
        redis=entry.get("redis", ""),
        environment=variables,
    )


def _absolute(text: str, where: str) -> Path:
    # Not resolved: the python of a virtual environment is a link, and it is the link that matters.
    path = Path(text.strip()).expanduser()
    if not path.is_absolute():
        raise NotUsable(f"{where}{text} is not a whole path; begin it with /")
    return path
