"""What the merchant sets on Saleor's plugin page: names, meaning and what is wrong with a value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import phonenumbers

PLUGIN_ID = "customer-management"
PLUGIN_NAME = "Customer management"

REGION, WAIT, DASHBOARD = "default-region", "hook-wait-ms", "dashboard-origin"
UNCHECKED, LET_PASS, HOLD_BACK = "when-not-checked", "let pass", "hold back"
DEFAULT_WAIT_MS, LEAST_WAIT_MS, MOST_WAIT_MS = 500, 50, 5000

FIELDS: dict[str, dict[str, str]] = {
    REGION: {
        "label": "Default region for phone numbers",
        "help_text": (
            "ISO country code (JP, US, …) for orders that name no country. Empty: as the server's settings "
            "say, else JP. After a change, run: manage.py customer_mgmt rebuild"
        ),
    },
    WAIT: {
        "label": "Wait at most (ms)",
        "help_text": (
            f"How long one step of taking in an order may keep a shopper waiting, {LEAST_WAIT_MS} to "
            f"{MOST_WAIT_MS}. What takes longer is left to the sweep, which makes it good within minutes."
        ),
    },
    DASHBOARD: {
        "label": "Dashboard origin",
        "help_text": (
            "Where staff open the dashboard, such as https://dashboard.example.com; several with spaces "
            "between them. Only there customer management can be opened. Empty: nowhere."
        ),
    },
    UNCHECKED: {
        "label": "When an order could not be checked",
        "help_text": (
            f"“{LET_PASS}” or “{HOLD_BACK}”: whether an order that was not taken in yet, or whose rules were "
            "not applied yet, may be confirmed, captured and fulfilled."
        ),
    },
}
_LOOPBACK = frozenset({"localhost", "127.0.0.1"})
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
DEFAULTS: dict[str, str] = {REGION: "", WAIT: str(DEFAULT_WAIT_MS), DASHBOARD: "", UNCHECKED: LET_PASS}


@dataclass(frozen=True, slots=True)
class Options:
    """The settings in use; what is not valid counts as not set."""

    region: str = ""
    wait_ms: int = DEFAULT_WAIT_MS
    dashboards: tuple[str, ...] = ()
    """The origins of the dashboards that may show our pages."""
    hold_back: bool = False
    """What could not be checked may not be moved on."""


_in_use: ContextVar[Options | None] = ContextVar("options_in_use", default=None)


@contextmanager
def in_use(options: Options) -> Iterator[Options]:
    """Have these options used inside, instead of asking the database for them."""
    token = _in_use.set(options)
    try:
        yield options
    finally:
        _in_use.reset(token)


def options_in_use() -> Options | None:
    return _in_use.get()


def options_of(configuration: Iterable[Mapping[str, Any]] | None) -> Options:
    values = _values(configuration)
    wrong = _faults_of(values)
    default = Options()
    return Options(
        region=default.region if REGION in wrong else values[REGION].upper(),
        wait_ms=default.wait_ms if WAIT in wrong else int(values[WAIT]),
        dashboards=default.dashboards if DASHBOARD in wrong else tuple(values[DASHBOARD].split()),
        hold_back=values[UNCHECKED].lower() == HOLD_BACK,
    )


def faults(configuration: Iterable[Mapping[str, Any]] | None) -> dict[str, str]:
    """Return what is wrong with which field."""
    return _faults_of(_values(configuration))


def _values(configuration: Iterable[Mapping[str, Any]] | None) -> dict[str, str]:
    # What stands in the column may have been written by anybody; it is never a reason to fail.
    items = configuration if isinstance(configuration, list | tuple) else ()
    told = {str(item.get("name")): item.get("value") for item in items if isinstance(item, Mapping)}
    return {
        name: default if told.get(name) is None else str(told[name]).strip()
        for name, default in DEFAULTS.items()
    }


def _faults_of(values: Mapping[str, str]) -> dict[str, str]:
    found = {}
    if values[REGION] and values[REGION].upper() not in phonenumbers.SUPPORTED_REGIONS:
        found[REGION] = "Enter the two letters of a country, such as JP, or nothing."
    wait = values[WAIT]
    if not (wait.isascii() and wait.isdigit() and LEAST_WAIT_MS <= int(wait[:9]) <= MOST_WAIT_MS):
        found[WAIT] = f"Enter a whole number from {LEAST_WAIT_MS} to {MOST_WAIT_MS}."
    if not all(map(_is_origin, values[DASHBOARD].split())):
        found[DASHBOARD] = "Enter an address such as https://dashboard.example.com, without a path."
    if values[UNCHECKED].lower() not in {LET_PASS, HOLD_BACK}:
        found[UNCHECKED] = f"Enter “{LET_PASS}” or “{HOLD_BACK}”."
    return found


def _is_origin(text: str) -> bool:
    """Return whether this is an origin as browsers write it: nothing in it means anything in a header.

    Only a dashboard on the same machine may be without https.
    """
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or not _HOST.fullmatch(host):
        return False
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _LOOPBACK):
        return False
    told = port is not None and port != {"https": 443, "http": 80}[parts.scheme]
    return text == f"{parts.scheme}://{host}" + (f":{port}" if told else "")
