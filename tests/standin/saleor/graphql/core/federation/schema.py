from __future__ import annotations

from typing import Any

import graphene


def build_federated_schema(
    query: Any, mutation: Any, types: Any, subscription: Any, directives: Any = None
) -> graphene.Schema:
    return graphene.Schema(query=query, mutation=mutation, types=list(types))
