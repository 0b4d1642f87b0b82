"""Whatever clients send, the answer is an answer: never an unexpected error, never a value told."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLList, GraphQLNonNull
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saleor_customer_mgmt.graphql.schema import schema
from tests.graphql.conftest import everything
from tests.graphql.operations import OPERATIONS
from tests.graphql.world import build

TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", " ", "\0", "a\0b", "\ud800", "x" * 3000, "山田", "%", "\\", "'; --", "7K2M-9QXD-4T1B"]
    ),
)
INTS = st.sampled_from([0, 1, 5, -1, 100, 101, 2**31 - 1, -(2**31)])
DATES = ["2026-01-31T09:30:00+09:00", "2026-01-31", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59Z", "", 5]
NUMBERS = ["1", "1e400", "NaN", "-0", "1e-30", 5, 1.5, True, "9" * 50, "１"]
CONDITIONS = [
    '{"field": "customer.purchase_count", "op": "at_least", "value": 2}',
    '{"field": "customer.labels", "op": "has_any", "value": ["\\u0000", "\\ud800"]}',
    '{"\\ud800": 1, "field": "\\ud800", "op": 5}',
    '{"all": [{"field": "customer.total_spent", "currency": "JPY", "op": "equals", "value": 1e999}]}',
    '{"none": []}',
    "[" * 3000,
    "9" * 5000,
]
SCALARS: dict[str, Any] = {
    "String": TEXTS,
    "ID": TEXTS,
    "Int": INTS,
    "Boolean": st.booleans(),
    "Float": st.floats(),
    "CustomerMgmtDateTime": st.sampled_from(DATES),
    "CustomerMgmtDecimal": st.sampled_from(NUMBERS),
    "OrderImportUpload": TEXTS,
    "CustomerMgmtJSON": TEXTS | st.sampled_from(CONDITIONS),
}


def values_of(type_: Any) -> Any:
    """Return a strategy for values of an input type, mostly valid ones."""
    if isinstance(type_, GraphQLNonNull):
        return values_of(type_.of_type)
    if isinstance(type_, GraphQLList):
        return st.none() | st.lists(values_of(type_.of_type), max_size=3)
    if isinstance(type_, GraphQLEnumType):
        return st.sampled_from([v.name for v in type_.values])
    if isinstance(type_, GraphQLInputObjectType):
        required = {
            n: values_of(f.type) for n, f in type_.fields.items() if isinstance(f.type, GraphQLNonNull)
        }
        others = {n: values_of(f.type) for n, f in type_.fields.items() if n not in required}
        return st.fixed_dictionaries(required, optional=others)
    return SCALARS[type_.name]


def named_values(fields: Any) -> Any:
    required = {n: values_of(f.type) for n, f in fields.items() if isinstance(f.type, GraphQLNonNull)}
    others = {n: values_of(f.type) for n, f in fields.items() if n not in required}
    return st.fixed_dictionaries(required, optional=others)


FIELDS = {**schema.get_query_type().fields, **schema.get_mutation_type().fields}


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("field", FIELDS)
@given(data=st.data())
def test_no_arguments_break_a_field(ask: Any, field: str, data: Any) -> None:
    definition = FIELDS[field]
    operation = next(text for name, text in OPERATIONS.items() if name[0].lower() + name[1:] == field)
    selection = operation[operation.index("{", operation.index(f" {field}")) :].strip().removesuffix("}")
    variables = data.draw(named_values(definition.args))
    declared = ", ".join(f"${name}: {definition.args[name].type}" for name in variables)
    passed = ", ".join(f"{name}: ${name}" for name in variables)
    nested = "$first: Int = 5, $after: String, $outcome: OrderImportOutcome, $language: CustomerMgmtLanguage"
    kind = "mutation" if field in schema.get_mutation_type().fields else "query"
    used = [
        d for d in nested.split(", ") if d.split(":")[0] in selection and d.split(":")[0][1:] not in variables
    ]
    declarations = ", ".join(filter(None, [declared, *used]))

    answer = ask(
        f"{kind} {f'({declarations})' if declarations else ''} "
        f"{{ {field}{f'({passed})' if passed else ''} {selection} }}",
        **variables,
    )

    for error in answer.get("errors", ()):
        assert error["extensions"]["exception"]["code"] == "GraphQLError", error


def test_an_unexpected_error_tells_nothing(ask: Any, monkeypatch: Any, caplog: Any) -> None:
    build()
    before = everything()

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("山田太郎 090-0000-1234")

    places = [
        ("queries.customers.list_customers", "CustomerProfiles", {"first": 1}),
        ("loaders.customers.review_list", "CustomerProfiles", {"first": 1}),
        ("mutations.rebuild.queue_rebuild", "CustomerProfilesRebuild", {}),
        (
            "types.order.evidence_values",
            "OrderRecord",
            {"source": "saleor", "number": "1"},
        ),
    ]
    for place, name, variables in places:
        with monkeypatch.context() as patch:
            patch.setattr(f"saleor_customer_mgmt.graphql.{place}", fail)
            answer = ask(OPERATIONS[name], **variables)

        assert {e["extensions"]["exception"]["code"] for e in answer["errors"]} <= {
            "Unexpected",
            "RuntimeError",
        }
        assert {e["message"] for e in answer["errors"]} == {"Internal Server Error"}
        assert "山田" not in str(answer["errors"])
    assert "山田" not in caplog.text
    assert "RuntimeError at " in caplog.text
    assert everything() == before
