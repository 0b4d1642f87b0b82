"""Whether an optional extra is there, said as every refusal of a service is."""

from __future__ import annotations

from saleor_customer_mgmt.engines import extras
from saleor_customer_mgmt.services.errors import ServiceError


class NotInstalled(ServiceError):
    """Raised when the extra is not installed, where it is asked for and where the work is done."""

    code = "NOT_INSTALLED"


def has_extra(extra: str) -> bool:
    return extras.installed(extra)


def require_extra(extra: str) -> None:
    """Check that this extra is installed here.

    Raises:
        NotInstalled: saying what to install.
    """
    try:
        extras.require(extra)
    except extras.NotInstalled as error:
        raise NotInstalled(str(error)) from error
