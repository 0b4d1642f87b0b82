"""The schema: mix-ins for a host that has one of its own, and a whole one for a host that has not.

Inside Saleor, the mount makes ``Query`` and ``Mutation`` of Saleor's and ours. Every type here exists
once in a process, and none has a name that Saleor uses (docs/graphql.md).
"""

from __future__ import annotations

import graphene

from saleor_customer_mgmt.graphql.mutations.cancel_import import OrderImportCancel
from saleor_customer_mgmt.graphql.mutations.create_import import OrderImportCreate
from saleor_customer_mgmt.graphql.mutations.criteria import MatchCriteriaRevert, MatchCriteriaUpdate
from saleor_customer_mgmt.graphql.mutations.merge import CustomerProfileMerge
from saleor_customer_mgmt.graphql.mutations.rebuild import CustomerProfilesRebuild
from saleor_customer_mgmt.graphql.mutations.record_orders import OrderRecordsRecord
from saleor_customer_mgmt.graphql.mutations.split import CustomerProfileSplit
from saleor_customer_mgmt.graphql.mutations.undo import CustomerDecisionUndo
from saleor_customer_mgmt.graphql.queries.conditions import ConditionQueries
from saleor_customer_mgmt.graphql.queries.customers import CustomerQueries
from saleor_customer_mgmt.graphql.queries.decisions import DecisionQueries
from saleor_customer_mgmt.graphql.queries.jobs import JobQueries
from saleor_customer_mgmt.graphql.queries.orders import OrderQueries


class CustomerMgmtQueries(CustomerQueries, OrderQueries, DecisionQueries, JobQueries, ConditionQueries):
    """All our queries."""


class CustomerMgmtMutations(graphene.ObjectType):
    """All our mutations."""

    order_records_record = OrderRecordsRecord.Field()
    order_import_create = OrderImportCreate.Field()
    order_import_cancel = OrderImportCancel.Field()
    customer_profile_merge = CustomerProfileMerge.Field()
    customer_profile_split = CustomerProfileSplit.Field()
    customer_decision_undo = CustomerDecisionUndo.Field()
    match_criteria_update = MatchCriteriaUpdate.Field()
    match_criteria_revert = MatchCriteriaRevert.Field()
    customer_profiles_rebuild = CustomerProfilesRebuild.Field()


class Query(CustomerMgmtQueries):
    """What can be asked."""


class Mutation(CustomerMgmtMutations):
    """What can be done."""


schema = graphene.Schema(query=Query, mutation=Mutation)
