"""The ready-made operations of graphql/operations/."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "graphql" / "operations"
OPERATIONS = {file.stem: file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.graphql"))}


def root_field(operation: str) -> str:
    """Return the root field that an operation is named after."""
    return operation[0].lower() + operation[1:]
