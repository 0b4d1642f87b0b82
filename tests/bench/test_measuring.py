from __future__ import annotations

from bench.scale.measure_recording import medians
from bench.scale.measure_search import _overview, high


def test_each_quarter_of_the_recordings_has_its_median():
    assert medians([1.0, 2.0, 9.0, 4.0, 4.0, 5.0, 7.0, 7.0]) == [1.5, 6.5, 4.5, 7.0]
    assert medians([3.0, 1.0, 2.0, 5.0, 9.0]) == [2.0, 3.5, 9.0]
    assert medians([3.0]) == [3.0]


def test_each_round_of_searches_has_its_95th_percentile():
    rounds = [[float(query), 100.0 + query] for query in range(1, 20)]  # 19 queries, two rounds

    assert high(rounds) == [19.0, 119.0]


def test_the_overview_is_told_with_the_median_of_its_ratios():
    assert _overview({"orders": 91_404, "ours": [3.0, 1.0, 4.0], "bare": [1.0, 0.5, 0.1]}) == (
        "Overview of the newest twelve months (91,404 orders) in months, with the year before: "
        "3.00 s, 3.0 × one `GROUP BY` month and source of the same orders."
    )
