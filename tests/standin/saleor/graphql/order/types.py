from __future__ import annotations

from typing import Any

import graphene
from saleor.graphql.account.dataloaders import UserByUserIdLoader
from saleor.graphql.account.types import User


class Order(graphene.ObjectType):
    """Its objects are wrapped: an order and what else Saleor has to know of it."""

    id = graphene.ID(required=True)
    number = graphene.String(required=True)
    user = graphene.Field(User)

    @staticmethod
    def resolve_id(root: Any, _info: Any) -> str:
        return str(root.node.pk)

    @staticmethod
    def resolve_number(root: Any, _info: Any) -> str:
        return str(root.node.number)

    @staticmethod
    def resolve_user(root: Any, info: Any) -> Any:
        return UserByUserIdLoader(info.context).load(root.node.user_id) if root.node.user_id else None
