"""A server with the demo's orders, a browser, and pages signed in to in each language.

Only ``make browser`` runs these tests: the others need neither Node nor a browser.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.words import Words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VARIABLE = "CUSTOMER_MGMT_TEST_CHROMIUM"
collect_ignore_glob = [] if os.environ.get(VARIABLE) else ["test_*.py"]

# Root needs the first; the others keep it from asking for anything outside of this machine.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
_PROGRAM = "from saleor_customer_mgmt.cli.main import main; raise SystemExit(main())"
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")


@pytest.fixture(scope="session")
def home() -> Iterator[Path]:
    """The folder in which the demo keeps its data."""
    with tempfile.TemporaryDirectory(prefix="customer-mgmt-browser-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def server(home: Path) -> Iterator[str]:
    """The address of a demo of its own, on a database of its own."""
    # What belongs to whoever runs the tests does not reach the demo.
    keep = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "TMPDIR"}}
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, "demo", "--lang", "en"],
        env={**keep, "CUSTOMER_MGMT_HOME": str(home), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        told = ""
        for line in process.stdout:
            told += line
            if (found := _ADDRESS.search(line)) and "browser" in line:
                break
        else:
            raise AssertionError(f"The demo did not come up:\n{told}")
        yield found[0]
    finally:
        process.terminate()
        process.communicate(timeout=60)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ[VARIABLE], args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=["en", "ja"])
def words(request: pytest.FixtureRequest) -> Words:
    return Words(request.param)


@pytest.fixture
def page(browser: Browser, server: str, words: Words) -> Iterator[Page]:
    """A page of somebody who has signed in, with nothing in the console to be ashamed of."""
    context = browser.new_context(base_url=server, locale=words.language)
    # A machine may be slow; a test that waits so long fails.
    context.set_default_timeout(30_000)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    page.goto("/app/customers")
    page.locator("#id_username").fill("demo")
    page.locator("#id_password").fill("demo")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=words("customers"), exact=True).wait_for()
    yield page
    context.close()
    # Chromium tells of a session that has ended; the app deals with that.
    assert [fault for fault in faults if "status of 401" not in fault] == []
