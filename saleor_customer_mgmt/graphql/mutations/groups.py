"""Make, change and delete groups; put customers into them by hand."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.core.conditions import Subject, to_json
from saleor_customer_mgmt.core.presets import PRESETS
from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.graphql.enums import CustomerMgmtGroupChange
from saleor_customer_mgmt.graphql.errors import PATH, Refusal, Refused, error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.loaders.customers import CustomerById
from saleor_customer_mgmt.graphql.mutations.base import Mutation, not_found
from saleor_customer_mgmt.graphql.mutations.named import customers_named
from saleor_customer_mgmt.graphql.queries.groups import find_group
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtJSON
from saleor_customer_mgmt.graphql.types.customer import CustomerProfile
from saleor_customer_mgmt.graphql.types.groups import CustomerMgmtGroup
from saleor_customer_mgmt.graphql.types.jobs import CustomerMgmtJob
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.group_members import MOST_AT_ONCE, ByHand, change_members
from saleor_customer_mgmt.services.save_group import (
    GroupInput,
    SavedGroup,
    create_group,
    delete_group,
    update_group,
)

CustomerMgmtGroupCreateError = error_type("CustomerMgmtGroupCreate", path=PATH)
CustomerMgmtGroupUpdateError = error_type("CustomerMgmtGroupUpdate", "NOT_FOUND", path=PATH)
CustomerMgmtGroupDeleteError = error_type("CustomerMgmtGroupDelete", "NOT_FOUND", "CONFLICT")
CustomerMgmtGroupMembersChangeError = error_type(
    "CustomerMgmtGroupMembersChange", "REQUIRED", "TOO_MANY", "NOT_FOUND"
)
_ID = "Global id, or slug."


class CustomerMgmtGroupInput(graphene.InputObjectType):
    """A whole group."""

    slug = graphene.String(
        required=True, description="What conditions and orders call it. It cannot be changed afterwards."
    )
    name = graphene.String(required=True)
    condition = CustomerMgmtJSON(
        description="On customers: docs/conditions.md. Left out: the preset's, or nobody by condition."
    )
    description = graphene.String()
    priority = graphene.Int(description="Whose benefit goes first: small ones; 100 if left out.")
    voucher_code = graphene.String(description="A voucher for its members' checkouts.")
    customer_type = graphene.String(description="The host's customer type; one group at most has one.")
    preset = graphene.String(description="The key of the shipped condition that it is made from.")


_JOB = "The work in the background that works out who enters and leaves; null: there is nothing to do."


class CustomerMgmtGroupCreate(Mutation):
    """Make a group. Who is in it is worked out in the background. Try it with a preview first."""

    permissions = (MANAGE_USERS,)

    class Arguments:
        input = CustomerMgmtGroupInput(required=True)

    group = graphene.Field(CustomerMgmtGroup)
    job = graphene.Field(CustomerMgmtJob, description=_JOB)
    errors = many(CustomerMgmtGroupCreateError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, *, input: dict[str, Any]) -> Any:  # noqa: A002
        return _answer(cls, create_group(group_input(input), actor=actor))


class CustomerMgmtGroupUpdate(Mutation):
    """Change a group as a whole. Who enters and leaves is worked out in the background."""

    permissions = (MANAGE_USERS,)

    class Arguments:
        id = graphene.ID(required=True, description=_ID)
        input = CustomerMgmtGroupInput(required=True)

    group = graphene.Field(CustomerMgmtGroup)
    job = graphene.Field(CustomerMgmtJob, description=_JOB)
    errors = many(CustomerMgmtGroupUpdateError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, *, id: str, input: dict[str, Any]) -> Any:  # noqa: A002
        return _answer(cls, update_group(_key(id, "id"), group_input(input), actor=actor))


class CustomerMgmtGroupDelete(Mutation):
    """Delete a group that no rule and no other group names. Its members leave it in the background."""

    permissions = (MANAGE_USERS,)

    class Arguments:
        id = graphene.ID(required=True, description=_ID)

    group = graphene.Field(CustomerMgmtGroup)
    job = graphene.Field(CustomerMgmtJob, description=_JOB)
    errors = many(CustomerMgmtGroupDeleteError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, *, id: str) -> Any:  # noqa: A002
        return _answer(cls, delete_group(_key(id, "id"), actor=actor))


class CustomerMgmtGroupMembersChange(Mutation):
    """Put customers into a group by hand, take them out, keep them out, or forget what was done by hand."""

    permissions = (MANAGE_USERS,)

    class Arguments:
        group = graphene.ID(required=True, description=_ID)
        customers = graphene.List(
            graphene.NonNull(graphene.ID),
            required=True,
            description=f"Global ids, or public ids; {MOST_AT_ONCE} at most.",
        )
        change = CustomerMgmtGroupChange(
            required=True,
            description="PUT_IN and KEEP_OUT stand before condition and rules. TAKE_OUT: not in by hand any "
            "more. FORGET: as if nobody had done anything.",
        )
        reason = graphene.String(default_value="")

    group = graphene.Field(CustomerMgmtGroup)
    members = graphene.List(
        graphene.NonNull(CustomerProfile), description="Those of the customers that are in the group now."
    )
    changed_profiles = graphene.List(
        graphene.NonNull(CustomerProfile), description="Those that entered or left by this."
    )
    put_in_before = graphene.List(
        graphene.NonNull(CustomerProfile),
        description="Those that had been put in by hand before: to undo it, put them in again.",
    )
    kept_out_before = graphene.List(
        graphene.NonNull(CustomerProfile),
        description="Those that had been kept out by hand before: to undo it, keep them out again.",
    )
    errors = many(CustomerMgmtGroupMembersChangeError)

    @classmethod
    def perform(
        cls,
        info: Any,
        actor: Actor,
        *,
        group: str,
        customers: list[str],
        change: str,
        reason: str | None = "",
    ) -> Any:
        key = _key(group, "group")
        named = customers_named(customers, "customers", at_most=MOST_AT_ONCE)
        found = change_members(key, named, ByHand(change), actor=actor, reason=reason or "")
        profiles = CustomerById.of(info.context)
        return cls(
            group=find_group(group),
            members=profiles.load_many(sorted(found.members)),
            changed_profiles=profiles.load_many(sorted(found.changed)),
            put_in_before=profiles.load_many(sorted(found.were_in)),
            kept_out_before=profiles.load_many(sorted(found.were_out)),
        )


def _answer(payload: Any, saved: SavedGroup) -> Any:
    return payload(group=saved.group, job=saved.job)


def group_input(told: dict[str, Any]) -> GroupInput:
    """Return what a group is to be.

    Raises:
        Refused: when it names a preset that there is not.
        InvalidCondition: when the condition is no JSON.
    """
    given = {name: value for name, value in told.items() if value is not None}
    key = given.get("preset")
    preset = PRESETS.get(key or "")
    if key and (preset is None or preset.subject is not Subject.CUSTOMER):
        raise Refused(Refusal("There is no such preset.", field="preset", path="preset"))
    if "condition" in given:
        given["condition"] = given["condition"].read()
    elif preset is not None:
        given["condition"] = to_json(preset.condition)
    return GroupInput(**given)


def _key(given: str, field: str) -> int:
    group = find_group(given)
    if group is None:
        raise not_found("group", field)
    return group.id
