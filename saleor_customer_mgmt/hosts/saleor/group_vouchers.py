"""Vouchers of groups: put on the checkouts of members by themselves, and refused to everybody else.

A voucher is a group's when one of its codes is the group's ``voucher_code``; then all its codes are for
members only. Who is a member is known of signed-in users only (:mod:`.members`).

Putting on happens in the hooks that Saleor calls when a checkout was made or changed, in the shopper's
request and before the answer is put together. Refusing happens where Saleor itself asks whether a voucher
may be used: then it also takes one off again, by its own rules, when somebody is no member any more.
Nothing here ends a sale: what goes wrong is logged, and there is no benefit (docs/groups.md).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from saleor_customer_mgmt.hosts.saleor.members import customers_of_users, groups_of_user
from saleor_customer_mgmt.models import Group
from saleor_customer_mgmt.selectors.groups import groups_of

logger = logging.getLogger(__name__)

REFUSED = "This voucher is for members of a customer group. Sign in with the account of a member to use it."
DECIDED = "customer-mgmt.voucher"
"""Key in a checkout's private metadata: the shopper typed a code or took one off, and that stands."""
_BY_SHOPPER = "_customer_mgmt_voucher_by_shopper"
MOST_AT_ONCE = 5000


@contextmanager
def without_harm() -> Iterator[None]:
    """Log an ``Exception``, whatever it is, and go on behind the block."""
    try:
        yield
    except Exception as error:  # noqa: BLE001  # see above
        # The kind of error only: messages of databases quote values of people.
        logger.error("A checkout goes without its group's voucher: %s", type(error).__qualname__)  # noqa: TRY400


def codes_of_groups() -> set[str]:
    """Return the codes that are a group's."""
    rows = Group.objects.filter(deleted_at=None).exclude(voucher_code="")
    return set(rows.values_list("voucher_code", flat=True))


def groups_that_give(user: int) -> list[Group]:
    """Return the groups of a user that give a voucher, the first choice first: by priority, then slug."""
    return [group for group in groups_of_user(user) if group.voucher_code]


def is_refused(voucher: Any, user: int | None) -> bool:
    """Return whether a voucher is a group's, and this user (None: a guest) is in no group that gives it.

    Costs one query where no group gives vouchers.
    """
    from saleor.core.db.connection import allow_writer  # noqa: PLC0415  # Saleor's models must be loaded
    from saleor.discount.models import VoucherCode  # noqa: PLC0415

    from saleor_customer_mgmt.hosts.saleor.orders import plugin_row  # noqa: PLC0415

    refused = False
    # In a transaction of its own: a fault is not to spoil the shopper's.
    with without_harm(), allow_writer(), transaction.atomic():
        if codes := codes_of_groups():
            of_voucher = VoucherCode.objects.filter(voucher_id=voucher.pk, code__in=codes)
            here = set(of_voucher.values_list("code", flat=True))
            if here and plugin_row()[0] is not False:
                refused = True  # also when the next line fails
                refused = user is None or not any(g.voucher_code in here for g in groups_that_give(user))
    return refused


def user_of(checkout_info: Any) -> int | None:
    user = checkout_info.user
    return None if user is None else int(user.pk)


def holds_refused(checkout_info: Any) -> bool:
    """Return whether a checkout has a voucher that its shopper may not use."""
    voucher = checkout_info.voucher if checkout_info.checkout.voucher_code else None
    return voucher is not None and is_refused(voucher, user_of(checkout_info))


def require_member(checkout_info: Any) -> None:
    """Look once more before an order is made.

    Raises:
        ValidationError: as Saleor refuses a voucher that has expired meanwhile.
    """
    if holds_refused(checkout_info):
        from saleor.checkout.error_codes import CheckoutErrorCode  # noqa: PLC0415  # Saleor's settings

        code = CheckoutErrorCode.VOUCHER_NOT_APPLICABLE.value
        raise ValidationError({"voucher_code": ValidationError(REFUSED, code=code)})


def decided_by_shopper(checkout: Any) -> None:
    """Say that the shopper has just typed a code or taken one off: that stands for this checkout."""
    setattr(checkout, _BY_SHOPPER, True)


def offer(checkout: Any, wait_ms: int) -> None:
    """Bring the voucher of a checkout to what its user's groups give. Never raises an ``Exception``."""
    if checkout.user_id is None:
        return
    with without_harm():
        if connection.in_atomic_block:
            transaction.on_commit(partial(_offer, checkout, wait_ms), robust=True)
        else:
            _offer(checkout, wait_ms)


