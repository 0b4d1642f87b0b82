"""Accounts in customer files: who registered with a shop, whether they ever bought or not (ADR 114)."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from saleor_customer_mgmt.core.checks import MAX_TEXT
from saleor_customer_mgmt.core.facts import ACCOUNT_MARK, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers.format import OrderRows

TOLD = ("note", "newsletter", "group", "points")
"""What an account tells beside the person, as ``Person`` names it."""


def account(
    order: OrderRows,
    person: Person,
    *,
    registered_at: datetime | None = None,
    status: str | None = None,
    note: str | None = None,
    newsletter: str | None = None,
    group: str | None = None,
    points: str | None = None,
) -> OrderFacts:
    """Return the account that these rows describe; its number is that of a member of the source, too.

    ``status`` is the source's own word for how the account stands.
    """
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=registered_at,
        status=OrderStatus.ACCOUNT,
        status_text=status,
        buyer=dataclasses.replace(
            person,
            member_id=person.member_id or order.number.removeprefix(ACCOUNT_MARK),
            # A long text of these is no reason to refuse somebody.
            note=note and note[:MAX_TEXT],
            newsletter=newsletter and newsletter[:MAX_TEXT],
            group=group and group[:MAX_TEXT],
            points=points and points[:MAX_TEXT],
        ),
    )
