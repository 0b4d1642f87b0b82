"""Facts about sources, relay domains, fillers and characters, kept as data. One reader for all."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any


def load(name: str) -> dict[str, Any]:
    """Return the contents of ``<name>.toml`` in this folder. Called once per file, at import."""
    text = resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
