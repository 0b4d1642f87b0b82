"""Readers of order files: from bytes to neutral order facts. Pure: no Django, no network, no settings."""

from saleor_customer_mgmt.importers.contract import FileRefused, OrderRead, RefusedRows
from saleor_customer_mgmt.importers.mapping import MappingFile, MappingRefused
from saleor_customer_mgmt.importers.reading import Reading, format_names, open_orders, plan_files

__all__ = [
    "FileRefused",
    "MappingFile",
    "MappingRefused",
    "OrderRead",
    "Reading",
    "RefusedRows",
    "format_names",
    "open_orders",
    "plan_files",
]
