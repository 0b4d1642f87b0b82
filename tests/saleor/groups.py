"""Groups in a real, running Saleor: members get their voucher by itself, and nobody else does.

    python -m tests.saleor.groups --url http://127.0.0.1:8000/graphql/ --email … --password …

Runs in Saleor's own interpreter, in Saleor's folder, with the environment of the server at ``--url``; needs
sample data that may be changed, and a channel that allows unpaid orders. Checkouts, vouchers and accounts are
made through Saleor's API; groups and their members by our services. Every person is invented, and new
every time. Prints a table; exits with 1 when a row is not right.
"""

from __future__ import annotations

import argparse
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

if __name__ == "__main__":
    import django

    django.setup()

import graphene
from saleor.account import models as accounts
from saleor.core.db.connection import allow_writer
from saleor.payment.models import Payment

from saleor_customer_mgmt.models import Group, GroupEvent, OrderRecord
from saleor_customer_mgmt.services.actor import Actor, ActorKind
from saleor_customer_mgmt.services.group_members import ByHand, change_members
from saleor_customer_mgmt.services.label import label_customers, unlabel_customers
from saleor_customer_mgmt.services.save_group import GroupInput, create_group, delete_group
from saleor_customer_mgmt.tasks import keep_benefits
from tests.saleor.api import Api, variant_on_sale
from tests.saleor.intake.refunds import GATEWAY
from tests.saleor.permissions import register
from tests.saleor.soon import soon
from tests.saleor.table import Table

WHO = Actor(ActorKind.COMMAND, label="tests.saleor.groups")
CHANNEL = "default-channel"
_SEEN = "id voucherCode discount { amount } totalPrice { gross { amount } } lines { id quantity }"
_CREATE = (
    "mutation($i: CheckoutCreateInput!) { checkoutCreate(input: $i) "
    f"{{ checkout {{ {_SEEN} shippingMethods {{ id active }} }} errors {{ field message code }} }} }}"
)
_LINES = (
    "mutation($c: ID!, $l: [CheckoutLineUpdateInput!]!) { checkoutLinesUpdate(id: $c, lines: $l) "
    f"{{ checkout {{ {_SEEN} }} errors {{ field message code }} }} }}"
)
_TYPE = (
    "mutation($c: ID!, $p: String!) { checkoutAddPromoCode(id: $c, promoCode: $p) "
    f"{{ checkout {{ {_SEEN} }} errors {{ field message code }} }} }}"
)
_REMOVE = (
    "mutation($c: ID!, $p: String!) { checkoutRemovePromoCode(id: $c, promoCode: $p) "
    f"{{ checkout {{ {_SEEN} }} errors {{ field message code }} }} }}"
)
_DELIVERY = (
    "mutation($c: ID!, $m: ID!) { checkoutDeliveryMethodUpdate(id: $c, deliveryMethodId: $m) "
    "{ errors { field message code } } }"
)
_COMPLETE = (
    "mutation($c: ID!) { checkoutComplete(id: $c) "
    "{ order { number voucherCode } errors { field message code } } }"
)
_PAY = (
    "mutation($c: ID!, $i: PaymentInput!) { checkoutPaymentCreate(id: $c, input: $i) "
    "{ payment { id } errors { field message code } } }"
)
_CHECKOUT = f"query($c: ID!) {{ checkout(id: $c) {{ {_SEEN} }} }}"
_OWN = "{ me { customerGroups { slug name voucherCode } } }"
_THEIRS = "query($u: ID!) { user(id: $u) { id customerGroups { slug } } }"


