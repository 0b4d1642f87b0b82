"""``/plugins/global/customer-management/app``: our screens, for the frames of Saleor's dashboard.

The pages hold no data of the shop, so nobody is asked who they are: the screens ask ``/graphql/`` with the
token that the dashboard gives them.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from saleor_customer_mgmt.hosts import front_end
from saleor_customer_mgmt.hosts.front_end.answers import asset_answer, guarded, page_answer
from saleor_customer_mgmt.hosts.saleor.options import PLUGIN_ID, Options

PLACE = f"/plugins/global/{PLUGIN_ID}/app"
"""Where the screens begin. Saleor's older route to plugins, without "global", leads there too."""
_PLAIN = "text/plain; charset=utf-8"
_NO_DASHBOARD = (
    "Customer management can be opened in Saleor's dashboard once it is told where that is.\n\n"
    "In the dashboard, open the settings of the plugin “Customer management” and enter the dashboard's "
    "address as “Dashboard origin”. Or, on the server:\n\n"
    "    python manage.py customer_mgmt dashboard register --origin https://dashboard.example.com\n"
)
_NOT_BUILT = "This installation of customer management came without its screens (docs/dashboard.md).\n"


def is_page(path: str | None) -> bool:
    """Return whether what follows the plugin's name in an address is ours."""
    return (path or "").lstrip("/").partition("/")[0] == "app"


def respond(request: HttpRequest, path: str, options: Options) -> HttpResponse:
    """Answer with the page, whatever screen it is to show, or with one of its files."""
    if request.method not in ("GET", "HEAD"):
        return _text("GET, please.", 405)
    _, _, inside = path.lstrip("/").partition("/")
    if inside.startswith("assets/"):
        return asset_answer(request, inside.removeprefix("assets/")) or _text("There is nothing here.", 404)
    if not front_end.is_built():
        return _text(_NOT_BUILT, 404)
    if not options.dashboards:
        return _text(_NO_DASHBOARD, 403)
    settings = {"host": "saleor", "endpoint": "/graphql/", "dashboards": options.dashboards}
    return page_answer(f"{PLACE}/", settings, framed_by=options.dashboards)


def _text(text: str, code: int) -> HttpResponse:
    return guarded(HttpResponse(text, status=code, content_type=_PLAIN))
