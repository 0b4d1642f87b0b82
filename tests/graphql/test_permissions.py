"""Who may ask for what: every query and mutation, for everybody there is."""

from __future__ import annotations

from typing import Any

import pytest

from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS, MANAGE_USERS
from saleor_customer_mgmt.graphql.schema import schema
from saleor_customer_mgmt.models import CustomerNote
from tests.graphql.conftest import client_of, everything, person
from tests.graphql.operations import OPERATIONS, ROOT, root_field
from tests.graphql.world import build, send

USERS, ORDERS = frozenset({MANAGE_USERS}), frozenset({MANAGE_ORDERS})
NEEDED = {
    "customerProfile": USERS,
    "customerProfiles": USERS,
    "customerProfileWhy": USERS | ORDERS,
    "customerReviewItems": USERS,
    "customerDecisions": USERS,
    "customerAuditEntries": USERS,
    "matchCriteria": USERS,
    "matchCriteriaPreview": USERS,
    "orderRecord": ORDERS,
    "orderRecords": ORDERS,
    "orderImport": ORDERS,
    "orderImports": ORDERS,
    "orderImportMapping": ORDERS,
    "orderImportMappings": ORDERS,
    "orderImportMappingGuess": ORDERS,
    "orderImportMappingSave": ORDERS,
    "orderImportMappingDelete": ORDERS,
    "customerMgmtConditionFields": USERS,
    "customerMgmtConditionCheck": USERS,
    "customerMgmtRule": ORDERS,
    "customerMgmtRules": ORDERS,
    "customerMgmtRuleBacktest": USERS | ORDERS,
    "customerMgmtHolds": ORDERS,
    "customerMgmtHoldBreaches": ORDERS,
    "customerMgmtWatchlist": USERS,
    "customerMgmtOverview": USERS | ORDERS,
    "customerMgmtCounting": USERS,
    "customerMgmtRetention": USERS,
    "customerMgmtGroup": USERS,
    "customerMgmtGroups": USERS,
    "customerMgmtGroupPreview": USERS,
    "customerMgmtRuleCreate": USERS | ORDERS,
    "customerMgmtRuleUpdate": USERS | ORDERS,
    "customerMgmtRuleSwitch": USERS | ORDERS,
    "customerMgmtRuleDelete": USERS | ORDERS,
    "customerMgmtHoldsPlace": ORDERS,
    "customerMgmtHoldsRelease": ORDERS,
    "customerMgmtHoldsCancel": ORDERS,
    "customerMgmtHoldsAssign": ORDERS,
    "customerMgmtHoldBreachesAcknowledge": ORDERS,
    "customerProfileWatch": USERS,
    "customerProfileEndWatch": USERS,
    "customerProfileNoteWrite": USERS,
    "customerProfileNoteChange": USERS,
    "customerProfileNoteDelete": USERS,
    "customerProfilesWatch": USERS,
    "customerMgmtWatchMarksEnd": USERS,
    "customerProfilesLabel": USERS,
    "customerProfilesUnlabel": USERS,
    "orderRecordsLabel": ORDERS,
    "orderRecordsUnlabel": ORDERS,
    "customerMgmtCountingUpdate": USERS,
    "customerMgmtRetentionUpdate": USERS,
    "customerMgmtRetentionExpire": USERS,
    "customerMgmtGroupCreate": USERS,
    "customerMgmtGroupUpdate": USERS,
    "customerMgmtGroupDelete": USERS,
    "customerMgmtGroupMembersChange": USERS,
    "orderRecordsRecord": ORDERS,
    "orderImportCreate": ORDERS,
    "orderImportCancel": ORDERS,
    "customerMgmtJob": USERS,
    "customerMgmtJobs": USERS,
    "customerProfileMerge": USERS,
    "customerProfileSplit": USERS,
    "customerDecisionUndo": USERS,
    "matchCriteriaUpdate": USERS,
    "matchCriteriaRevert": USERS,
    "customerProfilesRebuild": USERS,
    "customerProfilesExport": USERS,
    "orderRecordsExport": USERS | ORDERS,
    "customerDoubtfulPairsFind": USERS,
    "customerProfilesNotSame": USERS,
    "customerProfilesNotSameUndo": USERS,
}
ROOTS = [*schema.get_query_type().fields, *schema.get_mutation_type().fields]


@pytest.fixture
def world(db: None) -> dict[str, dict[str, Any]]:
    return build()


def operation_of(field: str) -> str:
    return next(name for name in OPERATIONS if root_field(name) == field)


