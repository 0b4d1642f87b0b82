"""What all tests share: an own database for the run, and steady properties."""

from __future__ import annotations

import shutil
import sys

import hypothesis

pytest_plugins = ("tests.standin.fixtures",)

# The same examples every time, so that a red run can be looked into; "search" looks for new ones.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis.settings.register_profile("search", deadline=None, max_examples=2000)
hypothesis.settings.load_profile("steady")


def pytest_unconfigure() -> None:
    """Stop the private PostgreSQL, when a test had it started, and take its folder away."""
    database = sys.modules.get("saleor_customer_mgmt.hosts.standalone.database")
    settings = sys.modules.get("tests.settings")
    if database is None or settings is None:
        return
    database.PrivateServer.at(settings.FOLDER).delete()
    shutil.rmtree(settings.FOLDER, ignore_errors=True)
