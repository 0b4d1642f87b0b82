"""Orders of invented people for one test, and people who may not see everything."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser.words import Words

_PERSON = """
from django.contrib.auth.models import User
from saleor_customer_mgmt.hosts.standalone.permissions import find_permission
user = User.objects.create_user({name!r}, password={name!r}, is_staff=True)
user.user_permissions.set([find_permission(each) for each in {permissions!r}])
"""


def shell(home: Path, code: str) -> None:
    """Run Python on the demo's database: for what only a host does there."""
    keep = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "TMPDIR"}}
    settings = "saleor_customer_mgmt.hosts.standalone.settings"
    done = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{code}"],
        env={**keep, "CUSTOMER_MGMT_HOME": str(home / "demo"), "DJANGO_SETTINGS_MODULE": settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def ask(page: Page, query: str, **variables: Any) -> dict[str, Any]:
    """Ask the server as who has signed in."""
    told = json.loads(page.locator("#settings").text_content() or "")
    answer = page.request.post(
        "/graphql/",
        data=json.dumps({"query": query, "variables": variables}),
        headers={"Content-Type": "application/json", "X-CSRFToken": told["csrf"]},
    ).json()
    assert "errors" not in answer, answer["errors"]
    return dict(answer["data"])


def change(page: Page, field: str, arguments: str, answer: str, **variables: Any) -> Any:
    """Carry out a mutation that has to succeed; return its answer."""
    types, given = arguments.split(" / ")
    query = f"mutation({types}) {{ {field}({given}) {{ {answer} errors {{ message }} }} }}"
    told = ask(page, query, **variables)[field]
    assert told["errors"] == []
    return told


def orders_of(page: Page, name: str, number: int = 1) -> list[dict[str, str]]:
    """Record so many orders, still to be sent, of one invented person; return their ids and numbers."""
    prefix = secrets.token_hex(3).upper()
    orders = [
        {
            "source": "saleor",
            "number": f"{prefix}-{n}",
            "status": "PLACED",
            "placedAt": f"2024-06-{n:02}T12:00:00+09:00",
            "buyer": {"name": name, "emails": [f"{prefix.lower()}@example.com"]},
            "total": "1000",
            "currency": "JPY",
        }
        for n in range(1, number + 1)
    ]
    told = change(
        page,
        "orderRecordsRecord",
        "$orders: [OrderRecordInput!]! / orders: $orders",
        "results { order { id number customer { publicId } } }",
        orders=orders,
    )
    return [
        {key: result["order"][key] for key in ("id", "number")}
        | {"customer": result["order"]["customer"]["publicId"]}
        for result in told["results"]
    ]


def hold(page: Page, orders: list[dict[str, str]], reason: str = "look at it") -> list[str]:
    """Hold these orders and return the ids of their holds."""
    told = change(
        page,
        "customerMgmtHoldsPlace",
        "$orders: [ID!]!, $reason: String! / orders: $orders, reason: $reason, point: FULFIL",
        "holds { id }",
        orders=[order["id"] for order in orders],
        reason=reason,
    )
    return [each["id"] for each in told["holds"]]


def staff(home: Path, *permissions: str) -> str:
    """Make a member of staff who has these permissions alone; return the name, which is the password too."""
    name = f"staff-{secrets.token_hex(4)}"
    shell(home, _PERSON.format(name=name, permissions=permissions))
    return name


@contextmanager
def page_of(browser: Browser, server: str, words: Words, name: str) -> Iterator[Page]:
    """A page of somebody who has signed in."""
    context = browser.new_context(base_url=server, locale=words.language)
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto("/app/nowhere")
    page.locator("#id_username").fill(name)
    page.locator("#id_password").fill(name)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=words("not_found_page")).wait_for()
    yield page
    context.close()


def is_wider_than_the_window(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
