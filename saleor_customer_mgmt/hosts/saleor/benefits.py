"""What Saleor gives to members of groups, kept up to date by a task: vouchers and customer types."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import transaction

from saleor_customer_mgmt.hosts.saleor import customer_types, group_vouchers
from saleor_customer_mgmt.hosts.saleor.orders import plugin_row
from saleor_customer_mgmt.lock_objects import try_own_work

logger = logging.getLogger(__name__)


class SaleorBenefits:
    """Saleor's side of groups' benefits."""

    def keep(self) -> None:
        """Take vouchers from those who left, and bring customer types up to date.

        Does nothing while the plugin is switched off.
        """
        from saleor.core.db.connection import allow_writer  # noqa: PLC0415  # Saleor's models must be loaded

        with allow_writer():
            if plugin_row()[0] is not False:
                _alone("benefits.vouchers", group_vouchers.take_from_leavers)
                _alone("benefits.types", customer_types.mirror)


def _alone(name: str, work: Callable[[], int]) -> None:
    """Do this work unless another process is at it, and log how it went without naming anybody."""
    try:
        with transaction.atomic():
            if try_own_work(name) and (changed := work()):
                logger.info("%s: %d changed", name, changed)
    except Exception as error:  # noqa: BLE001  # a worker's log would show the message, with values
        logger.error("%s was not done: %s", name, type(error).__qualname__)  # noqa: TRY400
