"""Readers of order files: from bytes to neutral order facts. Pure: no Django, no network, no settings."""

from saleor_customer_mgmt.importers.contract import FileRefused, OrderRead, RefusedRows, Repair
from saleor_customer_mgmt.importers.mapping import MappingFile, MappingRefused, is_time_zone
from saleor_customer_mgmt.importers.opening import (
    DEFAULT_TIMEZONE,
    format_names,
    open_orders,
    plan_files,
)
from saleor_customer_mgmt.importers.reading import Reading

__all__ = [
    "DEFAULT_TIMEZONE",
    "FileRefused",
    "MappingFile",
    "MappingRefused",
    "OrderRead",
    "Reading",
    "RefusedRows",
    "Repair",
    "format_names",
    "is_time_zone",
    "open_orders",
    "plan_files",
]
