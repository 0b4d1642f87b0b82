"""Writers of tables for people's spreadsheets. Pure: no Django, no network, no settings."""

from saleor_customer_mgmt.exporters.csv_file import CsvFile
from saleor_customer_mgmt.exporters.table_file import Cell, TableFile
from saleor_customer_mgmt.exporters.workbook import ExcelMissing, Workbook

__all__ = ["Cell", "CsvFile", "ExcelMissing", "TableFile", "Workbook"]
