from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from saleor_customer_mgmt.core.bulk.components import chains, components
from saleor_customer_mgmt.core.partition import partition


@given(st.lists(st.sets(st.integers(0, 9), max_size=3), min_size=1, max_size=20))
def test_they_are_the_customers(keys_of: list[set[int]]) -> None:
    pairs = [(order, key) for order, keys in enumerate(keys_of) for key in keys]
    holders, keys = (
        np.array(some, dtype=np.int64) for some in (zip(*pairs, strict=True) if pairs else ([], []))
    )

    found = components(len(keys_of), [chains(holders, keys)])

    wanted = partition(dict(enumerate(keys_of)), []).customer_of
    assert found.tolist() == [wanted[order] for order in range(len(keys_of))]


def test_edges_of_any_kind_connect() -> None:
    none = np.empty(0, np.int64)

    found = components(5, [(none, none), (np.array([3, 4]), np.array([1, 4]))])

    assert found.tolist() == [0, 1, 2, 1, 4]
