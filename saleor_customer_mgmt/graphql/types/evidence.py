"""What is known of people from orders: as told, and as matching reads it."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_customer_mgmt.core.evidence import Field
from saleor_customer_mgmt.graphql.enums import EvidenceTrust, MatchField
from saleor_customer_mgmt.graphql.fields import many
from saleor_customer_mgmt.models.codec import evidence_from_json


class OrderRecordPerson(graphene.ObjectType):
    """Somebody as one order names them, as written in the source. Null: the source does not tell."""

    name = graphene.String()
    kana = graphene.String()
    emails = graphene.List(graphene.NonNull(graphene.String))
    phones = graphene.List(graphene.NonNull(graphene.String))
    postal_code = graphene.String()
    address = graphene.String(description="Everything behind the postal code.")
    country = graphene.String(description="ISO 3166 alpha-2.")
    birthday = graphene.String()
    company = graphene.String()
    member_id = graphene.String(description="The id of the account at the source.")
    note = graphene.String(description="Of accounts only: what was noted about it.")
    newsletter = graphene.String(
        description="Of accounts only: whether to write to it, in the source's words."
    )
    group = graphene.String(description="Of accounts only: its rank, group or tags at the source.")
    points = graphene.String(description="Of accounts only.")


class EvidenceValue(graphene.ObjectType):
    """One value of one field of one order. Only usable values ever match."""

    field = MatchField(required=True)
    raw = graphene.String(required=True, description="As written; empty once it has expired.")
    value = graphene.String(required=True, description="The normal form that is compared; may be empty.")
    trust = EvidenceTrust(required=True)
    note = graphene.String(required=True, description="What was repaired, or why it is not usable.")


def evidence_values(data: dict[str, Any]) -> list[Any]:
    """Return all values of an order, every field of them, in the order of the fields."""
    evidence = evidence_from_json(data)
    return [
        EvidenceValue(field=field.value, raw=v.raw, value=v.value, trust=v.trust.value, note=v.note)
        for field in Field
        for v in evidence[field]
    ]


class OrderMatchKeyPart(graphene.ObjectType):
    """One field of a key with the value for it, in normal form."""

    field = MatchField(required=True)
    value = graphene.String(required=True)
    kept = graphene.Boolean(required=True, description="False: it matches, and its value is no longer kept.")


class OrderMatchKey(graphene.ObjectType):
    """One criterion with an order's values for it. Orders that share one are one customer's."""

    id = graphene.ID(required=True, description="The same of all orders that share it; tells no value.")
    criterion = graphene.String(required=True, description="As written: `name+phone`.")
    parts = many(OrderMatchKeyPart)
    contested = graphene.Boolean(
        required=True, description="A split has shown that it does not identify one person: it joins nothing."
    )


def match_key(key: Any, *, contested: bool) -> Any:
    parts = [
        OrderMatchKeyPart(field=field.value, value=value or "", kept=value is not None)
        for field, value in zip(key.criterion.fields, key.values, strict=True)
    ]
    return OrderMatchKey(id=str(key.digest), criterion=str(key.criterion), parts=parts, contested=contested)
