from __future__ import annotations

from collections.abc import Iterator

import pytest

from saleor_customer_mgmt.core import bulk


@pytest.fixture(scope="module", params=["arrays", "dictionaries"])
def judged_in(request: pytest.FixtureRequest) -> Iterator[None]:
    """Have everything judged with the extra ``[bulk]``, and without it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk, "is_installed", lambda: request.param == "arrays")
        yield
