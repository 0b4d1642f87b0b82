from __future__ import annotations

from typing import Any

import graphene
from saleor.account.models import User as _UserRow
from saleor.graphql.account.types import User as _User
from saleor.graphql.core.context import SyncWebhookControlContext as _Wrapped
from saleor.graphql.core.federation.schema import build_federated_schema as _build
from saleor.graphql.order.types import Order as _Order
from saleor.order.models import Order as _OrderRow


class Query(graphene.ObjectType):
    order = graphene.Field(_Order, id=graphene.ID())
    user = graphene.Field(_User, id=graphene.ID())

    @staticmethod
    def resolve_order(_root: Any, _info: Any, id: str) -> Any:  # noqa: A002  # as the field calls it
        return _Wrapped(node=_OrderRow.objects.get(pk=id))

    @staticmethod
    def resolve_user(_root: Any, _info: Any, id: str) -> Any:  # noqa: A002  # as the field calls it
        return _UserRow.objects.get(pk=id) if id else _UserRow()


class _Mutation(graphene.ObjectType):
    pass


schema = _build(Query, mutation=_Mutation, types=(), subscription=None, directives=[])