class Shopper:
    """An invented person with an account, or without one."""

    def __init__(self, admin: Api, *, account: bool = True) -> None:
        mark = secrets.token_hex(5)
        self.email, self.id, self.api = f"hanako{mark}@example.com", "", Api(admin.url)
        if account:
            self.id = register(admin, self.email, mark)
            self.api = self.api.signed_in(self.email, mark)
        self.address = {
            "firstName": "花子",
            "lastName": "佐藤",
            "streetAddress1": "架空町9-9-9",
            "city": "千代田区",
            "countryArea": "東京都",
            "postalCode": "100-0001",
            "country": "JP",
            "phone": f"+8180{secrets.randbelow(9000) + 1000}{secrets.randbelow(9000) + 1000}",
        }

    def checkout(self, variant: str, *, email: str = "") -> Any:
        """Begin a checkout, ready to be completed; return it as the first answer shows it."""
        made = self.api.ask(
            _CREATE,
            i={
                "channel": CHANNEL,
                "email": email or self.email,
                "lines": [{"quantity": 1, "variantId": variant}],
                "billingAddress": self.address,
                "shippingAddress": self.address,
            },
        )["checkout"]
        method = next(m["id"] for m in made["shippingMethods"] if m["active"])
        self.api.ask(_DELIVERY, c=made["id"], m=method)
        return made

    def add_one(self, checkout: Any) -> Any:
        line = checkout["lines"][0]
        changed = [{"lineId": line["id"], "quantity": line["quantity"] + 1}]
        return self.api.ask(_LINES, c=checkout["id"], l=changed)["checkout"]

    def typed(self, checkout: Any, code: str) -> Any:
        """Type a code; return the errors, or the checkout."""
        done = self.api.answer(_TYPE, c=checkout["id"], p=code)["data"]["checkoutAddPromoCode"]
        return done["errors"] or done["checkout"]

    def pay(self, checkout: Any) -> None:
        """Have a payment of the old kind ready, to be charged when the checkout is completed."""
        self.api.ask(_PAY, c=checkout["id"], i={"gateway": GATEWAY, "token": "invented"})

    def buy(self, checkout: Any) -> Any:
        """Complete the checkout; return the order, or the errors."""
        done = self.api.answer(_COMPLETE, c=checkout["id"])["data"]["checkoutComplete"]
        return done["errors"] or done["order"]

    def now(self, checkout: Any) -> Any:
        return self.api.ask(_CHECKOUT, c=checkout["id"])


