"""Vouchers of groups: for members only, and put on their checkouts by themselves."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import TestCase

from saleor_customer_mgmt.services.group_members import ByHand, change_members
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.save_group import GroupInput, create_group
from tests.builders import STAFF, order_facts, order_id

WAIT = 1000


class World:
    """Anna is in the group VIP, whose voucher has the codes VIP-10 and VIP-20; Ben bought, and is not."""

    def __init__(self, shop: Any) -> None:
        self.shop = shop
        self.anna, self.ben = shop.user(), shop.user()
        self.vip = self.voucher("VIP-10", "VIP-20")
        self.open = self.voucher("SUMMER")
        group = create_group(GroupInput("vip", "VIP", voucher_code="VIP-10", priority=2), actor=STAFF).group
        for user, name in ((self.anna, "見本杏奈"), (self.ben, "見本勉")):
            number = str(shop.order(user=user).number)
            record_orders([order_facts(number, name=name, phone=f"090-0000-{int(number):04}")])
            if user is self.anna:
                self.customer = order_id(f"saleor:{number}")
                change_members(group.id, [self.customer], ByHand.PUT_IN, actor=STAFF)
        self.group = group

    def voucher(self, *codes: str, active: bool = True) -> Any:
        from saleor.discount.models import Voucher, VoucherCode

        voucher = Voucher.objects.create(active=active)
        for code in codes:
            VoucherCode.objects.create(code=code, voucher=voucher)
        return voucher

    def checkout(self, user: Any, code: str | None = None) -> Any:
        from saleor.checkout.models import Checkout

        return Checkout.objects.create(
            user=user, channel=self.shop.channel(), currency="JPY", voucher_code=code
        )

    def offered(self, checkout: Any) -> str | None:
        """Return the code that is on a checkout after it was begun or changed, as a new request finds it."""
        from saleor.checkout.models import Checkout

        from saleor_customer_mgmt.hosts.saleor.group_vouchers import offer

        with TestCase.captureOnCommitCallbacks(execute=True):
            offer(checkout, WAIT)
        return str(code) if (code := Checkout.objects.get(pk=checkout.pk).voucher_code) else None

    def leave(self) -> None:
        change_members(self.group.id, [self.customer], ByHand.KEEP_OUT, actor=STAFF)


@pytest.fixture
def world(shop: Any) -> World:
    return World(shop)


def typed(checkout: Any, code: str) -> None:
    from saleor.checkout import utils

    from tests.standin.vouchers import info_of

    utils.add_voucher_code_to_checkout(None, info_of(checkout), ["a line"], code)


def refusal(act: Any) -> tuple[str, str] | None:
    """Return the code and the text with which typing a code is refused."""
    try:
        act()
    except ValidationError as error:
        (fault,) = error.error_dict["promo_code"]
        return str(fault.code), str(fault.message)
    return None


@pytest.mark.parametrize("code", ["VIP-10", "VIP-20"])
def test_only_members_may_use_it_with_whichever_of_its_codes(world: World, code: str) -> None:
    from saleor_customer_mgmt.hosts.saleor.group_vouchers import REFUSED

    told = ("voucher_not_applicable", REFUSED)
    for somebody in (None, world.ben, world.shop.user()):
        checkout = world.checkout(somebody)
        assert refusal(lambda checkout=checkout: typed(checkout, code)) == told
        assert checkout.voucher_code is None
    checkout = world.checkout(world.anna)

    assert refusal(lambda: typed(checkout, code)) is None

    assert checkout.voucher_code == code


def test_a_voucher_of_no_group_is_everybodys_and_saleors_own_refusals_stay(world: World) -> None:
    checkout = world.checkout(None)
    typed(checkout, "SUMMER")
    assert checkout.voucher_code == "SUMMER"
    world.voucher("OVER", active=False)

    assert refusal(lambda: typed(checkout, "OVER")) == ("None", "Voucher is not applicable.")


def test_while_the_plugin_is_switched_off_nobody_is_refused(world: World) -> None:
    world.shop.settings(active=False)
    checkout = world.checkout(world.ben)

    typed(checkout, "VIP-10")

    assert checkout.voucher_code == "VIP-10"


def test_buying_with_it_is_refused_once_the_member_has_left(world: World) -> None:
    from saleor.checkout import complete_checkout

    from saleor_customer_mgmt.hosts.saleor.group_voucher_checks import NotAMember
    from saleor_customer_mgmt.hosts.saleor.group_vouchers import require_member
    from tests.standin.vouchers import info_of

    checkout = world.checkout(world.anna, "VIP-10")
    require_member(info_of(checkout))
    assert complete_checkout._process_voucher_data_for_order(info_of(checkout)) == "used"
    world.leave()

    with pytest.raises(ValidationError) as refused:
        require_member(info_of(checkout))
    assert refused.value.error_dict["voucher_code"][0].code == "voucher_not_applicable"
    with pytest.raises(NotAMember):
        complete_checkout._process_voucher_data_for_order(info_of(checkout))


def test_a_members_checkout_gets_it_and_nobody_elses(world: World) -> None:
    assert world.offered(world.checkout(world.anna)) == "VIP-10"
    assert world.offered(world.checkout(world.ben)) is None
    assert world.offered(world.checkout(None)) is None


def test_of_several_groups_the_first_whose_voucher_is_applicable_gives_it(world: World) -> None:
    for slug, priority, active in (("over", 0, False), ("gold", 1, True)):
        world.voucher(slug.upper(), active=active)
        group = create_group(
            GroupInput(slug, slug, voucher_code=slug.upper(), priority=priority), actor=STAFF
        ).group
        change_members(group.id, [world.customer], ByHand.PUT_IN, actor=STAFF)

    assert world.offered(world.checkout(world.anna)) == "GOLD"
    assert world.offered(world.checkout(world.anna, "VIP-10")) == "GOLD"


def test_what_the_shopper_decides_stands(world: World) -> None:
    from saleor.checkout import utils

    from tests.standin.vouchers import info_of

    own = world.checkout(world.anna)
    typed(own, "SUMMER")
    assert world.offered(own) == "SUMMER"
    taken_off = world.checkout(world.anna, "VIP-10")
    utils.remove_voucher_code_from_checkout_or_error(info_of(taken_off), "VIP-10")
    assert world.offered(taken_off) is None
    # Also in the requests that follow.
    from saleor.checkout.models import Checkout

    assert world.offered(Checkout.objects.get(pk=taken_off.pk)) is None


def test_who_has_left_loses_it_at_the_next_change_or_by_the_task(world: World) -> None:
    from saleor.checkout.models import Checkout

    from saleor_customer_mgmt.hosts.saleor.group_vouchers import take_from_leavers

    touched, untouched = (world.checkout(world.anna, "VIP-10") for _ in range(2))
    others = world.checkout(world.ben, "SUMMER")
    assert take_from_leavers() == 0
    world.leave()

    assert world.offered(touched) is None
    assert take_from_leavers() == 1
    codes = dict(Checkout.objects.values_list("pk", "voucher_code"))
    assert codes == {touched.pk: None, untouched.pk: None, others.pk: "SUMMER"}
    assert take_from_leavers() == 0


def test_what_goes_wrong_ends_no_checkout_and_names_nobody(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    from saleor_customer_mgmt.hosts.saleor import group_vouchers

    def fail(_user: int) -> Any:
        raise RuntimeError(f"{world.anna.email} and her groups")

    monkeypatch.setattr(group_vouchers, "groups_of_user", fail)

    assert world.offered(world.checkout(world.anna)) is None
    # Nobody knows whether Anna is a member: then the voucher stays the group's.
    told = refusal(lambda: typed(world.checkout(world.anna), "VIP-10"))
    assert told == ("voucher_not_applicable", group_vouchers.REFUSED)

    assert {record.getMessage() for record in caplog.records} == {
        "A checkout goes without its group's voucher: RuntimeError"
    }


def test_the_task_takes_vouchers_and_says_how_many(world: World, caplog: Any) -> None:
    from saleor.checkout.models import Checkout

    from saleor_customer_mgmt.hosts.saleor.benefits import SaleorBenefits

    world.checkout(world.anna, "VIP-10")
    world.leave()
    world.shop.settings(active=False)
    SaleorBenefits().keep()
    assert Checkout.objects.filter(voucher_code="VIP-10").count() == 1
    world.shop.settings(active=True)

    with caplog.at_level("INFO", "saleor_customer_mgmt.hosts.saleor.benefits"):
        SaleorBenefits().keep()

    assert Checkout.objects.filter(voucher_code="VIP-10").count() == 0
    assert [record.getMessage() for record in caplog.records] == ["benefits.vouchers: 1 changed"]


def test_one_benefit_that_fails_keeps_no_other_from_being_kept(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    from saleor_customer_mgmt.hosts.saleor import benefits, customer_types, group_vouchers

    def fail() -> int:
        raise RuntimeError(world.anna.email)

    def keep() -> int:
        kept.append("types")
        return 1

    kept: list[str] = []
    monkeypatch.setattr(group_vouchers, "take_from_leavers", fail)
    monkeypatch.setattr(customer_types, "mirror", keep)

    benefits.SaleorBenefits().keep()

    assert kept == ["types"]
    assert [r.getMessage() for r in caplog.records if r.levelname == "ERROR"] == [
        "benefits.vouchers was not done: RuntimeError"
    ]


def test_a_shop_without_customer_types_mirrors_no_group(world: World, caplog: Any) -> None:
    from saleor_customer_mgmt.hosts.saleor.customer_types import mirror

    assert mirror() == 0
    assert caplog.records == []
    world.group.customer_type = "vip"
    world.group.save()

    assert mirror() == 0

    assert [record.getMessage() for record in caplog.records] == [
        "This Saleor has no customer types: the group's is not mirrored"
    ]


def test_installing_again_changes_nothing(world: World) -> None:
    from saleor.checkout import complete_checkout, utils

    from saleor_customer_mgmt.hosts.saleor import group_voucher_checks

    before = (utils.validate_voucher_for_checkout, complete_checkout._process_voucher_data_for_order)

    group_voucher_checks.install()

    assert before == (
        utils.validate_voucher_for_checkout,
        complete_checkout._process_voucher_data_for_order,
    )
