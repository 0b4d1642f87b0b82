"""Conditions on customers and orders: one table of fields, and what is made from it (ADR 80)."""

from saleor_customer_mgmt.core.conditions.catalogue import FieldInfo, fields
from saleor_customer_mgmt.core.conditions.describe import describe
from saleor_customer_mgmt.core.conditions.evaluate import Explained, explain, holds
from saleor_customer_mgmt.core.conditions.faults import Fault, InvalidCondition
from saleor_customer_mgmt.core.conditions.parse import condition_data, parse_condition, parse_condition_text
from saleor_customer_mgmt.core.conditions.references import References, find_cycle, references
from saleor_customer_mgmt.core.conditions.tree import (
    Combined,
    Comparison,
    Condition,
    Mode,
    Op,
    Subject,
    comparisons,
)
from saleor_customer_mgmt.core.conditions.words import Language
from saleor_customer_mgmt.core.conditions.write import to_json

__all__ = [
    "Combined",
    "Comparison",
    "Condition",
    "Explained",
    "Fault",
    "FieldInfo",
    "InvalidCondition",
    "Language",
    "Mode",
    "Op",
    "References",
    "Subject",
    "comparisons",
    "condition_data",
    "describe",
    "explain",
    "fields",
    "find_cycle",
    "holds",
    "parse_condition",
    "parse_condition_text",
    "references",
    "to_json",
]
