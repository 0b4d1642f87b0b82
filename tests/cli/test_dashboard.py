"""``dashboard``: what it says; what it does is the host's (tests/hosts/saleor/test_dashboard.py)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from saleor_customer_mgmt.services import host_dashboard
from saleor_customer_mgmt.services.host_dashboard import NotRegistered, Registered

pytestmark = pytest.mark.django_db
ORIGIN = "https://dashboard.example.com"
NOT_THERE = Registered(active=False, address="", origins=(), entries=())


@dataclass
class Told:
    """A host that remembers what it was told."""

    there: Registered = NOT_THERE
    asked: list[object] = field(default_factory=list)

    def register(self, origins: Sequence[str] | None) -> Registered:
        self.asked.append(origins)
        if origins == ["x"]:
            raise NotRegistered("No origin.")
        self.there = Registered(
            active=True,
            address="https://shop.example.com/app",
            origins=(ORIGIN,),
            entries=("menu: Customers",),
        )
        return self.there

    def remove(self) -> bool:
        was = bool(self.there.address)
        self.there = NOT_THERE
        return was

    def registered(self) -> Registered:
        return self.there


@pytest.fixture
def host() -> Iterator[Told]:
    host = Told()
    host_dashboard.use_host_dashboard(host)
    yield host
    host_dashboard._registered.clear()


def test_outside_of_saleor_there_is_no_dashboard(cli):
    ran = cli("dashboard", "show")

    assert (ran.code, ran.out) == (1, "")
    assert "inside Saleor" in ran.err


def test_register_show_remove(cli, host):
    ran = cli("dashboard", "register", "--origin", ORIGIN, "--origin", "https://b.example.com")
    assert (ran.code, host.asked) == (0, [[ORIGIN, "https://b.example.com"]])
    assert ran.out.splitlines() == [
        "Customer management is in the dashboard; its screens are at https://shop.example.com/app",
        f"May be opened from: {ORIGIN}",
        "  menu: Customers",
    ]
    assert cli("dashboard", "show").out == ran.out
    assert cli("dashboard", "register").code == 0
    assert host.asked[-1] is None

    assert cli("dashboard", "remove").out == "Customer management was taken out of the dashboard.\n"
    assert cli("dashboard", "remove").out == "Customer management was not in the dashboard.\n"
    assert cli("dashboard", "show").out.splitlines() == [
        "Customer management is not in the dashboard.",
        "May be opened from: nowhere",
    ]


def test_switched_off(cli, host):
    host.there = Registered(active=False, address="https://shop.example.com/app", origins=(), entries=())

    assert cli("dashboard", "show").out.splitlines()[0] == (
        "Customer management is switched off in the dashboard."
    )


def test_for_programs(cli, host):
    assert cli("dashboard", "register", "--json").json == {
        "active": True,
        "address": "https://shop.example.com/app",
        "origins": [ORIGIN],
        "entries": ["menu: Customers"],
    }
    assert cli("dashboard", "remove", "--json").json == {"removed": True}


def test_a_refusal_is_told(cli, host):
    ran = cli("dashboard", "register", "--origin", "x")

    assert (ran.code, ran.out, ran.err) == (1, "", "No origin.\n")


def test_in_japanese(cli, host):
    host.register(None)

    assert cli("--lang", "ja", "dashboard", "show").out.splitlines()[1] == f"開くことができる場所: {ORIGIN}"
