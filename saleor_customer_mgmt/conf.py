"""What the host's settings say. Read at each use, so that a changed setting needs no new process state.

``CUSTOMER_MGMT`` is one dictionary in the Django settings; every entry has a default:

* ``SECRET``: key of the match-key digests (default: ``SECRET_KEY``). Changing it asks for a rebuild.
* ``PROFILE``: arguments of :class:`core.sources.Profile` (default region, the shop's own domains, …).
* ``PRESETS``: whether the shipped rules and groups are made with the tables (default: yes).
* ``CURRENCY``: the currency by which lists of customers are sorted (default: ``JPY``). Changing it asks for a
  rebuild.
* ``DOUBTFUL_PROBABILITY``: how likely two customers must be one to be shown for review (default: 0.9), and
  ``DOUBTFUL_PAIRS``: how many at most (default: 1000); ``DOUBTFUL_EVERY_NIGHT``: whether they are looked for
  every night (default: no). docs/doubtful-pairs.md.
* ``HELPERS``: how many more workers at most may share in one import or job (default: 3;
  0: none). docs/saleor.md.
* ``SHOPS``: which source a shop is that NEXT ENGINE or 助ネコ names: ``{"本店": "eccube"}``.
  docs/formats/nextengine.md.
* ``COUNTED_STATUSES``, ``SOURCES_NOT_COUNTED``: the counting policy.
* ``UPLOAD_FILES`` (default: 50), ``UPLOAD_MIB`` (1024): how many files may be uploaded at once, and how large
  they may be in all.
* ``UNPACKED_MIB`` (10240), ``ARCHIVED_FILES`` (1000), ``WORKBOOK_MIB`` (512): to how much the archives of one
  import may unpack, how many files one may have, and to how much an Excel workbook may unpack.
  docs/formats/files.md.

What the merchant sets on a page of the host (:func:`use_host_profile`) comes before ``PROFILE``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings

from saleor_customer_mgmt.core.counting import CountingPolicy
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.core.gather import Profile

_host_profile: list[Callable[[], Mapping[str, Any]]] = []


def use_host_profile(told: Callable[[], Mapping[str, Any]]) -> None:
    """Register what reads the host's own settings: arguments of ``Profile``, only those that are set."""
    _host_profile[:] = [told]


def _options() -> dict[str, Any]:
    return getattr(settings, "CUSTOMER_MGMT", {})


def digest_secret() -> bytes:
    secret = _options().get("SECRET") or settings.SECRET_KEY
    return str(secret).encode()


def profile() -> Profile:
    options = dict(_options().get("PROFILE", {}))
    for told in _host_profile:
        options.update(told())
    return Profile(**options)


def counting_policy() -> CountingPolicy:
    options = _options()
    default = CountingPolicy()
    statuses = options.get("COUNTED_STATUSES")
    return CountingPolicy(
        statuses=default.statuses if statuses is None else frozenset(OrderStatus(s) for s in statuses),
        sources_left_out=frozenset(options.get("SOURCES_NOT_COUNTED", ())),
    )


def installs_presets() -> bool:
    return bool(_options().get("PRESETS", True))


def currency() -> str:
    return str(_options().get("CURRENCY", "JPY")).upper()


def doubtful_probability() -> float:
    """Return from which probability on two customers are shown for review: not 0, and not 1."""
    return min(max(float(_options().get("DOUBTFUL_PROBABILITY", 0.9)), 0.01), 0.999999)


def doubtful_pairs() -> int:
    """Return how many pairs a search for doubtful ones keeps at most."""
    return max(int(_options().get("DOUBTFUL_PAIRS", 1000)), 1)


def looks_for_doubtful_every_night() -> bool:
    return bool(_options().get("DOUBTFUL_EVERY_NIGHT", False))


def helpers() -> int:
    """Return how many more workers may share in one import or job."""
    return max(int(_options().get("HELPERS", 3)), 0)


def shops() -> dict[str, str]:
    """Return the sources of the merchant's shops by what order-management systems call the shops."""
    return dict(_options().get("SHOPS", {}))


def upload_files() -> int:
    """Return how many files may be uploaded at once."""
    return _at_least_one("UPLOAD_FILES", 50)


def upload_mib() -> int:
    """Return how many MiB uploaded files may have in all."""
    return _at_least_one("UPLOAD_MIB", 1024)


def unpacked_mib() -> int:
    """Return to how many MiB the archives of one import may unpack."""
    return _at_least_one("UNPACKED_MIB", 10_240)


def archived_files() -> int:
    """Return how many files an archive may have."""
    return _at_least_one("ARCHIVED_FILES", 1_000)


def workbook_mib() -> int:
    """Return to how many MiB an Excel workbook may unpack."""
    return _at_least_one("WORKBOOK_MIB", 512)


def _at_least_one(name: str, default: int) -> int:
    return max(int(_options().get(name, default)), 1)