def _offer(checkout: Any, wait_ms: int) -> None:
    from saleor.core.db.connection import allow_writer  # noqa: PLC0415  # Saleor's models must be loaded

    with without_harm(), allow_writer(), transaction.atomic():
        codes = codes_of_groups()
        if not codes or (checkout.voucher_code and checkout.voucher_code not in codes):
            return  # a code of the shopper's own stands
        _hurry(wait_ms)
        wanted = [group.voucher_code for group in groups_that_give(checkout.user_id)]
        if getattr(checkout, _BY_SHOPPER, False):
            if wanted:
                _remember(checkout)
            return
        if checkout.voucher_code in wanted:
            wanted = wanted[: wanted.index(checkout.voucher_code)]
        elif checkout.voucher_code:
            _take_off(checkout)
        if wanted and not _is_remembered(checkout):
            _put_on_first(checkout, wanted)


def _put_on_first(checkout: Any, codes: list[str]) -> None:
    """Put on the first of these vouchers that Saleor finds applicable."""
    from saleor.checkout import utils  # noqa: PLC0415  # Saleor's models must be loaded
    from saleor.checkout.fetch import fetch_checkout_info, fetch_checkout_lines  # noqa: PLC0415
    from saleor.plugins.manager import get_plugins_manager  # noqa: PLC0415

    manager = get_plugins_manager(allow_replica=False)
    lines, _ = fetch_checkout_lines(checkout)
    if not lines:
        return
    info = fetch_checkout_info(checkout, lines, manager)
    for code in codes:
        try:
            with transaction.atomic():
                utils.add_voucher_code_to_checkout(manager, info, lines, code)
        except ValidationError:
            continue  # a minimum that is not reached, another channel, used up: the next one
        setattr(checkout, _BY_SHOPPER, False)
        utils.invalidate_checkout_prices(info, save=True)
        return


def _take_off(checkout: Any) -> None:
    from saleor.checkout.utils import remove_voucher_from_checkout  # noqa: PLC0415  # Saleor's models

    remove_voucher_from_checkout(checkout)
    checkout.price_expiration = checkout.discount_expiration = timezone.now()
    checkout.save(update_fields=["price_expiration", "discount_expiration", "last_change"])


def _remember(checkout: Any) -> None:
    from saleor.checkout.utils import get_or_create_checkout_metadata  # noqa: PLC0415  # Saleor's models

    kept = get_or_create_checkout_metadata(checkout)
    kept.store_value_in_private_metadata({DECIDED: "shopper"})
    kept.save(update_fields=["private_metadata"])


def _is_remembered(checkout: Any) -> bool:
    from saleor.checkout.utils import get_checkout_metadata  # noqa: PLC0415  # Saleor's models

    kept = get_checkout_metadata(checkout)
    return kept is not None and kept.get_value_from_private_metadata(DECIDED) is not None


def _hurry(wait_ms: int) -> None:
    """Have this transaction wait for nobody for long: a shopper waits for it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('lock_timeout', %s, true), set_config('statement_timeout', %s, true)",
            [f"{wait_ms}ms"] * 2,
        )


def take_from_leavers() -> int:
    """Take vouchers of groups from checkouts whose users are no members; return from how many.

    For checkouts that nobody touches: every change of a checkout and every purchase asks anyway.
    """
    from saleor.checkout.models import Checkout  # noqa: PLC0415  # Saleor's models must be loaded

    codes = codes_of_groups()
    if not codes:
        return 0
    rows = Checkout.objects.filter(voucher_code__in=codes).order_by("pk")
    held = list(rows.values_list("pk", "user_id", "voucher_code")[:MOST_AT_ONCE])
    customers = customers_of_users({user for _, user, _ in held if user is not None})
    given = {
        customer: {group.voucher_code for group in groups}
        for customer, groups in groups_of(set(customers.values())).items()
    }
    taken = 0
    for pk, user, code in held:
        if code not in given.get(customers.get(user, 0), set()):
            now = timezone.now()
            # Only while it is still there: the shopper may be changing the checkout just now.
            taken += Checkout.objects.filter(pk=pk, voucher_code=code).update(
                voucher_code=None,
                discount_name=None,
                translated_discount_name=None,
                discount_amount=0,
                price_expiration=now,
                discount_expiration=now,
                last_change=now,
            )
    return taken
