"""The bars of issue "A million orders", and whether a measurement is below its one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Bar:
    """``ratios``: one for each time that both sides were measured. ``ours`` and ``theirs`` are texts."""

    what: str
    beside: str
    at_most: float
    ratios: tuple[float, ...]
    ours: str
    theirs: str
    note: str = ""

    @property
    def ratio(self) -> float:
        return median(self.ratios)

    @property
    def passed(self) -> bool:
        return self.ratio <= self.at_most


@dataclass(frozen=True, slots=True)
class Limit:
    """A bar that is no ratio: so many ``unit`` at most."""

    what: str
    at_most: float
    unit: str
    found: float
    note: str = ""

    @property
    def passed(self) -> bool:
        return self.found <= self.at_most


def bar(
    what: str,
    beside: str,
    at_most: float,
    ours: Sequence[float],
    theirs: Sequence[float],
    *,
    unit: str = "s",
    note: str = "",
) -> Bar:
    """Compare measurements of which each ``ours[i]`` was taken beside ``theirs[i]``.

    Raises:
        ValueError: when these are no pairs.
    """
    ratios = tuple(a / b for a, b in zip(ours, theirs, strict=True))
    if not ratios:
        raise ValueError(f"{what}: nothing was measured")
    return Bar(
        what, beside, at_most, ratios, _figure(median(ours), unit), _figure(median(theirs), unit), note
    )


def table(bars: Sequence[Bar | Limit]) -> list[str]:
    """Return the bars as a table in Markdown."""
    return [
        "| what | side by side with | ours | theirs | ratio (least to most) | at most | |",
        "|---|---|---:|---:|---:|---:|---|",
        *map(_row, bars),
    ]


def _row(each: Bar | Limit) -> str:
    verdict = "passed" if each.passed else "**missed**"
    if isinstance(each, Limit):
        found = f"{each.found:,.0f} {each.unit}"
        return f"| {each.what} | | {found} | | | {each.at_most:,.0f} {each.unit} | {verdict} |"
    spread = f" ({_short(min(each.ratios))} to {_short(max(each.ratios))})" if len(each.ratios) > 1 else ""
    return (
        f"| {each.what} | {each.beside} | {each.ours} | {each.theirs} | {_short(each.ratio)} ×{spread} "
        f"| {_short(each.at_most)} × | {verdict} |"
    )


def notes(bars: Sequence[Bar | Limit]) -> list[str]:
    """Return what has to be said of some of the bars."""
    return [f"* {each.what}: {each.note}" for each in bars if each.note]


def _figure(value: float, unit: str) -> str:
    return f"{_short(value)} {unit}"


def _short(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value >= 0.001 else f"{value:.1g}"
