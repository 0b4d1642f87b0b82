"""Orders by the names that they have at their source."""

from __future__ import annotations

from collections.abc import Mapping

import graphene

from saleor_customer_mgmt.models import OrderRecord


class OrderRecordName(graphene.InputObjectType):
    """What an order is called for ever."""

    source = graphene.String(required=True)
    number = graphene.String(required=True)


def find_order(name: Mapping[str, str]) -> OrderRecord | None:
    return OrderRecord.objects.filter(source=name["source"], number=name["number"]).first()
