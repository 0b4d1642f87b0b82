"""The sample files of the demo, and who in them is worth showing."""

from __future__ import annotations

from pathlib import Path

import saleor_customer_mgmt.demo

FOLDER = Path(saleor_customer_mgmt.demo.__file__).parent
_ORDER = ("rakuten", "amazon", "yahoo", "aupay", "shop")

MERGED = "ヤマダ"
"""Finds one person whom the files do not show to be one: an old report of Amazon has only his kana."""

UNPAID, MISUSED = "山本直樹", "渡辺陽子"
"""Two people with orders that are still to be sent."""


def files() -> list[Path]:
    """Return the sample files, the malls before the shop."""
    found = [path for path in FOLDER.iterdir() if path.suffix in {".csv", ".txt"}]
    return sorted(found, key=lambda path: (_place(path), path.name))


def _place(path: Path) -> int:
    mall = path.stem.partition("_")[0]
    return _ORDER.index(mall) if mall in _ORDER else len(_ORDER)
