"""Searching by part of a name, beside the way in which Saleor searches its customers.

Saleor keeps a ``tsvector`` with each customer (name and e-mail address weighed A, addresses B), indexed
with GIN; it asks for words that begin with what was typed, ranks all that it finds, the exact ones double,
and shows the first page. Here is a table of the same idea with the same people in it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.db import connection

PAGE = 20
QUERIES = (
    *("佐藤", "鈴木", "高橋", "田中", "国分", "滝沢", "勅使河原", "五十嵐", "髙木"),  # frequent and rare
    *("花子", "健一", "佐藤 花子", "長谷川 亮", "サトウ", "たかはし", "ｲｶﾞﾗｼ", "ハナコ"),
    *("sato", "hanako", "tanaka", "takeuchi_k", "keitai"),  # parts of e-mail addresses
    *("無番", "zzqq", "ヴォ"),  # nobody
)
_FILL = """
    CREATE TABLE bench_saleor_user AS
    SELECT id, email, split_part(translate(name, '　', ' '), ' ', 1) AS last_name,
        split_part(translate(name, '　', ' '), ' ', 2) AS first_name,
        setweight(to_tsvector('simple', translate(name, '　', ' ')), 'A')
        || setweight(to_tsvector('simple', email), 'A')
        || setweight(to_tsvector('simple', split_part(email, '@', 2)), 'B')
        || setweight(to_tsvector('simple', concat_ws(' ', name, address, phone)), 'B') AS search_vector
    FROM customer_mgmt_customer WHERE merged_into_id IS NULL;
    ALTER TABLE bench_saleor_user ADD PRIMARY KEY (id);
    CREATE INDEX bench_saleor_search ON bench_saleor_user USING gin (search_vector);
    VACUUM ANALYZE bench_saleor_user
"""
_ASK = """
    SELECT id, email, first_name, last_name,
        ts_rank(search_vector, websearch_to_tsquery('simple', %(text)s)) * 2
        + ts_rank(search_vector, to_tsquery('simple', %(prefix)s)) AS search_rank
    FROM bench_saleor_user WHERE search_vector @@ to_tsquery('simple', %(prefix)s)
    ORDER BY search_rank DESC, id DESC LIMIT %(page)s
"""


def search(rounds: int) -> dict[str, Any]:
    """Ask both sides for the first page of each query, in turn, and return milliseconds and hits."""
    from saleor_customer_mgmt.selectors.customers import SORTS, list_customers

    def ours(text: str) -> list[Any]:
        return list_customers(search=text).first(PAGE + 1, SORTS["purchases"])

    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_saleor_user")
        for statement in _FILL.split(";"):
            cursor.execute(statement)
    told = []
    for text in QUERIES:
        ours(text), _saleor(text)  # what is read the first time comes from the disk, for both
        times = [(_timed(ours, text), _timed(_saleor, text)) for _ in range(rounds)]
        told.append(
            {
                "text": text,
                "ours": [mine for (mine, _), _ in times],
                "theirs": [theirs for _, (theirs, _) in times],
                "found": [times[0][0][1], times[0][1][1]],
            }
        )

    def listed(sort: str) -> list[Any]:
        return list_customers().first(PAGE + 1, SORTS[sort])

    lists = {sort: [_timed(listed, sort)[0] for _ in range(rounds)] for sort in SORTS}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bench_saleor_user")
    return {"queries": told, "lists": lists}


def _saleor(text: str) -> list[Any]:
    prefix = " & ".join(f"{word}:*" for word in text.split())
    with connection.cursor() as cursor:
        cursor.execute(_ASK, {"text": text, "prefix": prefix, "page": PAGE + 1})
        return list(cursor.fetchall())


def _timed(ask: Callable[[str], list[Any]], text: str) -> tuple[float, int]:
    began = time.perf_counter()
    found = ask(text)
    return 1000 * (time.perf_counter() - began), len(found)
