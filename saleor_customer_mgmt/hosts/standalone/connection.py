"""Which database the standalone host uses, as Django's settings say it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from saleor_customer_mgmt.hosts.standalone.cluster import USER
from saleor_customer_mgmt.hosts.standalone.database import DATABASE
from saleor_customer_mgmt.hosts.standalone.errors import DatabaseUnavailable
from saleor_customer_mgmt.hosts.standalone.layout import PORT, layout_of

_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}

_COMMON = {
    # Each thread of the server keeps its connection for a while, and looks whether it is still good.
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
}


def private_database(folder: Path, *, durable: bool = True) -> dict[str, Any]:
    """Return the settings of the private PostgreSQL of ``folder``; starts nothing."""
    return _COMMON | {
        "ENGINE": "saleor_customer_mgmt.hosts.standalone.postgresql",
        "NAME": DATABASE,
        "USER": USER,
        "HOST": str(layout_of(folder).socket),
        "PORT": str(PORT),
        "PRIVATE_SERVER": {"folder": str(folder), "durable": durable},
    }


def database_from_url(url: str) -> dict[str, Any]:
    """Return the settings for a connection string such as ``postgresql://user:password@host/name``."""
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        # The message of libpq repeats the string, with the password in it.
        raise DatabaseUnavailable(
            "DATABASE_URL is not understood. It looks like postgresql://user:password@host:5432/name."
        ) from error.with_traceback(None)
    named = {_NAMES[name]: str(value) for name, value in parts.items() if name in _NAMES}
    options = {name: value for name, value in parts.items() if name not in _NAMES}
    if not named.get("NAME"):
        raise DatabaseUnavailable(
            "DATABASE_URL names no database. It looks like postgresql://user:password@host/name."
        )
    return _COMMON | {"ENGINE": "django.db.backends.postgresql", "OPTIONS": options} | named
