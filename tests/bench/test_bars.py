from __future__ import annotations

import pytest

from bench.scale.bars import Bar, Limit, bar, notes, table


def test_a_bar_is_the_median_of_the_ratios_of_pairs_not_the_ratio_of_medians():
    found = bar("rebuild", "bare pass", 2.5, [2.0, 9.0, 6.0], [1.0, 3.0, 1.0])

    assert found.ratios == (2.0, 3.0, 6.0)
    assert found.ratio == 3.0
    assert (found.ours, found.theirs) == ("6 s", "1 s")


@pytest.mark.parametrize(("ours", "passed"), [(2.4, True), (2.5, True), (2.6, False)])
def test_as_much_as_is_allowed_passes(ours, passed):
    assert bar("rebuild", "bare pass", 2.5, [ours], [1.0]).passed is passed


@pytest.mark.parametrize(("found", "passed"), [(599.0, True), (600.0, True), (600.1, False)])
def test_a_limit_is_met_or_not(found, passed):
    assert Limit("memory", 600, "MB", found).passed is passed


def test_nothing_measured_is_no_bar():
    with pytest.raises(ValueError, match="search: nothing was measured"):
        bar("search", "Saleor", 1, [], [])


def test_what_was_not_measured_in_turn_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        bar("search", "Saleor", 1, [1.0, 2.0], [1.0])


def test_the_table_says_what_passed_and_what_was_missed():
    found: list[Bar | Limit] = [
        bar("import", "`COPY`", 15, [100.0, 130.0, 101.0], [10.0, 10.0, 10.0]),
        bar("search", "Saleor", 1, [4.0], [2.0], unit="ms", note="by its beginning only"),
        Limit("memory", 600, "MB", 1234.5),
    ]

    assert table(found)[2:] == [
        "| import | `COPY` | 101 s | 10 s | 10.1 × (10 to 13) | 15 × | passed |",
        "| search | Saleor | 4 ms | 2 ms | 2 × | 1 × | **missed** |",
        "| memory | | 1,234 MB | | | 600 MB | **missed** |",
    ]
    assert notes(found) == ["* search: by its beginning only"]
