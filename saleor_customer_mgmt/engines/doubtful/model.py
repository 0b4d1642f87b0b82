"""What each level weighs: the shipped numbers, or those that a shop's own data makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log2
from typing import Any

from saleor_customer_mgmt.engines.doubtful.levels import COMPARISONS

SHARE_OF_DOUBLES = 0.01
"""One customer in a hundred has a double that the criteria missed: expected before anything is compared."""


@dataclass(frozen=True, slots=True)
class Model:
    """``levels``: for each field and level, m and u. ``learnt``: whether this shop's data had a say."""

    levels: Mapping[str, Mapping[str, tuple[float, float]]]
    learnt: bool

    def weight(self, field: str, level: str) -> float:
        """Return the weight of a level in bits."""
        m, u = self.levels[field][level]
        return log2(m / u)


SHIPPED = Model(
    {c.field: {level.name: (level.m, level.u) for level in c.levels} for c in COMPARISONS}, learnt=False
)


def settings(model: Model, customers: int, **more: Any) -> dict[str, Any]:
    """Return the model as Splink's settings, for so many customers."""
    comparisons = []
    for comparison in COMPARISONS:
        absent = {
            "sql_condition": comparison.absent,
            "label_for_charts": "absent",
            "is_null_level": True,
        }
        levels = [
            {
                "sql_condition": level.sql,
                "label_for_charts": level.name,
                "m_probability": model.levels[comparison.field][level.name][0],
                "u_probability": model.levels[comparison.field][level.name][1],
            }
            for level in comparison.levels
        ]
        comparisons.append({"output_column_name": comparison.field, "comparison_levels": [absent, *levels]})
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "id",
        # Of n customers, n times the share are one of n(n-1)/2 pairs.
        "probability_two_random_records_match": min(2 * SHARE_OF_DOUBLES / max(customers - 1, 1), 0.5),
        "comparisons": comparisons,
        # Without the columns themselves Splink would not tell the levels either.
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
        **more,
    }
