from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.concurrency.stage import Actor


@pytest.fixture(autouse=True)
def curtain(transactional_db: None) -> Iterator[None]:
    """See all actors off before the tables are emptied, also when a test has failed."""
    yield
    Actor.dismiss_all()
