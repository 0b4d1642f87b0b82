"""Whatever is in an order finds it, by any part, and nothing else does; however its row came about."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from saleor_customer_mgmt.core.evidence import Field
from saleor_customer_mgmt.core.search import fold, order_text, pieces, pieces_of_word
from saleor_customer_mgmt.models import OrderEvidence, OrderNumberRange, OrderRecord, SearchBacklog
from saleor_customer_mgmt.models.codec import evidence_from_json
from saleor_customer_mgmt.selectors.search import FoundCustomers, FoundOrders, Search
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.search_rows import leave_search
from saleor_customer_mgmt.services.work_off_search import work_off_search
from tests.builders import order_facts
from tests.services.truth import assert_true

SIGNS = "佐藤花子サトウさとうｻﾄｳﾊﾅｺー－ 　abXY019@.%_&|!:*<>()'\"\\-+髙𠮷🎉é\t"
TEXTS = st.text(alphabet=SIGNS, min_size=1, max_size=12) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=8
)
NUMBERS = st.text(alphabet="0123456789-ABab注文%_'", min_size=1, max_size=14).filter(str.strip)
PEOPLE = st.fixed_dictionaries({"name": TEXTS, "kana": TEXTS, "address": TEXTS, "company": TEXTS})


@given(TEXTS, st.data())
@settings(max_examples=300, deadline=None)
def test_a_text_has_the_pieces_of_each_of_its_parts(text, data) -> None:
    folded = fold(text)
    if not folded:
        return
    start = data.draw(st.integers(0, len(folded) - 1))
    part = folded[start : data.draw(st.integers(start + 1, len(folded)))]
    there = pieces(folded)

    asked, may_go_on = pieces_of_word(part)

    assert all(any(p.startswith(a) for p in there) if may_go_on else a in there for a in asked)


class AnyPartOfAnyValue(TestCase):
    """Recorded alone, in a crowd that the background deals with, and from before there were pieces."""

    @given(
        st.lists(st.tuples(NUMBERS, PEOPLE), min_size=1, max_size=4, unique_by=lambda told: told[0]),
        st.data(),
    )
    @settings(max_examples=25, deadline=None)
    def test_finds_its_order_and_customer_and_what_is_nowhere_finds_nothing(self, told, data) -> None:
        record_orders([order_facts(number, **people) for number, people in told])
        rows = list(OrderRecord.objects.order_by("id"))
        texts = {row.id: _lines(row) for row in rows}
        whole = data.draw(st.sampled_from(rows))
        number, *values = texts[whole.id]
        for word in _some_parts([v for v in values if v], data) + _some_parts(
            [number] if len(number) > 3 else [], data
        ):
            if len(word) < 3 and word in number:
                continue  # too short a part of a number
            self._compare(word, rows, texts)
        self._compare("何処ニモ無", rows, texts)

        leave_search({row.customer_id for row in rows})
        OrderNumberRange.objects.all().delete()
        OrderNumberRange.objects.create(first_id=rows[0].id, last_id=rows[-1].id)
        for word in _some_parts([v for v in values if v], data):
            self._compare(word, rows, texts)
        work_off_search()
        assert not SearchBacklog.objects.exists()
        assert_true()

    def _compare(self, word, rows, texts) -> None:
        """Both ways of looking say what reading every text says."""
        short = len(word) < 3
        having = {
            row.id
            for row in rows
            if any(word in value for value in texts[row.id][1:])
            or (texts[row.id][0] == word if short else word in texts[row.id][0])
        }
        customers = {row.customer_id for row in rows if row.id in having}
        search = Search(word)
        found = FoundCustomers(search)
        assert set(found.at_most(1000)) == customers, word
        assert found.among([row.customer_id for row in rows]) == customers, word
        orders = FoundOrders(Search(word))
        assert having <= set(orders.at_most(1000)), word
        if not short:
            assert set(orders.at_most(1000)) == having, word


def _lines(row: OrderRecord) -> list[str]:
    evidence = evidence_from_json(OrderEvidence.objects.get(order_id=row.id).evidence)
    number = fold(row.number)
    values = {
        fold(text)
        for field in Field
        if field is not Field.SOURCE
        for value in evidence[field]
        for text in (value.raw, value.value)
    }
    assert order_text(row.number, evidence).split("\n")[0] == number
    return [number, *sorted(values)]


def _some_parts(values, data) -> list[str]:
    parts = []
    for value in values[:3]:
        start = data.draw(st.integers(0, len(value) - 1))
        parts.append(value[start : data.draw(st.integers(start + 1, len(value)))])
    return parts
