"""Write notes on customers, change and delete them."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql import access
from saleor_customer_mgmt.graphql.access import MANAGE_STAFF, MANAGE_USERS
from saleor_customer_mgmt.graphql.errors import error_type
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.graphql.mutations.base import Mutation
from saleor_customer_mgmt.graphql.mutations.merge import live
from saleor_customer_mgmt.graphql.mutations.named import row_named
from saleor_customer_mgmt.graphql.mutations.watch import own_order
from saleor_customer_mgmt.graphql.types.customer import CustomerProfile
from saleor_customer_mgmt.graphql.types.notes import CustomerMgmtNote
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.note_customer import MAX_NOTE, change_note, delete_note, write_note

_TEXT = f"Plain text of 1 to {MAX_NOTE} characters; spaces around it are left out."

CustomerProfileNoteWriteError = error_type("CustomerProfileNoteWrite", "NOT_FOUND")
CustomerProfileNoteChangeError = error_type("CustomerProfileNoteChange", "NOT_FOUND", "FORBIDDEN")
CustomerProfileNoteDeleteError = error_type("CustomerProfileNoteDelete", "NOT_FOUND", "FORBIDDEN")


class CustomerProfileNoteWrite(Mutation):
    """Write a note on a customer. It hangs on an order and goes with it when customers merge or split."""

    permissions = (MANAGE_USERS,)

    class Arguments:
        customer = graphene.ID(required=True, description="Global id, or public id.")
        text = graphene.String(required=True, description=_TEXT)
        order = graphene.ID(description="The order it is about; left out: the customer's first.")

    note = graphene.Field(CustomerMgmtNote)
    customer_profile = graphene.Field(CustomerProfile)
    errors = many(CustomerProfileNoteWriteError)

    @classmethod
    def perform(cls, _info: Any, actor: Actor, *, customer: str, text: str, order: str | None = None) -> Any:
        row = live(customer, "customer")
        anchor = row.id if order is None else own_order(order, row)
        return cls(note=write_note(anchor, text, actor=actor), customer_profile=live(customer, "customer"))


class CustomerProfileNoteChange(Mutation):
    """Change the text of a note: one's own, or with MANAGE_STAFF anybody's."""

    permissions = (MANAGE_USERS,)

    class Arguments:
        id = graphene.ID(required=True)
        text = graphene.String(required=True, description=_TEXT)

    note = graphene.Field(CustomerMgmtNote)
    errors = many(CustomerProfileNoteChangeError)

    @classmethod
    def perform(cls, info: Any, actor: Actor, *, id: str, text: str) -> Any:  # noqa: A002
        key = row_named("CustomerMgmtNote", "note", id)
        manages = access.may(info.context, MANAGE_STAFF)
        return cls(note=change_note(key, text, actor=actor, may_manage=manages))


class CustomerProfileNoteDelete(Mutation):
    """Delete a note: one's own, or with MANAGE_STAFF anybody's. What it said is gone for ever."""

    permissions = (MANAGE_USERS,)

    class Arguments:
        id = graphene.ID(required=True)

    deleted = graphene.ID(description="The id of the note that was deleted.")
    errors = many(CustomerProfileNoteDeleteError)

    @classmethod
    def perform(cls, info: Any, actor: Actor, *, id: str) -> Any:  # noqa: A002
        key = row_named("CustomerMgmtNote", "note", id)
        delete_note(key, actor=actor, may_manage=access.may(info.context, MANAGE_STAFF))
        return cls(deleted=id)
