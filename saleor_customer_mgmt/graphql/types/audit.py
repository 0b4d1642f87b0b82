"""The audit trail."""

from __future__ import annotations

import json
from typing import Any

import graphene

from saleor_customer_mgmt.graphql import ids
from saleor_customer_mgmt.graphql.fields import connection, many
from saleor_customer_mgmt.graphql.loaders.customers import CustomerById
from saleor_customer_mgmt.graphql.loaders.decisions import DecisionById, RevisionById
from saleor_customer_mgmt.graphql.scalars import CustomerMgmtDateTime
from saleor_customer_mgmt.graphql.types.actor import CustomerMgmtActor, author
from saleor_customer_mgmt.graphql.types.criteria import MatchCriteriaRevision
from saleor_customer_mgmt.graphql.types.customer import CustomerProfile
from saleor_customer_mgmt.graphql.types.decision import CustomerDecision
from saleor_customer_mgmt.models import AuditEntry as Row

_SHOWN_OTHERWISE = {"decision", "customers", "revision", "reason", "main", "orders", "run"}
_NUMBER = ("customers", int)


class CustomerAuditDetail(graphene.ObjectType):
    """Another fact about what was done."""

    name = graphene.String(required=True)
    value = graphene.String(required=True)


class CustomerAuditEntry(graphene.ObjectType):
    """One thing that was done, by whom. Never holds values of people."""

    id = graphene.ID(required=True)
    action = graphene.String(
        required=True,
        description="`merge`, `split`, `undo`, `criteria`, `rebuild`, `import`, `cancel_import`, `counting`, "
        "`rule_created`, `hold`, `hold_release`, `watch`, `customers_labelled`, `group_members`, …",
    )
    author = graphene.Field(CustomerMgmtActor, required=True)
    created_at = CustomerMgmtDateTime(required=True)
    reason = graphene.String(required=True)
    decision = graphene.Field(CustomerDecision)
    customers = many(CustomerProfile, description="The customers it was about, as they are now.")
    revision = graphene.Field(MatchCriteriaRevision)
    import_id = graphene.ID(description="The `OrderImport` it was about.")
    details = many(CustomerAuditDetail)

    @staticmethod
    def resolve_id(row: Row, _info: Any) -> str:
        return ids.row_id("CustomerAuditEntry", row.id)

    @staticmethod
    def resolve_author(row: Row, _info: Any) -> Any:
        return author(row)

    @staticmethod
    def resolve_reason(row: Row, _info: Any) -> str:
        return str(row.data.get("reason") or "")

    @staticmethod
    def resolve_decision(row: Row, info: Any) -> Any:
        return _one(DecisionById, row.data.get("decision"), info)

    @staticmethod
    def resolve_customers(row: Row, info: Any) -> Any:
        customers = row.data.get("customers")
        # A rebuild tells how many there are, which is a detail.
        named = [c for c in customers if isinstance(c, int)] if isinstance(customers, list) else []
        loaded = CustomerById.of(info.context).load_many(named)
        # After an undo several of them may be one customer again, or the other way round.
        return loaded.then(lambda rows: list({row.id: row for row in rows if row is not None}.values()))

    @staticmethod
    def resolve_revision(row: Row, info: Any) -> Any:
        return _one(RevisionById, row.data.get("revision"), info)

    @staticmethod
    def resolve_import_id(row: Row, _info: Any) -> str | None:
        run = row.data.get("run")
        return ids.row_id("OrderImport", run) if isinstance(run, int) else None

    @staticmethod
    def resolve_details(row: Row, _info: Any) -> list[Any]:
        return [
            CustomerAuditDetail(name=name, value=value if isinstance(value, str) else json.dumps(value))
            for name, value in sorted(row.data.items())
            if value is not None and (name not in _SHOWN_OTHERWISE or (name, type(value)) == _NUMBER)
        ]


def _one(loader: Any, key: Any, info: Any) -> Any:
    return loader.of(info.context).load(key) if isinstance(key, int) else None


CustomerAuditEntryConnection = connection(CustomerAuditEntry, "CustomerAuditEntry")
