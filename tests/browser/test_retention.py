"""A customer of whom values are no longer kept: said plainly on its page and in its graph; both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.people import ask, is_wider_than_the_window
from tests.browser.words import Words

_RECORD = """
mutation($orders: [OrderRecordInput!]!) { orderRecordsRecord(orders: $orders) {
  results { order { customer { publicId } } } errors { message }
} }
"""
# The demo keeps its Amazon orders, which are years old.
_SET = """
mutation($terms: [CustomerMgmtRetentionTermsInput!]!) {
  customerMgmtRetentionUpdate(terms: $terms) { errors { code } }
}
"""
_TERMS = [{"source": "amazon", "days": None}, *({"source": f"forgets-{x}", "days": 1} for x in ("en", "ja"))]
_EXPIRE = "mutation { customerMgmtRetentionExpire { job { id } errors { message } } }"
_JOB = "query($id: ID!) { customerMgmtJob(id: $id) { state error } }"


@pytest.fixture
def forgotten(page: Page, words: Words) -> str:
    """Record three orders, let the values of two of them go, and return the customer's id."""
    digit = {"en": 3, "ja": 4}[words.language]
    buyer = {
        "name": f"忘れな 草{digit}",
        "phones": [f"090-000{digit}-7531"],
        "emails": [f"w{digit}@example.com"],
    }
    orders = [
        {
            "source": source,
            "number": number,
            "status": "FULFILLED",
            # Before all that other tests count, and long before today, where the overview would begin.
            "placedAt": "2022-01-01T00:00:00Z",
            "buyer": told,
        }
        for source, number, told in (
            (f"forgets-{words.language}", "G-1", buyer),
            (f"forgets-{words.language}", "G-2", buyer),
            ("shop", f"G-3-{words.language}", {**buyer, "emails": []}),
        )
    ]
    done = ask(page, _RECORD, orders=orders)["orderRecordsRecord"]
    assert done["errors"] == []
    assert ask(page, _SET, terms=_TERMS)["customerMgmtRetentionUpdate"]["errors"] in (
        [],
        [{"code": "ALREADY_DONE"}],
    )
    job = ask(page, _EXPIRE)["customerMgmtRetentionExpire"]["job"]
    for _ in range(300):
        state = ask(page, _JOB, id=job["id"])["customerMgmtJob"]
        if state["state"] == "DONE":
            break
        page.wait_for_timeout(100)
    assert state == {"state": "DONE", "error": ""}
    return str(done["results"][0]["order"]["customer"]["publicId"])


def test_what_is_no_longer_kept_is_said(page: Page, words: Words, forgotten: str) -> None:
    digit = {"en": 3, "ja": 4}[words.language]
    page.goto(f"/app/customers/{forgotten}")

    expect(page.get_by_role("heading", name=f"忘れな 草{digit}", exact=True)).to_be_visible()
    notice = page.get_by_role("status").filter(has_text=words("expired_title", count=2))
    expect(notice).to_contain_text(words("field_NAME"))
    expect(notice).to_contain_text(words("field_EMAIL"))
    rows = page.locator("section.card").filter(has_text=words("orders_title")).first.get_by_role("row")
    expect(rows.filter(has_text="G-1")).to_contain_text(words("expired"))
    expect(rows.filter(has_text=f"G-3-{words.language}")).to_contain_text(f"忘れな 草{digit}")
    why = page.locator("section.card").filter(has_text=words("why_link"))
    joined = why.get_by_role("row")
    # The shop's order still tells the telephone number; the address that only the other two had is gone.
    expect(joined.filter(has_text=f"+8190000{digit}7531")).to_have_count(1)
    expect(joined.filter(has_text=words("expired_value"))).to_have_count(1)
    expect(joined.filter(has_text=words("expired_value"))).to_contain_text(words("field_EMAIL"))
    expect(page.locator("body")).not_to_contain_text(f"w{digit}@example.com")
    contact = page.get_by_role("region", name=words("contact"))
    expect(contact).to_contain_text(words("expired"))

    assert faults(page) == []
    assert not is_wider_than_the_window(page)
