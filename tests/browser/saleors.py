"""A fake Saleor dashboard around our pages, for what happens between the two windows.

``Shop`` serves the pages as our plugin does, from one origin, with a GraphQL endpoint behind them: what
stands beside an order is answered here, everything else is handed on to the demo. ``Dashboard`` serves, from
another origin, a page with a frame that speaks the messages of Saleor's dashboard. Neither shows anything
about Saleor; ``tests/saleor/dashboard.py`` does.
"""

from __future__ import annotations

import json
import threading
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from django.test import RequestFactory

from saleor_customer_mgmt.hosts.saleor import pages
from saleor_customer_mgmt.hosts.saleor.options import Options

ORDER, CUSTOMER, APP = "T3JkZXI6MQ==", "VXNlcjox", "QXBwOjE="
FRAMES = """<!doctype html><html lang="en"><title>A dashboard</title><link rel="icon" href="data:,"><script>
window.heard = [];
window.say = (type, payload) => frames[0].postMessage({type, payload}, SHOP);
addEventListener('message', ({source, origin, data}) => {
  if (source !== frames[0] || origin !== SHOP) return;
  heard.push(data);
  if (data.type === 'notifyReady' && TOKEN !== null) {
    say('handshake', {token: TOKEN, version: 1});
    if (LOCALE) say('localeChanged', {locale: LOCALE});
    if (THEME) say('theme', {theme: THEME});
  }
  say('response', {actionId: data.payload.actionId, ok: true});
});
</script><body style="margin:0"><iframe title="App" src="SOURCE" style="width:WIDTHpx;height:700px;border:0"
 sandbox="allow-same-origin allow-forms allow-scripts allow-downloads"></iframe></body></html>"""


class _Server:
    """Answers on a free port of this machine, each request in a thread of its own."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        answer: Callable[..., tuple[int, dict[str, str], bytes]] = self.answer

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                code, headers, content = answer(self.command, self.path, self.headers, body)
                self.send_response(code)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_POST = do_GET  # noqa: N815  # as the library wants it

            def log_message(self, *_: Any) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://{host}:{self._server.server_port}"

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> tuple[int, dict[str, str], bytes]:
        raise NotImplementedError

    @contextmanager
    def running(self) -> Iterator[None]:
        thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()


REASONS = {"EN": "Address and name do not fit", "JA": "住所と氏名が合いません"}


class Shop(_Server):
    """Saleor, as far as our pages meet it. ``tokens`` are good; another one is found to have expired."""

    def __init__(self, demo: str, demo_token: str) -> None:
        super().__init__()
        self._demo, self._demo_token = demo, demo_token
        self.tokens = {"one"}
        self.dashboards: tuple[str, ...] = ()
        self.asked: list[tuple[str, str]] = []
        """Token and name of each question."""
        self.held = True
        self.notes: list[str] = []
        self.name = "見本 花子"
        self.forbidden = False

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> tuple[int, dict[str, str], bytes]:
        place, _, _ = path.partition("?")
        if place == "/graphql/":
            return (
                200,
                {"Content-Type": "application/json"},
                json.dumps(self._graphql(headers, body)).encode(),
            )
        inside = place.partition("/plugins/global/customer-management")[2]
        request = RequestFactory().generic(method, path, headers={"Accept-Encoding": "gzip"})
        response = pages.respond(request, inside, Options(dashboards=self.dashboards))
        return response.status_code, dict(response.headers), response.content

    def _graphql(self, headers: Any, body: bytes) -> Any:
        token, asked = headers.get("Authorization-Bearer", ""), json.loads(body)
        name = asked["operationName"]
        self.asked.append((token, name))
        if token not in self.tokens:
            return _refused("Signature has expired", "ExpiredSignatureError")
        if self.forbidden:
            return _refused("No.", "PermissionDenied")
        variables = asked["variables"]
        if name == "BesideOrder":
            order = {
                "id": ORDER,
                "number": "21",
                "status": "UNFULFILLED",
                "customerProfile": self._customer(variables["language"]),
            }
            return {"data": {"order": order if variables["id"] == ORDER else None}}
        if name == "BesideUser":
            return {
                "data": {"user": {"id": CUSTOMER, "customerProfile": self._customer(variables["language"])}}
            }
        if name == "BesideOrderLabels":
            return {"data": {"orderRecord": {"id": "r", "labels": [{"text": "贈り物"}]}}}
        if name == "BesideRelease":
            self.held = False
            self.notes.append(variables["note"])
            return {"data": {"customerMgmtHoldsRelease": {"errors": []}}}
        return self._ask_the_demo(body)

    def _customer(self, language: str) -> Any:
        hold = {
            "id": "hold",
            "point": "FULFIL",
            "reason": REASONS[language],
            "note": "",
            "lapsed": False,
            "order": {"id": "r", "source": "saleor", "number": "21"},
        }
        return {
            "id": "c",
            "publicId": "7K2M-9QXD-4T1B",
            "name": self.name,
            "kana": "ミホン ハナコ",
            "orderCount": 4,
            "purchaseCount": 3,
            "sources": ["saleor", "rakuten"],
            "totals": [{"currency": "JPY", "amount": "12000"}],
            "watchLevel": "BLOCK",
            "isVictim": False,
            "needsReview": False,
            "labels": [{"text": "常連"}],
            "openHolds": [hold] if self.held else [],
        }

    def _ask_the_demo(self, body: bytes) -> Any:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._demo_token}"}
        request = urllib.request.Request(f"{self._demo}graphql/", body, headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)


class Dashboard(_Server):
    """The dashboard: ``/`` with what the frame shows, and what is said to it, in the query."""

    def __init__(self, shop: str, host: str = "localhost") -> None:
        # By itself of another site than the shop, as browsers see it.
        super().__init__(host)
        self._shop = shop

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> tuple[int, dict[str, str], bytes]:
        if path.startswith("/nothing"):
            return 200, {"Content-Type": "text/html"}, b"<!doctype html><title>Nothing</title>"
        told = {
            name: values[0] for name, values in urllib.parse.parse_qs(path.partition("?")[2], True).items()
        }
        page = FRAMES.replace("SOURCE", told["source"]).replace("WIDTH", told.get("width", "1280"))
        for name in ("TOKEN", "LOCALE", "THEME"):
            page = page.replace(name, json.dumps(told.get(name.lower())))
        page = page.replace("SHOP", json.dumps(self._shop))
        # As the official image sends it.
        return (
            200,
            {"Content-Type": "text/html; charset=utf-8", "Referrer-Policy": "origin-when-cross-origin"},
            page.encode(),
        )


def _refused(message: str, code: str) -> Any:
    return {"data": None, "errors": [{"message": message, "extensions": {"exception": {"code": code}}}]}
