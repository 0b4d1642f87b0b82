"""Finding orders and customers by any part of name, kana, e-mail, phone, address or order number.

Each word is looked for on its own: a customer is found whose orders have all words between them, and an
order that has all of them itself. By index: the pieces of the values of each customer, and those of the
numbers of orders recorded together (``models.search``). Whoever's row is still to be written is looked for
in the orders.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.public_id import read_public_id
from saleor_customer_mgmt.core.search import NUMBER_PIECE, number_pieces, pieces_of_word, terms, ts_query
from saleor_customer_mgmt.models import Customer, OrderEvidence, OrderRecord

Statement = tuple[str, list[Any]]
"""SQL that tells ids, and what is bound in it."""

_WHOLE = "WITH found AS MATERIALIZED (<found>) SELECT customer_id FROM found"
_BY_VALUES = "SELECT s.customer_id FROM customer_mgmt_customersearch s WHERE "
_UP_TO_DATE = "NOT EXISTS (SELECT FROM customer_mgmt_searchbacklog b WHERE b.customer_id = s.customer_id)"
_BEHIND = """
    SELECT b.customer_id FROM customer_mgmt_searchbacklog b WHERE EXISTS (
        SELECT FROM customer_mgmt_orderrecord o JOIN customer_mgmt_orderevidence e ON e.order_id = o.id
        WHERE o.customer_id = b.customer_id
            AND substr(e.search_text, nullif(strpos(e.search_text, E'\\n'), 0)) LIKE %s
    )
"""
_MAY_BE_IN_NUMBERS = """
    EXISTS (SELECT FROM customer_mgmt_ordernumberrange n WHERE n.pieces @@ %s::tsquery OR n.pieces IS NULL)
"""
# The first line of an order's text is its number, the others are its values.
_BY_NUMBER = """
    SELECT o.customer_id FROM customer_mgmt_ordernumberrange n
    JOIN customer_mgmt_orderrecord o ON o.id BETWEEN n.first_id AND n.last_id
    JOIN customer_mgmt_orderevidence e ON e.order_id = o.id
    WHERE (n.pieces @@ %s::tsquery OR n.pieces IS NULL) AND split_part(e.search_text, E'\\n', 1) LIKE %s
"""
_BY_NUMBER_AMONG = """
    SELECT o.customer_id FROM customer_mgmt_orderrecord o
    JOIN customer_mgmt_orderevidence e ON e.order_id = o.id
    WHERE o.customer_id = ANY(%s) AND split_part(e.search_text, E'\\n', 1) LIKE %s
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
        return ts_query(number_pieces([self.folded]))

    @property
    def in_number(self) -> str:
        """What is shorter than a piece has to be the whole number."""
        return self.in_value if len(self.folded) >= NUMBER_PIECE else _literally(self.folded)


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
    def _looked(self) -> tuple[bool, frozenset[_Word]]:
        """Whether rows of customers are still to be written, and the words that numbers may have."""
        asked = ", ".join(
            ["EXISTS (SELECT FROM customer_mgmt_searchbacklog)", *[_MAY_BE_IN_NUMBERS] * len(self._words)]
        )
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {asked}", [word.number_pieces for word in self._words])
            behind, *numbered = cursor.fetchone()
        return behind, frozenset(word for word, some in zip(self._words, numbered, strict=True) if some)

    @cached_property
    def named(self) -> set[OrderId]:
        """The live customer whose id was typed; the id of one that dissolved finds what it is part of."""
        wanted = read_public_id(self._text)
        rows = Customer.objects.filter(public_id=wanted) if wanted else Customer.objects.none()
        return {into or customer for customer, into in rows.values_list("id", "merged_into_id")}

    def found(self, among: list[OrderId] | None = None) -> Statement:
        """Return who is found, of all or among these. They may be no customers any more."""
        behind, numbered = self._looked
        # A row that has all words is the quickest to find; when they may be in different places, each is
        # looked for by itself.
        apart = behind or bool(numbered)
        parts = [self._of([word], among) for word in self._words] if apart else [self._of(self._words, among)]
        sql, values = _joined(" INTERSECT ", parts)
        if among is None and self.named:
            sql, values = f"({sql}) UNION SELECT unnest(%s::bigint[])", [*values, list(self.named)]
        # Planned as for all of them, whatever it is a part of; read as far as it is asked for.
        return _WHOLE.replace("<found>", sql), values

    def _of(self, words: Sequence[_Word], among: list[OrderId] | None) -> Statement:
        """Return those who have these words: several in one row, or one wherever it is."""
        behind, numbered = self._looked
        which = "s.pieces @@ %s::tsquery" if among is None else "s.customer_id = ANY(%s)"
        asked = " & ".join(word.pieces for word in words) if among is None else among
        tests = [which, *["s.text LIKE %s"] * len(words), *([_UP_TO_DATE] if behind else [])]
        parts: list[Statement] = [
            (_BY_VALUES + " AND ".join(tests), [asked, *(word.in_value for word in words)])
        ]
        for word in words if behind else ():
            narrowed = "" if among is None else " AND b.customer_id = ANY(%s)"
            parts.append((_BEHIND + narrowed, [word.in_value, *([] if among is None else [among])]))
        for word in words:
            if word in numbered:
                by_number = _BY_NUMBER if among is None else _BY_NUMBER_AMONG
                parts.append((by_number, [word.number_pieces if among is None else among, word.in_number]))
        return _joined(" UNION ", parts)


