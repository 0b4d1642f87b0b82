"""What is shipped about retention, and how a merchant's own policy is read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from saleor_customer_mgmt.core.evidence import Field
from saleor_customer_mgmt.core.expire import expired_evidence, without_people, without_values
from saleor_customer_mgmt.core.facts import OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.core.gather import gather
from saleor_customer_mgmt.core.redact import redacted, values_of
from saleor_customer_mgmt.core.retention import CITATIONS, PERSONAL, SHIPPED, MayWrite, Terms
from saleor_customer_mgmt.core.retention_policy import (
    InvalidRetention,
    parse_retention,
    retention_to_json,
    terms_to_json,
)

MOMENT = datetime(2026, 5, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def test_what_is_shipped_has_a_citation_with_a_date_for_each_part() -> None:
    ordinary = terms_to_json(Terms())
    assert SHIPPED.terms.keys() == CITATIONS.keys() == {"amazon", "ebay", "rakuten", "yahoo"}
    for source, terms in SHIPPED.terms.items():
        differing = {name for name, value in terms_to_json(terms).items() if value != ordinary[name]}
        about = {rule.about for rule in CITATIONS[source]}
        assert differing <= about
        for rule in CITATIONS[source]:
            assert rule.url.startswith("https://")
            assert rule.says.endswith(".")
            assert rule.says_ja.endswith("。")
            assert rule.looked_up >= date(2026, 11, 22)
    assert SHIPPED.of("amazon") == Terms(30, 30, frozenset(PERSONAL), MayWrite.NO)
    # Of what nobody wrote down nothing is invented.
    assert SHIPPED.of("aupay") == Terms() == SHIPPED.of("saleor")
    assert [source for source, terms in SHIPPED.terms.items() if terms.expiring] == ["amazon"]
    assert all(terms.may_build for terms in SHIPPED.terms.values())


@pytest.mark.parametrize(
    ("status", "shipped_at", "placed_at", "expires_at"),
    [
        (OrderStatus.FULFILLED, MOMENT, MOMENT - 9 * DAY, MOMENT + 30 * DAY),
        (OrderStatus.PLACED, MOMENT, MOMENT - 9 * DAY, MOMENT + 30 * DAY),
        (OrderStatus.FULFILLED, None, MOMENT, MOMENT + 30 * DAY),
        (OrderStatus.CANCELLED, None, MOMENT, MOMENT + 30 * DAY),
        (OrderStatus.RETURNED, None, MOMENT, MOMENT + 30 * DAY),
        (OrderStatus.UNFINISHED, None, MOMENT, MOMENT + 30 * DAY),
        (OrderStatus.PLACED, None, MOMENT, MOMENT + 60 * DAY),
        (OrderStatus.PLACED, None, None, MOMENT + 61 * DAY),
        (OrderStatus.FULFILLED, None, None, MOMENT + 31 * DAY),
    ],
)
def test_when_an_order_expires(
    status: OrderStatus, shipped_at: datetime | None, placed_at: datetime | None, expires_at: datetime
) -> None:
    told: dict[str, Any] = {
        "status": status,
        "shipped_at": shipped_at,
        "placed_at": placed_at,
        "recorded_at": MOMENT + DAY,
    }

    assert SHIPPED.expires_at("amazon", **told) == expires_at
    assert SHIPPED.expires_at("rakuten", **told) is None


def test_a_policy_is_read_as_it_is_written() -> None:
    assert parse_retention({}) == SHIPPED
    assert parse_retention(retention_to_json(SHIPPED)) == SHIPPED
    own = parse_retention(
        {
            "amazon": {"days": None},
            " base ": {"days": 0, "fields": ["phone", "name"], "may_write": "yes", "may_build": False},
        }
    )
    assert own.of("amazon") == Terms(None, 30, frozenset(PERSONAL), MayWrite.NO)
    assert own.of("amazon").expiring == frozenset()
    assert own.of("base") == Terms(0, 30, frozenset({Field.NAME, Field.PHONE}), MayWrite.YES, may_build=False)
    assert own.of("rakuten") == SHIPPED.of("rakuten")
    assert parse_retention(retention_to_json(own)) == own
    assert retention_to_json(own)["base"]["fields"] == ["name", "phone"]


@pytest.mark.parametrize(
    ("told", "faults"),
    [
        ([], ["must be an object: each source with its terms"]),
        ({"": {}}, ["'': must be the name of a source"]),
        ({"a": 1}, ["a: must be an object"]),
        (
            {"a": {"days": -1, "reserve_days": True, "fields": [], "may_write": "maybe", "may_build": 1}},
            [
                "a.may_build: must be true or false",
                "a.days: must be a whole number from 0 to 36500",
                "a.reserve_days: must be a whole number from 0 to 36500",
                f"a.fields: must be a list of some of {', '.join(PERSONAL)}",
                "a.may_write: must be one of unknown, no, with_consent, yes",
            ],
        ),
        ({"a": {"fields": ["source"]}}, [f"a.fields: must be a list of some of {', '.join(PERSONAL)}"]),
        (
            {"a": {"dogs": 1}},
            ["a.dogs: there is no such part; there are days, reserve_days, fields, may_write, may_build"],
        ),
        (
            {"saleor": {"may_build": False}},
            ["saleor.may_build: customers of one's own shop cannot be left out"],
        ),
        ({str(n): {} for n in range(201)}, ["has more than 200 sources"]),
    ],
)
def test_every_fault_of_a_policy_is_named(told: object, faults: list[str]) -> None:
    with pytest.raises(InvalidRetention) as refused:
        parse_retention(told)

    assert refused.value.faults == faults


PERSON = Person(
    name="朝比奈　若葉",
    kana="アサヒナ ワカバ",
    emails=("W@Example.com", "no address"),
    phones=("090-0000-7531",),
    postal_code="150-0001",
    address="東京都渋谷区神宮前9-8-7",
    country="JP",
    birthday="1987-06-05",
    company="朝比奈商店",
    member_id="W-1",
)


def test_facts_without_values_tell_the_rest() -> None:
    facts = OrderFacts("amazon", "1", buyer=PERSON, recipients=(PERSON, Person(name="x")), channel="c")

    some = without_values(facts, {Field.NAME, Field.EMAIL, Field.SOURCE})
    none = without_values(facts, PERSONAL)

    assert (some.source, some.channel, some.buyer.name, some.buyer.emails) == ("amazon", "c", None, None)
    assert some.buyer.phones == PERSON.phones
    assert some.recipients is not None
    assert [person.name for person in some.recipients] == [None, None]
    assert none.buyer == Person(country="JP")
    assert none.recipients == (Person(country="JP"), Person())
    assert without_people(facts) == OrderFacts("amazon", "1", channel="c")
    assert none.updated_by(facts) == facts


def test_evidence_without_values_still_tells_what_they_were_worth() -> None:
    evidence = gather(OrderFacts("amazon", "1", buyer=PERSON))

    left = expired_evidence(evidence, PERSONAL)

    assert {field: [v.trust.value for v in left[field]] for field in (Field.NAME, Field.EMAIL)} == {
        Field.NAME: ["expired"],
        Field.EMAIL: ["expired", "invalid"],
    }
    assert {(v.raw, v.value, v.note) for field in PERSONAL for v in left[field]} == {("", "", "")}
    assert left[Field.SOURCE] == evidence[Field.SOURCE]
    assert not any(value.usable for field in PERSONAL for value in left[field])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("", ""),
        ("Nothing here", "Nothing here"),
        ("朝比奈　若葉さん", "[…]さん"),
        ("ｱｻﾋﾅﾜｶﾊﾞ と あさひな・わかば", "[…] と […]"),
        ("tel 09000007531, +81 90-0000-7531", "tel […], +[…]"),
        ("ｗ＠ＥＸＡＭＰＬＥ.ＣＯＭ!", "[…]!"),
        ("朝比奈若葉朝比奈若葉", "[…][…]"),
        ("朝比奈商店の朝比奈若葉", "[…]の[…]"),
        ("が\u3099朝比奈\u3000若葉", "が\u3099[…]"),
        ("w1", "w1"),
    ],
)
def test_values_are_taken_out_of_texts_however_they_are_spelled(text: str, left: str) -> None:
    facts = OrderFacts("amazon", "1", buyer=PERSON, recipients=(Person(name="橘"),))
    values = values_of(facts, gather(facts), PERSONAL)

    assert redacted(text, values) == left
    assert redacted(left, values) == left
    assert redacted(text, set()) == text


def test_only_values_of_the_fields_that_go_are_taken_out() -> None:
    facts = OrderFacts("amazon", "1", buyer=PERSON, recipients=(Person(name="橘　ほのか"),))

    assert values_of(facts, gather(facts), {Field.NAME}) == {"朝比奈若葉", "橘ホノカ"}
    assert values_of(facts, gather(facts), ()) == set()
