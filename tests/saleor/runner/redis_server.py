"""The Redis for Saleor's cache and for Celery: a named one, or one of our own that keeps nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from tests.saleor.runner.finding import NotUsable
from tests.saleor.runner.interpreters import Saleor
from tests.saleor.runner.processes import free_port, listens, running

_SIZES = (
    "import json, redis, sys; print(json.dumps([redis.Redis.from_url(u).dbsize() for u in sys.argv[1:]]))"
)
_EMPTY = "import redis, sys; [redis.Redis.from_url(u).flushdb() for u in sys.argv[1:]]"


@contextmanager
def redis_for(saleor: Saleor, folder: Path) -> Iterator[tuple[str, str]]:
    """Give two empty Redis databases for as long as the block lasts.

    Raises:
        NotUsable: when there is no Redis, or the databases of the named one are not empty.
    """
    if saleor.named.redis:
        with _named(saleor, two_databases(saleor.named.redis)) as addresses:
            yield addresses
        return
    program = shutil.which("redis-server")
    if program is None:
        raise NotUsable(
            "Celery's workers need a Redis, and no redis-server is installed here. Install one, or name "
            'one in saleor.toml: redis = "redis://host:6379/0" (this database and the next, both empty)'
        )
    port = free_port()
    command = [program, "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no"]
    with running("redis-server", command, folder=folder, cwd=folder, environment={"LC_ALL": "C"}) as server:
        server.await_(lambda: listens(port), 30)
        yield two_databases(f"redis://127.0.0.1:{port}/0")


def two_databases(url: str) -> tuple[str, str]:
    """Return the addresses of the database that is named and of the next one.

    Raises:
        NotUsable: when no number is at the end.
    """
    parts = urlsplit(url)
    number = parts.path.strip("/") or "0"
    if parts.scheme not in ("redis", "rediss") or not number.isdigit():
        raise NotUsable("saleor.toml: redis looks like redis://host:6379/0, with the first of two databases")
    first, second = (urlunsplit(parts._replace(path=f"/{int(number) + more}")) for more in (0, 1))
    return first, second


@contextmanager
def _named(saleor: Saleor, addresses: tuple[str, str]) -> Iterator[tuple[str, str]]:
    sizes = json.loads(_inside(saleor, _SIZES, addresses))
    if any(sizes):
        raise NotUsable("The two databases of the Redis that is named are not empty: name others.")
    try:
        yield addresses
    finally:
        _inside(saleor, _EMPTY, addresses)


def _inside(saleor: Saleor, code: str, arguments: tuple[str, str]) -> str:
    """Run something with Saleor's own client for Redis."""
    done = subprocess.run(
        [saleor.python, "-c", code, *arguments], check=False, capture_output=True, text=True, timeout=60
    )
    if done.returncode != 0:
        # Its message may repeat the address, with the password in it.
        raise NotUsable("The Redis that is named does not answer.")
    return done.stdout
