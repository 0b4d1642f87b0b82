"""Our queries and mutations on the shop's own ``/graphql/``.

``saleor.graphql.api`` builds the schema when it is first imported, after every app is ready, through
one function that has the same name, place and arguments in 3.21, 3.22 and 3.23. Wrapping it in
``AppConfig.ready()`` adds our fields with no change to the shop (tried: docs/adr/0060-saleor-mount.md).
"""

from __future__ import annotations

import sys
from functools import wraps
from typing import Any

API = "saleor.graphql.api"
_MARK = "with_customer_mgmt"


class MountFailed(Exception):
    """Raised when the fields cannot be added; the shop itself is not harmed."""


def mount() -> None:
    """Have Saleor build its schema with our fields. Calling it again changes nothing.

    Raises:
        MountFailed: when the schema is built already, or is built in another way.
    """
    if API in sys.modules:
        raise MountFailed(f"{API} was imported before the apps were ready")
    try:
        from saleor.graphql.core.federation import schema as federation  # noqa: PLC0415

        build = federation.build_federated_schema
    except (ImportError, AttributeError) as error:
        raise MountFailed("this Saleor builds its schema in another way") from error
    if getattr(build, _MARK, False):
        return

    @wraps(build)
    def build_with_ours(query: type, mutation: type, *args: Any, **more: Any) -> Any:
        from saleor_customer_mgmt.graphql.schema import (  # noqa: PLC0415  # not before Saleor's own types
            CustomerMgmtMutations,
            CustomerMgmtQueries,
        )

        # New classes of the old names: clients know Query and Mutation.
        with_queries = type("Query", (query, CustomerMgmtQueries), {"__doc__": query.__doc__})
        with_mutations = type("Mutation", (mutation, CustomerMgmtMutations), {"__doc__": mutation.__doc__})
        _count_costs()
        return build(with_queries, with_mutations, *args, **more)

    setattr(build_with_ours, _MARK, True)
    federation.build_federated_schema = build_with_ours


def _count_costs() -> None:
    """Have Saleor count what our fields cost; a field that is not in its map costs nothing there."""
    from saleor.graphql.query_cost_map import COST_MAP  # noqa: PLC0415

    from saleor_customer_mgmt.graphql.cost import cost_map  # noqa: PLC0415

    for name, fields in cost_map().items():
        COST_MAP.setdefault(name, {}).update(fields)
