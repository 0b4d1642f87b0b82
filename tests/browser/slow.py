"""A server before the server, which holds answers back and gives them out in any order."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_PATIENCE = 60
_OF_A_CONNECTION = {"connection", "transfer-encoding", "content-length", "keep-alive"}


class SlowServer:
    """Passes everything on. The answer to a search waits until ``answer`` names it."""

    def __init__(self, behind: str) -> None:
        self.behind = urlsplit(behind).netloc
        self.address = ""
        self.asked: list[str] = []
        """What was searched for, in the order in which it came."""
        self._answered: set[str] = set()
        self._changed = threading.Condition()

    def wait_for(self, *searches: str) -> None:
        """Wait until exactly these were asked for."""
        with self._changed:
            self._changed.wait_for(lambda: len(self.asked) >= len(searches), _PATIENCE)
            assert self.asked == list(searches)

    def answer(self, search: str) -> None:
        with self._changed:
            self._answered.add(search)
            self._changed.notify_all()

    def hold_back(self, body: bytes) -> None:
        """Return when this question may be answered; at once when it is no search."""
        search = str((json.loads(body).get("variables") or {}).get("search") or "")
        if not search:
            return
        with self._changed:
            self.asked.append(search)
            self._changed.notify_all()
            self._changed.wait_for(lambda: search in self._answered, _PATIENCE)


@contextmanager
def slow_server(behind: str) -> Iterator[SlowServer]:
    """A server in front of the one at this address."""
    slow = SlowServer(behind)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.path == "/graphql/":
                slow.hold_back(body)
            connection = http.client.HTTPConnection(slow.behind, timeout=_PATIENCE)
            connection.request(self.command, self.path, body, dict(self.headers))
            answer = connection.getresponse()
            told = answer.read()
            connection.close()
            try:
                self.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in _OF_A_CONNECTION:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)
            except ConnectionError:
                self.close_connection = True  # nobody waits for it any more

        do_GET = do_POST = _pass_on  # noqa: N815 - named by http.server

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in http.server
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        slow.address = f"http://127.0.0.1:{server.server_port}"
        try:
            yield slow
        finally:
            server.shutdown()
            thread.join()
