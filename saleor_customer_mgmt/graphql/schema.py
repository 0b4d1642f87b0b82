"""The schema: mix-ins for a host that has one of its own, and a whole one for a host that has not.

Inside Saleor, the mount makes ``Query`` and ``Mutation`` of Saleor's and ours. Every type here exists
once in a process, and none has a name that Saleor uses (docs/graphql.md).
"""

from __future__ import annotations

import graphene

from saleor_customer_mgmt.graphql.mutations.cancel_import import OrderImportCancel
from saleor_customer_mgmt.graphql.mutations.counting import CustomerMgmtCountingUpdate
from saleor_customer_mgmt.graphql.mutations.create_import import OrderImportCreate
from saleor_customer_mgmt.graphql.mutations.criteria import MatchCriteriaRevert, MatchCriteriaUpdate
from saleor_customer_mgmt.graphql.mutations.exports import CustomerProfilesExport, OrderRecordsExport
from saleor_customer_mgmt.graphql.mutations.groups import (
    CustomerMgmtGroupCreate,
    CustomerMgmtGroupDelete,
    CustomerMgmtGroupMembersChange,
    CustomerMgmtGroupUpdate,
)
from saleor_customer_mgmt.graphql.mutations.holds import (
    CustomerMgmtHoldBreachesAcknowledge,
    CustomerMgmtHoldsAssign,
    CustomerMgmtHoldsCancel,
    CustomerMgmtHoldsPlace,
    CustomerMgmtHoldsRelease,
)
from saleor_customer_mgmt.graphql.mutations.import_mappings import (
    OrderImportMappingDelete,
    OrderImportMappingGuess,
    OrderImportMappingSave,
)
from saleor_customer_mgmt.graphql.mutations.labels import (
    CustomerProfilesLabel,
    CustomerProfilesUnlabel,
    OrderRecordsLabel,
    OrderRecordsUnlabel,
)
from saleor_customer_mgmt.graphql.mutations.merge import CustomerProfileMerge
from saleor_customer_mgmt.graphql.mutations.notes import (
    CustomerProfileNoteChange,
    CustomerProfileNoteDelete,
    CustomerProfileNoteWrite,
)
from saleor_customer_mgmt.graphql.mutations.rebuild import CustomerProfilesRebuild
from saleor_customer_mgmt.graphql.mutations.record_orders import OrderRecordsRecord
from saleor_customer_mgmt.graphql.mutations.retention import (
    CustomerMgmtRetentionExpire,
    CustomerMgmtRetentionUpdate,
)
from saleor_customer_mgmt.graphql.mutations.review import (
    CustomerDoubtfulPairsFind,
    CustomerProfilesNotSame,
    CustomerProfilesNotSameUndo,
)
from saleor_customer_mgmt.graphql.mutations.rules import (
    CustomerMgmtRuleCreate,
    CustomerMgmtRuleDelete,
    CustomerMgmtRuleSwitch,
    CustomerMgmtRuleUpdate,
)
from saleor_customer_mgmt.graphql.mutations.split import CustomerProfileSplit
from saleor_customer_mgmt.graphql.mutations.undo import CustomerDecisionUndo
from saleor_customer_mgmt.graphql.mutations.watch import (
    CustomerMgmtWatchMarksEnd,
    CustomerProfileEndWatch,
    CustomerProfilesWatch,
    CustomerProfileWatch,
)
from saleor_customer_mgmt.graphql.queries.conditions import ConditionQueries
from saleor_customer_mgmt.graphql.queries.counting import CountingQueries
from saleor_customer_mgmt.graphql.queries.customers import CustomerQueries
from saleor_customer_mgmt.graphql.queries.decisions import DecisionQueries
from saleor_customer_mgmt.graphql.queries.groups import GroupQueries
from saleor_customer_mgmt.graphql.queries.holds import HoldQueries
from saleor_customer_mgmt.graphql.queries.import_mappings import ImportMappingQueries
from saleor_customer_mgmt.graphql.queries.jobs import JobQueries
from saleor_customer_mgmt.graphql.queries.orders import OrderQueries
from saleor_customer_mgmt.graphql.queries.overview import OverviewQueries
from saleor_customer_mgmt.graphql.queries.retention import RetentionQueries
from saleor_customer_mgmt.graphql.queries.rules import RuleQueries
from saleor_customer_mgmt.graphql.queries.watchlist import WatchQueries


