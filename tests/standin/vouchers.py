"""What Saleor does with the vouchers of checkouts, as far as our checks go.

The stand-in's modules import them, as with :mod:`.steps`. A voucher is applicable while it is ``active``.
To be imported only where the stand-in is installed.
"""

from __future__ import annotations

import uuid
from types import SimpleNamespace
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models


class NotApplicable(ValueError):
    def __init__(self, msg: str, min_spent: Any = None, min_checkout_items_quantity: Any = None) -> None:
        super().__init__(msg)


class Voucher(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    active = models.BooleanField(default=True)

    class Meta:
        app_label = "discount"


def validate_voucher_for_checkout(manager: Any, voucher: Any, checkout_info: Any, lines: Any) -> None:
    if not voucher.active:
        raise NotApplicable("This voucher is over.")


def add_voucher_code_to_checkout(manager: Any, checkout_info: Any, lines: Any, voucher_code: str) -> None:
    from saleor.checkout import utils
    from saleor.discount.models import VoucherCode

    voucher = VoucherCode.objects.get(code=voucher_code).voucher
    try:
        utils.validate_voucher_for_checkout(manager, voucher, checkout_info, lines)
    except NotApplicable as error:
        raise ValidationError({"promo_code": ValidationError("Voucher is not applicable.")}) from error
    checkout_info.voucher = voucher
    checkout_info.checkout.voucher_code = voucher_code
    checkout_info.checkout.save()


def remove_voucher_code_from_checkout_or_error(checkout_info: Any, voucher_code: str) -> None:
    if checkout_info.checkout.voucher_code != voucher_code:
        raise ValidationError({"promo_code": ValidationError("There is no such code.")})
    remove_voucher_from_checkout(checkout_info.checkout)


def remove_voucher_from_checkout(checkout: Any) -> None:
    checkout.voucher_code = None
    checkout.save()


def _process_voucher_data_for_order(checkout_info: Any) -> str:
    return "used"


def invalidate_checkout_prices(checkout_info: Any, *, save: bool) -> None:
    checkout_info.checkout.save()


def fetch_checkout_lines(checkout: Any) -> tuple[list[str], list[str]]:
    return ["a line"], []


def fetch_checkout_info(checkout: Any, lines: Any, manager: Any) -> Any:
    return info_of(checkout)


def info_of(checkout: Any) -> Any:
    """Return what Saleor passes on of a checkout."""
    from saleor.discount.models import VoucherCode

    row = VoucherCode.objects.filter(code=checkout.voucher_code or "").first()
    return SimpleNamespace(checkout=checkout, user=checkout.user, voucher=row and row.voucher)


class Kept:
    """The private metadata of a checkout; of one that has none: nothing."""

    _all: ClassVar[dict[Any, Kept]] = {}

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    def store_value_in_private_metadata(self, items: dict[str, str]) -> None:
        self._values |= items

    def get_value_from_private_metadata(self, key: str) -> str | None:
        return self._values.get(key)

    def save(self, *, update_fields: list[str]) -> None:
        assert update_fields == ["private_metadata"]


def get_checkout_metadata(checkout: Any) -> Kept | None:
    return Kept._all.get(checkout.pk)


def get_or_create_checkout_metadata(checkout: Any) -> Kept:
    return Kept._all.setdefault(checkout.pk, Kept())
