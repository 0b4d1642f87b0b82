"""What our fields cost, in the form of Saleor's cost map: a page costs its rows, a look at everything
costs much. Saleor takes a field that is not in its map for free.
"""

from __future__ import annotations

from typing import Any

from graphql import GraphQLObjectType

from saleor_customer_mgmt.graphql.schema import schema

PAGE = ("first", "last")
HEAVY = {
    "matchCriteriaPreview": 10_000,
    "customerProfilesRebuild": 10_000,
    "customerReviewItems": 1_000,
    "customerDoubtfulPairsFind": 10_000,
    "customerMgmtRuleBacktest": 10_000,
    "customerMgmtGroupPreview": 1_000,
    "customerMgmtOverview": 1_000,
    "customerMgmtCountingUpdate": 10_000,
}
"""Root fields that look at the full history or at all contested keys."""


def cost_map() -> dict[str, dict[str, dict[str, Any]]]:
    """Return ``{type: {field: {"complexity": …, "multipliers": […]}}}`` for all that costs something."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for name, type_ in schema.get_type_map().items():
        if not isinstance(type_, GraphQLObjectType) or name.startswith("__"):
            continue
        for field, definition in type_.fields.items():
            pages = [argument for argument in PAGE if argument in definition.args]
            if field in HEAVY or pages:
                found.setdefault(name, {})[field] = {
                    "complexity": HEAVY.get(field, 1),
                    **({"multipliers": pages} if pages and field not in HEAVY else {}),
                }
    return found
