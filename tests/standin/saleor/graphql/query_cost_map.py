from typing import Any

COST_MAP: dict[str, dict[str, dict[str, Any]]] = {
    "Query": {"order": {"complexity": 1}, "user": {"complexity": 1}},
}
