"""Texts of shipped rules and groups, which are there in each language."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.core.shipped import in_language
from saleor_customer_mgmt.graphql.enums import CustomerMgmtLanguage


def shipped_text(field: str, description: str = "") -> Any:
    """Return a field of a row's text ``field``, in another language where the text is a shipped one."""

    def resolve(row: Any, _info: Any, language: str | None = None) -> str:
        return told_in(getattr(row, field), language)

    return graphene.String(
        required=True, language=of_shipped(), resolver=resolve, description=description or None
    )


def of_shipped() -> Any:
    """Return the argument that says in which language a shipped text is told."""
    return CustomerMgmtLanguage(description="Of a shipped text; any other is told as it is.")


def told_in(text: str, language: str | None) -> str:
    """Return a text that may be a shipped one in this language; as it is stored, when none is asked for."""
    return text if language is None else in_language(text, language)
