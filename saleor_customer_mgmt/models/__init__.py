"""The tables. Rows and constraints only: what is done with them is in ``services``."""

from saleor_customer_mgmt.models.audit import AuditEntry
from saleor_customer_mgmt.models.criteria import CriteriaRevision
from saleor_customer_mgmt.models.customer import Customer
from saleor_customer_mgmt.models.decision import DecisionLink, SplitMember, StaffDecision
from saleor_customer_mgmt.models.imports import Import, ImportChunk, ImportResult
from saleor_customer_mgmt.models.job import Job
from saleor_customer_mgmt.models.match_key import ContestedKey, MatchKey, OrderKey
from saleor_customer_mgmt.models.order import OrderEvidence, OrderLine, OrderRecord
from saleor_customer_mgmt.models.progress import HostProgress

__all__ = [
    "AuditEntry",
    "ContestedKey",
    "CriteriaRevision",
    "Customer",
    "DecisionLink",
    "HostProgress",
    "Import",
    "ImportChunk",
    "ImportResult",
    "Job",
    "MatchKey",
    "OrderEvidence",
    "OrderKey",
    "OrderLine",
    "OrderRecord",
    "SplitMember",
    "StaffDecision",
]
