"""Notes on customers, in both languages."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.words import Words

MARKUP = "<b>bold</b> & <img src=x onerror=\"document.title='pwned'\">\nsecond line"


def test_write_change_delete_a_note(page: Page, words: Words) -> None:
    name = {"en": "渡辺陽子", "ja": "小林隆"}[words.language]
    page.get_by_role("searchbox", name=words("search")).fill(name)
    page.get_by_role("link", name=name).first.click()
    notes = page.get_by_role("region", name=words("notes"))
    expect(notes).to_contain_text(words("no_notes"))

    # Nothing typed: said next to the field, and nothing sent.
    notes.get_by_role("button", name=words("note_write")).click()
    field = notes.get_by_role("textbox", name=words("note_new"))
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(notes).to_contain_text(words("note_empty"))
    field.fill("x" * 2001)
    expect(notes).to_contain_text(words("note_long"))

    # Markup stays what it is: text.
    field.fill(MARKUP)
    notes.get_by_role("button", name=words("note_write")).click()
    expect(page.get_by_text(words("note_written"))).to_be_visible()
    expect(field).to_have_value("")
    expect(notes.locator(".note-text")).to_have_text(MARKUP, use_inner_text=True)
    assert notes.locator("img").count() == 0
    assert "pwned" not in page.title()
    expect(notes).to_contain_text(words("by", author="demo"))

    # Changed by keyboard.
    notes.get_by_role("button", name=words("note_edit_this", note="")[:3]).first.focus()
    page.keyboard.press("Enter")
    edited = notes.get_by_role("textbox", name=words("note_text"), exact=True)
    edited.fill("calls in the evening")
    notes.get_by_role("button", name=words("note_save")).click()
    expect(notes.locator(".note-text")).to_have_text("calls in the evening")
    page.reload()
    expect(notes.locator(".note-text")).to_have_text("calls in the evening")

    notes.get_by_role("button", name=words("note_delete_this", note="calls in the evening")).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(words("note_delete_text"))
    dialog.get_by_role("button", name=words("cancel")).click()
    expect(notes.locator(".note-text")).to_have_count(1)
    notes.get_by_role("button", name=words("note_delete_this", note="calls in the evening")).click()
    dialog.get_by_role("button", name=words("note_delete"), exact=True).click()
    expect(notes).to_contain_text(words("no_notes"))
