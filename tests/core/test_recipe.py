"""The recipe changes with everything that derived values depend on, and with nothing else."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal

from saleor_customer_mgmt.core import recipe as module
from saleor_customer_mgmt.core.counting import CountingPolicy
from saleor_customer_mgmt.core.evidence import Field, Trust
from saleor_customer_mgmt.core.facts import OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.core.gather import gather
from saleor_customer_mgmt.core.recipe import DERIVING, recipe
from saleor_customer_mgmt.core.search import order_text
from saleor_customer_mgmt.core.sources import Profile, Relay
from saleor_customer_mgmt.core.traits import traits
from saleor_customer_mgmt.core.value_digests import value_digests

SECRET = b"a secret of the shop"
POLICY = CountingPolicy()

PEOPLE = [
    Person(
        name="山田　太郎",
        kana="ﾔﾏﾀﾞ ﾀﾛｳ",
        emails=("Taro+shop@Example.com",),
        phones=("０９０−００００−０００１", "03(0000)0002"),
        postal_code="〒100-0001",
        address="東京都千代田区千代田１丁目１番１号",
        birthday="昭和55年1月2日",
        company="株式会社　サンプル",
        member_id=" M-1 ",
    ),
    Person(name="髙橋 さくら 様", emails=("abc@fw.rakuten.ne.jp",), phones=("000-0000-0000",)),
    Person(name="Hanako SATO", emails=("x1y2@marketplace.amazon.co.jp",), address="1-2-3 Sample, Osaka"),
    Person(name="入力待ち", emails=("noreply@example.com", "not an address"), phones=("12",), birthday="1/2"),
    Person(name="José O'Neil", phones=("+44 20 7946 0000",), country="GB", postal_code="SW1A 1AA"),
    Person(),
]


def made() -> str:
    """Return a digest of what is derived of these people today."""
    told: list[object] = []
    for number, person in enumerate(PEOPLE):
        for source in ("saleor", "rakuten", "amazon"):
            facts = OrderFacts(
                source,
                f"{number}-A",
                buyer=person,
                recipients=(PEOPLE[0],),
                status=OrderStatus.PLACED,
                placed_at=datetime(2026, 1, 2, tzinfo=UTC),
                total=Decimal(1000),
            )
            evidence = gather(facts)
            found = [(f, [(v.raw, v.value, v.trust, v.note) for v in evidence[f]]) for f in Field]
            digests = [(f, d) for f, d in value_digests(evidence, SECRET).items()]
            told.append(
                (found, digests, order_text(facts.number, evidence), traits(facts, evidence, Profile()))
            )
            told.append((POLICY.judge(facts, evidence),))
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def test_what_is_derived_changes_only_with_the_number_that_says_so() -> None:
    """When this fails, raise DERIVING and write the new pair here: else no rebuild would derive anew."""
    assert (DERIVING, made()) == (1, "2130501cfa81b769")


def test_it_depends_on_profile_secret_and_policy() -> None:
    recipes = [
        recipe(Profile(), SECRET, POLICY),
        recipe(Profile(default_region="US"), SECRET, POLICY),
        recipe(Profile(own_domains=frozenset({"a.example.com"})), SECRET, POLICY),
        recipe(Profile(relays=(Relay("x", ("a.example.com",)),)), SECRET, POLICY),
        recipe(Profile(relays=(Relay("x", ("a.example.com",), Trust.USABLE),)), SECRET, POLICY),
        recipe(Profile(placeholders=frozenset({(Field.NAME, "x")})), SECRET, POLICY),
        recipe(Profile(), SECRET + b".", POLICY),
        recipe(Profile(), SECRET, CountingPolicy(sources_left_out=frozenset({"amazon"}))),
    ]

    assert len(set(recipes)) == len(recipes)
    assert all(0 <= each < 2**31 for each in recipes)


def test_it_depends_on_what_is_installed(monkeypatch) -> None:
    before = recipe(Profile(), SECRET, POLICY)
    monkeypatch.setattr(module, "_versions", lambda: ("another",))
    recipe.cache_clear()

    assert recipe(Profile(), SECRET, POLICY) != before

    monkeypatch.undo()
    recipe.cache_clear()
    assert recipe(Profile(), SECRET, POLICY) == before


def test_every_process_has_the_same() -> None:
    """Sets are told in another order in each."""
    program = (
        "from saleor_customer_mgmt.core.recipe import recipe\n"
        "from saleor_customer_mgmt.core.sources import Profile\n"
        "from saleor_customer_mgmt.core.counting import CountingPolicy\n"
        "profile = Profile(own_domains=frozenset('abcdefgh'), given_first=frozenset('ijklmnop'))\n"
        "print(recipe(profile, b's', CountingPolicy(sources_left_out=frozenset('qrstuvw'))))\n"
    )

    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(said) == 1
