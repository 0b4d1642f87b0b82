"""Executing one operation, and what its answer looks like."""

from __future__ import annotations

import logging
from typing import Any

from django.http import HttpRequest
from graphql import GraphQLError, Source, execute, parse, validate
from graphql.error import format_error as format_graphql_error

from saleor_customer_mgmt.graphql.schema import schema
from saleor_customer_mgmt.hosts.standalone.limits import MAX_QUERY, TooMuch, check_document
from saleor_customer_mgmt.hosts.standalone.operation import Operation

logger = logging.getLogger(__name__)
_INTERNAL = "Internal Server Error"


def run(operation: Operation, request: HttpRequest) -> dict[str, Any]:
    """Return the answer to an operation, as GraphQL over HTTP has it."""
    if len(operation.query) > MAX_QUERY:
        return {"errors": [format_error(TooMuch(f"The query is longer than {MAX_QUERY} characters."))]}
    try:
        document = parse(Source(operation.query, "GraphQL request"))
        if faults := validate(schema, document):
            return {"errors": [format_error(fault) for fault in faults[:20]]}
        check_document(document, operation.variables, operation.name)
    except RecursionError:
        return {"errors": [format_error(TooMuch("The operation is nested too deep."))]}
    except GraphQLError as error:
        return {"errors": [format_error(error)]}
    try:
        result = execute(
            schema,
            document,
            context_value=request,
            variable_values=operation.variables,
            operation_name=operation.name,
        )
    except GraphQLError as error:
        return {"errors": [format_error(error)]}
    except Exception as error:  # noqa: BLE001 - graphql-core raises this and that for bad variables
        logger.error("%s while an operation was started", type(error).__name__)  # noqa: TRY400 - no values
        return {"errors": [{"message": _INTERNAL, "extensions": {"exception": {"code": "Unexpected"}}}]}
    answer: dict[str, Any] = {"data": result.data}
    if result.errors:
        answer["errors"] = [format_error(error) for error in result.errors]
    return answer


def format_error(error: Exception) -> dict[str, Any]:
    """Return an error as Saleor shows it; what is not meant for clients tells nothing."""
    cause: Any = error
    while isinstance(cause, GraphQLError) and getattr(cause, "original_error", None) is not None:
        cause = cause.original_error
    shown: dict[str, Any] = (
        dict(format_graphql_error(error)) if isinstance(error, GraphQLError) else {"message": _INTERNAL}
    )
    if not isinstance(cause, GraphQLError):
        shown["message"] = _INTERNAL
    shown["extensions"] = {"exception": {"code": type(cause).__name__}}
    return shown
