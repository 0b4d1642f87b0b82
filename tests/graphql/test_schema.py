"""The contract: what is exported is what is served, and every operation is valid."""

from __future__ import annotations

import re
from typing import Any

import pytest
from graphql import GraphQLEnumType, GraphQLObjectType, parse, validate

from saleor_customer_mgmt.graphql import errors
from saleor_customer_mgmt.graphql.cost import cost_map
from saleor_customer_mgmt.graphql.schema import schema
from saleor_customer_mgmt.hosts.standalone.bundle import bundled, ready_made_operations
from saleor_customer_mgmt.services.errors import ServiceError
from tests.graphql.operations import FOLDER, OPERATIONS, ROOT, root_field

ROOTS = [*schema.get_query_type().fields, *schema.get_mutation_type().fields]
TYPES = {name: t for name, t in schema.get_type_map().items() if not name.startswith("__")}


def test_the_exported_schema_is_the_one_that_is_served() -> None:
    exported = (ROOT / "graphql" / "schema.graphql").read_text(encoding="utf-8")

    assert exported == str(schema).strip() + "\n", "stale: run make schema"


def test_the_package_has_the_same_operations() -> None:
    assert ready_made_operations() == OPERATIONS
    copy = ROOT / "saleor_customer_mgmt" / "hosts" / "standalone" / "operations.json"
    assert copy.read_text(encoding="utf-8") == bundled(FOLDER), "stale: run make schema"


def test_there_is_an_operation_for_every_field() -> None:
    assert sorted(map(root_field, OPERATIONS)) == sorted(ROOTS)


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_is_valid_and_named_after_its_file(name: str) -> None:
    document = parse(OPERATIONS[name])

    assert [fault.message for fault in validate(schema, document)] == []
    assert [d.name.value for d in document.definitions] == [name]


def test_each_mutation_has_its_own_error_codes() -> None:
    for field in schema.get_mutation_type().fields.values():
        error = TYPES[f"{field.type.name}Error"]
        codes = TYPES[f"{field.type.name}ErrorCode"]
        assert isinstance(error, GraphQLObjectType)
        assert isinstance(codes, GraphQLEnumType)
        assert str(error.fields["code"].type) == f"{codes.name}!"
        assert {"field", "message", "code"} <= set(error.fields)
        assert str(field.type.fields["errors"].type) == f"[{error.name}!]!"
        assert {v.name for v in codes.values} >= set(errors.ALWAYS)


def test_every_connection_has_a_cost() -> None:
    known = {(type_, field) for type_, fields in cost_map().items() for field in fields}
    connections = {
        (name, field)
        for name, type_ in TYPES.items()
        if isinstance(type_, GraphQLObjectType)
        for field, definition in type_.fields.items()
        if str(definition.type).endswith("Connection")
    }

    assert connections <= known
    assert all(field in TYPES[type_].fields for type_, field in known)


def test_everything_has_a_description() -> None:
    undescribed = [
        name
        for name, type_ in TYPES.items()
        if isinstance(type_, GraphQLObjectType)
        and not type_.description
        and not name.endswith(("Connection", "Edge", "Error"))
    ]

    assert undescribed == []


def test_every_refusal_of_the_services_has_a_code_and_every_code_is_documented() -> None:
    known = {v.name for name, t in TYPES.items() if name.endswith("ErrorCode") for v in t.values}
    text = (ROOT / "docs" / "graphql.md").read_text(encoding="utf-8")

    assert {cls.code for cls in subclasses(ServiceError)} <= known
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE)) == known


def subclasses(cls: type) -> list[Any]:
    return [cls, *(sub for each in cls.__subclasses__() for sub in subclasses(each))]
