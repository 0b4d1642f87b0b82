"""Fields that check who asks, and connections."""

from __future__ import annotations

from functools import wraps
from typing import Any

import graphene
from graphene.relay import PageInfo
from graphql import GraphQLError
from promise import Promise

from saleor_customer_mgmt.graphql import access
from saleor_customer_mgmt.graphql.faults import shielded
from saleor_customer_mgmt.graphql.inputs import BadInput, check_texts
from saleor_customer_mgmt.graphql.paging import MAX_PAGE, Slice


class Guarded(graphene.Field):
    """A field for those who have all of ``permissions``. Resolved where the host lets us read.

    Never required: who may not see it gets an error and null for this field alone.
    """

    def __init__(self, type_: Any, *args: Any, permissions: tuple[str, ...], **more: Any) -> None:
        self.permissions = permissions
        names = ", ".join(name.rpartition(".")[2].upper() for name in permissions)
        description = more.pop("description", "")
        more["description"] = f"{description}\n\nRequires the following permissions: {names}.".strip()
        super().__init__(type_, *args, **more)

    def get_resolver(self, parent_resolver: Any) -> Any:
        resolver = super().get_resolver(parent_resolver)
        permissions = self.permissions

        @wraps(resolver.func if hasattr(resolver, "func") else resolver)
        def guarded(root: Any, info: Any, **arguments: Any) -> Any:
            access.require(info.context, *permissions)
            try:
                check_texts(arguments)
            except BadInput as error:
                raise GraphQLError(f"`{error.field}` {error.message}.") from None
            with shielded(), access.reading(info.context):
                return resolver(root, info, **arguments)

        return guarded


class Connected(Guarded):
    """A connection. Its resolver gives a :class:`paging.Page`."""

    def __init__(self, type_: Any, *args: Any, **more: Any) -> None:
        more.setdefault("first", graphene.Int(description=f"How many from the start, {MAX_PAGE} at most."))
        more.setdefault("last", graphene.Int(description=f"How many from the end, {MAX_PAGE} at most."))
        more.setdefault("after", graphene.String(description="Only what comes after this cursor."))
        more.setdefault("before", graphene.String(description="Only what comes before this cursor."))
        super().__init__(type_, *args, **more)


def many(type_: Any, **more: Any) -> Any:
    """Return a field that is a list, never null, without nulls."""
    return graphene.Field(graphene.NonNull(graphene.List(graphene.NonNull(type_))), **more)


def connection(node: Any, name: str) -> Any:
    """Return the connection type ``<name>Connection``, with its edges ``<name>Edge``."""
    edge = type(
        f"{name}Edge",
        (graphene.ObjectType,),
        {
            "node": graphene.Field(node, required=True),
            "cursor": graphene.String(required=True, description="Where the node is in this connection."),
        },
    )
    return type(
        f"{name}Connection",
        (graphene.ObjectType,),
        {
            "page_info": graphene.Field(PageInfo, required=True),
            "edges": many(edge),
            "total_count": graphene.Int(required=True, description="How many there are, on all pages."),
            "resolve_page_info": _page_info,
            "resolve_edges": _edges,
            "resolve_total_count": _total_count,
        },
    )


def _page_info(page: Any, info: Any) -> Any:
    return _sliced(page, info).then(
        lambda found: PageInfo(
            has_next_page=found.has_next,
            has_previous_page=found.has_previous,
            start_cursor=found.cursors[0] if found.cursors else None,
            end_cursor=found.cursors[-1] if found.cursors else None,
        )
    )


def _edges(page: Any, info: Any) -> Any:
    def edges(found: Slice) -> list[dict[str, Any]]:
        return [{"node": row, "cursor": c} for row, c in zip(found.rows, found.cursors, strict=True)]

    return _sliced(page, info).then(edges)


def _sliced(page: Any, info: Any) -> Any:
    with shielded(), access.reading(info.context):
        return Promise.resolve(page.slice())


def _total_count(page: Any, info: Any) -> Any:
    with shielded(), access.reading(info.context):
        return page.total()
