"""Asking whose a voucher is, where Saleor itself asks whether it may be used.

These few functions have the same names, places and arguments in 3.21, 3.22 and 3.23. One that is not there
is left alone and logged: the sale goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from saleor.checkout.error_codes import CheckoutErrorCode
from saleor.discount.models import NotApplicable

from saleor_customer_mgmt.hosts.saleor.group_vouchers import (
    REFUSED,
    decided_by_shopper,
    holds_refused,
    is_refused,
    user_of,
)
from saleor_customer_mgmt.hosts.saleor.replacing import replace


class NotAMember(NotApplicable):
    """Raised when a voucher is a group's and the shopper is not in it."""


def install() -> None:
    """Put the checks in. Calling it again changes nothing."""
    replace("saleor.checkout.utils", "validate_voucher_for_checkout", _validated)
    replace("saleor.checkout.utils", "add_voucher_code_to_checkout", _typed)
    replace("saleor.checkout.utils", "remove_voucher_code_from_checkout_or_error", _taken_off)
    replace("saleor.checkout.complete_checkout", "_process_voucher_data_for_order", _used)


def install_in_graphql() -> None:
    """The same for what only Saleor's GraphQL does, once that can be imported."""
    replace(
        "saleor.graphql.checkout.mutations.checkout_remove_promo_code",
        "remove_voucher_from_checkout",
        _taken_off_by_id,
    )


def _validated(
    validate: Callable[..., Any], manager: Any, voucher: Any, checkout_info: Any, lines: Any
) -> Any:
    """Saleor asks whenever a voucher is put on, and whenever a checkout that has one changes."""
    found = validate(manager, voucher, checkout_info, lines)
    if is_refused(voucher, user_of(checkout_info)):
        raise NotAMember(REFUSED)
    return found


def _typed(add: Callable[..., Any], manager: Any, checkout_info: Any, *args: Any, **more: Any) -> Any:
    try:
        found = add(manager, checkout_info, *args, **more)
    except ValidationError as error:
        if isinstance(error.__cause__, NotAMember):
            code = CheckoutErrorCode.VOUCHER_NOT_APPLICABLE.value
            raise ValidationError({"promo_code": ValidationError(REFUSED, code=code)}) from error
        raise
    decided_by_shopper(checkout_info.checkout)
    return found


def _taken_off(remove: Callable[..., Any], checkout_info: Any, *args: Any, **more: Any) -> Any:
    found = remove(checkout_info, *args, **more)
    decided_by_shopper(checkout_info.checkout)
    return found


def _taken_off_by_id(remove: Callable[..., Any], checkout: Any, *args: Any, **more: Any) -> Any:
    found = remove(checkout, *args, **more)
    decided_by_shopper(checkout)
    return found


def _used(process: Callable[..., Any], checkout_info: Any, *args: Any, **more: Any) -> Any:
    """Payments of the old kind get here before the plugin is asked, and count the voucher as used."""
    if holds_refused(checkout_info):
        raise NotAMember(REFUSED)
    return process(checkout_info, *args, **more)
