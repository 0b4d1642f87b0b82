"""How much of an import is read at most, as the host's settings say."""

from __future__ import annotations

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.importers.limits import MIB, Limits


def import_limits() -> Limits:
    return Limits(
        unpacked=conf.unpacked_mib() * MIB,
        workbook=conf.workbook_mib() * MIB,
        archived_files=conf.archived_files(),
    )
