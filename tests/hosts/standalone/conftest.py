"""Whether the front end is built on this machine makes no difference to these tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from saleor_customer_mgmt.hosts import front_end


@pytest.fixture(autouse=True)
def front_end_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the front end would be. A test that wants one builds it there."""
    folder = tmp_path / "front end"
    monkeypatch.setattr(front_end, "BUILT", folder)
    return folder
