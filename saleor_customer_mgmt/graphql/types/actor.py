"""Who did something."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.graphql.enums import CustomerMgmtActorKind
from saleor_customer_mgmt.models.authored import Authored


class CustomerMgmtActor(graphene.ObjectType):
    """A member of staff, an app, a command or the system itself, as it was called then."""

    kind = CustomerMgmtActorKind(required=True)
    id = graphene.String(required=True, description="The host's id of the user or app; may be empty.")
    label = graphene.String(required=True, description="What it was called; may be empty.")


def author(row: Authored) -> Any:
    """Return who made a row."""
    return CustomerMgmtActor(kind=row.by_kind, id=row.by_id, label=row.by_label)
