r"""Regular expressions that cannot run away.

Accepted are patterns for which a bound on the work of Python's backtracking matcher, on the longest
text it is ever given, is small. The bound is read from the parsed pattern, part by part: how many ways
a part can match (each may be tried before the match fails), and the work of one way. What the bound
does not know, today or in a later Python, is refused.
"""

from __future__ import annotations

import importlib
import re
import warnings
from functools import lru_cache
from typing import Any

from saleor_customer_mgmt.core.conditions.faults import BadValue

MAX_PATTERN = 200
MAX_TEXT = 200
MAX_OPEN_REPEATS = 2
MAX_WORK = 300_000_000
"""In the time of comparing a character: about a quarter of a second on a slow machine, for the worst text."""

# Python's own parser, the same one that re.compile uses; sre_parse, its public name, is deprecated.
_PARSER = importlib.import_module("re._parser")
_FLAGS = re.IGNORECASE | re.UNICODE
_CHARACTER = frozenset({"LITERAL", "NOT_LITERAL", "ANY", "IN"})
_REPEAT = frozenset({"MAX_REPEAT", "MIN_REPEAT"})
_REFUSED = {
    "GROUPREF": "refers back to a group",
    "GROUPREF_EXISTS": "refers back to a group",
    "ASSERT": "looks ahead or behind",
    "ASSERT_NOT": "looks ahead or behind",
}
_STEP, _TRY, _ROUND = 1, 5, 10
"""Work of comparing one character, of going on from one place, and of one round of a group."""


def search(pattern: str, text: str) -> bool:
    """Return whether a checked pattern is found in the first ``MAX_TEXT`` characters, whatever the case."""
    return _compiled(pattern).search(text[:MAX_TEXT]) is not None


def check_pattern(pattern: str) -> None:
    """Accept a pattern.

    Raises:
        BadValue: saying why not.
    """
    if not pattern:
        raise BadValue("is empty")
    if len(pattern) > MAX_PATTERN:
        raise BadValue(f"is longer than {MAX_PATTERN} characters")
    parsed = _parse(pattern)
    if parsed.state.flags & ~_FLAGS:
        raise BadValue("sets a flag: only (?i) is known, and case makes no difference anyway")
    if _open_repeats(parsed) > MAX_OPEN_REPEATS:
        raise BadValue(f"has more than {MAX_OPEN_REPEATS} open repeats (*, +, {{n,}})")
    if work_of(parsed) > MAX_WORK:
        raise BadValue("could take too long: too many ways to match")


def work_of(parsed: Any) -> int:
    """Return the bound on the work of searching a parsed pattern in the longest text.

    Raises:
        BadValue: for what is not allowed at all.
    """
    return (MAX_TEXT + 1) * _bound(parsed, inside=False)[1]


def _parse(pattern: str) -> Any:
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            parsed = _PARSER.parse(pattern, re.IGNORECASE)
        except (re.error, OverflowError) as error:
            raise BadValue(f"is no regular expression: {error}") from None
        except RecursionError:
            raise BadValue("is nested too deeply") from None
    if warned:
        raise BadValue("means something else in later Pythons: put a \\ before [ and other signs in [ ]")
    return parsed


def _open_repeats(parsed: Any) -> int:
    return sum(
        (str(op) in _REPEAT and argument[1] == _PARSER.MAXREPEAT)
        + sum(_open_repeats(part) for part in _parts(str(op), argument))
        for op, argument in parsed
    )


def _parts(op: str, argument: Any) -> list[Any]:
    if op in _REPEAT:
        return [argument[2]]
    if op == "SUBPATTERN":
        return [argument[3]]
    return list(argument[1]) if op == "BRANCH" else []


def _bound(parsed: Any, *, inside: bool) -> tuple[int, int]:
    """Return the number of ways these parts can match, and the work of trying all of them."""
    ways, work = 1, 0
    for op, argument in parsed:
        part_ways, part_work = _bound_one(str(op), argument, inside=inside)
        work += ways * part_work
        ways *= part_ways
        if work > MAX_WORK or ways > MAX_WORK:
            raise BadValue("could take too long: too many ways to match")
    return ways, work


def _bound_one(op: str, argument: Any, *, inside: bool) -> tuple[int, int]:
    if op in _CHARACTER or op == "AT":
        return 1, _STEP
    if op in _REPEAT:
        return _bound_repeat(*argument, inside=inside)
    if op == "SUBPATTERN":
        _, added, removed, part = argument
        if removed or added & ~_FLAGS:
            raise BadValue("sets a flag: only (?i) is known, and case makes no difference anyway")
        return _bound(part, inside=inside)
    if op == "BRANCH":
        bounds = [_bound(part, inside=inside) for part in argument[1]]
        return sum(ways for ways, _ in bounds), sum(work + _TRY for _, work in bounds)
    raise BadValue(_REFUSED.get(op, "uses a sign that is not known here"))


def _bound_repeat(least: int, most: int, part: Any, *, inside: bool) -> tuple[int, int]:
    """Return the bound of a repeat; ``inside`` another one only a fixed number of times is allowed."""
    if inside and least != most:
        raise BadValue("has a repeat inside a repeat")
    ways, work = _bound(part, inside=inside or most > 1)
    rounds = min(most, MAX_TEXT)
    least = min(least, rounds)
    round_work = _TRY if len(part) == 1 and str(part[0][0]) in _CHARACTER else work + _ROUND
    if ways == 1:
        return rounds - least + 1, (rounds + 1) * round_work
    found, tried, each = 0, 0, 1
    for number in range(rounds + 1):
        found += each if number >= least else 0
        tried += each * round_work if number < rounds else 0
        if tried > MAX_WORK:
            raise BadValue("could take too long: alternatives inside a repeat")
        each *= ways
    return found, tried + found


@lru_cache(maxsize=1000)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
