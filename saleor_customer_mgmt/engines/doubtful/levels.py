"""How two customers are compared, field by field: levels from alike to different, and what is expected.

``m``: how often two customers who are one person come out at this level; ``u``: how often two strangers do.
The weight of a level is log2(m/u), in bits: +1 makes it twice as likely that they are one. The numbers here
are what ships, for shops with too few customers to learn from.
"""

from __future__ import annotations

from dataclasses import dataclass

SAME_NAME = frozenset({"equal", "reading_equal", "one_character", "given_equal"})
"""Levels of the name at which two customers may be one person without the birthday saying so."""


@dataclass(frozen=True, slots=True)
class Level:
    name: str
    sql: str
    m: float
    u: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """``absent``: when there is nothing to compare, which speaks neither for nor against."""

    field: str
    absent: str
    levels: tuple[Level, ...]


def _any(column: str) -> str:
    return f"list_has_any({column}_l, {column}_r)"


def _both(column: str) -> str:
    return f"(len({column}_l) > 0 AND len({column}_r) > 0)"


def _otherwise(m: float, u: float) -> Level:
    return Level("differs", "ELSE", m, u)


COMPARISONS = (
    Comparison(
        "name",
        f"NOT ({_both('names')} OR {_both('readings')} OR {_both('latins')})",
        (
            Level("equal", _any("names"), 0.55, 0.00003),
            Level("reading_equal", f"{_any('readings')} OR {_any('latins')}", 0.15, 0.00006),
            # One kanji makes another name of a name: where both are read, the readings must say so too.
            Level(
                "one_character",
                f"{_any('near_names')} AND (NOT {_both('readings')} OR {_any('near_readings')}) "
                f"OR {_any('near_readings')} AND NOT {_both('names')}",
                0.08,
                0.0003,
            ),
            Level("given_equal", _any("givens"), 0.12, 0.004),
            Level("family_equal", _any("families"), 0.02, 0.01),
            _otherwise(0.08, 0.98561),
        ),
    ),
    Comparison(
        "phone",
        f"NOT {_both('phones')}",
        (
            Level("equal", _any("phones"), 0.5, 0.00002),
            Level("one_digit", _any("near_phones"), 0.08, 0.00005),
            Level("end_equal", _any("ends"), 0.03, 0.00005),
            _otherwise(0.39, 0.99988),
        ),
    ),
    Comparison(
        "email",
        f"NOT {_both('emails')}",
        (
            Level("equal", _any("emails"), 0.35, 0.00002),
            Level("one_edit", _any("near_emails"), 0.08, 0.00002),
            Level("local_equal", _any("locals"), 0.12, 0.00005),
            _otherwise(0.45, 0.99991),
        ),
    ),
    Comparison(
        "address",
        f"NOT ({_both('addresses')} OR {_both('areas')})",
        (
            Level("equal", _any("addresses"), 0.45, 0.00004),
            Level("block_equal", _any("blocks"), 0.1, 0.0001),
            Level("area_equal", _any("areas"), 0.08, 0.004),
            _otherwise(0.37, 0.99586),
        ),
    ),
    Comparison(
        "birthday",
        f"NOT {_both('birthdays')}",
        (
            Level("equal", _any("birthdays"), 0.9, 0.00005),
            Level("one_digit", _any("near_birthdays"), 0.06, 0.0015),
            _otherwise(0.04, 0.99845),
        ),
    ),
    Comparison(
        "company",
        f"NOT {_both('companies')}",
        (Level("equal", _any("companies"), 0.5, 0.0005), _otherwise(0.5, 0.9995)),
    ),
)

FIELDS = tuple(comparison.field for comparison in COMPARISONS)
