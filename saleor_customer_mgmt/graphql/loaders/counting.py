"""Loading the counting policy, once for an answer."""

from __future__ import annotations

from saleor_customer_mgmt.core.counting import CountingPolicy
from saleor_customer_mgmt.graphql.loaders.base import Loader
from saleor_customer_mgmt.selectors.counting import counting_policy


class PolicyInForce(Loader):
    """True → the policy in force."""

    def fetch(self, keys: list[bool]) -> dict[bool, CountingPolicy]:
        return dict.fromkeys(keys, counting_policy())
