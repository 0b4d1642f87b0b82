"""The built dashboard extension, as both hosts serve it: ``make frontend`` writes it into ``built/``.

It is no part of the repository (docs/adr/0090-front-end.md) but of the wheel. Without it a host shows
what it showed before there was one.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

BUILT = Path(__file__).with_name("built")

# Sent with nosniff, so these have to be right, whatever the system's own list says.
CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*", re.ASCII)
_AS_BUILT = '"./assets/'
_PLACE = '<script id="settings" type="application/json">'
# What would end a script element, or begin a comment in it.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def is_built() -> bool:
    return (BUILT / "index.html").is_file()


def page(base: str, settings: Mapping[str, Any]) -> str:
    """Return the page of the app below ``base`` (with a slash at its end), told ``settings``.

    Raises:
        FileNotFoundError: when the app is not built.
    """
    told = json.dumps({**settings, "base": base}, ensure_ascii=False).translate(_ESCAPES)
    text = (BUILT / "index.html").read_text(encoding="utf-8")
    # A host may strip the slash at the end of the page's address, so that relative ones would miss.
    return text.replace(_AS_BUILT, f'"{base}assets/').replace(_PLACE, _PLACE + told)


def asset(name: str, *, compressed: bool = False) -> bytes | None:
    """Return a file that belongs to the page; None when there is none of this name.

    Its name has the digest of its content, so it may be kept for ever.
    """
    if not _NAME.fullmatch(name) or Path(name).suffix not in CONTENT_TYPES:
        return None
    file = BUILT / "assets" / name
    try:
        return _compressed(file) if compressed else file.read_bytes()
    except FileNotFoundError:
        return None


@lru_cache(maxsize=100)
def _compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), mtime=0)
