"""The counting policy as people and programs write it: a JSON object, checked and read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from saleor_customer_mgmt.core.counting import CountingPolicy
from saleor_customer_mgmt.core.errors import CoreError
from saleor_customer_mgmt.core.facts import ORDER_STATUSES, OrderStatus
from saleor_customer_mgmt.core.normalise import text
from saleor_customer_mgmt.core.normalise.email import written_address

MAX_ENTRIES, MAX_LENGTH = 200, 254
_EARLIEST, _LATEST = 1900, 9998  # a day on either side stays for time zones


class InvalidPolicy(CoreError):
    """Raised when a counting policy cannot be used; ``faults`` names the place of every fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def policy_to_json(policy: CountingPolicy) -> dict[str, Any]:
    """Return every part of the policy, lists sorted: the same policy is always the same text."""
    told = {each.name: getattr(policy, each.name) for each in fields(policy)}
    return {name: _plain(value) for name, value in told.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, datetime) else value


def parse_policy(data: object) -> CountingPolicy:
    """Read what :func:`policy_to_json` returns; what is left out has its default.

    Raises:
        InvalidPolicy: naming every fault, each with its place (``test_emails[2]: …``).
    """
    if not isinstance(data, Mapping):
        raise InvalidPolicy(["the policy: must be an object"])
    faults: list[str] = []
    told: dict[str, Any] = {}
    for name, value in data.items():
        if name in _READERS:
            told[name] = _READERS[name](name, value, faults)
        else:
            faults.append(f"{str(name)[:50]!r}: there is no such part (parts: {', '.join(_READERS)})")
    if "statuses" in data and not told["statuses"] and not faults:
        faults.append("statuses: must name one at least, or nothing would ever count")
    if faults:
        raise InvalidPolicy(faults)
    return CountingPolicy(**told)


def _list_of(read: Callable[[str], Any], wanted: str) -> Callable[[str, object, list[str]], Any]:
    def read_list(name: str, value: object, faults: list[str]) -> frozenset[Any]:
        if not isinstance(value, list | tuple) or len(value) > MAX_ENTRIES:
            faults.append(f"{name}: must be a list of at most {MAX_ENTRIES}")
            return frozenset()
        found = set()
        for index, entry in enumerate(value):
            try:
                if not isinstance(entry, str) or len(entry) > MAX_LENGTH:
                    raise ValueError
                found.add(read(entry))
            except ValueError:
                faults.append(f"{name}[{index}]: must be {wanted}")
        return frozenset(found)

    return read_list


def _status(entry: str) -> OrderStatus:
    status = OrderStatus(entry)
    if status not in ORDER_STATUSES:
        raise ValueError
    return status


def _source(entry: str) -> str:
    name = entry.strip()
    if not name or len(name) > 50 or not name.isprintable():
        raise ValueError
    return name


def _email(entry: str) -> str:
    entry = text.clean(entry)
    everybody = entry.startswith("@")
    address = written_address(f"staff{entry}" if everybody else entry)
    if not address:
        raise ValueError
    return address.removeprefix("staff") if everybody else address


def _moment(name: str, value: object, faults: list[str]) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not _EARLIEST <= moment.year <= _LATEST:
        faults.append(f"{name}: must be a moment with its zone (2026-01-31T00:00:00+09:00), or null")
        return None
    return moment


def _flag(name: str, value: object, faults: list[str]) -> bool:
    if not isinstance(value, bool):
        faults.append(f"{name}: must be true or false")
    return value is True


_READERS: dict[str, Callable[[str, object, list[str]], Any]] = {
    "statuses": _list_of(_status, f"one of {', '.join(ORDER_STATUSES)}"),
    "sources_left_out": _list_of(_source, "the name of a source"),
    "counted_from": _moment,
    "test_emails": _list_of(_email, "an e-mail address or @domain"),
    "count_test_orders": _flag,
    "count_exchanges": _flag,
    "count_refunded": _flag,
    "count_partly_refunded": _flag,
    "net_of_refunds": _flag,
}
