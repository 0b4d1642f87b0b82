"""Record orders of any source."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.core.checks import InvalidFacts, checked
from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS
from saleor_customer_mgmt.graphql.enums import OrderRecordOutcome, OrderRecordStatus
from saleor_customer_mgmt.graphql.errors import Refusal, Refused, error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.inputs import camel
from saleor_customer_mgmt.graphql.loaders.orders import OrderById
from saleor_customer_mgmt.graphql.mutations.base import Mutation
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime, CustomerMgmtDecimal
from saleor_customer_mgmt.graphql.types.order import OrderRecord
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.record_orders import Recorded, record_orders

MAX_ORDERS = 500

OrderRecordsRecordError = error_type(
    "OrderRecordsRecord",
    "REQUIRED",
    "TOO_MANY",
    index=graphene.Int(description="Which order of the list it is about, from 0."),
)


class OrderRecordPersonInput(graphene.InputObjectType):
    """Somebody as one order names them, as written. Left out or null: the source does not tell."""

    name = graphene.String()
    kana = graphene.String()
    emails = graphene.List(graphene.NonNull(graphene.String), description="Alternatives, no parts.")
    phones = graphene.List(graphene.NonNull(graphene.String), description="Alternatives, no parts.")
    postal_code = graphene.String()
    address = graphene.String(description="Everything behind the postal code, prefecture first.")
    country = graphene.String(description="ISO 3166 alpha-2.")
    birthday = graphene.String()
    company = graphene.String()
    member_id = graphene.String(description="The id of the account at the source.")
    note = graphene.String(description="Of accounts only: what was noted about it.")
    newsletter = graphene.String(
        description="Of accounts only: whether to write to it, in the source's words."
    )
    group = graphene.String(description="Of accounts only: its rank, group or tags at the source.")
    points = graphene.String(description="Of accounts only.")


class OrderRecordLineInput(graphene.InputObjectType):
    """One product. Fees, shipping, discounts and points are no lines."""

    line_id = graphene.String(default_value="")
    sku = graphene.String(default_value="")
    product = graphene.String(default_value="")
    quantity = graphene.Int(default_value=1)
    unit_price = CustomerMgmtDecimal()


class OrderRecordInput(graphene.InputObjectType):
    """Neutral facts of one order. Left out or null: the source does not tell, what was told stays."""

    source = graphene.String(required=True)
    number = graphene.String(required=True, description="Begins with `@` for accounts, and for nothing else.")
    placed_at = CustomerMgmtDateTime(description="Of an account: when it was registered.")
    status = OrderRecordStatus(description="ACCOUNT: no order, but somebody who registered.")
    status_text = graphene.String(description="The source's own word.")
    buyer = OrderRecordPersonInput()
    recipients = graphene.List(graphene.NonNull(OrderRecordPersonInput))
    total = CustomerMgmtDecimal()
    currency = graphene.String(description="ISO 4217.")
    payment_method = graphene.String()
    shipping_method = graphene.String()
    lines = graphene.List(graphene.NonNull(OrderRecordLineInput))
    channel = graphene.String(description="The source's own division of its shop.")
    refunded = CustomerMgmtDecimal(description="How much of the total was paid back.")
    is_exchange = graphene.Boolean(description="Sent in place of other goods, not bought anew.")
    shipped_at = CustomerMgmtDateTime(description="When the last of the goods were sent.")


class OrderRecordResult(graphene.ObjectType):
    """What became of one order."""

    outcome = OrderRecordOutcome(required=True)
    order = graphene.Field(OrderRecord, required=True)

    @staticmethod
    def resolve_outcome(row: Recorded, _info: Any) -> str:
        return row.outcome.value

    @staticmethod
    def resolve_order(row: Recorded, info: Any) -> Any:
        return OrderById.of(info.context).load(row.order_id)


class OrderRecordsRecord(Mutation):
    """Record orders and judge whose they are, all or none of them. Doing it again changes nothing."""

    permissions = (MANAGE_ORDERS,)

    class Arguments:
        orders = graphene.List(
            graphene.NonNull(OrderRecordInput), required=True, description=f"{MAX_ORDERS} at most."
        )

    results = graphene.List(graphene.NonNull(OrderRecordResult), description="In the order of the orders.")
    errors = many(OrderRecordsRecordError)

    @classmethod
    def perform(cls, info: Any, actor: Actor, *, orders: list[dict[str, Any]]) -> Any:  # noqa: ARG003
        if not orders:
            raise Refused(Refusal("There is no order to record.", "REQUIRED", "orders"))
        if len(orders) > MAX_ORDERS:
            raise Refused(Refusal(f"More than {MAX_ORDERS} orders at once.", "TOO_MANY", "orders"))
        facts = [order_facts(order) for order in orders]
        if faults := list(_faults(facts)):
            raise Refused(*faults)
        return cls(results=record_orders(facts))


def _faults(facts: list[OrderFacts]) -> Any:
    for index, order in enumerate(facts):
        try:
            checked(order)
        except InvalidFacts as fault:
            field = "number" if fault.field == "order_number" else camel(fault.field)
            yield Refusal(f"`{field}` {fault.reason}.", "INVALID", field, index)


def order_facts(told: dict[str, Any]) -> OrderFacts:
    """Return the facts in an input."""
    facts = {name: value for name, value in told.items() if value is not None}
    facts["buyer"] = _person(facts.get("buyer") or {})
    if "status" in facts:
        facts["status"] = OrderStatus(facts["status"])
    if "recipients" in facts:
        facts["recipients"] = tuple(map(_person, facts["recipients"]))
    if "lines" in facts:
        facts["lines"] = tuple(
            LineFacts(**{name: value for name, value in line.items() if value is not None})
            for line in facts["lines"]
        )
    return OrderFacts(**facts)


def _person(told: dict[str, Any]) -> Person:
    facts: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in told.items()}
    return Person(**facts)