@dataclass(frozen=True, slots=True)
class FoundCustomers:
    """Finds live customers whose orders have every word between them, or that have the typed id.

    The id of a customer that dissolved finds the one it is part of now.
    """

    search: Search

    def among(self, ids: Sequence[OrderId]) -> set[OrderId]:
        if not self.search.has_words or not ids:
            return set()
        return {*_ids(self.search.found(list(ids))), *(self.search.named & set(ids))}

    def at_most(self, count: int) -> list[OrderId]:
        if not self.search.has_words:
            return []
        sql, values = self.search.found()
        return _ids((f"{sql} LIMIT %s", [*values, count]))

    def within(self, rows: QuerySet[Customer]) -> QuerySet[Customer]:
        return rows.filter(id__in=_raw(self.search.found())) if self.search.has_words else rows.none()


@dataclass(frozen=True, slots=True)
class FoundOrders:
    """Finds orders that have every word themselves."""

    search: Search

    def among(self, ids: Sequence[OrderId]) -> set[OrderId]:
        if not self.search.has_words or not ids:
            return set()
        rows = OrderEvidence.objects.filter(self.search.having_all("search_text"), order_id__in=list(ids))
        return set(rows.values_list("order_id", flat=True))

    def at_most(self, count: int) -> list[OrderId]:
        return list(self.within(OrderRecord.objects.all()).values_list("id", flat=True)[:count])

    def within(self, rows: QuerySet[OrderRecord]) -> QuerySet[OrderRecord]:
        if not self.search.has_words:
            return rows.none()
        # Those of the customers who have every word, or whom a typed id names, are all that can have them.
        having = self.search.having_all("evidence__search_text")
        return rows.filter(having, customer_id__in=_raw(self.search.found()))


def search_orders(text: str) -> QuerySet[OrderRecord]:
    """Return the orders in which every word of ``text`` is found; none when there is no word."""
    return FoundOrders(Search(text)).within(OrderRecord.objects.all())


def search_customers(text: str) -> QuerySet[Customer]:
    """Return the live customers that :class:`FoundCustomers` finds; none when there is no word."""
    return FoundCustomers(Search(text)).within(Customer.objects.filter(merged_into=None))


def _literally(text: str) -> str:
    """Return the pattern that is like nothing but this."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _joined(by: str, parts: Iterable[Statement]) -> Statement:
    statements = list(parts)
    if len(statements) == 1:
        return statements[0]
    return by.join(f"({sql})" for sql, _ in statements), [x for _, values in statements for x in values]


def _raw(statement: Statement) -> RawSQL:
    return RawSQL(*statement)  # noqa: S611 - bound


def _ids(statement: Statement) -> list[OrderId]:
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        return [row[0] for row in cursor.fetchall()]
