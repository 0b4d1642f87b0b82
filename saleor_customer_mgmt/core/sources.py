"""What is known about sources, as typed values: relay addresses, fillers, name order, country.

The facts themselves, each with where it comes from, are in ``core/data/*.toml``. A shop adds its
own through :class:`Profile`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from saleor_customer_mgmt.core import data
from saleor_customer_mgmt.core.evidence import Field, Trust


class NameOrder(StrEnum):
    """Which part of a name a source writes first."""

    FAMILY_FIRST = "family_first"
    GIVEN_FIRST = "given_first"


@dataclass(frozen=True, slots=True)
class Source:
    """One source of orders. ``country`` is empty where orders may come from anywhere."""

    name: str
    name_order: NameOrder = NameOrder.FAMILY_FIRST
    country: str = ""


@dataclass(frozen=True, slots=True)
class Relay:
    """A kind of e-mail address that a mall makes up.

    ``domains`` are written as in relays.toml: with everything below them, ``.*`` at the end for any
    ending. ``trust`` is ``USABLE`` or ``RELAYED``. ``shared`` are parts before the @ that belong to
    many people.
    """

    name: str
    domains: tuple[str, ...]
    trust: Trust = Trust.RELAYED
    strip_plus: bool = False
    shared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Profile:
    """What one shop knows better than the shipped facts. Without arguments: an ordinary Japanese shop.

    ``default_region``: ISO 3166 alpha-2 country of orders for which neither order nor source name one.
    ``own_domains``: the shop's own mail domains; addresses there stand for customers without e-mail
    (ebisumart advises shops to do so), so they are placeholders.
    ``placeholders``: ``(field, text)`` pairs, more fillers, in any spelling.
    ``relays``: more relay addresses; they come before the shipped ones.
    ``given_first``: more sources that write the given name first.
    ``fold_gmail``: take ``a.b+c@gmail.com`` and ``ab@gmail.com`` for one address.
    """

    default_region: str = "JP"
    own_domains: frozenset[str] = frozenset()
    placeholders: frozenset[tuple[Field, str]] = frozenset()
    relays: tuple[Relay, ...] = ()
    given_first: frozenset[str] = frozenset()
    fold_gmail: bool = False

    def name_order(self, source: str) -> NameOrder:
        if source in self.given_first:
            return NameOrder.GIVEN_FIRST
        return source_named(source).name_order

    def country(self, source: str, told: str | None) -> str:
        """Return the upper-case country for an order's person, from the first that says one."""
        return (told or "").strip().upper() or source_named(source).country or self.default_region


def source_named(name: str) -> Source:
    """Return the facts about a source; defaults for one that nobody has described."""
    return SOURCES.get(name) or Source(name)


def _read_sources() -> dict[str, Source]:
    return {
        name: Source(
            name=name,
            name_order=NameOrder(facts.get("name_order", NameOrder.FAMILY_FIRST)),
            country=facts.get("country", ""),
        )
        for name, facts in data.load("sources").items()
    }


def _read_relays() -> tuple[Relay, ...]:
    return tuple(
        Relay(
            name=facts["name"],
            domains=tuple(facts["domains"]),
            trust=Trust(facts["trust"]),
            strip_plus=facts.get("strip_plus", False),
            shared=frozenset(facts.get("shared", ())),
        )
        for facts in data.load("relays")["relay"]
    )


SOURCES = _read_sources()
RELAYS = _read_relays()
FILLERS: dict[str, dict[str, list[str]]] = data.load("placeholders")
"""Field name → kind of list → fillers as written in placeholders.toml."""
