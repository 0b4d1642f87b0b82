"""Our entries in the dashboard of a real, running Saleor: there once, usable, and gone when they should be.

    python -m tests.saleor.dashboard_entries --url http://127.0.0.1:8000/graphql/ --email … --password …

Runs in Saleor's own interpreter and folder (``python -m tests.saleor`` starts it). Registers through
``manage.py``, looks through Saleor's API as the dashboard does, and leaves our entries there for uninstalling
to take away. Prints a table; exits with 1 when a row is not right.
"""

from __future__ import annotations

import argparse
import secrets
import subprocess
import sys
import urllib.error
import urllib.request
from typing import Any

from saleor_customer_mgmt.hosts import front_end
from tests.saleor.api import Api
from tests.saleor.permissions import staff
from tests.saleor.table import Table

ORIGIN = "https://dashboard.example.com"
PLUGIN = "customer-management"
_DASHBOARD = [sys.executable, "manage.py", "customer_mgmt", "dashboard"]
_PAGES = {
    ("NAVIGATION_CUSTOMERS", "APP_PAGE", "/customers"),
    ("NAVIGATION_CUSTOMERS", "APP_PAGE", "/review"),
    ("NAVIGATION_ORDERS", "APP_PAGE", "/holds"),
}
_POPUPS = {
    ("ORDER_DETAILS_MORE_ACTIONS", "POPUP", "/popup/order"),
    ("CUSTOMER_DETAILS_MORE_ACTIONS", "POPUP", "/popup/customer"),
}
_WIDGETS = {
    ("ORDER_DETAILS_WIDGETS", "WIDGET", "/widget/order"),
    ("CUSTOMER_DETAILS_WIDGETS", "WIDGET", "/widget/customer"),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--url", required=True)
    parser.add_argument("--email", required=True, help="of a member of staff with all permissions")
    parser.add_argument("--password", required=True)
    options = parser.parse_args()
    table, admin = Table(), Api(options.url).signed_in(options.email, options.password)
    show_registering(table, admin)
    show_tokens(table, admin)
    show_pages(table, admin)
    return table.verdict()


def show_registering(table: Table, admin: Api) -> None:
    switch(admin, origin="")
    table.row("register, no origin anywhere: exit code", _ran("register")[0], 1)
    table.row("          apps of ours that are active", [a for a in apps(admin) if a["isActive"]], [])
    command = [*_DASHBOARD, "register", "--origin", ORIGIN]
    at_once = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]
    table.row("register, twice at once: exit codes", [each.wait(timeout=120) for each in at_once], [0, 0])
    found = apps(admin)
    table.row("          apps of ours", [(a["type"], a["isActive"]) for a in found], [("THIRDPARTY", True)])
    table.row("          tokens of it", [a["tokens"] for a in found], [[]])
    known = {f["name"] for f in admin.ask('{ __type(name: "AppExtension") { fields { name } } }')["fields"]}
    widgets = _WIDGETS if "settings" in known else set()
    there = [place(each, found[0]["appUrl"]) for each in extensions(admin, known)]
    table.row("          entries", sorted(there), sorted(_PAGES | _POPUPS | widgets))
    ids = sorted(each["id"] for each in extensions(admin, known))
    table.row("register once more: exit code", _ran("register")[0], 0)
    table.row("          the same entries", sorted(e["id"] for e in extensions(admin, known)) == ids, True)
    switch(admin, active=False)
    table.row("plugin off: app active", [a["isActive"] for a in apps(admin)], [False])
    switch(admin, active=True)
    table.row("plugin on: app active", [a["isActive"] for a in apps(admin)], [True])


