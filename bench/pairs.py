"""What pairs of measurements say: medians, and how sure they are."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

RESAMPLED = 10_000


@dataclass(frozen=True, slots=True)
class Difference:
    """The medians of both sides, and the median of the differences with its 95 % bootstrap interval."""

    pairs: int
    off: float
    on: float
    added: float
    least: float
    most: float

    def share(self, of: float) -> float:
        """Return how much this is of the median without, in percent."""
        return 100 * of / self.off


def difference(off: Sequence[float], on: Sequence[float]) -> Difference:
    """Compare measurements of which each ``off[i]`` was taken beside ``on[i]``.

    Raises:
        ValueError: when these are no pairs.
    """
    added = [b - a for a, b in zip(off, on, strict=True)]
    if not added:
        raise ValueError("nothing was measured")
    chance = random.Random(1)  # the same figures give the same interval
    medians = sorted(median(chance.choices(added, k=len(added))) for _ in range(RESAMPLED))
    return Difference(
        pairs=len(added),
        off=median(off),
        on=median(on),
        added=median(added),
        least=medians[int(RESAMPLED * 0.025)],
        most=medians[int(RESAMPLED * 0.975)],
    )
