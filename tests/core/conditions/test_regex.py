"""Every accepted pattern has an answer soon, whatever the text; the dangerous ones are refused.

A pattern that ran away would not end at all: the limit for every test (setup.cfg) would end it.
"""

from __future__ import annotations

import random
import re

import pytest

from saleor_customer_mgmt.core.conditions.faults import BadValue
from saleor_customer_mgmt.core.conditions.regex import MAX_PATTERN, MAX_TEXT, MAX_WORK, check_pattern, search

ACCEPTED = [
    "代引",
    "^代(金)?引換?$",
    "(代引|後払い|コンビニ)",
    r"^\d{3}-\d{4}$",
    r"\d{1,4}-\d{1,4}-\d{1,4}",
    "[a-z]+@[a-z]+",
    "gift.*wrap",
    "a.*b.*c",
    ".*.*x",
    ".*?.+?x",
    r"(?:\d{3}-){2}\d{4}",
    "(?:ab)+(?:ba)*x",
    "(?:foo|bar){2}x",
    "(?i)Card",
    "(?i:card)",
    "(?P<kind>card)",
    r"\bcard\b",
    r"[^\s]{1,50}x",
    r"(?:-\d+)?x",
    "a?" * 12 + "x",
    "(?:a|a)" * 12 + "x",
    "(?:a|aa){12}x",
    "(?:){1,100}x",
    ".*.*" + "a" * 20 + "b",
    "(?:a.){1,14}(?:a.){1,14}(?:a.){1,14}b",
    "[" + "".join(chr(0x4E00 + 37 * n) for n in range(180)) + "]+x",
]

WAYS = "could take too long: too many ways to match"
ALTERNATIVES = "could take too long: alternatives inside a repeat"
NESTED = "has a repeat inside a repeat"
OPEN = "has more than 2 open repeats (*, +, {n,})"
FLAG = "sets a flag: only (?i) is known, and case makes no difference anyway"
UNKNOWN = "uses a sign that is not known here"
BACK = "refers back to a group"
AROUND = "looks ahead or behind"
REFUSED = [
    ("", "is empty"),
    ("a" * (MAX_PATTERN + 1), f"is longer than {MAX_PATTERN} characters"),
    ("(a+)+$", NESTED),
    ("(a*)*$", NESTED),
    ("(a+)*$", NESTED),
    ("(?:a+){2,}$", NESTED),
    ("(?:a?){200}$", NESTED),
    ("(?:a{1,9}){9}$", NESTED),
    ("([a-z]+)*x", NESTED),
    (r"(\w+\s?)+$", NESTED),
    (r"^(([a-z])+.)+[A-Z]([a-z])+$", OPEN),
    (r"^(\w+)*@", NESTED),
    ("(?:(?:a*)b){3}", NESTED),
    ("(a|a)*$", ALTERNATIVES),
    ("(a|aa)+$", ALTERNATIVES),
    ("(?:|a)+b", ALTERNATIVES),
    ("(?:a|aa){30}$", ALTERNATIVES),
    ("(?:ab|a|b){2,}x", ALTERNATIVES),
    ("(?:a|a)" * 25 + "x", WAYS),
    ("a?" * 30 + "a" * 30, WAYS),
    ("a{0,99}a{0,99}a{0,99}a{0,99}b", WAYS),
    (".{0,200}.{0,200}.{0,200}x", WAYS),
    ("(?:(?:a{100}){100}){100}", WAYS),
    (".*.*" + "a" * 40 + "b", WAYS),
    (".*.*(?:a.){20}x", WAYS),
    (".*.*.*x", OPEN),
    ("a+b+c+", OPEN),
    ("a{2,}b{3,}c{4,}", OPEN),
    ("(?:x*|y*|z*)", OPEN),
    ("a*?b*?c*?", OPEN),
    (r"(a)\1", BACK),
    ("(?P<x>a)(?P=x)", BACK),
    ("(a)?(?(1)b|c)", BACK),
    ("(?=a)", AROUND),
    ("(?!a)", AROUND),
    ("(?<=a)b", AROUND),
    ("(?<!a)b", AROUND),
    ("a*+b", UNKNOWN),
    ("(?>a*)b", UNKNOWN),
    ("(?s).", FLAG),
    ("(?x) a", FLAG),
    ("(?a)a", FLAG),
    ("(?s:.)", FLAG),
    ("(?-i:a)", FLAG),
    ("(", "is no regular expression: missing ), unterminated subpattern at position 0"),
    ("a**", "is no regular expression: multiple repeat at position 2"),
    ("[b-a]", "is no regular expression: bad character range b-a at position 1"),
    ("a{99999999999}", "is no regular expression: the repetition number is too large"),
    ("[[a]]", "means something else in later Pythons: put a \\ before [ and other signs in [ ]"),
    ("[a&&b]", "means something else in later Pythons: put a \\ before [ and other signs in [ ]"),
]  # fmt: skip


