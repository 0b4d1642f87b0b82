"""The statements that tell whose orders have what somebody typed: ``selectors.search`` asks them.

Each word is looked for on its own, by index: among the pieces of the values of each customer, and of the
numbers of orders recorded together (``models.search``). Whoever's row is still to be written is looked for
in the orders.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any

from django.db import connection
from django.db.models import Q

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.public_id import read_public_id
from saleor_customer_mgmt.core.search import (
    LEAST_OF_NUMBER,
    number_pieces_of_word,
    pieces_of_word,
    terms,
    ts_query,
)
from saleor_customer_mgmt.models import Customer

Statement = tuple[str, list[Any]]
"""SQL that tells ids, and what is bound in it."""

# Planned as for all of them, whatever it is a part of; read as far as it is asked for.
_WHOLE = "WITH found AS MATERIALIZED (<found>) SELECT customer_id FROM found"
_OF_THESE = "SELECT f.customer_id FROM (<these>) AS f(customer_id) WHERE <having>"
_BY_VALUES = "SELECT s.customer_id FROM customer_mgmt_customersearch s WHERE "
_UP_TO_DATE = "NOT EXISTS (SELECT FROM customer_mgmt_searchbacklog b WHERE b.customer_id = s.customer_id)"
# The first line of an order's text is its number, the others are its values.
_BEHIND = """
    SELECT b.customer_id FROM customer_mgmt_searchbacklog b WHERE EXISTS (
        SELECT FROM customer_mgmt_orderrecord o JOIN customer_mgmt_orderevidence e ON e.order_id = o.id
        WHERE o.customer_id = b.customer_id
            AND substr(e.search_text, nullif(strpos(e.search_text, E'\\n'), 0)) LIKE %s
    )
"""
# OFFSET 0: looked up for one at a time, never for all of them beforehand.
_HAS_IN_ROW = """
    EXISTS (SELECT FROM customer_mgmt_customersearch s
        WHERE s.customer_id = f.customer_id AND s.text LIKE %s <up to date> OFFSET 0)
"""
_HAS_BEHIND = """
    EXISTS (
        SELECT FROM customer_mgmt_searchbacklog b
        JOIN customer_mgmt_orderrecord o ON o.customer_id = b.customer_id
        JOIN customer_mgmt_orderevidence e ON e.order_id = o.id
        WHERE b.customer_id = f.customer_id
            AND substr(e.search_text, nullif(strpos(e.search_text, E'\\n'), 0)) LIKE %s OFFSET 0
    )
"""
_HAS_IN_NUMBER = """
    EXISTS (
        SELECT FROM customer_mgmt_orderrecord o JOIN customer_mgmt_orderevidence e ON e.order_id = o.id
        WHERE o.customer_id = f.customer_id AND split_part(e.search_text, E'\\n', 1) LIKE %s OFFSET 0
    )
"""
_BY_NUMBER = """
    SELECT (SELECT o.customer_id FROM customer_mgmt_orderrecord o WHERE o.id = told.id)
    FROM customer_mgmt_ordernumberrange n, unnest(n.ids, n.numbers) AS told(id, number)
    WHERE n.pieces @@ %s::tsquery AND told.number LIKE %s
"""
_BY_UNREAD_NUMBER = """
    SELECT o.customer_id FROM customer_mgmt_ordernumberrange n
    JOIN customer_mgmt_orderrecord o ON o.id BETWEEN n.first_id AND n.last_id
    JOIN customer_mgmt_orderevidence e ON e.order_id = o.id
    WHERE n.pieces IS NULL AND split_part(e.search_text, E'\\n', 1) LIKE %s
"""
_BY_NUMBER_AMONG = """
    SELECT o.customer_id FROM customer_mgmt_orderrecord o
    JOIN customer_mgmt_orderevidence e ON e.order_id = o.id
    WHERE o.customer_id = ANY(%s) AND split_part(e.search_text, E'\\n', 1) LIKE %s
"""
_LOOK = """
    SELECT EXISTS (SELECT FROM customer_mgmt_searchbacklog),
        EXISTS (SELECT FROM customer_mgmt_ordernumberrange n WHERE n.pieces IS NULL)
"""
_ROWS = "SELECT reltuples FROM pg_class WHERE oid = 'customer_mgmt_customersearch'::regclass"
_KNOWN = 0.006
_ESTIMATE = "EXPLAIN (FORMAT JSON) SELECT FROM customer_mgmt_customersearch WHERE pieces @@ %s::tsquery"
# As for all of them: for the first one the planner would look through the table, since it expects some.
_MAY_BE_IN_NUMBERS = """
    EXISTS (
        WITH may AS MATERIALIZED (
            SELECT FROM customer_mgmt_ordernumberrange n WHERE n.pieces @@ %s::tsquery
        ) SELECT FROM may
    )
