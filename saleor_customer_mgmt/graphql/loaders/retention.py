"""Loading what has expired, and when the rest will."""

from __future__ import annotations

from saleor_customer_mgmt.core.evidence import Field
from saleor_customer_mgmt.core.retention import RetentionPolicy
from saleor_customer_mgmt.graphql.loaders.base import Loader
from saleor_customer_mgmt.selectors.retention import expired_of_customers, retention_policy


class RetentionInForce(Loader):
    """True → the policy in force."""

    def fetch(self, keys: list[bool]) -> dict[bool, RetentionPolicy]:
        return dict.fromkeys(keys, retention_policy())


class ExpiredOfCustomer(Loader):
    """Customer id → of how many of its orders values are no longer kept, and of which fields."""

    def fetch(self, keys: list[int]) -> dict[int, tuple[int, tuple[Field, ...]]]:
        return expired_of_customers(keys)

    def nothing(self) -> tuple[int, tuple[Field, ...]]:
        return 0, ()
