"""Purchase counting: which orders are purchases, and why the others are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from saleor_customer_mgmt.core.counting import CountingPolicy, Reason
from saleor_customer_mgmt.core.counting_words import reason_text
from saleor_customer_mgmt.core.facts import ORDER_STATUSES, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.core.gather import gather
from saleor_customer_mgmt.core.sources import Profile

SHIPPED = CountingPolicy()
SHIPPED_ONLY = CountingPolicy(frozenset({OrderStatus.FULFILLED}))
NOT_OLD = CountingPolicy(sources_left_out=frozenset({"old"}))
EVERYTHING = CountingPolicy(frozenset(OrderStatus))
NOTHING = CountingPolicy(frozenset())
STRICT = CountingPolicy(count_partly_refunded=False)
STAFF = CountingPolicy(test_emails=frozenset({"kenji@mail.example.org", "@shop.example"}))
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
SINCE_NEW_YEAR = CountingPolicy(counted_from=NEW_YEAR)
OWN = Profile(own_domains=frozenset({"shop.example"}))


def judged(policy: CountingPolicy, facts: OrderFacts) -> Reason:
    return policy.judge(facts, gather(facts, OWN))


def order(source: str = "shop", status: OrderStatus | None = OrderStatus.FULFILLED, **told) -> OrderFacts:
    return OrderFacts(source, "1", status=status, **told)


def amount(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written)


@pytest.mark.parametrize(
    ("policy", "source", "status", "reason"),
    [
        (SHIPPED, "shop", OrderStatus.PLACED, Reason.COUNTS),
        (SHIPPED, "shop", OrderStatus.FULFILLED, Reason.COUNTS),
        (SHIPPED, "shop", None, Reason.COUNTS),
        (SHIPPED, "shop", OrderStatus.CANCELLED, Reason.CANCELLED),
        (SHIPPED, "shop", OrderStatus.RETURNED, Reason.RETURNED),
        (SHIPPED, "shop", OrderStatus.UNFINISHED, Reason.UNFINISHED),
        (SHIPPED_ONLY, "shop", OrderStatus.PLACED, Reason.STATUS_LEFT_OUT),
        (SHIPPED_ONLY, "shop", None, Reason.STATUS_LEFT_OUT),
        (SHIPPED_ONLY, "shop", OrderStatus.FULFILLED, Reason.COUNTS),
        (SHIPPED_ONLY, "shop", OrderStatus.CANCELLED, Reason.CANCELLED),
        (NOT_OLD, "shop", OrderStatus.PLACED, Reason.COUNTS),
        (NOT_OLD, "old", OrderStatus.PLACED, Reason.SOURCE_LEFT_OUT),
        (NOT_OLD, "old", OrderStatus.FULFILLED, Reason.SOURCE_LEFT_OUT),
        # What happened to the order says more than where it came from.
        (NOT_OLD, "old", OrderStatus.CANCELLED, Reason.CANCELLED),
        (NOT_OLD, "older", OrderStatus.PLACED, Reason.COUNTS),
        *((EVERYTHING, "shop", status, Reason.COUNTS) for status in ORDER_STATUSES),
        # Whatever the policy: it is no order.
        *((policy, "shop", OrderStatus.ACCOUNT, Reason.ACCOUNT) for policy in (SHIPPED, EVERYTHING, NOTHING)),
        (NOT_OLD, "old", OrderStatus.ACCOUNT, Reason.ACCOUNT),
        (NOTHING, "shop", OrderStatus.PLACED, Reason.STATUS_LEFT_OUT),
        (NOTHING, "shop", OrderStatus.FULFILLED, Reason.STATUS_LEFT_OUT),
        (NOTHING, "shop", OrderStatus.UNFINISHED, Reason.UNFINISHED),
    ],
)
def test_status_and_source(
    policy: CountingPolicy, source: str, status: OrderStatus | None, reason: Reason
) -> None:
    assert judged(policy, order(source, status)) is reason


@pytest.mark.parametrize(
    ("total", "refunded", "usual", "strict"),
    [
        ("1000", None, Reason.COUNTS, Reason.COUNTS),
        ("1000", "0", Reason.COUNTS, Reason.COUNTS),
        ("1000", "-1", Reason.COUNTS, Reason.COUNTS),
        ("1000", "0.01", Reason.COUNTS, Reason.PARTLY_REFUNDED),
        ("1000", "999.99", Reason.COUNTS, Reason.PARTLY_REFUNDED),
        ("1000", "1000", Reason.REFUNDED, Reason.REFUNDED),
        ("1000", "1000.0000", Reason.REFUNDED, Reason.REFUNDED),
        ("1000", "1200", Reason.REFUNDED, Reason.REFUNDED),
        # Given away: nothing was paid, so nothing came back.
        ("0", "0", Reason.COUNTS, Reason.COUNTS),
        # Nobody knows whether that was all of it.
        (None, "500", Reason.COUNTS, Reason.PARTLY_REFUNDED),
    ],
)
def test_refunds(total: str | None, refunded: str | None, usual: Reason, strict: Reason) -> None:
    facts = order(total=amount(total), refunded=amount(refunded))

    assert judged(SHIPPED, facts) is usual
    assert judged(STRICT, facts) is strict
    assert judged(replace(SHIPPED, count_refunded=True), facts) is Reason.COUNTS


@pytest.mark.parametrize(("is_exchange", "reason"), [(True, Reason.EXCHANGE), (False, None), (None, None)])
def test_exchanges(is_exchange: bool | None, reason: Reason | None) -> None:
    facts = order(is_exchange=is_exchange)

    assert judged(SHIPPED, facts) is (reason or Reason.COUNTS)
    assert judged(replace(SHIPPED, count_exchanges=True), facts) is Reason.COUNTS


@pytest.mark.parametrize(
    ("email", "is_test"),
    [
        ("kenji@mail.example.org", True),
        ("ＫＥＮＪＩ＠mail.example.org", True),
        ("Kenji <KENJI@mail.example.org>", True),
        ("kenji+1@mail.example.org", False),
        ("akenji@mail.example.org", False),
        # The shop's own domain is no evidence of a person, and still tells whose test it is.
        ("anyone@shop.example", True),
        ("noreply@SHOP.example", True),
        ("anyone@eu.shop.example", False),
        ("anyone@myshop.example", False),
        ("shop.example", False),
        ("", False),
    ],
)
def test_orders_of_the_staff_are_tests(email: str, is_test: bool) -> None:
    facts = order(buyer=Person(emails=("miho@mail.example.org", email)))

    assert judged(STAFF, facts) is (Reason.TEST_ORDER if is_test else Reason.COUNTS)
    assert judged(replace(STAFF, count_test_orders=True), facts) is Reason.COUNTS
    assert judged(SHIPPED, facts) is Reason.COUNTS


@pytest.mark.parametrize(
    ("placed_at", "reason"),
    [
        (datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC), Reason.BEFORE_START),
        (NEW_YEAR, Reason.COUNTS),
        (datetime.fromisoformat("2026-01-01T08:59:59+09:00"), Reason.BEFORE_START),
        (datetime.fromisoformat("2026-01-01T09:00:00+09:00"), Reason.COUNTS),
        (None, Reason.COUNTS),
    ],
)
def test_the_day_from_which_the_shop_counts(placed_at: datetime | None, reason: Reason) -> None:
    assert judged(SINCE_NEW_YEAR, order(placed_at=placed_at)) is reason
    assert judged(SHIPPED, order(placed_at=placed_at)) is Reason.COUNTS


def test_of_several_reasons_the_first_is_told() -> None:
    facts = OrderFacts(
        "old",
        "1",
        placed_at=datetime(2020, 1, 1, tzinfo=UTC),
        status=OrderStatus.PLACED,
        buyer=Person(emails=("kenji@mail.example.org",)),
        total=Decimal(100),
        refunded=Decimal(100),
        is_exchange=True,
    )
    policy = replace(STAFF, statuses=frozenset(), sources_left_out=frozenset({"old"}), counted_from=NEW_YEAR)
    told = []
    changes: list[dict[str, Any]] = [
        {"statuses": frozenset(OrderStatus)},
        {"sources_left_out": frozenset()},
        {"counted_from": None},
        {"count_test_orders": True},
        {"count_exchanges": True},
        {"count_refunded": True},
    ]
    for change in changes:
        told.append(judged(policy, facts))
        policy = replace(policy, **change)

    assert told == [
        Reason.STATUS_LEFT_OUT,
        Reason.SOURCE_LEFT_OUT,
        Reason.BEFORE_START,
        Reason.TEST_ORDER,
        Reason.EXCHANGE,
        Reason.REFUNDED,
    ]
    assert judged(policy, facts) is Reason.COUNTS


@pytest.mark.parametrize(
    ("total", "refunded", "net", "gross"),
    [
        ("1000", None, "1000", "1000"),
        ("1000", "300", "700", "1000"),
        (None, "300", None, None),
        ("0", "0", "0", "0"),
    ],
)
def test_what_an_order_adds_to_what_was_spent(
    total: str | None, refunded: str | None, net: str | None, gross: str | None
) -> None:
    paid, back = amount(total), amount(refunded)

    assert SHIPPED.spent(paid, back) == amount(net)
    assert replace(SHIPPED, net_of_refunds=False).spent(paid, back) == amount(gross)


def test_every_reason_fits_its_column_and_has_words_of_its_own() -> None:
    assert max(len(reason) for reason in Reason) <= 20
    for language in ("en", "ja"):
        texts = [reason_text(reason, language) for reason in Reason]
        assert len(set(texts)) == len(Reason)
        assert all(text.isascii() == (language == "en") for text in texts)
