"""``/plugins/global/customer-management/app…``: the screens, who may frame them, and their files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory

from saleor_customer_mgmt.hosts import front_end
from tests.hosts.front_end.built import SCRIPT, build

HERE, THERE = "https://dashboard.example.com", "https://staging.example.com:8443"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(front_end, "BUILT", tmp_path / "built")
    return tmp_path / "built"


def ask(shop: Any, path: str, origins: str, method: str = "GET", **headers: str) -> Any:
    request = RequestFactory().generic(method, f"/plugins/global/customer-management{path}", headers=headers)
    plugin = shop.plugin(dashboard_origin=origins)
    # Nothing is asked of the database, so this needs no leave to use the writer.
    with shop.strict():
        return plugin.webhook(request, path, previous_value=None)


@pytest.mark.parametrize(
    "path", ["/app", "/app/", "app", "/app/customers", "/app/customers/7K2M-9QXD-4T1B/", "/app/widget/order"]
)
@pytest.mark.parametrize(("origins", "told"), [(HERE, [HERE]), (f"{HERE}  {THERE}", [HERE, THERE])])
def test_every_screen_is_the_same_page_for_the_dashboards_frames(shop, folder, path, origins, told):
    build(folder)

    response = ask(shop, path, origins)

    assert response.status_code == 200
    page = response.content.decode()
    assert 'src="/plugins/global/customer-management/app/assets/index-1a2B.js"' in page
    found = re.search(r'type="application/json">(.*?)</script>', page)
    assert found is not None
    assert json.loads(found[1]) == {
        "host": "saleor",
        "endpoint": "/graphql/",
        "dashboards": told,
        "base": "/plugins/global/customer-management/app/",
    }
    assert response["Content-Security-Policy"] == POLICY + " ".join(told)
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("origins", ["", "   ", "*", "https://*.example.com", "http://dashboard.example.com"])
def test_without_a_dashboard_nobody_may_show_it_and_it_says_what_to_set(shop, folder, origins):
    build(folder)

    response = ask(shop, "/app/", origins)

    assert response.status_code == 403
    assert "“Dashboard origin”" in response.content.decode()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Security-Policy"] == POLICY + "'none'"


def test_before_it_is_built_it_says_so(shop):
    response = ask(shop, "/app/", HERE)

    assert response.status_code == 404
    assert "without its screens" in response.content.decode()
    assert response["Content-Security-Policy"] == POLICY + "'none'"


def test_a_file_is_kept_for_ever_and_compressed_when_asked(shop, folder):
    build(folder)

    # Also where no dashboard is named: it holds nothing of anybody.
    plain = ask(shop, "/app/assets/index-1a2B.js", "")
    compressed = ask(shop, "/app/assets/index-1a2B.js", HERE, **{"Accept-Encoding": "gzip, br"})

    assert (plain.status_code, plain.content) == (200, SCRIPT)
    assert plain["Content-Type"] == "text/javascript; charset=utf-8"
    assert plain["Cache-Control"] == "public, max-age=31536000, immutable"
    assert plain["X-Content-Type-Options"] == "nosniff"
    assert "Content-Encoding" not in plain
    assert compressed["Content-Encoding"] == "gzip"
    assert len(compressed.content) < len(SCRIPT)


@pytest.mark.parametrize(
    "name", ["missing.js", "../secret.js", "../../secret.js", "notes.txt", "", "x/index-1a2B.js"]
)
def test_what_is_no_file_of_it(shop, folder, name):
    build(folder)

    response = ask(shop, f"/app/assets/{name}", HERE)

    assert (response.status_code, response.content) == (404, b"There is nothing here.")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/app/", "/app/assets/index-1a2B.js"])
def test_it_can_only_be_read(shop, folder, method, path):
    build(folder)

    assert ask(shop, path, HERE, method).status_code == 405


@pytest.mark.parametrize("path", ["/apps", "/application/", "/x/app", "/assets/index-1a2B.js"])
def test_beside_it_there_is_nothing(shop, folder, path):
    build(folder)

    response = ask(shop, path, HERE)

    assert response.status_code == 404
    assert json.loads(response.content) == {"error": "There is nothing here."}
