"""Our queries and mutations on the shop's own ``/graphql/``.

``saleor.graphql.api`` builds the schema when it is first imported, after every app is ready, through
one function that has the same name, place and arguments in 3.21, 3.22 and 3.23. Wrapping it adds our
fields with no change to the shop (tried: docs/adr/0060-saleor-mount.md).
"""

from __future__ import annotations

import logging
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from saleor_customer_mgmt.hosts.saleor.replacing import instead_of, is_ours

logger = logging.getLogger(__name__)

API = "saleor.graphql.api"
FEDERATION = "saleor.graphql.core.federation.schema"
BUILD = "build_federated_schema"


class MountFailed(Exception):
    """Raised when the fields cannot be added; the shop itself is not harmed."""


def mount() -> None:
    """Have Saleor build its schema with our fields. Calling it again changes nothing.

    Importing the module that builds it would be too early here: while it is imported it collects the
    types that federation knows, and those have to be there by then. So it is wrapped when Saleor
    imports it.

    Raises:
        MountFailed: when the schema is built already, or is built in another way.
    """
    if API in sys.modules:
        raise MountFailed(f"{API} was imported before the apps were ready")
    if FEDERATION in sys.modules:
        wrap(sys.modules[FEDERATION])
        return
    import saleor  # noqa: PLC0415  # is there only in Saleor

    place = Path(saleor.__path__[0]).joinpath(*FEDERATION.split(".")[1:])
    if not place.with_suffix(".py").is_file():
        raise MountFailed("this Saleor builds its schema in another way")
    if not any(isinstance(finder, _Watch) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Watch())


class _Watch(MetaPathFinder):
    """Waits for one module, and has it wrapped as soon as it is imported."""

    def find_spec(self, fullname: str, _path: Any, _target: Any = None) -> ModuleSpec | None:
        if fullname != FEDERATION:
            return None
        sys.meta_path.remove(self)
        spec = find_spec(fullname)
        if spec is not None and spec.loader is not None:
            loader: Any = spec.loader
            execute = loader.exec_module

            def execute_and_wrap(module: Any) -> None:
                execute(module)
                try:
                    wrap(module)
                except MountFailed as error:
                    logger.error("Customer management is not in the GraphQL API: %s", error)  # noqa: TRY400

            loader.exec_module = execute_and_wrap
        return spec


def wrap(federation: Any) -> None:
    """Put our fields into what this module builds.

    Raises:
        MountFailed: when it has no such function.
    """
    build = getattr(federation, BUILD, None)
    if build is None:
        raise MountFailed("this Saleor builds its schema in another way")
    if is_ours(build):
        return

    def build_with_ours(build: Any, query: type, mutation: type, *args: Any, **more: Any) -> Any:
        from saleor_customer_mgmt.graphql.schema import (  # noqa: PLC0415  # not before Saleor's own types
            CustomerMgmtMutations,
            CustomerMgmtQueries,
        )
        from saleor_customer_mgmt.hosts.saleor.guards_mutations import guard_mutations  # noqa: PLC0415

        # New classes of the old names: clients know Query and Mutation.
        with_queries = type("Query", (query, CustomerMgmtQueries), {"__doc__": query.__doc__})
        with_mutations = type("Mutation", (mutation, CustomerMgmtMutations), {"__doc__": mutation.__doc__})
        _count_costs(_link())
        guard_mutations()
        _check_vouchers()
        _read_postal_codes()
        return build(with_queries, with_mutations, *args, **more)

    setattr(federation, BUILD, instead_of(build, build_with_ours))


def _link() -> list[tuple[str, str]]:
    """Join Saleor's types and ours; without that, when Saleor's are not where they were."""
    from saleor_customer_mgmt.hosts.saleor.linked_fields import add_linked_fields  # noqa: PLC0415

    try:
        return add_linked_fields()
    except ImportError as error:
        logger.error("Saleor's types do not lead to customers: %s", error)  # noqa: TRY400
        return []


def _check_vouchers() -> None:
    try:
        from saleor_customer_mgmt.hosts.saleor.group_voucher_checks import (  # noqa: PLC0415
            install_in_graphql,
        )

        install_in_graphql()
    except ImportError as error:
        logger.error("Groups bring no benefits in this Saleor: %s", error)  # noqa: TRY400


def _read_postal_codes() -> None:
    """Read what each process reads once (half a second) now, while nobody waits for an order."""
    from saleor_customer_mgmt.core.address_check.japanese import judge  # noqa: PLC0415  # only where it serves

    judge("100-0001", "東京都千代田区千代田1-1", country_told=True)


def _count_costs(linked: list[tuple[str, str]]) -> None:
    """Have Saleor count what our fields cost; a field that is not in its map costs nothing there."""
    from saleor.graphql.query_cost_map import COST_MAP  # noqa: PLC0415

    from saleor_customer_mgmt.graphql.cost import cost_map  # noqa: PLC0415

    for name, fields in cost_map().items():
        COST_MAP.setdefault(name, {}).update(fields)
    for name, field in linked:
        COST_MAP.setdefault(name, {})[field] = {"complexity": 1}
