"""How much one operation may ask for."""

from __future__ import annotations

from typing import Any

from graphql import GraphQLError
from graphql.language import ast

from saleor_customer_mgmt.graphql.cost import HEAVY, PAGE
from saleor_customer_mgmt.graphql.paging import MAX_PAGE

MAX_QUERY = 20_000
"""Characters of a query; the ready-made operations have some hundreds."""
MAX_DEPTH = 20
"""Introspection as tools send it needs 13."""
MAX_COST = 50_000
"""Fields to resolve, as far as the query tells: a page of 100 with 100 nested rows of 4 fields."""
MAX_ROOT_FIELDS = 20
MAX_MUTATIONS = 4


class TooMuch(GraphQLError):
    """Raised for an operation that asks for too much."""


def check_document(document: Any, variables: dict[str, Any], operation_name: str | None) -> None:
    """Check a valid document before it is executed.

    Raises:
        TooMuch: saying what there is too much of.
    """
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, ast.FragmentDefinition)}
    for operation in document.definitions:
        if not isinstance(operation, ast.OperationDefinition):
            continue
        if operation_name and (operation.name is None or operation.name.value != operation_name):
            continue
        meter = _Meter(fragments, variables)
        roots = meter.fields(operation.selection_set)
        limit = MAX_MUTATIONS if operation.operation == "mutation" else MAX_ROOT_FIELDS
        if len(roots) > limit:
            raise TooMuch(f"More than {limit} fields at the top of one {operation.operation}.")
        meter.cost(operation.selection_set, 1, 1)


class _Meter:
    def __init__(self, fragments: dict[str, Any], variables: dict[str, Any]) -> None:
        self._fragments = fragments
        self._variables = variables
        self._spent = 0

    def fields(self, selections: Any) -> list[Any]:
        """Return the fields of a selection, with those of its fragments."""
        found: list[Any] = []
        for node in selections.selections if selections else ():
            if isinstance(node, ast.Field):
                found.append(node)
            elif isinstance(node, ast.InlineFragment):
                found += self.fields(node.selection_set)
            else:
                found += self.fields(self._fragments[node.name.value].selection_set)
            if len(found) > MAX_COST:
                raise TooMuch(f"The operation costs more than {MAX_COST}.")
        return found

    def cost(self, selections: Any, times: int, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise TooMuch(f"The operation is nested more than {MAX_DEPTH} deep.")
        for field in self.fields(selections):
            self._spent += times * HEAVY.get(field.name.value, 1)
            if self._spent > MAX_COST:
                raise TooMuch(f"The operation costs more than {MAX_COST}.")
            if field.selection_set:
                self.cost(field.selection_set, times * self._rows(field), depth + 1)

    def _rows(self, field: Any) -> int:
        """Return how many rows a field may have: what ``first`` or ``last`` say, else one."""
        for argument in field.arguments:
            if argument.name.value in PAGE:
                value = self._value(argument.value)
                if value is not None:
                    return max(1, min(value, MAX_PAGE))
        return 1

    def _value(self, node: Any) -> int | None:
        if isinstance(node, ast.IntValue):
            return int(node.value)
        if isinstance(node, ast.Variable):
            given = self._variables.get(node.name.value)
            # Left out, the operation's default counts; the most that it can be is safe.
            return given if isinstance(given, int) else MAX_PAGE
        return None