class CustomerMgmtQueries(
    CustomerQueries,
    OrderQueries,
    ImportMappingQueries,
    DecisionQueries,
    JobQueries,
    ConditionQueries,
    RuleQueries,
    HoldQueries,
    WatchQueries,
    OverviewQueries,
    CountingQueries,
    RetentionQueries,
    GroupQueries,
):
    """All our queries."""


class CustomerMgmtMutations(graphene.ObjectType):
    """All our mutations."""

    order_records_record = OrderRecordsRecord.Field()
    order_import_create = OrderImportCreate.Field()
    order_import_cancel = OrderImportCancel.Field()
    order_import_mapping_guess = OrderImportMappingGuess.Field()
    order_import_mapping_save = OrderImportMappingSave.Field()
    order_import_mapping_delete = OrderImportMappingDelete.Field()
    customer_profile_merge = CustomerProfileMerge.Field()
    customer_profile_split = CustomerProfileSplit.Field()
    customer_decision_undo = CustomerDecisionUndo.Field()
    match_criteria_update = MatchCriteriaUpdate.Field()
    match_criteria_revert = MatchCriteriaRevert.Field()
    customer_profiles_rebuild = CustomerProfilesRebuild.Field()
    customer_profiles_export = CustomerProfilesExport.Field()
    order_records_export = OrderRecordsExport.Field()
    customer_doubtful_pairs_find = CustomerDoubtfulPairsFind.Field()
    customer_profiles_not_same = CustomerProfilesNotSame.Field()
    customer_profiles_not_same_undo = CustomerProfilesNotSameUndo.Field()
    customer_mgmt_rule_create = CustomerMgmtRuleCreate.Field()
    customer_mgmt_rule_update = CustomerMgmtRuleUpdate.Field()
    customer_mgmt_rule_switch = CustomerMgmtRuleSwitch.Field()
    customer_mgmt_rule_delete = CustomerMgmtRuleDelete.Field()
    customer_mgmt_holds_place = CustomerMgmtHoldsPlace.Field()
    customer_mgmt_holds_release = CustomerMgmtHoldsRelease.Field()
    customer_mgmt_holds_cancel = CustomerMgmtHoldsCancel.Field()
    customer_mgmt_holds_assign = CustomerMgmtHoldsAssign.Field()
    customer_mgmt_hold_breaches_acknowledge = CustomerMgmtHoldBreachesAcknowledge.Field()
    customer_profile_watch = CustomerProfileWatch.Field()
    customer_profile_end_watch = CustomerProfileEndWatch.Field()
    customer_profile_note_write = CustomerProfileNoteWrite.Field()
    customer_profile_note_change = CustomerProfileNoteChange.Field()
    customer_profile_note_delete = CustomerProfileNoteDelete.Field()
    customer_profiles_watch = CustomerProfilesWatch.Field()
    customer_mgmt_watch_marks_end = CustomerMgmtWatchMarksEnd.Field()
    customer_profiles_label = CustomerProfilesLabel.Field()
    customer_profiles_unlabel = CustomerProfilesUnlabel.Field()
    order_records_label = OrderRecordsLabel.Field()
    order_records_unlabel = OrderRecordsUnlabel.Field()
    customer_mgmt_counting_update = CustomerMgmtCountingUpdate.Field()
    customer_mgmt_retention_update = CustomerMgmtRetentionUpdate.Field()
    customer_mgmt_retention_expire = CustomerMgmtRetentionExpire.Field()
    customer_mgmt_group_create = CustomerMgmtGroupCreate.Field()
    customer_mgmt_group_update = CustomerMgmtGroupUpdate.Field()
    customer_mgmt_group_delete = CustomerMgmtGroupDelete.Field()
    customer_mgmt_group_members_change = CustomerMgmtGroupMembersChange.Field()


class Query(CustomerMgmtQueries):
    """What can be asked."""


class Mutation(CustomerMgmtMutations):
    """What can be done."""


schema = graphene.Schema(query=Query, mutation=Mutation)
