"""Reading a condition that somebody wrote."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from saleor_customer_mgmt.core.conditions import Condition, InvalidCondition, Subject, parse_condition
from saleor_customer_mgmt.services.errors import Invalid


def read_condition(written: Any, subject: Subject) -> Condition:
    """Return the condition in this JSON. A day without a zone is one of the zone of the settings.

    Raises:
        Invalid: naming every fault, with its place below ``condition``.
    """
    try:
        return parse_condition(written, subject=subject, zone=timezone.get_default_timezone_name())
    except InvalidCondition as error:
        raise Invalid(
            [(f"condition.{f.path}" if f.path else "condition", f.message) for f in error.faults]
        ) from error
