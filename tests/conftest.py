"""What all tests share: an own database for the run, and steady properties."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Generator
from typing import Any

import hypothesis
import pytest

from saleor_customer_mgmt.hosts.standalone.layout import layout_of
from saleor_customer_mgmt.services import background

pytest_plugins = ("tests.standin.fixtures",)

# The same examples every time, so that a red run can be looked into; "search" looks for new ones.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis.settings.register_profile("search", deadline=None, max_examples=2000)
hypothesis.settings.load_profile("steady")


@pytest.fixture(autouse=True)
def works_for_this_test_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever a test registers for the background does not do the work of the next one."""
    monkeypatch.setattr(background, "_registered", list(background._registered))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """Put the end of the server's log under what failed: a server that broke down says there why."""
    report = yield
    settings = sys.modules.get("tests.settings")
    log = None if settings is None else layout_of(settings.FOLDER).log
    if report.failed and log is not None and log.exists():
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        report.sections.append(("PostgreSQL's log, its end", "\n".join(lines[-20:])))
    return report


def pytest_unconfigure() -> None:
    """Stop the private PostgreSQL, when a test had it started, and take its folder away."""
    database = sys.modules.get("saleor_customer_mgmt.hosts.standalone.database")
    settings = sys.modules.get("tests.settings")
    if database is None or settings is None:
        return
    database.PrivateServer.at(settings.FOLDER).delete()
    shutil.rmtree(settings.FOLDER, ignore_errors=True)
