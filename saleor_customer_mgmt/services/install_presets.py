"""Make the shipped rules and groups, once: what staff deleted or changed stays as they left it."""

from __future__ import annotations

from django.db import transaction

from saleor_customer_mgmt.core.conditions import Language, to_json
from saleor_customer_mgmt.core.presets import PRESETS
from saleor_customer_mgmt.core.shipped import GROUPS, RULES
from saleor_customer_mgmt.lock_objects import own_work
from saleor_customer_mgmt.models import Group, OrderRecord, Rule
from saleor_customer_mgmt.services.actor import SYSTEM
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.queue_groups import queue_groups
from saleor_customer_mgmt.services.queue_rules import queue_rules


def install_presets() -> list[str]:
    """Make the rules and groups of those presets that none was made of yet; return their keys.

    Deleted rows stay in the tables, so what was deleted counts as made. A slug that the merchant has
    used is left alone.
    """
    with transaction.atomic():
        own_work("groups")
        rules, groups = _missing_rules(), _missing_groups()
        Rule.objects.bulk_create(rules)
        Group.objects.bulk_create(groups)
        made = [*(rule.preset for rule in rules), *(group.preset for group in groups)]
        if made:
            write_audit(SYSTEM, "presets_installed", presets=made)
        if OrderRecord.objects.exists():
            if any(rule.active for rule in rules):
                queue_rules(actor=SYSTEM, everything=True)
            if groups:
                queue_groups(actor=SYSTEM)
        return made


def _missing_rules() -> list[Rule]:
    made = set(Rule.objects.exclude(preset="").values_list("preset", flat=True))
    return [
        Rule(
            name=PRESETS[shipped.key].names[Language.EN],
            preset=shipped.key,
            priority=shipped.priority,
            active=shipped.active,
            condition=to_json(PRESETS[shipped.key].condition),
            actions=[dict(action) for action in shipped.actions],
            **SYSTEM.columns(),
        )
        for shipped in RULES
        if shipped.key not in made
    ]


def _missing_groups() -> list[Group]:
    made = set(Group.objects.exclude(preset="").values_list("preset", flat=True))
    made |= set(Group.objects.values_list("slug", flat=True))
    return [
        Group(
            slug=shipped.key,
            name=PRESETS[shipped.key].names[Language.EN],
            preset=shipped.key,
            priority=shipped.priority,
            condition=to_json(PRESETS[shipped.key].condition),
            **SYSTEM.columns(),
        )
        for shipped in GROUPS
        if shipped.key not in made
    ]
