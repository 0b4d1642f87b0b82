"""What fields, comparisons and choices are called, in each language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from saleor_customer_mgmt.core.conditions.tree import Mode, Op


class Language(StrEnum):
    """The languages in which conditions can be told."""

    EN = "en"
    JA = "ja"


@dataclass(frozen=True, slots=True)
class Words:
    """One language. Braces are filled in: a field's parameters, ``{field}``, ``{value}``, ``{low}``, …"""

    fields: dict[str, str]
    truths: dict[str, tuple[str, str]]
    """Of fields that are true or false: what is said when it is to be true, and when false."""
    ops: dict[Op, str]
    one_of_one: dict[Op, str]
    """Where a list has one value only."""
    op_labels: dict[Op, str]
    choices: dict[str, str]
    joined: dict[Mode, str]
    """Between the parts; for ``none`` what is put around the parts joined as ``any``."""
    quoted: str
    listed: str
    """Between the values of a list."""
    more: str
    group: str
    sentence: str
    earlier: str
    """Added to the name of a field that leaves the present order out."""
    day: str
    unknown: str
    nothing: str
    truth: tuple[str, str]
