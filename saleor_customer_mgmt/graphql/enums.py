"""Enumerations, with the values of the core's and the tables'."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import graphene

from saleor_customer_mgmt.core.actions import Do, HoldPoint, WatchLevel
from saleor_customer_mgmt.core.conditions import Language, Subject
from saleor_customer_mgmt.core.conditions.fields import Kind
from saleor_customer_mgmt.core.counting import Reason
from saleor_customer_mgmt.core.evidence import Field, Trust
from saleor_customer_mgmt.core.explain import Relation
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.core.periods import Step
from saleor_customer_mgmt.core.retention import MayWrite
from saleor_customer_mgmt.core.traits import AddressVerdict, PhoneVerdict
from saleor_customer_mgmt.importers.formats.neutral import FIELDS
from saleor_customer_mgmt.models import Hold, Import, ImportResult, Job, StaffDecision
from saleor_customer_mgmt.services.actor import ActorKind
from saleor_customer_mgmt.services.group_members import ByHand
from saleor_customer_mgmt.services.record_orders import Outcome


def _enum(name: str, members: Iterable[Any]) -> Any:
    return graphene.Enum(name, [(member.name, member.value) for member in members])


CustomerMgmtActorKind = _enum("CustomerMgmtActorKind", ActorKind)
CustomerMgmtLanguage = _enum("CustomerMgmtLanguage", Language)
CustomerMgmtConditionSubject = _enum("CustomerMgmtConditionSubject", Subject)
CustomerMgmtConditionKind = _enum("CustomerMgmtConditionKind", Kind)
CustomerMgmtRuleActionKind = _enum("CustomerMgmtRuleActionKind", Do)
CustomerMgmtHoldPoint = _enum("CustomerMgmtHoldPoint", HoldPoint)
CustomerMgmtHoldState = _enum("CustomerMgmtHoldState", Hold.State)
CustomerMgmtWatchLevel = _enum("CustomerMgmtWatchLevel", WatchLevel)
CustomerMgmtGroupChange = _enum("CustomerMgmtGroupChange", ByHand)
CustomerMgmtMayWrite = _enum("CustomerMgmtMayWrite", MayWrite)
CustomerMgmtOverviewStep = _enum("CustomerMgmtOverviewStep", Step)
CustomerMgmtJobKind = _enum("CustomerMgmtJobKind", Job.Kind)
# Half a rebuild would be none.
CustomerMgmtJobState = _enum("CustomerMgmtJobState", [s for s in Job.State if s != Job.State.CANCELLED])
CustomerDecisionKind = _enum("CustomerDecisionKind", StaffDecision.Kind)
MatchField = _enum("MatchField", Field)
MatchFieldRelation = _enum("MatchFieldRelation", Relation)
EvidenceTrust = _enum("EvidenceTrust", Trust)
OrderImportField = graphene.Enum("OrderImportField", [(name.upper(), name) for name in FIELDS])
OrderImportOutcome = _enum("OrderImportOutcome", ImportResult.Outcome)
OrderImportState = _enum("OrderImportState", Import.State)
OrderRecordAddressVerdict = _enum("OrderRecordAddressVerdict", AddressVerdict)
OrderRecordPhoneVerdict = _enum("OrderRecordPhoneVerdict", PhoneVerdict)
OrderRecordOutcome = _enum("OrderRecordOutcome", Outcome)
OrderRecordStatus = _enum("OrderRecordStatus", OrderStatus)
PurchaseCounting = _enum("PurchaseCounting", Reason)
