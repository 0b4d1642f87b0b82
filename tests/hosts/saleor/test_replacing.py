"""Functions of ours in the places of others, in modules made up for it."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import pytest

from saleor_customer_mgmt.hosts.saleor.replacing import instead_of, is_ours, replace


def doubled(number: int, *, plus: int = 0) -> int:
    """Return twice the number."""
    return 2 * number + plus


def with_a_hundred(original: Any, number: int, **more: Any) -> Any:
    return 100 + original(number, **more)


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> tuple[ModuleType, ModuleType]:
    """Where the function is, and one that has imported it by name."""
    place, importer = ModuleType("made_up_place"), ModuleType("made_up_importer")
    for module in (place, importer):
        monkeypatch.setitem(sys.modules, module.__name__, module)
        module.doubled = doubled  # type: ignore[attr-defined]
    return place, importer


def test_ours_is_given_the_original_and_looks_like_it() -> None:
    ours = instead_of(doubled, with_a_hundred)

    assert (ours(3), ours(number=3, plus=1)) == (106, 107)
    assert (ours.__name__, ours.__doc__, is_ours(ours), is_ours(doubled)) == (
        "doubled",
        "Return twice the number.",
        True,
        False,
    )


def test_it_is_replaced_where_it_is_and_where_it_was_imported(modules: Any) -> None:
    place, importer = modules

    replace("made_up_place", "doubled", with_a_hundred, "made_up_importer")

    assert (place.doubled(3), importer.doubled(3)) == (106, 106)
    assert place.doubled is importer.doubled


def test_a_module_that_has_another_of_that_name_keeps_it(modules: Any) -> None:
    place, importer = modules
    importer.doubled = len

    replace("made_up_place", "doubled", with_a_hundred, "made_up_importer")

    assert (place.doubled(3), importer.doubled) == (106, len)


def test_done_again_it_changes_nothing(modules: Any) -> None:
    place, _ = modules
    replace("made_up_place", "doubled", with_a_hundred)
    first = place.doubled

    replace("made_up_place", "doubled", with_a_hundred)

    assert place.doubled is first
    assert place.doubled(3) == 106


@pytest.mark.parametrize(
    ("module", "name", "said"),
    [
        ("made_up_place", "tripled", "This Saleor has no made_up_place.tripled: AttributeError"),
        ("made_up.nowhere", "doubled", "This Saleor has no made_up.nowhere.doubled: ModuleNotFoundError"),
    ],
)
def test_what_is_not_there_is_left_alone_and_logged(
    modules: Any, caplog: Any, module: str, name: str, said: str
) -> None:
    replace(module, name, with_a_hundred, "made_up_importer")

    assert [record.getMessage() for record in caplog.records] == [said]
    assert [each.doubled for each in modules] == [doubled] * 2