class Check:
    def __init__(self, admin: Api, table: Table) -> None:
        self.admin, self.table = admin, table
        self.mark = secrets.token_hex(4)
        self.variant = variant_on_sale(admin)
        self.made: list[Group] = []

    def row(self, what: str, right: bool, seen: object) -> None:
        self.table.row(what, seen, seen if right else "as it should be")

    def voucher(self, name: str, percent: int, minimum: int = 0) -> str:
        """Make a voucher through the API; return its code."""
        code = f"{name}-{self.mark}".upper()
        made = self.admin.ask(
            "mutation($i: VoucherInput!) { voucherCreate(input: $i) "
            "{ voucher { id } errors { field message code } } }",
            i={
                "name": code,
                "addCodes": [code],
                "type": "ENTIRE_ORDER",
                "discountValueType": "PERCENTAGE",
                "startDate": "2026-01-01T00:00:00Z",
            },
        )["voucher"]["id"]
        channel = self.admin.ask("query($s: String!) { channel(slug: $s) { id } }", s=CHANNEL)["id"]
        self.admin.ask(
            "mutation($v: ID!, $i: VoucherChannelListingInput!) { voucherChannelListingUpdate(id: $v, "
            "input: $i) { errors { field message code } } }",
            v=made,
            i={"addChannels": [{"channelId": channel, "discountValue": percent, "minAmountSpent": minimum}]},
        )
        return code

    def group(self, name: str, **more: Any) -> Group:
        slug = f"{name}-{self.mark}"
        self.made.append(create_group(GroupInput(slug=slug, name=name, **more), actor=WHO).group)
        return self.made[-1]

    def record(self, number: str) -> OrderRecord:
        found = soon(OrderRecord.objects.filter(source="saleor", number=number).first)
        assert found is not None
        return found

    def customer(self, number: str) -> int:
        return self.record(number).customer_id

    def kept(self, number: str) -> list[str]:
        """Return the groups that an order keeps."""
        return self.record(number).groups or []

    def run(self) -> None:
        vip_code, usual_code, open_code = (
            self.voucher("vip", 10),
            self.voucher("usual", 5),
            self.voucher("open", 1),
        )
        dear_code = self.voucher("dear", 20, minimum=100_000)
        vip = self.group("vip", voucher_code=vip_code, priority=10)
        labelled = {"field": "customer.labels", "op": "has_any", "value": [self.mark]}
        usual = self.group("usual", voucher_code=usual_code, condition=labelled, priority=20)
        dear = self.group("dear", voucher_code=dear_code, priority=5)
        member, outsider, guest = Shopper(self.admin), Shopper(self.admin), Shopper(self.admin, account=False)

        first = member.checkout(self.variant)
        self.row("a shopper in no group gets no voucher", first["voucherCode"] is None, first["voucherCode"])
        bought = member.buy(first)
        customer = self.customer(bought["number"])
        kept = self.kept(bought["number"])
        self.row(
            "an order of somebody in none of them keeps that", not {vip.slug, usual.slug} & {*kept}, kept
        )
        outsider.buy(outsider.checkout(self.variant))

        change_members(vip.id, [customer], ByHand.PUT_IN, actor=WHO, reason="live check")
        open_ = member.checkout(self.variant)
        self.row(
            "a member's new checkout has the voucher in the first answer",
            open_["voucherCode"] == vip_code and open_["discount"]["amount"] > 0,
            (open_["voucherCode"], open_["discount"]["amount"]),
        )
        self.refusals(member, outsider, guest, vip_code)
        self.own_groups(member, outsider, vip)

        second = member.buy(open_)
        kept = self.kept(second["number"])
        self.row("the order has the voucher", second["voucherCode"] == vip_code, second["voucherCode"])
        self.row("the order keeps the group", vip.slug in kept and usual.slug not in kept, kept)

        label_customers([customer], self.mark, actor=WHO)
        change_members(dear.id, [customer], ByHand.PUT_IN, actor=WHO)
        self.choices(member, vip_code, open_code)
        change_members(dear.id, [customer], ByHand.FORGET, actor=WHO)
        self.leaving(member, customer, vip, usual_code)
        if hasattr(accounts, "CustomerType"):
            self.types(member, customer)
        else:
            self.table.say("Customer types: not in this Saleor.")
        told = list(
            GroupEvent.objects.filter(group=vip, customer_id=customer)
            .order_by("id")
            .values_list("entered", "why", "detail")
        )
        self.row("the diary tells why", told[:1] == [(True, "hand", "live check")] and len(told) == 2, told)

    def refusals(self, member: Shopper, outsider: Shopper, guest: Shopper, code: str) -> None:
        for who, shopper, email in (
            ("an outsider with an account", outsider, ""),
            ("a guest", guest, ""),
            ("a guest who types a member's e-mail address", guest, member.email),
        ):
            checkout = shopper.checkout(self.variant, email=email)
            self.row(f"{who} gets no voucher", checkout["voucherCode"] is None, checkout["voucherCode"])
            errors = shopper.typed(checkout, code)
            codes = [e["code"] for e in errors] if isinstance(errors, list) else errors
            self.row(f"{who} who types the code is refused", codes == ["VOUCHER_NOT_APPLICABLE"], errors)
            after = shopper.now(checkout)
            self.row("… and the checkout is as it was", after["voucherCode"] is None, after["voucherCode"])

    @contextmanager
    def paid_first(self) -> Iterator[None]:
        """Have the shop take only orders that are paid: those with payments of the old kind, too."""
        try:
            self._allow_unpaid(False)
            yield
        finally:
            self._allow_unpaid(True)

    def _allow_unpaid(self, allowed: bool) -> None:
        channel = self.admin.ask("query($s: String!) { channel(slug: $s) { id } }", s=CHANNEL)["id"]
        self.admin.ask(
            "mutation($c: ID!, $a: Boolean!) { channelUpdate(id: $c, input: {orderSettings: "
            "{allowUnpaidOrders: $a}}) { errors { field message code } } }",
            c=channel,
            a=allowed,
        )

    def own_groups(self, member: Shopper, outsider: Shopper, vip: Group) -> None:
        mine = [g["slug"] for g in member.api.ask(_OWN)["customerGroups"]]
        self.row("a member sees the group", vip.slug in mine, mine)
        theirs = [g["slug"] for g in outsider.api.ask(_OWN)["customerGroups"]]
        self.row("an outsider does not have it", vip.slug not in theirs, theirs)
        nobody = Api(self.admin.url).ask(_OWN)
        self.row("a guest sees nothing", nobody is None, nobody)
        seen = self.admin.ask(_THEIRS, u=member.id)
        self.row("nobody sees somebody else's", seen["customerGroups"] is None, seen["customerGroups"])

    def choices(self, member: Shopper, vip_code: str, open_code: str) -> None:
        checkout = member.checkout(self.variant)
        self.row(
            "of several groups the first whose voucher can be used",
            checkout["voucherCode"] == vip_code,
            checkout["voucherCode"],
        )
        typed = member.typed(checkout, open_code)
        after = member.add_one(typed)
        self.row(
            "a code that the shopper typed stands",
            (typed["voucherCode"], after["voucherCode"]) == (open_code, open_code),
            (typed["voucherCode"], after["voucherCode"]),
        )
        checkout = member.checkout(self.variant)
        off = member.api.ask(_REMOVE, c=checkout["id"], p=vip_code)["checkout"]
        after = member.add_one(off)
        self.row(
            "a voucher that the shopper took off stays off",
            (off["voucherCode"], after["voucherCode"]) == (None, None),
            (off["voucherCode"], after["voucherCode"]),
        )

    def leaving(self, member: Shopper, customer: int, vip: Group, usual_code: str) -> None:
        bought, changed, left, paid = (member.checkout(self.variant) for _ in range(4))
        member.pay(paid)
        unlabel_customers([customer], self.mark, actor=WHO)
        change_members(vip.id, [customer], ByHand.KEEP_OUT, actor=WHO, reason="left")
        errors = member.buy(bought)
        refused = isinstance(errors, list) and [e["code"] for e in errors] == ["VOUCHER_NOT_APPLICABLE"]
        self.row("who left the group cannot buy with its voucher any more", refused, errors)
        with self.paid_first():
            errors = member.buy(paid)
        refused = isinstance(errors, list) and [e["code"] for e in errors] == ["VOUCHER_NOT_APPLICABLE"]
        self.row("… nor with a payment of the old kind", refused, errors)
        payments = Payment.objects.filter(checkout_id=graphene.Node.from_global_id(paid["id"])[1])
        charged = list(payments.values_list("captured_amount", flat=True))
        self.row("… and nothing is charged", charged == [0], charged)
        after = member.add_one(changed)
        self.row(
            "the next change of the checkout takes it off",
            after["voucherCode"] is None and after["discount"]["amount"] == 0,
            (after["voucherCode"], after["discount"]["amount"]),
        )
        done = member.buy(changed)
        self.row("… and it can be bought without", done["voucherCode"] is None, done)
        keep_benefits()
        after = member.now(left)
        self.row(
            "a checkout that nobody touches loses it by the task",
            after["voucherCode"] is None and after["discount"]["amount"] == 0,
            (after["voucherCode"], after["discount"]["amount"]),
        )
        label_customers([customer], self.mark, actor=WHO)
        other = member.checkout(self.variant)
        self.row("another group gives its own", other["voucherCode"] == usual_code, other["voucherCode"])

    def types(self, member: Shopper, customer: int) -> None:
        type_ = accounts.CustomerType.objects.create(name=self.mark, slug=f"type-{self.mark}")
        shown = self.group("shown", customer_type=type_.slug)
        user = accounts.User.objects.get(email=member.email)
        before = user.customer_type_id
        change_members(shown.id, [customer], ByHand.PUT_IN, actor=WHO)
        keep_benefits()
        user.refresh_from_db()
        self.row("a member's account gets the customer type", user.customer_type_id == type_.pk, type_.slug)
        change_members(shown.id, [customer], ByHand.FORGET, actor=WHO)
        keep_benefits()
        user.refresh_from_db()
        default = accounts.CustomerType.objects.filter(is_default=True).first()
        self.row(
            "who leaves has the default one again",
            user.customer_type_id == (default.pk if default else None),
            (before, user.customer_type_id),
        )

    def clean_up(self) -> None:
        for group in self.made:
            delete_group(group.id, actor=WHO)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:8000/graphql/")
    parser.add_argument("--email", required=True, help="of a member of staff with all permissions")
    parser.add_argument("--password", required=True)
    options = parser.parse_args()
    table = Table()
    with allow_writer():
        check = Check(Api(options.url).signed_in(options.email, options.password), table)
        try:
            check.run()
        finally:
            check.clean_up()
    table.say("As it should be." if not table.failed else "NOT as it should be.")
    return 1 if table.failed else 0


if __name__ == "__main__":
    sys.exit(main())
