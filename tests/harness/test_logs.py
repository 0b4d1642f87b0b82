"""A log line of ours that names somebody is seen, however it is written."""

from __future__ import annotations

import json

import pytest

from tests.saleor.runner.logs import count_personal


@pytest.mark.parametrize("who", ["試験 花子", "hanako00@example.com", "+818012345678", "架空町1-2-3"])
def test_a_line_of_ours_with_somebody_in_it_is_counted(who):
    line = json.dumps({"name": "saleor_customer_mgmt.tasks", "message": f"failed for {who}"})

    assert count_personal(f"{line}\nsaleor_customer_mgmt: {who}\n") == 2


def test_other_lines_are_not():
    log = '{"name": "saleor_customer_mgmt.tasks", "message": "Order 7 cannot be taken in"}\n'
    log += '{"name": "saleor.account", "message": "hanako00@example.com"}\nplain\n'

    assert count_personal(log) == 0
