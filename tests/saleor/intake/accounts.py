"""Orders of accounts: registered, confirmed, given another address, deleted in each of Saleor's ways."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from saleor.account.models import User
from saleor.core.jwt import JWT_CONFIRM_CHANGE_EMAIL_TYPE, create_token
from saleor.core.tokens import account_confirm_token_generator, account_delete_token_generator
from saleor.site import AccountConfirmMode
from saleor.site.models import SiteSettings

from tests.saleor.api import Api
from tests.saleor.intake.history import backfill
from tests.saleor.intake.people import new_email
from tests.saleor.intake.records import Records
from tests.saleor.intake.shop import Shop, global_id, id_of
from tests.saleor.table import Table


@dataclass(frozen=True, slots=True)
class Account:
    email: str
    password: str

    @property
    def row(self) -> User:
        return User.objects.get(email=self.email)

    @property
    def id(self) -> str:
        return global_id("User", self.row.pk)

    def signed_in(self, shop: Shop) -> Api:
        return shop.guest.signed_in(self.email, self.password)


def show_confirmation(table: Table, shop: Shop, records: Records) -> None:
    """An account that is confirmed takes over what was ordered with its address before."""
    email = new_email()
    number = shop.buys(email=email)
    shop.by_id("orderConfirm", id_of(number))
    account = _registered(shop, email)
    table.row("accountRegister: member id of the guest's order", records.buyer(number, "memberId"), "")
    with _orders_taken_over():
        shop.do(
            "confirmAccount",
            "$e: String!, $p: String!, $t: String!",
            "email: $e, password: $p, token: $t",
            "user { id }",
            by=shop.guest,
            e=email,
            p=account.password,
            # What the letter to the customer would have had in its link.
            t=account_confirm_token_generator.make_token(account.row),
        )
    table.row("confirmAccount: member id", records.buyer(number, "memberId"), str(account.row.pk))


def show_new_address(table: Table, shop: Shop, records: Records) -> None:
    """An account that changes its address takes over what was ordered with the new one before."""
    account, later = _confirmed(shop, new_email()), new_email()
    own = shop.buys(email=account.email, by=account.signed_in(shop))
    guest = shop.buys(email=later)
    shop.by_id("orderConfirm", id_of(guest))
    member = str(account.row.pk)
    seen = (records.buyer(own, "memberId"), records.buyer(guest, "memberId"))
    table.row("account's order, guest's order: member ids", seen, (member, ""))
    token = create_token(
        {"old_email": account.email, "new_email": later},
        exp_delta=timedelta(hours=1),
        user=account.row,
        token_type=JWT_CONFIRM_CHANGE_EMAIL_TYPE,
    )
    shop.do(
        "confirmEmailChange",
        "$c: String!, $t: String!",
        "channel: $c, token: $t",
        "user { id }",
        by=account.signed_in(shop),
        c=shop.channel,
        t=token,
    )
    seen = (records.buyer(own, "memberId"), records.buyer(guest, "memberId"))
    table.row("confirmEmailChange: member ids", seen, (member, member))
    table.row("confirmEmailChange: the order keeps its e-mail", records.buyer(own, "emails"), [account.email])


def show_deletion(table: Table, shop: Shop, records: Records) -> None:
    """Deleted by the customer, and by staff; the orders stay."""
    account = _confirmed(shop, new_email())
    by = account.signed_in(shop)
    number, member = shop.buys(email=account.email, by=by), str(account.row.pk)
    table.row("account's order: member id", records.buyer(number, "memberId"), member)
    token = account_delete_token_generator.make_token(account.row)
    shop.do("accountDelete", "$t: String!", "token: $t", "user { id }", by=by, t=token)
    table.row("accountDelete: member id", records.buyer(number, "memberId"), "")
    table.row("accountDelete: status", records.status(number), "PLACED (unconfirmed)")

    account = _confirmed(shop, new_email())
    number = shop.buys(email=account.email, by=account.signed_in(shop))
    table.row("account's order: member id", records.buyer(number, "memberId"), str(account.row.pk))
    shop.do("customerDelete", "$u: ID!", "id: $u", "user { id }", u=account.id)
    table.row("customerDelete: member id", records.buyer(number, "memberId"), "")


def show_bulk_deletion(table: Table, shop: Shop, records: Records) -> None:
    """Deleted in bulk; what the hook cannot find any more, the backfill does."""
    accounts = [_confirmed(shop, new_email()) for _ in range(2)]
    numbers = [
        shop.buys(email=accounts[0].email, by=accounts[0].signed_in(shop)),
        # With another address than the account's, so that nothing in Saleor leads from one to the other.
        shop.buys(email=new_email(), by=accounts[1].signed_in(shop)),
    ]
    members = [str(account.row.pk) for account in accounts]
    table.row("accounts' orders: member ids", [records.buyer(n, "memberId") for n in numbers], members)
    shop.do("customerBulkDelete", "$u: [ID!]!", "ids: $u", "count", u=[account.id for account in accounts])
    table.row("customerBulkDelete: accounts left", User.objects.filter(pk__in=members).count(), 0)
    backfill("--restart")
    table.row("backfill --restart: member ids", [records.buyer(n, "memberId") for n in numbers], ["", ""])


def _registered(shop: Shop, email: str) -> Account:
    account = Account(email, secrets.token_urlsafe(20))
    shop.do(
        "accountRegister",
        "$i: AccountRegisterInput!",
        "input: $i",
        "user { id }",
        by=shop.guest,
        i={
            "email": email,
            "password": account.password,
            "channel": shop.channel,
            "redirectUrl": "http://localhost/",
        },
    )
    return account


def _confirmed(shop: Shop, email: str) -> Account:
    """Return an account confirmed by staff instead of by letter."""
    account = _registered(shop, email)
    shop.do("customerUpdate", "$u: ID!", "id: $u, input: {isConfirmed: true}", "user { id }", u=account.id)
    return account


@contextmanager
def _orders_taken_over() -> Iterator[None]:
    """Have the shop give a confirmed account the orders of its address; it asks for the password then."""
    settings = SiteSettings.objects.order_by("pk")[:1].get()
    of_shop = SiteSettings.objects.filter(pk=settings.pk)
    of_shop.update(account_confirm_merge_mode=AccountConfirmMode.REQUIRE_PASSWORD)
    try:
        yield
    finally:
        of_shop.update(account_confirm_merge_mode=settings.account_confirm_merge_mode)
