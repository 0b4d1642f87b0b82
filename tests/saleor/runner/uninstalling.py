"""Taking the package out of a shop as docs/saleor.md says, and what is left of it then."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import LiteralString

import psycopg

from tests.saleor.runner.finding import NotUsable
from tests.saleor.runner.interpreters import PROJECT

DOCS = PROJECT / "docs" / "saleor.md"

_CATALOGUE: tuple[LiteralString, ...] = (
    "SELECT 'relation', relname FROM pg_class WHERE relnamespace::regnamespace::text !~ '^pg_|^information_'",
    "SELECT 'function', proname FROM pg_proc WHERE pronamespace::regnamespace::text !~ '^pg_|^information_'",
    "SELECT 'type', typname FROM pg_type WHERE typnamespace::regnamespace::text !~ '^pg_|^information_'",
    "SELECT 'trigger', tgrelid::regclass::text || ' ' || tgname FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT 'extension', extname FROM pg_extension",
)
_ROWS: tuple[LiteralString, ...] = (
    "SELECT 'migration', name FROM django_migrations WHERE app = 'customer_mgmt'",
    "SELECT 'content type', model FROM django_content_type WHERE app_label = 'customer_mgmt'",
    """SELECT 'permission', codename FROM permission_permission p
    JOIN django_content_type t ON t.id = p.content_type_id WHERE t.app_label = 'customer_mgmt'""",
    "SELECT 'plugin', identifier FROM plugins_pluginconfiguration WHERE identifier ~ 'customer-management'",
    "SELECT 'app', identifier FROM app_app WHERE identifier ~ 'customer-mgmt'",
    """SELECT 'app extension', e.url FROM app_appextension e
    JOIN app_app a ON a.id = e.app_id WHERE a.identifier ~ 'customer-mgmt'""",
    "SELECT 'beat', name FROM django_celery_beat_periodictask WHERE name || task ~ 'customer[-_]mgmt'",
)


def catalogue(url: str) -> set[tuple[str, str]]:
    """Return all that a database is made of, and the rows in Saleor's tables that are there because of us."""
    with psycopg.connect(url) as connection:
        return {(kind, name) for query in _CATALOGUE + _ROWS for kind, name in connection.execute(query)}


def documented_commands(docs: Path = DOCS) -> list[list[str]]:
    """Return the arguments of each ``python`` command under "Uninstall", as the shell would split them.

    Raises:
        NotUsable: when there are none, or only such as cannot be split.
    """
    found = re.search(
        r"^## Uninstall$.*?^```sh\n(.*?)^```$", docs.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    commands: list[list[str]] = []
    for word in shlex.split(found.group(1)) if found else []:
        if word in ("python", "pip"):
            commands.append([])
        if commands:
            commands[-1].append(word)
    arguments = [command[1:] for command in commands if command[0] == "python"]
    if not arguments:
        raise NotUsable(f"{docs} does not say how to uninstall")
    return arguments
