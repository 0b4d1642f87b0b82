"""Whether a log says who somebody is. The people are those that the checks invent."""

from __future__ import annotations

import json

OURS = "customer_mgmt"
PERSONAL = ("花子", "太郎", "試験", "山田", "架空町", "hanako", "taro", "fw.rakuten", "+8180", "080-0000")


def count_personal(log: str) -> int:
    """Return how many lines that come from us, or from where we were called, hold somebody's data."""
    return sum(
        OURS in line and any(word in _readable(line) for word in PERSONAL) for line in log.splitlines()
    )


def _readable(line: str) -> str:
    """Return a line with its escapes undone: Saleor logs JSON, with other letters as their numbers."""
    try:
        return json.dumps(json.loads(line), ensure_ascii=False)
    except ValueError:
        return line
