"""The dashboard extension below /app/, for staff who have signed in."""

from __future__ import annotations

import re
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_safe

from saleor_customer_mgmt.hosts import front_end
from saleor_customer_mgmt.hosts.standalone.requestor import is_staff

BASE = "/app/"
# The components set their sizes and colours in style attributes; no script ever comes from the page itself.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def app(request: HttpRequest) -> HttpResponse:
    """The same page for each of its screens; who has not signed in is sent there and comes back.

    Raises:
        Http404: when the app is not built.
    """
    if not front_end.is_built():
        raise Http404
    if not is_staff(request.user):
        return HttpResponseRedirect(f"/?{urlencode({'next': request.get_full_path()})}")
    settings = {
        "host": "standalone",
        "endpoint": "/graphql/",
        "csrf": get_token(request),
        "language": "ja" if (get_language() or "").startswith("ja") else "en",
        "user": request.user.get_username(),
    }
    response = HttpResponse(front_end.page(BASE, settings))
    response["Content-Security-Policy"] = _POLICY
    return response


@require_GET
def app_asset(request: HttpRequest, name: str) -> HttpResponse:
    """A file of the app. It tells nothing about the shop, so nobody is asked who they are.

    Raises:
        Http404: when there is none of this name.
    """
    compressed = re.search(r"\bgzip\b", request.headers.get("Accept-Encoding", "")) is not None
    content = front_end.asset(name, compressed=compressed)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type=front_end.CONTENT_TYPES[Path(name).suffix])
    response["Cache-Control"] = _FOR_EVER
    response["Vary"] = "Accept-Encoding"
    if compressed:
        response["Content-Encoding"] = "gzip"
    return response
