"""The shop: what staff and customers do in it, all through Saleor's own API."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import graphene
from saleor.channel.models import Channel
from saleor.order.models import Order

from tests.saleor.api import Api, guest_checkout
from tests.saleor.intake.people import new_address, new_email
from tests.saleor.soon import await_record

PLUGIN = "customer-management"


class Shop:
    """One channel of a running Saleor."""

    def __init__(self, guest: Api, staff: Api, channel: str) -> None:
        self.guest = guest
        self.staff = staff
        self.channel = channel
        self.channel_row = Channel.objects.get(slug=channel)

    def do(
        self, name: str, typed: str, given: str, answer: str, *, by: Api | None = None, **variables: Any
    ) -> Any:
        """Run one mutation: ``typed`` declares the variables, ``given`` hands them on.

        Raises:
            Refused: when Saleor does not do it.
        """
        query = f"mutation({typed}) {{ {name}({given}) {{ {answer} errors {{ message code }} }} }}"
        return (by or self.staff).ask(query, **variables)

    def by_id(self, name: str, order: str, answer: str = "order { id }") -> Any:
        return self.do(name, "$o: ID!", "id: $o", answer, o=order)

    def buys(
        self,
        *,
        email: str = "",
        address: dict[str, str] | None = None,
        by: Api | None = None,
        recorded: bool = True,
    ) -> str:
        """Go through a checkout as a guest, or as ``by``; return the order's number, when it is recorded."""
        address = address or new_address()
        number = guest_checkout(
            by or self.guest, email=email or new_email(), address=address, channel=self.channel
        )
        if recorded:
            await_record(self.staff, number)
        return number

    def variant(self) -> Any:
        """Return something on sale of which there is plenty, with its stocks."""
        found = self.staff.ask(
            "query($c: String!) { products(first: 50, channel: $c, filter: {isAvailable: true}) { edges "
            "{ node { productType { isShippingRequired } variants { id sku quantityAvailable stocks "
            "{ quantity warehouse { id } } } } } } }",
            c=self.channel,
        )
        return next(
            v
            for edge in found["edges"]
            if edge["node"]["productType"]["isShippingRequired"]
            for v in edge["node"]["variants"]
            if (v["quantityAvailable"] or 0) > 20 and v["stocks"]
        )

    def draft(self, *, quantity: int = 1, **more: Any) -> str:
        """Make a draft order ready to be completed; return its id."""
        made = self.do(
            "draftOrderCreate",
            "$i: DraftOrderCreateInput!",
            "input: $i",
            "order { id shippingMethods { id } }",
            i={
                "channelId": global_id("Channel", self.channel_row.pk),
                "billingAddress": new_address(),
                "shippingAddress": new_address(),
                "lines": [{"variantId": self.variant()["id"], "quantity": quantity}],
                **more,
            },
        )["order"]
        self.do(
            "draftOrderUpdate",
            "$o: ID!, $i: DraftOrderInput!",
            "id: $o, input: $i",
            "order { id }",
            o=made["id"],
            i={"shippingMethod": made["shippingMethods"][0]["id"]},
        )
        return str(made["id"])

    def order(self, **more: Any) -> str:
        """Make a draft order and complete it; return its id."""
        draft = self.draft(**more)
        self.by_id("draftOrderComplete", draft)
        return draft

    def paid_order(self, **more: Any) -> str:
        """As ``order``, and marked as paid: only then may it be sent, unless the shop says otherwise."""
        order = self.order(**more)
        self.by_id("orderMarkAsPaid", order)
        return order

    def fulfil(self, order: str, quantity: int = 1) -> str:
        """Send ``quantity`` of an order's first line; return the fulfilment's id."""
        line = row_of(order).lines.get()
        warehouse = self.variant()["stocks"][0]["warehouse"]["id"]
        made = self.do(
            "orderFulfill",
            "$o: ID!, $i: OrderFulfillInput!",
            "order: $o, input: $i",
            "fulfillments { id }",
            o=order,
            i={
                "notifyCustomer": False,
                "lines": [
                    {
                        "orderLineId": global_id("OrderLine", line.pk),
                        "stocks": [{"quantity": quantity, "warehouse": warehouse}],
                    }
                ],
            },
        )
        return str(made["fulfillments"][0]["id"])

    @contextmanager
    def paid_first(self) -> Iterator[None]:
        """Have the shop take only orders that are paid."""
        try:
            self._allow_unpaid(False)
            yield
        finally:
            self._allow_unpaid(True)

    def _allow_unpaid(self, allowed: bool) -> None:
        self.do(
            "channelUpdate",
            "$c: ID!, $a: Boolean!",
            "id: $c, input: {orderSettings: {allowUnpaidOrders: $a}}",
            "channel { id }",
            c=global_id("Channel", self.channel_row.pk),
            a=allowed,
        )

    def set_plugin(self, active: bool, **values: str) -> list[str]:
        """Save our plugin's settings; return the fields that were refused."""
        answer = self.staff.answer(
            "mutation($p: ID!, $i: PluginUpdateInput!) { pluginUpdate(id: $p, input: $i) "
            "{ plugin { id } errors { field message code } } }",
            p=PLUGIN,
            i={
                "active": active,
                "configuration": [{"name": n.replace("_", "-"), "value": v} for n, v in values.items()],
            },
        )
        return sorted(error["field"] for error in answer["data"]["pluginUpdate"]["errors"])


def global_id(kind: str, key: Any) -> str:
    return str(graphene.Node.to_global_id(kind, key))


def row_of(order: str) -> Order:
    """Return the row of an order known by its global id."""
    return Order.objects.get(pk=graphene.Node.from_global_id(order)[1])


def id_of(number: object) -> str:
    """Return the global id of an order known by its number."""
    return global_id("Order", Order.objects.get(number=int(str(number))).pk)