def worst_texts(pattern: str) -> list[str]:
    """Long texts that nearly match: out of the pattern's own letters, and with one wrong at the end."""
    letters = sorted(set(re.sub(r"[^\w@-]", "", pattern))) or ["a"]
    rng = random.Random(7)
    texts = ["a" * MAX_TEXT, "ab" * (MAX_TEXT // 2), "0" * MAX_TEXT, " " * MAX_TEXT, letters[-1] * MAX_TEXT]
    texts += ["".join(rng.choices(letters, k=MAX_TEXT)) for _ in range(3)]
    return texts + [text[:-1] + "!" for text in texts]


@pytest.mark.parametrize("pattern", ACCEPTED)
def test_accepted_patterns_have_an_answer_for_the_worst_texts(pattern) -> None:
    check_pattern(pattern)

    for text in worst_texts(pattern):
        assert search(pattern, text) is (re.search(pattern, text, re.IGNORECASE) is not None)


@pytest.mark.parametrize(("pattern", "message"), REFUSED)
def test_dangerous_patterns_are_refused(pattern, message) -> None:
    with pytest.raises(BadValue) as raised:
        check_pattern(pattern)

    assert str(raised.value) == message


def test_the_same_pattern_one_repeat_safer_is_accepted() -> None:
    """The limits are where they are said to be."""
    for safe in ("(a+)?$", "(?:a{9}){9}$", "a+b+", "a{2,}b{3,}c{4}", "(?:a|aa){3}$", ".{0,200}.{0,200}x"):
        check_pattern(safe)


def test_a_pattern_is_asked_about_two_hundred_characters_and_no_more() -> None:
    assert search("x", "a" * (MAX_TEXT - 1) + "x")
    assert not search("x", "a" * MAX_TEXT + "x")


def test_case_makes_no_difference() -> None:
    assert search("CARD", "a card")
    assert search("card", "A CARD")


def random_pattern(rng: random.Random, depth: int = 3) -> str:
    if depth == 0 or rng.random() < 0.35:
        return rng.choice(("a", "b", ".", "[ab]", "[^b]", "^", r"\b", "aa", ""))
    one, two = random_pattern(rng, depth - 1), random_pattern(rng, depth - 1)
    made = rng.choice(
        (
            one + two,
            f"(?:{one}|{two})",
            f"(?:{one}){rng.choice(('*', '+', '?', '{2}', '{0,9}', '{5,}', '*?'))}",
        )
    )
    return made if rng.random() < 0.7 else made + random_pattern(rng, depth - 1)  # fmt: skip


def test_whatever_random_pattern_is_accepted_has_an_answer() -> None:
    rng = random.Random(11)
    accepted = refused = 0
    while accepted < 1500:
        pattern = random_pattern(rng)
        try:
            check_pattern(pattern)
        except BadValue:
            refused += 1
            continue
        accepted += 1
        for text in ("a" * MAX_TEXT, "ab" * 100, "a" * 199 + "!"):
            search(pattern + "(?:!x)", text)
    assert refused > 300
    assert MAX_WORK == 300_000_000
