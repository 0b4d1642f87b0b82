"""The settings on Saleor's plugin page: what is refused, and that nothing there can break anything."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_customer_mgmt.hosts.saleor.options import (
    DASHBOARD,
    DEFAULTS,
    FIELDS,
    MOST_WAIT_MS,
    REGION,
    WAIT,
    Options,
    faults,
    in_use,
    options_in_use,
    options_of,
)

GOOD = {
    REGION: ["", "JP", "jp", " us ", "GB"],
    WAIT: ["50", "500", "5000", " 300 ", "0500"],
    DASHBOARD: [
        "",
        "https://dashboard.example.com",
        "https://dashboard.example.com:8443",
        "https://127.0.0.1",
        "https://xn--eckzb3bzhw32znfcp1zduw.example.com",
        "https://a.example.com https://b.example.com",
        "http://localhost:9000",
        "http://127.0.0.1",
    ],
}
BAD = {
    REGION: ["XX", "Japan", "J", "日本", "JP,US", "001"],
    WAIT: ["", "49", "5001", "-1", "5e2", "500.0", "５００", "soon", "99999999999999999999", "0x1f4"],
    DASHBOARD: [
        "http://dashboard.example.com",
        "https://dashboard.example.com/",
        "https://dashboard.example.com/x",
        "https://dashboard.example.com?x",
        "https://dashboard.example.com#x",
        "https://taro@dashboard.example.com",
        "https://",
        "https://a b",
        "https://a:port",
        "https://a:99999",
        "https://a.example.com:443",
        "http://localhost:80",
        "https://[::1",
        "https://a;script-src",
        "https://a,b",
        "https://,",
        "https://*.example.com",
        "https://ダッシュボード.example.com",
        "https://-",
        "https://a'",
        "https://a.example.com, https://b.example.com",
        "https://a.example.com http://b.example.com",
        "http://localhost.example.com",
        "https://A.example.com",
        "dashboard.example.com",
        "javascript:alert(1)",
        "*",
    ],
}


def configuration(**values: Any) -> list[dict[str, Any]]:
    return [{"name": name.replace("_", "-"), "value": value} for name, value in values.items()]


@pytest.mark.parametrize(("name", "value"), [(name, value) for name in GOOD for value in GOOD[name]])
def test_what_is_right_is_taken(name, value):
    assert faults([{"name": name, "value": value}]) == {}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name in BAD for value in BAD[name]])
def test_what_is_wrong_is_named_and_not_used(name, value):
    told = [{"name": name, "value": value}]

    assert list(faults(told)) == [name]
    assert options_of(told) == Options()


def test_each_wrong_field_is_named():
    assert faults(configuration(default_region="XX", hook_wait_ms="soon", dashboard_origin="*")) == {
        REGION: "Enter the two letters of a country, such as JP, or nothing.",
        WAIT: "Enter a whole number from 50 to 5000.",
        DASHBOARD: "Enter an address such as https://dashboard.example.com, without a path.",
    }


def test_what_is_read():
    told = configuration(
        default_region=" us ", hook_wait_ms=" 300 ", dashboard_origin="https://d.example.com"
    )

    assert options_of(told) == Options("US", 300, ("https://d.example.com",))


def test_a_wrong_field_leaves_the_others():
    told = configuration(default_region="us", hook_wait_ms="soon")

    assert options_of(told) == Options("US", 500, ())


@pytest.mark.parametrize(
    "nothing", [None, [], (), [{}], configuration(default_region=None), "text", {"a": 1}]
)
def test_nothing_told_is_the_default(nothing):
    assert options_of(nothing) == Options()
    assert faults(nothing) == {}


def test_defaults_are_right_and_shown():
    assert faults([{"name": name, "value": value} for name, value in DEFAULTS.items()]) == {}
    assert list(FIELDS) == list(DEFAULTS)


def test_options_are_in_use_inside_only():
    outer, inner = Options("JP"), Options("US")
    with in_use(outer) as told:
        assert (told, options_in_use()) == (outer, outer)
        with suppress(KeyError), in_use(inner):
            assert options_in_use() == inner
            raise KeyError
        assert options_in_use() == outer
    assert options_in_use() is None


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
items = st.lists(
    st.fixed_dictionaries({"name": st.sampled_from(list(DEFAULTS)) | anything, "value": anything}) | anything,
    max_size=5,
)


@given(items | anything)
def test_whatever_stands_in_the_column_gives_options_that_can_be_used(told):
    found = options_of(told)

    assert 50 <= found.wait_ms <= MOST_WAIT_MS
    assert len(found.region) in (0, 2)
    assert all(
        each.startswith(("https://", "http://localhost", "http://127.0.0.1")) for each in found.dashboards
    )
    assert set(faults(told)) <= set(DEFAULTS)


@given(st.sampled_from([REGION, WAIT, DASHBOARD]), st.text())
def test_a_text_is_refused_or_used_as_it_is(name, text):
    found = options_of([{"name": name, "value": text}])
    used = {REGION: found.region, WAIT: str(found.wait_ms), DASHBOARD: " ".join(found.dashboards)}[name]

    if faults([{"name": name, "value": text}]):
        assert found == Options()
    elif name == WAIT:
        assert int(used) == int(text)
    else:
        assert used == (text.strip().upper() if name == REGION else " ".join(text.split()))


@given(st.text(alphabet="ht ps:/@\\'\"<>?#;.,a[]1-", max_size=30))
def test_an_origin_can_hold_nothing_that_means_something_in_a_header(text):
    """It will stand in a Content-Security-Policy."""
    for origin in options_of([{"name": DASHBOARD, "value": f"https://{text}"}]).dashboards:
        assert not set(origin) & set(" ;,'\"<>\\@?#\n\r")
