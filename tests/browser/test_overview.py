"""How the shop does, in figures and charts, in both languages. The demo's orders are of 2024."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.words import Words

YEAR = "/app/overview?period=custom&from=2024-01-01&to=2024-12-31"


def figure(page: Page, name: str) -> Any:
    """What the tile of this name says."""
    return page.locator("dl.figures > div").filter(has=page.locator("dt", has_text=name)).first


def test_figures_charts_and_tables_of_a_year(page: Page, words: Words) -> None:
    page.get_by_role("link", name=words("overview"), exact=True).click()
    expect(page.get_by_role("heading", name=words("overview"), exact=True)).to_be_visible()
    # The twelve months up to today have no orders: it begins with those that have.
    expect(page.get_by_role("heading", name=words("overview_chart_purchases"))).to_be_visible()
    assert "period=custom" in page.url
    # Who chooses a period without orders is told so, and led back with one click.
    page.goto("/app/overview?period=year")
    expect(page.get_by_text(words("overview_empty"))).to_be_visible()
    page.locator(".empty").get_by_role("button").click()
    expect(page.get_by_role("heading", name=words("overview_chart_purchases"))).to_be_visible()

    page.goto(YEAR)
    purchases = figure(page, words("overview_purchases"))
    expect(purchases).to_contain_text(words("overview_before", value="0"))
    number = int(purchases.locator(".big").inner_text())
    # The table below the chart has the same numbers as the tile and the table by source.
    chart = page.get_by_role("figure", name=words("overview_chart_purchases"))
    chart.locator("summary").click()
    cells = chart.locator("tbody td").all_inner_texts()
    assert sum(map(int, cells)) == number > 0
    assert chart.locator("tbody tr").count() == 12
    by_source = page.locator("section[aria-labelledby=by-source] tbody tr")
    rows = [row.locator("td").all_inner_texts() for row in by_source.all()]
    assert sum(int(row[1]) for row in rows[:-1]) == int(rows[-1][1]) == number


def test_the_address_keeps_period_steps_and_source(page: Page, words: Words) -> None:
    page.goto(YEAR)
    orders = figure(page, words("overview_orders")).locator(".big")
    expect(orders).not_to_have_text("0")
    everything = int(orders.inner_text())
    page.get_by_role("combobox", name=words("filter_sources")).select_option("rakuten")
    expect(orders).not_to_have_text(str(everything))
    page.get_by_role("combobox", name=words("overview_steps")).select_option("WEEK")
    assert page.url.endswith("?period=custom&from=2024-01-01&to=2024-12-31&step=WEEK&source=rakuten")
    one_source = int(orders.inner_text())
    assert 0 < one_source < everything

    page.reload()
    expect(orders).to_have_text(str(one_source))
    page.go_back()
    page.go_back()
    expect(orders).to_have_text(str(everything))


def test_a_period_that_is_none_is_said_next_to_its_field(page: Page, words: Words) -> None:
    page.goto("/app/overview?period=custom&from=2024-02-01&to=2024-01-01")
    expect(page.get_by_text(words("overview_turned_round"))).to_be_visible()
    last = page.get_by_label(words("overview_to"), exact=False)
    expect(last).to_have_attribute("aria-invalid", "true")

    last.fill("2024-02-29")

    expect(page.get_by_text(words("overview_turned_round"))).to_have_count(0)
    expect(figure(page, words("overview_purchases"))).to_be_visible()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_no_serious_fault(page: Page, words: Words, colours: Any) -> None:
    page.emulate_media(color_scheme=colours)
    page.goto(YEAR)
    page.get_by_role("figure", name=words("overview_chart_rates")).wait_for()
    page.wait_for_load_state("networkidle")
    for summary in page.locator("figure summary").all():
        summary.click()
    assert faults(page) == []
    page.goto("/app/overview?period=custom&from=2020-01-01&to=2020-01-31")
    page.locator(".empty").wait_for()
    assert faults(page) == []
