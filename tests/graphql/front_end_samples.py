"""What the front end's own tests know of conditions: the catalogue as the API tells it, and many conditions.

``python -m tests.graphql.front_end_samples`` writes the file; a test says when it is stale.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from saleor_customer_mgmt.core.conditions import Subject, fields, parse_condition, to_json
from saleor_customer_mgmt.core.presets import GROUPS, RULES
from tests.core.conditions.invented import random_condition

FOLDER = Path(__file__).parents[2] / "dashboard-extension"
FILE = FOLDER / "src" / "modules" / "conditions" / "samples.json"
_MANY = 150


def samples() -> dict[str, Any]:
    """Return for each subject its fields and presets (as the operation asks for them) and conditions."""
    rng = random.Random("front end")
    return {
        subject.name: {
            "fields": [_field(info) for info in fields(subject)],
            "presets": [
                {
                    "key": preset.key,
                    **{language: preset.names[language] for language in sorted(preset.names)},
                    "condition": {"json": json.dumps(to_json(preset.condition), ensure_ascii=False)},
                }
                for preset in (RULES if subject is Subject.ORDER else GROUPS)
            ],
            "conditions": [
                to_json(parse_condition(random_condition(rng, subject), subject=subject))
                for _ in range(_MANY)
            ],
        }
        for subject in (Subject.ORDER, Subject.CUSTOMER)
    }


def text() -> str:
    """Return the samples as they are kept, a line for each field, preset and condition."""
    lines = []
    for subject, told in samples().items():
        parts = [
            f'"{name}":[\n' + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]"
            for name, rows in told.items()
        ]
        lines.append(f'"{subject}":{{\n' + ",\n".join(parts) + "\n}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _field(info: Any) -> dict[str, Any]:
    return {
        "name": info.name,
        **_labels(info),
        "kind": info.kind.name,
        "ops": [{"op": row.op.value, **_labels(row)} for row in info.comparisons],
        "parameters": [
            {
                "name": row.name,
                "kind": row.kind,
                "required": row.default is None,
                "default": None if row.default is None else json.dumps(row.default),
                "low": row.low if row.kind == "whole" else None,
                "high": row.high if row.kind == "whole" else None,
            }
            for row in info.parameters
        ],
        "choices": [{"value": str(row.value), **_labels(row)} for row in info.choices],
    }


def _labels(row: Any) -> dict[str, str]:
    return {str(language): row.labels[language] for language in sorted(row.labels)}


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
