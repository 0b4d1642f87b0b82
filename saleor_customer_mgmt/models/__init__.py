"""The tables. Rows and constraints only: what is done with them is in ``services``."""

from saleor_customer_mgmt.models.audit import AuditEntry
from saleor_customer_mgmt.models.counting import CountingRevision
from saleor_customer_mgmt.models.criteria import CriteriaRevision
from saleor_customer_mgmt.models.customer import Customer
from saleor_customer_mgmt.models.decision import DecisionLink, SplitMember, StaffDecision
from saleor_customer_mgmt.models.doubtful import DoubtfulPair, NotSame
from saleor_customer_mgmt.models.group import Group, GroupEntry, GroupEvent, GroupMembership
from saleor_customer_mgmt.models.hold import HeldStep, Hold, HoldBreach
from saleor_customer_mgmt.models.import_mapping import ImportMapping, ImportMappingRevision
from saleor_customer_mgmt.models.imports import Import, ImportChunk, ImportResult, ImportShare
from saleor_customer_mgmt.models.job import Job, JobFile, JobShare
from saleor_customer_mgmt.models.mark import CustomerLabel, OrderLabel, WatchMark
from saleor_customer_mgmt.models.match_key import ContestedKey, MatchKey, OrderKey
from saleor_customer_mgmt.models.note import CustomerNote
from saleor_customer_mgmt.models.order import OrderEvidence, OrderLine, OrderRecord
from saleor_customer_mgmt.models.order_digests import OrderDigests
from saleor_customer_mgmt.models.progress import HostProgress
from saleor_customer_mgmt.models.retention import RetentionRevision
from saleor_customer_mgmt.models.rule import Rule, RuleBacklog, RuleMatch, RuleNotice
from saleor_customer_mgmt.models.search import CustomerSearch, OrderNumberRange, SearchBacklog

__all__ = [
    "AuditEntry",
    "ContestedKey",
    "CountingRevision",
    "CriteriaRevision",
    "Customer",
    "CustomerLabel",
    "CustomerNote",
    "CustomerSearch",
    "DecisionLink",
    "DoubtfulPair",
    "Group",
    "GroupEntry",
    "GroupEvent",
    "GroupMembership",
    "HeldStep",
    "Hold",
    "HoldBreach",
    "HostProgress",
    "Import",
    "ImportChunk",
    "ImportMapping",
    "ImportMappingRevision",
    "ImportResult",
    "ImportShare",
    "Job",
    "JobFile",
    "JobShare",
    "MatchKey",
    "NotSame",
    "OrderDigests",
    "OrderEvidence",
    "OrderKey",
    "OrderLabel",
    "OrderLine",
    "OrderNumberRange",
    "OrderRecord",
    "RetentionRevision",
    "Rule",
    "RuleBacklog",
    "RuleMatch",
    "RuleNotice",
    "SearchBacklog",
    "SplitMember",
    "StaffDecision",
    "WatchMark",
]
