"""A front end as small as one can be, in the shape in which the real one is built."""

from __future__ import annotations

from pathlib import Path

PAGE = """<!doctype html>
<script id="settings" type="application/json"></script>
<script type="module" crossorigin src="./assets/index-1a2B.js"></script>
"""
SCRIPT = b"'use strict';" * 100


def build(folder: Path) -> None:
    assets = folder / "assets"
    assets.mkdir(parents=True)
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    (folder / "secret.js").write_bytes(b"not an asset")
    (assets / "index-1a2B.js").write_bytes(SCRIPT)
    (assets / "style.css").write_bytes(b"")
    (assets / "notes.txt").write_bytes(b"of no kind that is served")
