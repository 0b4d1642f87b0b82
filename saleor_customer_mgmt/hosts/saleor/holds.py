"""The shop's side of holds: where its orders stand, which moved although held, and going on afterwards."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from saleor.core.db.connection import allow_writer
from saleor.giftcard import utils as gift_card_utils
from saleor.order import FulfillmentStatus, OrderStatus, actions
from saleor.order.fetch import fetch_order_info
from saleor.order.models import Fulfillment, Order
from saleor.order.utils import update_order_status
from saleor.payment import CustomPaymentChoices
from saleor.payment.models import Payment, TransactionItem
from saleor.plugins.manager import get_plugins_manager
from saleor.webhook.event_types import WebhookEventAsyncType

from saleor_customer_mgmt.hosts.saleor.facts import SOURCE
from saleor_customer_mgmt.hosts.saleor.guards import HoldRefused, charged_on_the_way
from saleor_customer_mgmt.hosts.saleor.guards_models import CONFIRMED
from saleor_customer_mgmt.hosts.saleor.guards_steps import Step, held_here
from saleor_customer_mgmt.hosts.saleor.orders import plugin_row
from saleor_customer_mgmt.services.background import log_fault
from saleor_customer_mgmt.services.held_steps import give_back, settle_step, take_steps
from saleor_customer_mgmt.services.hold_host import Standing, Watched

_OPEN = frozenset({OrderStatus.UNCONFIRMED, OrderStatus.UNFULFILLED, OrderStatus.PARTIALLY_FULFILLED})
_SENT = frozenset({OrderStatus.PARTIALLY_FULFILLED, OrderStatus.FULFILLED})
_BEGUN = (FulfillmentStatus.FULFILLED, FulfillmentStatus.WAITING_FOR_APPROVAL)


class SaleorHolds:
    """What holds have to do with Saleor's orders."""

    source = SOURCE

    def stand(self, numbers: Collection[str]) -> Mapping[str, Standing]:
        wanted = [int(number) for number in numbers]
        with allow_writer():
            found = _states(wanted)
        for number in wanted:
            held_here.add(number)
        return {
            number: Standing(state["status"], state["status"] in _OPEN, state)
            for number, (_, state) in found.items()
        }

    def moved(self, watched: Sequence[Watched]) -> Collection[tuple[int, str]]:
        """While the plugin is switched off, no order is held, and none is watched."""
        with allow_writer():
            if plugin_row()[0] is False:
                return []
            found = _states([int(each.number) for each in watched])
            return [
                (each.hold, what)
                for each in watched
                if each.number in found
                for what in _differences(each, *found[each.number])
            ]

    def go_on(self, number: str) -> None:
        with allow_writer():
            try:
                _go_on(number)
            except Exception as error:  # noqa: BLE001  # the release stands; the watchdog tries again
                log_fault(error, f"Going on with order {number}")


def _states(numbers: Collection[int]) -> dict[str, tuple[list[datetime], dict[str, Any]]]:
    """Return for each order when its fulfilments were made, and what is kept with a hold."""
    orders = {
        pk: (number, status, charged)
        for pk, number, status, charged in Order.objects.filter(number__in=numbers).values_list(
            "pk", "number", "status", "total_charged_amount"
        )
    }
    made: dict[Any, list[tuple[str, datetime]]] = {}
    for order, status, at in Fulfillment.objects.filter(order_id__in=orders, status__in=_BEGUN).values_list(
        "order_id", "status", "created_at"
    ):
        made.setdefault(order, []).append((status, at))
    noted = _noted_as_paid(list(orders))
    return {
        str(number): (
            [at for _, at in made.get(pk, ())],
            {
                "status": status,
                "charged": str((charged or Decimal(0)) - noted.get(pk, Decimal(0))),
                "fulfilled": sum(s == FulfillmentStatus.FULFILLED for s, _ in made.get(pk, ())),
                "begun": len(made.get(pk, ())),
            },
        )
        for pk, (number, status, charged) in orders.items()
    }


def _noted_as_paid(orders: Collection[Any]) -> dict[Any, Decimal]:
    """Return what staff marked as paid: nobody was charged."""
    sums: dict[Any, Decimal] = {}
    marked = TransactionItem.objects.filter(order_id__in=orders, name=actions.MARK_AS_PAID_TRANSACTION_NAME)
    manual = Payment.objects.filter(order_id__in=orders, gateway=CustomPaymentChoices.MANUAL)
    for rows, amount in ((marked, "charged_value"), (manual, "captured_amount")):
        for order, total in rows.values_list("order_id").annotate(Sum(amount)).order_by():
            sums[order] = sums.get(order, Decimal(0)) + (total or Decimal(0))
    return sums


def _differences(hold: Watched, made: Collection[datetime], now: Mapping[str, Any]) -> list[str]:
    """Return what happened to an order since it was held that the hold stops."""
    before = hold.stood
    found = []
    confirmed = before.get("status") == OrderStatus.UNCONFIRMED and now["status"] in CONFIRMED
    if hold.point == "confirm" and confirmed:
        found.append("confirmed")
    if hold.point != "fulfil" and Decimal(now["charged"]) > Decimal(before.get("charged", now["charged"])):
        found.append("captured")
    sent = now["status"] in _SENT and before.get("status", now["status"]) not in _SENT
    more = any(now[count] > before.get(count, now[count]) for count in ("fulfilled", "begun"))
    if sent or more or any(at > hold.since for at in made):
        found.append("fulfilled")
    return found


def _go_on(number: str) -> None:
    steps = {Step(taken.step): taken for taken in take_steps(SOURCE, number)}
    order = Order.objects.filter(number=int(number)).first() if steps else None
    for step in Step:
        if step not in steps:
            continue
        try:
            if order is not None and order.status in _OPEN | _SENT:
                order.refresh_from_db()
                _STEPS[step](order, get_plugins_manager(allow_replica=False))
        except HoldRefused:
            give_back(steps[step])
        except Exception as error:  # noqa: BLE001  # the watchdog tries again
            log_fault(error, f"Step “{step}” of order {number}")
            give_back(steps[step])
        else:
            settle_step(steps[step])


# The guarded functions of Saleor's: should the order be held again by now, they note the step once more.


def _send_downloads(order: Any, manager: Any) -> None:
    actions.automatically_fulfill_digital_lines(fetch_order_info(order), manager)


def _send_gift_cards(order: Any, manager: Any) -> None:
    from django.contrib.sites.models import Site  # noqa: PLC0415  # an app that only Saleor needs

    site: Any = Site.objects.get_current()
    gift_card_utils.fulfill_non_shippable_gift_cards(
        order, list(order.lines.all()), site.settings, None, None, manager
    )


def _confirm(order: Any, manager: Any) -> None:
    if order.status == OrderStatus.UNCONFIRMED:
        update_order_status(order)
        actions.call_order_event(manager, WebhookEventAsyncType.ORDER_UPDATED, order)


def _announce(order: Any, manager: Any) -> None:
    actions.order_confirmed(order, None, None, manager)


def _charge_gift_cards(order: Any, _manager: Any) -> None:
    from saleor.giftcard.gateway import charge_gift_card_transactions  # noqa: PLC0415  # only in 3.23

    with charged_on_the_way():
        charge_gift_card_transactions(order)


_STEPS = {
    Step.SEND_DOWNLOADS: _send_downloads,
    Step.SEND_GIFT_CARDS: _send_gift_cards,
    Step.CONFIRM: _confirm,
    Step.ANNOUNCE: _announce,
    Step.CHARGE_GIFT_CARDS: _charge_gift_cards,
}
