"""The formats that can be read, one module each. A new one is a module and a line here."""

from __future__ import annotations

from saleor_customer_mgmt.importers.format import Format
from saleor_customer_mgmt.importers.formats import neutral, rakuten

FORMATS: tuple[Format, ...] = (
    rakuten.FORMAT,
    neutral.FORMAT,
)