def test_the_table_is_of_the_whole_schema() -> None:
    assert sorted(NEEDED) == sorted(ROOTS)


def test_the_documentation_has_the_same_table() -> None:
    documented = {}
    for line in (ROOT / "docs" / "graphql.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip(" `") for cell in line.split("|")]
        if len(cells) > 3 and cells[1] in NEEDED:
            documented[cells[1]] = frozenset(p.strip(" `") for p in cells[2].split(","))

    assert documented == NEEDED


@pytest.mark.parametrize("field", ROOTS)
def test_strangers_and_customers_get_nothing_and_change_nothing(world: Any, field: str) -> None:
    name = operation_of(field)
    before = everything()
    customer = person("customer", MANAGE_USERS, MANAGE_ORDERS, staff=False)
    left = person("left", MANAGE_USERS, MANAGE_ORDERS)
    left_client = client_of(left)
    type(left).objects.filter(pk=left.pk).update(is_active=False)

    for client, status in ((client_of(None), 401), (client_of(customer), 403), (left_client, 401)):
        response = send(client, OPERATIONS[name], world[name])

        assert response.status_code == status
        assert set(response.json()) == {"errors"}
    assert everything() == before


@pytest.mark.parametrize("field", ROOTS)
def test_staff_without_the_permission_is_refused_and_changes_nothing(world: Any, field: str) -> None:
    name = operation_of(field)
    before = everything()
    for lacking in sorted(NEEDED[field]):
        user = person(f"lacks-{lacking}", *({MANAGE_USERS, MANAGE_ORDERS} - {lacking}))

        answer = send(client_of(user), OPERATIONS[name], world[name]).json()

        assert answer["data"] == {field: None}
        assert [e["extensions"]["exception"]["code"] for e in answer["errors"]] == ["PermissionDenied"]
        assert answer["errors"][0]["path"] == [field]
        assert lacking.rpartition(".")[2].upper() in answer["errors"][0]["message"]
    assert everything() == before


@pytest.mark.parametrize("field", ROOTS)
def test_staff_with_the_permission_gets_an_answer(world: Any, field: str) -> None:
    """Fields behind the other permission are null, each with an error of its own; the rest is there."""
    name = operation_of(field)
    user = person("allowed", *NEEDED[field])
    CustomerNote.objects.update(by_id=str(user.pk))  # a note is its author's to change

    answer = send(client_of(user), OPERATIONS[name], world[name]).json()

    assert answer["data"][field] is not None
    assert answer["data"][field].get("errors", []) == []
    for error in answer.get("errors", ()):
        assert error["extensions"]["exception"]["code"] == "PermissionDenied"
        assert len(error["path"]) > 1


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_is_answered_in_full(world: Any, name: str) -> None:
    superuser = person("root")
    type(superuser).objects.filter(pk=superuser.pk).update(is_superuser=True)

    answer = send(client_of(superuser), OPERATIONS[name], world[name]).json()

    assert "errors" not in answer, answer["errors"]
    found = answer["data"][root_field(name)]
    assert found is not None
    assert found.get("errors", []) == []
    if "edges" in found:
        assert found["edges"] != []


def test_no_path_leads_to_customers_or_orders_without_their_permission() -> None:
    """Walk from every root field with the permissions that the way asks for."""
    needed = {"CustomerProfile": MANAGE_USERS, "OrderRecord": MANAGE_ORDERS}
    leaks: list[str] = []
    seen: set[tuple[str, frozenset[str]]] = set()

    def named(type_: Any) -> Any:
        return named(type_.of_type) if hasattr(type_, "of_type") else type_

    def walk(type_: Any, has: frozenset[str], path: str) -> None:
        if (type_.name, has) in seen:
            return
        seen.add((type_.name, has))
        if type_.name in needed and needed[type_.name] not in has:
            leaks.append(path)
        for name, field in getattr(type_, "fields", {}).items():
            graphene_field = next(
                (f for n, f in type_.graphene_type._meta.fields.items() if camel(n) == name), None
            )
            asks = getattr(graphene_field, "permissions", ())
            walk(named(field.type), has | frozenset(asks), f"{path}.{name}")

    def camel(name: str) -> str:
        first, *others = name.split("_")
        return first + "".join(o.capitalize() for o in others)

    for root in (schema.get_query_type(), schema.get_mutation_type()):
        for name, field in root.fields.items():
            walk(named(field.type), NEEDED[name], name)

    assert leaks == []
