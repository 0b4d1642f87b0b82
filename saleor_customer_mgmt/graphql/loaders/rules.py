"""Loading rules and what they match."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Count

from saleor_customer_mgmt.graphql.loaders.base import Loader
from saleor_customer_mgmt.models import Rule, RuleMatch


class RuleById(Loader):
    """Id → rule, also a deleted one."""

    def fetch(self, keys: list[int]) -> dict[int, Rule]:
        return Rule.objects.in_bulk(keys)


class MatchCount(Loader):
    """Rule id → how many orders it matches now."""

    def fetch(self, keys: list[int]) -> dict[int, int]:
        rows = RuleMatch.objects.filter(rule_id__in=keys, active=True).order_by().values("rule_id")
        return {row["rule_id"]: row["number"] for row in rows.annotate(number=Count("pk"))}

    def nothing(self) -> int:
        return 0


class MatchesOfOrder(Loader):
    """Order id → the rules that match it now, those that go first first."""

    def fetch(self, keys: list[int]) -> dict[int, list[RuleMatch]]:
        found: dict[int, list[RuleMatch]] = defaultdict(list)
        rows = RuleMatch.objects.filter(order_id__in=keys, active=True)
        for row in rows.order_by("order_id", "rule__priority", "rule_id"):
            found[row.order_id].append(row)
        return found

    def nothing(self) -> list[RuleMatch]:
        return []
