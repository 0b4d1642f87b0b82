"""What a shop's own data makes of the shipped numbers: u by random pairs, m by expectation maximisation.

Learnt from single orders, each set of values of a customer once: there a person is seen to have moved or to
have mistyped, as one who became two customers has. The same data and the same seed give the same model.
"""

from __future__ import annotations

from typing import Any

from splink import Linker

from saleor_customer_mgmt.engines.doubtful.levels import COMPARISONS, Comparison
from saleor_customer_mgmt.engines.doubtful.model import SHIPPED, Model, settings

LEAST_RECORDS = 1000
"""With fewer, the shipped numbers are better."""
LEAST_PAIRS = 200
MOST_PAIRS = 999_999
"""Looked at for u, and for each round of m."""
FURTHEST_M, FURTHEST_U = 4.0, 32.0
"""So many times the shipped number, or so much less, is what a shop's own may be: strange data gives strange
weights, but not absurd ones."""
ROUNDS: tuple[tuple[str, ...], ...] = (("phones",), ("emails",), ("names", "areas"))
"""Pairs whose first values of these are equal; all other fields are learnt from them. Many of them are one
person, or nothing could be learnt: a name alone is that of many strangers."""
_DIGITS = 5
"""Of each number: more would differ from run to run, because many are added up in any order."""


def learn(records: Any, number: int, agreeing: dict[tuple[str, ...], int], seed: int) -> Model:
    """Return the model for these records (a table registered with Splink), of which there are ``number``.

    ``agreeing``: how many pairs agree in the columns of each of ``ROUNDS``; with few of them it is left out.
    """
    if number < LEAST_RECORDS:
        return SHIPPED
    linker = Linker(records, settings(SHIPPED, number), log_level=None)
    linker.training.estimate_u_using_random_sampling(max_pairs=MOST_PAIRS, seed=seed)
    for columns in ROUNDS:
        if agreeing[columns] >= LEAST_PAIRS:
            linker.training.estimate_parameters_using_expectation_maximisation(
                " AND ".join(f"l.{column}[1] = r.{column}[1]" for column in columns),
                max_pairs=MOST_PAIRS if agreeing[columns] > MOST_PAIRS else None,
                record_sample_proportion=0.2,
            )
    learnt = {
        told["output_column_name"]: {level["label_for_charts"]: level for level in told["comparison_levels"]}
        for told in linker.misc.save_model_to_json()["comparisons"]
    }
    return Model({c.field: _kept(c, learnt[c.field]) for c in COMPARISONS}, learnt=True)


def _kept(comparison: Comparison, learnt: dict[str, dict[str, Any]]) -> dict[str, tuple[float, float]]:
    """Return m and u of each level: as learnt, within bounds, and each adding up to 1."""
    kept = {
        level.name: (
            _bounded(learnt[level.name].get("m_probability"), level.m, FURTHEST_M),
            _bounded(learnt[level.name].get("u_probability"), level.u, FURTHEST_U),
        )
        for level in comparison.levels
    }
    whole_m, whole_u = (sum(of) for of in zip(*kept.values(), strict=True))
    return {name: (_rounded(m / whole_m), _rounded(u / whole_u)) for name, (m, u) in kept.items()}


def _rounded(number: float) -> float:
    return float(f"{number:.{_DIGITS}g}")


def _bounded(learnt: float | None, shipped: float, furthest: float) -> float:
    """Return what was learnt, within bounds; a level that was not seen keeps the shipped number."""
    return shipped if learnt is None else min(max(learnt, shipped / furthest), shipped * furthest)
