"""E-mail addresses: what depends on the shop, and relay domains."""

from __future__ import annotations

import pytest

from saleor_customer_mgmt.core.evidence import Trust
from saleor_customer_mgmt.core.normalise import email
from saleor_customer_mgmt.core.sources import RELAYS, Profile, Relay


def test_a_shops_own_domain_stands_for_no_address():
    shop = Profile(own_domains=frozenset({"Shop.Example.com"}))

    assert email.normalise("kyaku17@shop.example.com", shop).trust is Trust.PLACEHOLDER
    assert email.normalise("kyaku17@mail.shop.example.com", shop).trust is Trust.PLACEHOLDER
    assert email.normalise("kyaku17@othershop.example.com", shop).usable
    assert email.normalise("kyaku17@shop.example.com").usable


def test_gmail_is_folded_only_when_the_shop_says_so():
    shop = Profile(fold_gmail=True)

    assert email.normalise("T.aro+shop@googlemail.com", shop).value == "taro@gmail.com"
    assert email.normalise("t.aro+shop@example.com", shop).value == "t.aro+shop@example.com"
    assert email.normalise("t.aro+shop@gmail.com").value == "t.aro+shop@gmail.com"


def test_a_shops_own_relays_come_first():
    shop = Profile(relays=(Relay("Amazon", ("marketplace.amazon.co.jp",), Trust.RELAYED),))

    assert email.normalise("a@marketplace.amazon.co.jp", shop).trust is Trust.RELAYED
    assert email.normalise("a@marketplace.amazon.com", shop).usable


@pytest.mark.parametrize("relay", RELAYS, ids=lambda relay: relay.name)
def test_each_relay_domain_and_what_is_below_it(relay: Relay):
    for domain in relay.domains:
        real = domain.replace(".*", ".co.uk")
        for address in (f"abc@{real}", f"ABC@sub.{real.upper()}"):
            value = email.normalise(address)
            assert (value.value, value.trust) == (address.lower(), relay.trust)


@pytest.mark.parametrize(
    "address",
    [
        "a@notfw.rakuten.ne.jp",
        "a@rakuten.ne.jp",
        "a@fw.rakuten.ne.jp.example.com",
        "a@marketplace.amazon.example.com",
        "a@relay.walmart.com.example",
    ],
)
def test_domains_that_only_look_like_relays(address: str):
    value = email.normalise(address)

    assert (value.value, value.trust) == (address, Trust.USABLE)


def test_only_where_the_data_says_so_is_the_tag_dropped():
    assert email.normalise("abc+1@marketplace.amazon.co.jp").value == "abc@marketplace.amazon.co.jp"
    assert email.normalise("abc+1@members.ebay.com").value == "abc+1@members.ebay.com"
    assert email.normalise("+1@marketplace.amazon.co.jp").value == "+1@marketplace.amazon.co.jp"


def test_a_shared_address_is_found_behind_its_tag():
    assert email.normalise("no-reply-amazon-iba-buyer+5@marketplace.amazon.it").trust is Trust.PLACEHOLDER


def test_two_domains_that_differ_by_one_letter_of_another_script_stay_two():
    """Python's own idna codec makes both strasse.example."""
    assert email.normalise("a@straße.example").value != email.normalise("a@strasse.example").value


@pytest.mark.parametrize(
    "raw",
    [
        "taro",
        "@example.com",
        "taro@",
        "taro@example",
        "taro@localhost",
        "a@b@example.com",
        "taro@example..com",
        "taro@-example.com",
        "taro@example-.com",
        "taro@192.0.2.1",
        "ta ro@example.com",
        f"{'a' * 65}@example.com",
        f"a@{'a' * 64}.com",
        "taro@exam ple.com",
        "a@xn--\ufffd.jp",
    ],
)
def test_no_addresses(raw: str):
    assert email.normalise(raw).trust is Trust.INVALID
