"""What staff do all day, done in a browser, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.words import Words

HEAD = "source,order_number,placed_at,status,name,email,total,currency,product,quantity,unit_price"


def orders_file(folder: Path, name: str, language: str) -> Path:
    """Two orders of two people of this name (invented), and one that cannot be: its date is none."""
    rows = [
        f"saleor,B-{language}-1,2024-06-01,fulfilled,{name},one-{language}@example.com,1000,JPY,湯呑み,1,1000",
        f"saleor,B-{language}-2,2024-06-02,fulfilled,{name},two-{language}@example.com,2000,JPY,急須,1,2000",
        f"saleor,B-{language}-3,soon,fulfilled,{name},,2000,JPY,急須,1,2000",
    ]
    file = folder / f"orders-{language}.csv"
    file.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return file


def search(page: Page, words: Words, text: str) -> None:
    page.get_by_role("searchbox", name=words("search")).fill(text)


def dialog_button(page: Page, name: str) -> None:
    page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()


def test_import_find_why_merge_undo(page: Page, words: Words, tmp_path: Path) -> None:
    name = {"en": "架空花子", "ja": "虚構太郎"}[words.language]
    file = orders_file(tmp_path, name, words.language)

    # A dry run first: it says what would be and why a row is refused, and records nothing.
    page.get_by_role("link", name=words("imports"), exact=True).click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name=words("check_first")).click()
    expect(page.get_by_role("heading", name=file.name)).to_be_visible()
    expect(page.get_by_text(words("refused_title", count=1))).to_be_visible()
    expect(page.get_by_text(words("dry_run"))).to_be_visible()
    figures = page.get_by_role("status", name=words("result"))
    expect(figures).to_have_text(
        f"{words('outcome_new')}2{words('outcome_changed')}0{words('outcome_unchanged')}0{words('outcome_refused')}1"
    )
    with page.expect_download() as download:
        page.get_by_role("button", name=words("download_refused")).click()
    refused = download.value.path().read_text(encoding="utf-8-sig")
    assert f'"{file.name}","4","B-{words.language}-3"' in refused

    # Then for real, without choosing the file again.
    page.get_by_role("button", name=words("record_after_check")).click()
    expect(page.get_by_text(words("dry_run"))).to_have_count(0)
    expect(page.get_by_text(words("refused_title", count=1))).to_be_visible()

    # Two letters find both.
    page.get_by_role("link", name=words("customers"), exact=True).click()
    search(page, words, name[:2])
    expect(page.get_by_text(words("found_customers", count=2), exact=True)).to_be_visible()
    assert "q=" in page.url
    page.get_by_role("link", name=name).first.click()
    expect(page.get_by_text(words("why_single"))).to_be_visible()
    expect(page.get_by_text(words("purchases", count=1), exact=True)).to_be_visible()

    # Merge: the preview says what comes out, and that is what comes out.
    page.get_by_role("button", name=words("merge"), exact=True).click()
    page.get_by_role("dialog").get_by_role("searchbox").fill(name)
    page.get_by_role("dialog").get_by_role("button", name=name).click()
    result = page.get_by_role("region", name=words("merge_result"))
    expect(result).to_contain_text(words("purchases", count=2))
    page.get_by_role("dialog").get_by_role("textbox", name=words("reason")).fill("A call")
    dialog_button(page, words("merge_confirm"))
    expect(page.get_by_role("heading", name=words("why"))).to_be_visible()
    expect(page.get_by_text(words("purchases", count=2), exact=True)).to_be_visible()
    expect(page.get_by_role("cell", name=words("why_staff"))).to_be_visible()
    expect(page.get_by_text(words("why_weak"), exact=True)).to_be_visible()

    # Undo: both are as they were.
    page.get_by_role("region", name=words("decisions")).get_by_role("button", name=words("undo")).click()
    dialog_button(page, words("undo"))
    expect(page.get_by_text(words("why_single"))).to_be_visible()
    expect(page.get_by_text(words("purchases", count=1), exact=True)).to_be_visible()
    expect(page.get_by_text(words("decision_undone"), exact=True)).to_be_visible()


def test_cut_at_the_weak_link_and_undo(page: Page, words: Words) -> None:
    name = {"en": "渡辺陽子", "ja": "小林隆"}[words.language]
    search(page, words, name)
    page.get_by_role("link", name=name).first.click()
    expect(page.get_by_text(words("purchases", count=3), exact=True)).to_be_visible()

    page.get_by_role("button", name=words("why_cut")).first.click()
    page.get_by_role("button", name=words("split"), exact=True).click()
    dialog_button(page, words("split"))
    expect(page.get_by_text(words("purchases", count=3), exact=True)).to_have_count(0)
    expect(page.get_by_text(words("split_done"))).to_be_visible()
    # What stayed is kept together by the split, also where the value that they shared tells nobody any more.
    expect(page.get_by_role("cell", name=words("why_split"))).to_have_count(1)

    page.get_by_role("button", name=words("undo")).last.click()
    expect(page.get_by_text(words("purchases", count=3), exact=True)).to_be_visible()


def test_other_criteria_with_preview_and_back(page: Page, words: Words) -> None:
    page.get_by_role("link", name=words("criteria"), exact=True).click()
    second = page.get_by_role("group", name=words("criteria_number", number=2))
    expect(second).to_be_visible()
    page.get_by_role("button", name=words("criteria_remove", number=2)).click()
    expect(second).to_have_count(0)
    expect(page.get_by_role("code").first).to_have_text("name+phone")

    page.get_by_role("button", name=words("preview"), exact=True).click()
    preview = page.get_by_role("region", name=words("preview"))
    expect(preview).to_contain_text("佐藤　花子")
    expect(preview).to_contain_text(words("gaps_of", without=8, total=8))
    preview.get_by_role("button", name=words("apply")).click()
    dialog_button(page, words("apply"))
    expect(page.get_by_text(words("applied"))).to_be_visible()
    history = page.get_by_role("region", name=words("history"))
    expect(history.get_by_role("listitem").first).to_contain_text(words("in_use"))

    history.get_by_role("button", name=words("bring_back")).first.click()
    dialog_button(page, words("apply"))
    expect(page.get_by_role("group", name=words("criteria_number", number=2))).to_be_visible()


def test_a_criterion_of_one_field_is_refused_beside_it(page: Page, words: Words) -> None:
    page.get_by_role("link", name=words("criteria"), exact=True).click()
    first = page.get_by_role("group", name=words("criteria_number", number=1))
    first.get_by_role("checkbox", name=words("field_PHONE"), exact=True).uncheck()

    page.get_by_role("button", name=words("preview"), exact=True).click()

    expect(first.get_by_role("alert")).to_have_text(words("criteria_two_fields"))
    expect(page.get_by_role("region", name=words("preview"))).to_have_count(0)


def test_a_stale_answer_never_overwrites_a_newer_one(page: Page, words: Words) -> None:
    held: list[Route] = []

    def hold_first(route: Route) -> None:
        if "佐藤" in (route.request.post_data_buffer or b"").decode() and not held:
            held.append(route)
        else:
            route.continue_()

    page.route(re.compile("/graphql/$"), hold_first)
    search(page, words, "佐藤")
    page.wait_for_url(re.compile("q="))
    search(page, words, "中村")
    expect(page.get_by_role("link", name="中村由美")).to_be_visible()

    # The first answer comes now; where the browser has given the question up already, nothing comes.
    assert len(held) == 1
    try:
        held[0].continue_()
    finally:
        page.unroute_all(behavior="ignoreErrors")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("link", name="中村由美")).to_be_visible()
    expect(page.get_by_role("link", name="佐藤")).to_have_count(0)


def test_typing_asks_once_and_the_address_keeps_the_list(page: Page, words: Words) -> None:
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "graphql" in request.url else None)

    page.get_by_role("searchbox", name=words("search")).press_sequentially("yumi@example", delay=20)
    expect(page.get_by_text(words("found_customers", count=1), exact=True)).to_be_visible()

    assert len(asked) == 1
    page.reload()
    expect(page.get_by_role("searchbox", name=words("search"))).to_have_value("yumi@example")
    expect(page.get_by_text(words("found_customers", count=1), exact=True)).to_be_visible()
    search(page, words, "nobody at all")
    expect(page.get_by_text(words("no_match"), exact=True)).to_be_visible()
    page.get_by_role("button", name=words("clear_filters")).click()
    expect(page.get_by_role("link", name="中村由美")).to_be_visible()


def test_a_search_does_not_lead_back_from_where_somebody_went(page: Page, words: Words) -> None:
    """The next screen is still on its way when the search that was typed would be asked for."""
    held: list[Route] = []
    # Playwright calls no method of a list.
    page.route(re.compile(r"/customer-page-[^/]*\.js$"), lambda route: held.append(route))  # noqa: PLW0108
    page.clock.install()
    page.goto("/app/customers")
    page.get_by_role("link", name="中村由美").wait_for()
    search(page, words, "中村")
    page.get_by_role("link", name="中村由美").click()
    page.wait_for_url(re.compile("/customers/[0-9A-Z-]{14}$"))

    page.clock.fast_forward(10_000)
    for route in held:
        route.continue_()

    expect(page.get_by_role("heading", name="中村由美")).to_be_visible()
    assert (len(held), "q=" in page.url) == (1, False)


def test_an_ended_session_loses_nothing_that_was_typed(page: Page, words: Words) -> None:
    search(page, words, "中村")
    page.get_by_role("link", name="中村由美").click()
    page.get_by_role("button", name=words("merge"), exact=True).click()
    box = page.get_by_role("dialog").get_by_role("searchbox")
    page.context.clear_cookies()
    box.fill("佐藤")

    again = page.get_by_role("dialog", name=words("again_title"))
    again.get_by_label(words("password")).fill("wrong")
    again.get_by_role("button", name=words("sign_in")).click()
    expect(again.get_by_role("alert")).to_have_text(words("sign_in_wrong"))
    again.get_by_label(words("password")).fill("demo")
    again.get_by_role("button", name=words("sign_in")).click()

    expect(again).to_have_count(0)
    expect(box).to_have_value("佐藤")
    expect(page.get_by_role("dialog").get_by_role("button", name="佐藤　花子")).to_be_visible()


@pytest.mark.parametrize("words", ["en"], indirect=True)
def test_the_language_changes_at_once_and_stays(page: Page, words: Words) -> None:
    japanese = Words("ja")
    page.get_by_label(words("language")).select_option("ja")

    expect(page.get_by_role("heading", name=japanese("customers"), exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name=japanese("customers"), exact=True)).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "ja"
