"""Our pages in the frames of Saleor's dashboard, with a dashboard that the test plays."""

from __future__ import annotations

import base64
import json
import re
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser.axe import AXE
from tests.browser.saleors import APP, CUSTOMER, ORDER, REASONS, Dashboard, Shop
from tests.browser.words import Words

BASE = "/plugins/global/customer-management/app"


@pytest.fixture
def shop(server: str) -> Iterator[Shop]:
    said = json.dumps({"username": "demo", "password": "demo"}).encode()
    request = urllib.request.Request(f"{server}sign-in", said, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        token = json.load(answer)["token"]
    shop = Shop(server, token)
    with shop.running():
        yield shop


@pytest.fixture
def dashboard(shop: Shop) -> Iterator[Dashboard]:
    dashboard = Dashboard(shop.origin)
    shop.dashboards = (dashboard.origin,)
    with dashboard.running():
        yield dashboard


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    """A window in which nobody has signed in, with nothing in the console to be ashamed of."""
    context = browser.new_context(locale="en")
    context.set_default_timeout(30_000)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    yield page
    context.close()
    # What a test provokes: frames that are refused, and a page that is.
    assert [f for f in faults if "frame-ancestors" not in f and "status of 403" not in f] == []


def opened(window: Page, dashboard: Dashboard, shop: Shop, path: str, **told: str) -> FrameLocator:
    """Open a page of ours in the dashboard: ``token``, ``locale``, ``theme`` are what it says to it."""
    source = f"{shop.origin}{BASE}{path}"
    window.goto(f"{dashboard.origin}/?{urlencode({'source': source, **told})}")
    return window.frame_locator("iframe[title=App]")


def say(window: Page, type_: str, **payload: Any) -> None:
    window.evaluate("([type, payload]) => say(type, payload)", [type_, payload])


def heard(window: Page, type_: str) -> list[Any]:
    """What the dashboard was asked, without the numbers of the questions."""
    found: list[Any] = window.evaluate("heard")
    return [{n: v for n, v in m["payload"].items() if n != "actionId"} for m in found if m["type"] == type_]


def waited_for(window: Page, type_: str, **payload: Any) -> None:
    window.wait_for_function(
        "([type, payload]) => heard.some((one) => one.type === type && "
        "Object.entries(payload).every(([name, value]) => one.payload[name] === value))",
        arg=[type_, payload],
    )


def token_until(moment: int) -> str:
    payload = base64.urlsafe_b64encode(json.dumps({"exp": moment}).encode()).decode().rstrip("=")
    return f"head.{payload}.sign"


def beside(window: Page, dashboard: Dashboard, shop: Shop, kind: str = "widget", **told: str) -> FrameLocator:
    query = urlencode({"id": APP, "orderId": ORDER})
    told = {"token": "one", "width": "330"} | told
    return opened(window, dashboard, shop, f"/{kind}/order?{query}", **told)


def test_the_whole_app_speaks_and_looks_as_the_dashboard_does(window, dashboard, shop, words):
    frame = opened(window, dashboard, shop, "/", token="one", locale=words.language, theme="dark")

    expect(frame.get_by_role("heading", name=words("customers"), exact=True)).to_be_visible()
    expect(frame.get_by_role("link", name="中村由美")).to_be_visible()
    expect(frame.locator("html")).to_have_attribute("data-colours", "dark")
    expect(frame.locator("html")).to_have_attribute("lang", words.language)
    # Language, colours and signing out are the dashboard's.
    expect(frame.get_by_role("combobox", name=words("language"))).to_have_count(0)
    expect(frame.get_by_role("button", name=words("sign_out"))).to_have_count(0)
    assert {token for token, _ in shop.asked} == {"one"}

    # What is typed stays when both change.
    frame.get_by_role("searchbox").fill("中村")
    other = Words("ja" if words.language == "en" else "en")
    say(window, "theme", theme="light")
    say(window, "localeChanged", locale=other.language)
    expect(frame.get_by_role("heading", name=other("customers"), exact=True)).to_be_visible()
    expect(frame.locator("html")).to_have_attribute("data-colours", "light")
    expect(frame.get_by_role("searchbox")).to_have_value("中村")
    # The dashboard keeps the screen in its address, without what it wrote into ours.
    waited_for(window, "updateRouting", newRoute="/customers?q=%E4%B8%AD%E6%9D%91")


def test_each_request_goes_with_the_token_of_the_moment(window, dashboard, shop):
    frame = opened(window, dashboard, shop, "/customers", token="one")
    frame.get_by_role("link", name="中村由美").wait_for()
    shop.tokens = {"two"}
    say(window, "tokenRefresh", token="two")
    shop.asked.clear()

    frame.get_by_role("link", name="中村由美").click()
    expect(frame.locator("#receipt")).to_be_visible()

    assert {token for token, _ in shop.asked} == {"two"}


def test_a_request_waits_for_a_new_token_when_it_knows_that_its_own_is_over(window, dashboard, shop):
    shop.tokens = {token_until(4_000_000_000)}
    frame = opened(window, dashboard, shop, "/customers", token=token_until(1_000_000_000))
    expect(frame.get_by_role("searchbox")).to_be_visible()
    say(window, "tokenRefresh", token=token_until(4_000_000_000))

    expect(frame.get_by_role("link", name="中村由美")).to_be_visible()
    assert {token for token, _ in shop.asked} == shop.tokens


def test_when_no_new_token_comes_it_says_so_and_loses_nothing(window, dashboard, shop, words):
    frame = opened(window, dashboard, shop, "/customers", token="one", locale=words.language)
    frame.get_by_role("link", name="中村由美").wait_for()
    shop.tokens = {"two"}
    frame.get_by_role("searchbox").fill("中村")

    dialog = frame.get_by_role("dialog", name=words("inside_over"))
    expect(dialog).to_contain_text(words("inside_over_page"))
    expect(frame.get_by_role("searchbox", include_hidden=True)).to_have_value("中村")
    say(window, "tokenRefresh", token="two")
    expect(dialog).to_have_count(0)
    expect(frame.get_by_role("link", name="中村由美")).to_be_visible()
    expect(frame.get_by_role("searchbox")).to_have_value("中村")


@pytest.mark.parametrize(
    "path", ["/customers", f"/widget/order?orderId={ORDER}", f"/popup/order?orderId={ORDER}"]
)
def test_without_a_token_it_says_that_a_permission_is_missing(window, dashboard, shop, words, path):
    frame = opened(window, dashboard, shop, path, token="", locale=words.language)

    expect(frame.get_by_role("alert")).to_have_text(words("inside_denied") + words("inside_denied_hint"))
    assert shop.asked == []


def test_a_token_that_allows_too_little_is_told_plainly(window, dashboard, shop, words):
    shop.forbidden = True
    frame = beside(window, dashboard, shop, locale=words.language)

    expect(frame.get_by_role("alert")).to_have_text(words("fault_forbidden") + words("fault_forbidden_hint"))
    assert heard(window, "redirect") == []


def test_who_is_not_our_dashboard_is_not_listened_to(window, dashboard, shop):
    frame = opened(window, dashboard, shop, "/customers")
    expect(frame.get_by_role("status")).to_have_text("Loading …")

    # Another window of another origin; and one of the dashboard's own origin, which is not the one around us.
    stranger = Dashboard(shop.origin)
    with stranger.running():
        window.evaluate(
            """async (pages) => { for (const page of pages) await new Promise((done) => {
              const frame = document.createElement('iframe');
              frame.src = page;
              frame.onload = done;
              document.body.append(frame);
            }) }""",
            [f"{stranger.origin}/nothing", f"{dashboard.origin}/nothing"],
        )
        for place in (f"{stranger.origin}/nothing", f"{dashboard.origin}/nothing"):
            other = window.frame(url=place)
            assert other is not None
            other.evaluate(
                """() => {
                  const said = [['handshake', {token: 'one'}], ['theme', {theme: 'dark'}]];
                  for (const [type, payload] of said) top.frames[0].postMessage({type, payload}, '*');
                }"""
            )
        # What the dashboard says afterwards comes after what they said.
        say(window, "localeChanged", locale="ja")
        expect(frame.get_by_role("status")).to_have_text("読み込み中…")
        assert shop.asked == []
        expect(frame.locator("html")).not_to_have_attribute("data-colours", "dark")


def test_nobody_else_may_show_it_in_a_frame(window, dashboard, shop):
    other = Dashboard(shop.origin)
    with other.running(), window.expect_console_message(lambda told: "frame-ancestors" in told.text):
        window.goto(f"{other.origin}/?{urlencode({'source': f'{shop.origin}{BASE}/', 'token': 'one'})}")
    assert heard(window, "notifyReady") == []
    assert shop.asked == []


def test_without_a_dashboard_in_the_settings_it_says_what_to_set(window, shop):
    window.goto(f"{shop.origin}{BASE}/")

    expect(window.locator("body")).to_contain_text("“Dashboard origin”")


def test_opened_by_itself_it_says_where_it_belongs(window, dashboard, shop):
    window.goto(f"{shop.origin}{BASE}/customers")

    expect(window.get_by_role("alert")).to_contain_text("Open this in Saleor’s dashboard")
    assert shop.asked == []


def test_beside_an_order_who_it_is_and_release_with_a_note(window, dashboard, shop, words):
    frame = beside(window, dashboard, shop, locale=words.language)

    who = frame.get_by_role("region", name=words("beside_who"))
    expect(who).to_contain_text("見本 花子")
    expect(who).to_contain_text(words("purchases", count=3))
    expect(who).to_contain_text(words("beside_watch_BLOCK"))
    expect(who.get_by_role("list", name=words("beside_labels")).get_by_role("listitem")).to_have_text(
        ["常連", "贈り物"]
    )
    # It says how high it is, and again when that changes.
    waited_for(window, "widgetResize")
    before = heard(window, "widgetResize")[-1]["height"]
    assert before == frame.locator("main").evaluate("one => Math.ceil(one.getBoundingClientRect().height)")
    hold = frame.get_by_role("region", name=words("beside_held"))
    expect(hold).to_contain_text(REASONS[words.language.upper()])
    hold.get_by_role("button", name=words("beside_release"), exact=True).click()
    note = hold.get_by_role("textbox", name=words("beside_note"))
    expect(note).to_be_focused()
    note.fill("確認済み")
    window.wait_for_function("(before) => heard.some((m) => m.payload.height > before)", arg=before)
    hold.get_by_role("button", name=words("beside_release_now")).click()

    expect(hold).to_have_count(0)
    assert shop.notes == ["確認済み"]
    # The order's own page looks anew.
    waited_for(window, "refreshEntity")
    who.get_by_role("button", name=words("beside_open")).click()
    waited_for(window, "redirect", to="/extensions/app/QXBwOjE%3D/customers/7K2M-9QXD-4T1B")


def test_a_popup_whose_token_has_run_out_keeps_the_note_for_the_next_time(window, shop, words):
    # Of the same site as the shop, as dashboard.example.com and api.example.com are.
    dashboard = Dashboard(shop.origin, host="127.0.0.1")
    shop.dashboards = (dashboard.origin,)
    with dashboard.running():
        frame = beside(window, dashboard, shop, "popup", locale=words.language)
        _note_too_late(frame, shop, words)

        expect(frame.get_by_role("alert")).to_contain_text(words("inside_over_popup"))
        expect(frame.get_by_role("alert")).to_contain_text(words("inside_over_kept"))
        expect(frame.get_by_role("textbox")).to_have_value("確認済み")
        assert (shop.held, shop.notes) == (True, [])
        assert heard(window, "widgetResize") == []

        frame = beside(window, dashboard, shop, "popup", token="two", locale=words.language)
        expect(frame.get_by_role("textbox")).to_have_value("確認済み")
        frame.get_by_role("button", name=words("beside_release_now")).click()
        expect(frame.get_by_role("region", name=words("beside_held"))).to_have_count(0)
        assert shop.notes == ["確認済み"]


def test_who_is_told_no_language_speaks_the_one_that_was_told_before(window, shop):
    """The dashboard of 3.21 opens a pop-up twice, and tells the second one nothing."""
    dashboard = Dashboard(shop.origin, host="127.0.0.1")
    shop.dashboards = (dashboard.origin,)
    held = Words("ja")("beside_held")
    with dashboard.running():
        beside(window, dashboard, shop, "popup", locale="ja").get_by_role("region", name=held).wait_for()

        frame = beside(window, dashboard, shop, "popup")

        expect(frame.get_by_role("region", name=held)).to_be_visible()
        expect(frame.locator("html")).to_have_attribute("lang", "ja")


def test_where_the_browser_keeps_nothing_for_frames_it_says_to_copy_the_note(window, dashboard, shop, words):
    frame = beside(window, dashboard, shop, "popup", locale=words.language)
    _note_too_late(frame, shop, words)

    expect(frame.get_by_role("alert")).to_contain_text(words("inside_over_copy"))
    expect(frame.get_by_role("textbox")).to_have_value("確認済み")
    assert (shop.held, shop.notes) == (True, [])


def _note_too_late(frame: FrameLocator, shop: Shop, words: Words) -> None:
    frame.get_by_role("button", name=words("beside_release"), exact=True).click()
    frame.get_by_role("textbox").fill("確認済み")
    shop.tokens = {"two"}
    frame.get_by_role("button", name=words("beside_release_now")).click()


def test_beside_a_customer_the_same(window, dashboard, shop):
    path = f"/widget/customer?{urlencode({'id': APP, 'customerId': CUSTOMER})}"
    frame = opened(window, dashboard, shop, path, token="one")

    expect(frame.get_by_role("region", name="Customer over all sources")).to_contain_text("見本 花子")
    expect(frame.get_by_role("region", name="Held: Saleor 21")).to_be_visible()


def test_an_order_that_is_not_there(window, dashboard, shop):
    frame = opened(window, dashboard, shop, "/widget/order?orderId=other", token="one")

    expect(frame.locator("main")).to_contain_text("Not taken in yet")


def test_a_name_is_never_markup_and_a_long_one_breaks_nothing(window, dashboard, shop):
    shop.name = "<img src=x onerror=alert(1)>" + "W" * 172
    frame = beside(window, dashboard, shop)

    expect(frame.get_by_text(shop.name)).to_be_visible()
    wider = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert frame.locator("html").evaluate(wider) is False


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_no_serious_fault(window, dashboard, shop, words, colours):
    found = {}
    for kind in ("widget", "popup"):
        frame = beside(window, dashboard, shop, kind, locale=words.language, theme=colours)
        frame.get_by_role("button", name=words("beside_release"), exact=True).click()
        expect(frame.locator("html")).to_have_attribute("data-colours", colours)
        inner = window.frame(url=re.compile(f"/{kind}/order"))
        assert inner is not None
        inner.evaluate(AXE.read_text(encoding="utf-8"))
        told = inner.evaluate("axe.run(document)")["violations"]
        found[kind] = [
            (one["id"], [n["html"] for n in one["nodes"]][:3])
            for one in told
            if one["impact"] in {"serious", "critical"}
        ]

    assert found == {"widget": [], "popup": []}