"""


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str

    @property
    def pieces(self) -> str:
        found, may_go_on = pieces_of_word(self.folded)
        return ts_query(found, may_go_on=may_go_on)

    @property
    def in_value(self) -> str:
        return f"%{_literally(self.folded)}%"

    @property
    def number_pieces(self) -> str:
        found, may_go_on = number_pieces_of_word(self.folded)
        return ts_query(found, may_go_on=may_go_on)

    @property
    def in_number(self) -> str:
        """What is too short has to be the whole number."""
        return self.in_value if len(self.folded) >= LEAST_OF_NUMBER else _literally(self.folded)


class Search:
    """What somebody typed. Nothing is read before it is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = [_Word(word) for word in terms(text)]

    @property
    def has_words(self) -> bool:
        return bool(self._words)

    def having_all(self, column: str) -> Q:
        """Return what selects the texts that have every word."""
        return reduce(Q.__and__, (Q(**{f"{column}__contains": word.folded}) for word in self._words), Q())

    @cached_property
    def _state(self) -> _State:
        asked = ", ".join([_LOOK, *[_MAY_BE_IN_NUMBERS] * len(self._words)])
        with connection.cursor() as cursor:
            cursor.execute(asked, [word.number_pieces for word in self._words])
            behind, unread, *numbered = cursor.fetchone()
        words = zip(self._words, numbered, strict=True)
        return _State(behind, unread, frozenset(word for word, some in words if some or unread))

    @cached_property
    def named(self) -> set[OrderId]:
        """The live customer whose id was typed; the id of one that dissolved finds what it is part of."""
        wanted = read_public_id(self._text)
        rows = Customer.objects.filter(public_id=wanted) if wanted else Customer.objects.none()
        return {into or customer for customer, into in rows.values_list("id", "merged_into_id")}

    def is_likely(self, count: int) -> bool:
        """Return whether the planner believes that more have these words as values. It may be wrong.

        Of pieces that it does not know it believes that five in a thousand have them.
        """
        asked = " & ".join(word.pieces for word in self._words)
        with connection.cursor() as cursor:
            cursor.execute(_ESTIMATE, [asked])
            (told,) = cursor.fetchone()
            plan = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
            cursor.execute(_ROWS)
            (rows,) = cursor.fetchone()
        return bool(plan["Plan Rows"] > max(count, _KNOWN * rows))

    def found(self, among: list[OrderId] | None = None) -> Statement:
        """Return who is found, of all or among these, some twice. They may be no customers any more."""
        if not self._state.scattered:
            sql, values = self._of(self._words, among)
        else:
            # What can be in numbers is in many of them, and what is short is everywhere.
            words = sorted(self._words, key=lambda word: (word in self._state.numbered, -len(word.folded)))
            sql, values = self._of(words[:1], among)
            tests = [self._has(word) for word in words[1:]]
            if tests:
                having = " AND ".join(test for test, _ in tests)
                sql = _OF_THESE.replace("<these>", sql).replace("<having>", having)
                values = [*values, *(value for _, some in tests for value in some)]
        if among is None and self.named:
            sql, values = f"({sql}) UNION ALL SELECT unnest(%s::bigint[])", [*values, list(self.named)]
        return _WHOLE.replace("<found>", sql), values

    def _has(self, word: _Word) -> Statement:
        """Return what tests whether somebody ``f`` has this word, wherever it is."""
        tests = [_HAS_IN_ROW.replace("<up to date>", f"AND {_UP_TO_DATE}" if self._state.behind else "")]
        values = [word.in_value]
        if self._state.behind:
            tests.append(_HAS_BEHIND)
            values.append(word.in_value)
        if word in self._state.numbered:
            tests.append(_HAS_IN_NUMBER)
            values.append(word.in_number)
        return f"({' OR '.join(tests)})", values

    def _of(self, words: Sequence[_Word], among: list[OrderId] | None) -> Statement:
        """Return those who have these words: several in one row, or one wherever it is."""
        state = self._state
        which = "s.pieces @@ %s::tsquery" if among is None else "s.customer_id = ANY(%s)"
        asked = " & ".join(word.pieces for word in words) if among is None else among
        tests = [which, *["s.text LIKE %s"] * len(words), *([_UP_TO_DATE] if state.behind else [])]
        values = [asked, *(word.in_value for word in words)]
        parts: list[Statement] = [(_BY_VALUES + " AND ".join(tests), values)]
        for word in words if state.behind else ():
            narrowed = "" if among is None else " AND b.customer_id = ANY(%s)"
            parts.append((_BEHIND + narrowed, [word.in_value, *([] if among is None else [among])]))
        for word in words:
            if word in state.numbered and among is not None:
                parts.append((_BY_NUMBER_AMONG, [among, word.in_number]))
            elif word in state.numbered:
                parts.append((_BY_NUMBER, [word.number_pieces, word.in_number]))
                if state.unread:
                    parts.append((_BY_UNREAD_NUMBER, [word.in_number]))
        return _joined(" UNION ALL ", parts)


@dataclass(frozen=True, slots=True)
class _State:
    """What of the tables a search depends on: whether rows of customers, or numbers, are still to be written,
    and the words that numbers may have.
    """

    behind: bool
    unread: bool
    numbered: frozenset[_Word]

    @property
    def scattered(self) -> bool:
        """Whether words of one customer may be in different places, so that each is looked for by itself."""
        return self.behind or bool(self.numbered)


def _literally(text: str) -> str:
    """Return the pattern that is like nothing but this."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _joined(by: str, parts: Iterable[Statement]) -> Statement:
    statements = list(parts)
    if len(statements) == 1:
        return statements[0]
    return by.join(f"({sql})" for sql, _ in statements), [x for _, values in statements for x in values]
