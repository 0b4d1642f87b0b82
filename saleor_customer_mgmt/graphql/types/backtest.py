"""What a rule would have done to the orders of the past."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.core.backtest import GOOD_FROM, MOST_NAMED, Backtest, Month
from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS, MANAGE_USERS
from saleor_customer_mgmt.graphql.errors import PATH, error_type
from saleor_customer_mgmt.graphql.fields import Guarded, many
from saleor_customer_mgmt.graphql.loaders.customers import CustomerById
from saleor_customer_mgmt.graphql.loaders.orders import OrderById
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime
from saleor_customer_mgmt.graphql.types.customer import CustomerProfile, CustomerPurchaseTotal
from saleor_customer_mgmt.graphql.types.order import OrderRecord

CustomerMgmtRuleBacktestError = error_type("CustomerMgmtRuleBacktest", "NOT_FOUND", path=PATH)


class CustomerMgmtRuleBacktestMonth(graphene.ObjectType):
    """The orders of one month of UTC."""

    month = graphene.String(required=True, description="`2026-01`.")
    order_count = graphene.Int(required=True)
    matched = graphene.Int(required=True)
    went_wrong = graphene.Int(required=True, description="Of the matched ones.")

    @staticmethod
    def resolve_order_count(row: Month, _info: Any) -> int:
        return row.orders


class CustomerMgmtRuleBacktestFigures(graphene.ObjectType):
    """Orders placed from `since` to `until`, each asked about as it would have been when it came, with the
    statuses of now.
    """

    since = CustomerMgmtDateTime(required=True)
    until = CustomerMgmtDateTime(required=True)
    order_count = graphene.Int(required=True, description="All orders but those never finished.")
    matched = graphene.Int(required=True)
    cancelled = graphene.Int(required=True, description="Of the matched ones.")
    returned = graphene.Int(required=True, description="Of the matched ones.")
    missed = graphene.Int(required=True, description="Cancelled or returned, and not matched.")
    totals = many(CustomerPurchaseTotal, description="What the matched orders were worth.")
    months = many(CustomerMgmtRuleBacktestMonth, description="The months with orders, oldest first.")
    good_customers = graphene.Int(
        required=True,
        description="How many customers with matched orders have nothing cancelled or returned, and "
        f"{GOOD_FROM} purchases or more.",
    )
    matched_orders = Guarded(
        graphene.List(graphene.NonNull(OrderRecord)),
        permissions=(MANAGE_ORDERS,),
        description=f"{MOST_NAMED} of them at most.",
    )
    hurt_customers = Guarded(
        graphene.List(graphene.NonNull(CustomerProfile)),
        permissions=(MANAGE_USERS,),
        description=f"The good customers; {MOST_NAMED} of them at most.",
    )

    @staticmethod
    def resolve_order_count(found: Backtest, _info: Any) -> int:
        return found.orders

    @staticmethod
    def resolve_totals(found: Backtest, _info: Any) -> list[Any]:
        return [CustomerPurchaseTotal(currency=c, amount=a) for c, a in sorted(found.totals.items())]

    @staticmethod
    def resolve_matched_orders(found: Backtest, info: Any) -> Any:
        return OrderById.of(info.context).load_many(found.matched_orders)

    @staticmethod
    def resolve_hurt_customers(found: Backtest, info: Any) -> Any:
        return CustomerById.of(info.context).load_many(found.hurt_customers)


class CustomerMgmtRuleBacktest(graphene.ObjectType):
    """A rule tried on the orders of the past. Nothing is written."""

    errors = many(CustomerMgmtRuleBacktestError)
    figures = graphene.Field(CustomerMgmtRuleBacktestFigures, description="Null when there are errors.")
