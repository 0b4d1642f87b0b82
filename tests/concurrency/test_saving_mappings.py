"""Two save mappings at once: without the lock both get what only one may have, with it one is refused."""

from __future__ import annotations

from typing import Any

import pytest

from saleor_customer_mgmt.models import ImportMapping, ImportMappingRevision
from saleor_customer_mgmt.services import save_mapping as module
from saleor_customer_mgmt.services.errors import Conflict
from saleor_customer_mgmt.services.save_mapping import save_mapping
from tests.builders import STAFF
from tests.concurrency.stage import Actor, Mark
from tests.graphql.world import MAPPING

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def about_to_write(monkeypatch: pytest.MonkeyPatch) -> Mark:
    return Mark(monkeypatch, module, "_written")


def save_both(mark: Mark) -> tuple[Actor, Actor]:
    """Have one stop before it writes, and another one save a mapping for the same files meanwhile."""
    first = Actor(lambda: save_mapping("One", MAPPING, actor=STAFF), mark=mark).start()
    other = MAPPING.replace("oldcart", "newcart")
    second = Actor(lambda: save_mapping("Other", other, actor=STAFF)).start()
    return first, second


def test_without_the_lock_both_are_saved(about_to_write: Mark, monkeypatch: Any) -> None:
    monkeypatch.setattr(module, "own_work", lambda _name: None)
    first, second = save_both(about_to_write)
    second.answer()
    first.go_on().answer()

    assert sorted(ImportMapping.objects.values_list("name", flat=True)) == ["One", "Other"]


def test_the_second_waits_and_is_refused(about_to_write: Mark) -> None:
    first, second = save_both(about_to_write)
    assert second.blocked
    first.go_on().answer()
    with pytest.raises(Conflict, match="read by “One” already"):
        second.answer()

    assert [row.document["file"]["source"] for row in ImportMappingRevision.objects.all()] == ["oldcart"]
