from __future__ import annotations

import pytest

from saleor_customer_mgmt.models import Customer
from saleor_customer_mgmt.selectors.customers import find_customer
from saleor_customer_mgmt.selectors.search import search_customers, search_orders
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import STAFF, order_facts, order_id

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shop() -> None:
    record_orders(
        [
            order_facts(
                "250101-0001",
                source="rakuten",
                name="森　花子",
                kana="モリ ハナコ",
                phone="090-0000-1234",
                address="東京都千代田区千代田1-1 見本ビル101",
                postal_code="100-0001",
            ),
            order_facts("ORD-77", name="森田一郎", kana="モリタイチロウ", email="Ichiro.Morita@example.com"),
            order_facts("S3", name="Jane Example", phone="+1 212 555 0100", email="jane_100%@example.org"),
            order_facts("S4", name="林太郎", kana="ﾊﾔｼ ﾀﾛｳ", phone="０３－００００－１２３４"),
        ]
    )


HANAKO, ICHIRO, JANE, TARO = "rakuten:250101-0001", "saleor:ORD-77", "saleor:S3", "saleor:S4"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("森", {HANAKO, ICHIRO}),  # one kanji
        ("森田", {ICHIRO}),  # two
        ("花子", {HANAKO}),
        ("森花子", {HANAKO}),  # typed without the space
        ("花子 森", {HANAKO}),  # several words, any order
        ("花子　千代田", {HANAKO}),  # parted by a full-width space, in different fields
        ("花子 一郎", set()),  # nobody has both
        ("もり", {HANAKO, ICHIRO}),  # hiragana for katakana
        ("モリ", {HANAKO, ICHIRO}),
        ("ﾓﾘ", {HANAKO, ICHIRO}),  # half width
        ("はやし", {TARO}),  # written in half width
        ("ハヤシ タロウ", {TARO}),
        ("090-0000-1234", {HANAKO}),
        ("09000001234", {HANAKO}),
        ("０９０　００００　１２３４", {HANAKO}),
        ("+81-90-0000-1234", {HANAKO}),
        ("+81 90 0000 1234", {HANAKO}),
        ("1234", {HANAKO, TARO}),  # the end of a number
        ("0300001234", {TARO}),
        ("(03)0000-1234", {TARO}),
        ("ichiro", {ICHIRO}),  # part of an e-mail address, any case
        ("morita@example.com", {ICHIRO}),
        ("MORITA@EXAMPLE", {ICHIRO}),
        ("jane_100%", {JANE}),  # what means something to LIKE
        ("100%", {JANE}),  # a sign that is not folded away has to be there
        ("見本ビル", {HANAKO}),  # part of an address
        ("1000001", {HANAKO}),
        ("250101", {HANAKO}),  # part of an order number
        ("ord-77", {ICHIRO}),
        ("ord77", {ICHIRO}),
        ("j", {JANE}),  # one letter has no piece in the index
        ("山", set()),
        ("", set()),
        ("  -- ", set()),
    ],
)
def test_orders_are_found_by_any_part(text, expected) -> None:
    assert {f"{o.source}:{o.number}" for o in search_orders(text)} == expected
    owners = {c.id for c in search_customers(text)}
    assert owners == {order_id(name) for name in expected}


def test_pieces_of_different_values_do_not_make_a_word() -> None:
    """The index has the pieces 森花 and 子モ of no value; the text decides."""
    assert not search_orders("子モリ").exists()


def test_a_customer_is_found_by_words_of_one_of_its_orders_and_by_any_id_it_ever_had() -> None:
    hanako, taro = order_id(HANAKO), order_id(TARO)
    gone = Customer.objects.get(id=taro).public_id

    merge_customers(hanako, taro, actor=STAFF)

    assert [c.id for c in search_customers("林")] == [hanako]
    assert [c.id for c in search_customers("森 林")] == [hanako]  # each in another order
    assert not search_orders("森 林").exists()
    assert not search_customers("林 ORD-77").exists()
    for typed in (
        gone,
        gone.lower(),
        gone.replace("-", ""),
        f" {gone} ",
        Customer.objects.get(id=hanako).public_id,
    ):
        assert [c.id for c in search_customers(typed)] == [hanako]
        found = find_customer(typed)
        assert found is not None
        assert found.id == hanako


def test_ids_that_are_none() -> None:
    assert find_customer("") is None
    assert find_customer("0000-0000-0000") is None
    assert find_customer("花子") is None
