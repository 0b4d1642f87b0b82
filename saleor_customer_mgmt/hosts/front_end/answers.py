"""The front end as answers of a web server: what both hosts say of it in the same way."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse

from saleor_customer_mgmt.hosts import front_end

_FOR_EVER = "public, max-age=31536000, immutable"
# The components set their sizes and colours in style attributes; no script ever comes from the page itself.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "
)


def page_answer(base: str, settings: Mapping[str, Any], *, framed_by: Sequence[str] = ()) -> HttpResponse:
    """Answer with the page; only these origins may show it in a frame.

    Raises:
        FileNotFoundError: when the app is not built.
    """
    return guarded(HttpResponse(front_end.page(base, settings)), framed_by)


def guarded(response: HttpResponse, framed_by: Sequence[str] = ()) -> HttpResponse:
    """Say of a page what it may load and who may show it in a frame."""
    response["Content-Security-Policy"] = _POLICY + (" ".join(framed_by) or "'none'")
    response["X-Content-Type-Options"] = "nosniff"
    # It names its files by their digests: one that was kept would ask for files of yesterday.
    response["Cache-Control"] = "no-store"
    return response


def asset_answer(request: HttpRequest, name: str) -> HttpResponse | None:
    """Answer with a file of the page; None when there is none of this name.

    It tells nothing about the shop, so nobody is asked who they are.
    """
    compressed = re.search(r"\bgzip\b", request.headers.get("Accept-Encoding", "")) is not None
    content = front_end.asset(name, compressed=compressed)
    if content is None:
        return None
    response = HttpResponse(content, content_type=front_end.CONTENT_TYPES[Path(name).suffix])
    response["Cache-Control"] = _FOR_EVER
    response["X-Content-Type-Options"] = "nosniff"
    response["Vary"] = "Accept-Encoding"
    if compressed:
        response["Content-Encoding"] = "gzip"
    return response
