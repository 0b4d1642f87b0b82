"""The fixtures of tests that need a shop; ``tests.conftest`` makes them known everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="module")
def standin() -> Iterator[None]:
    """The stand-in for Saleor can be imported, and our app has been made ready in it; there are no tables."""
    from tests.standin.installing import installed

    with installed():
        yield


@pytest.fixture(scope="module")
def _tables(standin: None, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    from tests.standin.installing import tables

    with django_db_blocker.unblock(), tables(), django_db_blocker.block():
        yield


@pytest.fixture
def shop(_tables: None, db: None) -> Any:
    """A shop with our plugin in it: :class:`tests.standin.rows.Shop`."""
    from tests.standin.rows import Shop

    return Shop()


@pytest.fixture
def committing_shop(_tables: None, transactional_db: None) -> Any:
    """The same, where everything is committed: for what needs more than one connection."""
    from tests.standin.rows import Shop

    return Shop()
