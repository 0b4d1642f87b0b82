"""The dashboard extension below /app/, for staff who have signed in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_safe

from saleor_customer_mgmt.hosts import front_end
from saleor_customer_mgmt.hosts.front_end.answers import asset_answer, page_answer
from saleor_customer_mgmt.hosts.standalone.requestor import is_staff

BASE = "/app/"


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
    return page_answer(BASE, settings)


@require_GET
def app_asset(request: HttpRequest, name: str) -> HttpResponse:
    """A file of the app.

    Raises:
        Http404: when there is none of this name.
    """
    response = asset_answer(request, name)
    if response is None:
        raise Http404
    return response