def show_tokens(table: Table, admin: Api) -> None:
    """Show what each token that the dashboard would hand to a frame may ask for."""
    names = "{ customerProfiles(first: 1) { totalCount } }", "{ customerMgmtHolds(first: 1) { totalCount } }"

    def told(token: str) -> list[bool]:
        return ["errors" not in Api(admin.url, token).answer(query) for query in names]

    app = apps(admin)[0]
    table.row("token of the app: customers, holds", told(app["accessToken"]), [True, True])
    mark = secrets.token_hex(4)
    with staff(admin, mark, "users") as users, staff(admin, mark, "both") as both:
        for actor in (users, both):
            for each in tokens(actor.api):
                ours = {p["code"] for p in each["permissions"]}
                may = {p.split(".")[1].upper() for p in actor.has}
                given = each["accessToken"]
                expected = ["MANAGE_USERS" in ours, "MANAGE_ORDERS" in ours]
                if not ours <= may:
                    table.row(f"{actor.name}, {each['label']}: token", given, None)
                else:
                    table.row(f"{actor.name}, {each['label']}: may ask", told(given), expected)


def show_pages(table: Table, admin: Api) -> None:
    address = apps(admin)[0]["appUrl"].split("/plugins/")[1]
    base = f"{admin.url.split('/graphql')[0]}/plugins/{address}"
    built = 200 if front_end.is_built() else 404
    for path in ("", "/", "/customers", "/widget/order?orderId=x"):
        code, headers = _got(base + path)
        table.row(f"GET …/app{path}", code, built)
        policy = str(headers["Content-Security-Policy"]).rpartition("frame-ancestors ")[2]
        table.row("          may be framed by", policy, ORIGIN if built == 200 else "'none'")
        table.row("          other headers about frames", headers["X-Frame-Options"], None)
        table.row("          nosniff", headers["X-Content-Type-Options"], "nosniff")
    for name in sorted(path.name for path in (front_end.BUILT / "assets").glob("*.js"))[:1]:
        code, headers = _got(f"{base}/assets/{name}")
        table.row("GET a file", (code, headers["Content-Type"]), (200, "text/javascript; charset=utf-8"))
        table.row("          kept", headers["Cache-Control"], "public, max-age=31536000, immutable")
    table.row("GET what is no file", _got(f"{base}/assets/none.js")[0], 404)
    switch(admin, active=False)
    table.row("plugin off: GET …/app", _got(base)[0], 404)
    switch(admin, active=True)


def switch(admin: Api, *, active: bool = True, origin: str = ORIGIN) -> None:
    admin.ask(
        "mutation($i: ID!, $n: PluginUpdateInput!) { pluginUpdate(id: $i, input: $n) "
        "{ plugin { id } errors { field message code } } }",
        i=PLUGIN,
        n={"active": active, "configuration": [{"name": "dashboard-origin", "value": origin}]},
    )


def apps(admin: Api) -> list[dict[str, Any]]:
    found = admin.ask(
        '{ apps(first: 50, filter: {search: "Customer management"}) { edges { node '
        "{ id type isActive appUrl accessToken tokens { id } } } } }"
    )
    return [edge["node"] for edge in found["edges"]]


def extensions(admin: Api, known: set[str]) -> list[dict[str, Any]]:
    names = "mount: mountName target: targetName" if "mountName" in known else "mount target"
    query = f"{{ appExtensions(first: 50) {{ edges {{ node {{ id label url {names} }} }} }} }}"
    return [edge["node"] for edge in admin.ask(query)["edges"]]


def place(extension: dict[str, Any], address: str) -> tuple[str, str, str]:
    return extension["mount"], extension["target"], extension["url"].removeprefix(address)


def tokens(api: Api) -> list[dict[str, Any]]:
    query = "{ appExtensions(first: 50) { edges { node { label accessToken permissions { code } } } } }"
    return [edge["node"] for edge in api.ask(query)["edges"]]


def _ran(*arguments: str) -> tuple[int, str]:
    done = subprocess.run([*_DASHBOARD, *arguments], check=False, capture_output=True, text=True)
    return done.returncode, done.stdout


def _got(url: str) -> tuple[int, Any]:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.headers


if __name__ == "__main__":
    sys.exit(main())
