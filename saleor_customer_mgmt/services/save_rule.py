"""Make, change, switch and delete rules. What they do to orders follows in the background."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from saleor_customer_mgmt.core.actions import Action, Do, InvalidActions, actions_to_json, parse_actions
from saleor_customer_mgmt.core.conditions import (
    Subject,
    references,
    to_json,
)
from saleor_customer_mgmt.models import Group, Job, Rule
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.errors import Invalid, NotFound, ServiceError
from saleor_customer_mgmt.services.queue_rules import queue_rules
from saleor_customer_mgmt.services.read_condition import read_condition

MAX_NAME, MAX_RULES = 200, 500
_PRIORITIES = range(-1_000_000, 1_000_001)


@dataclass(frozen=True, slots=True)
class RuleInput:
    """What a rule is to be. ``condition`` and ``actions`` are JSON (docs/conditions.md, docs/rules.md)."""

    name: str
    condition: Any
    actions: Any
    priority: int = 100
    active: bool = False
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    preset: str = ""


@dataclass(frozen=True, slots=True)
class SavedRule:
    """A rule as it is now, and the job that will have the orders follow; None: there is nothing to follow."""

    rule: Rule
    job: Job | None


def create_rule(wanted: RuleInput, *, actor: Actor) -> SavedRule:
    """Save a new rule; when it is switched on, the whole history is asked in the background.

    Raises:
        Invalid: naming every fault; nothing is saved.
    """
    columns = _checked(wanted)
    with transaction.atomic():
        if Rule.objects.filter(deleted_at=None).count() >= MAX_RULES:
            raise ServiceError(f"There are {MAX_RULES} rules already.")
        rule = Rule.objects.create(**columns, preset=wanted.preset, **actor.columns())
        write_audit(actor, "rule_created", rule=rule.id, active=rule.active)
        return SavedRule(rule, _follow(rule, was_active=False, actor=actor))


def update_rule(rule_id: int, wanted: RuleInput, *, actor: Actor) -> SavedRule:
    """Change a rule as a whole. What it did under its old terms is taken back where the new ones differ.

    Raises:
        NotFound: when there is no such rule.
        Invalid: naming every fault; nothing is saved.
    """
    columns = _checked(wanted)
    with transaction.atomic():
        rule = _locked(rule_id)
        before = {name: getattr(rule, name) for name in columns}
        for name, value in columns.items():
            setattr(rule, name, value)
        rule.save()
        changed = sorted(name for name, value in columns.items() if before[name] != value)
        write_audit(actor, "rule_changed", rule=rule.id, changed=changed)
        follows = bool(set(changed) - {"name"})
        return SavedRule(rule, _follow(rule, was_active=before["active"], actor=actor) if follows else None)


def change_rule(rule_id: int, changes: Mapping[str, Any], *, actor: Actor) -> SavedRule:
    """Change these of a rule's inputs (``RuleInput``) and leave the others as they are at that moment.

    Raises:
        NotFound: when there is no such rule.
        Invalid: naming every fault; nothing is saved.
    """
    with transaction.atomic():
        rule = _locked(rule_id)
        before = RuleInput(
            name=rule.name,
            condition=rule.condition,
            actions=rule.actions,
            priority=rule.priority,
            active=rule.active,
            valid_from=rule.valid_from,
            valid_to=rule.valid_to,
        )
        return update_rule(rule_id, replace(before, **changes), actor=actor)


def switch_rule(rule_id: int, *, active: bool, actor: Actor) -> SavedRule:
    """Switch a rule on or off; as it is already: nothing happens.

    Raises:
        NotFound: when there is no such rule.
    """
    with transaction.atomic():
        rule = _locked(rule_id)
        if rule.active == active:
            return SavedRule(rule, None)
        rule.active = active
        rule.save(update_fields=["active", "changed_at"])
        write_audit(actor, "rule_switched", rule=rule.id, active=active)
        return SavedRule(rule, _follow(rule, was_active=not active, actor=actor))


def delete_rule(rule_id: int, *, actor: Actor) -> SavedRule:
    """Delete a rule. Its labels and marks go, its holds stay.

    Raises:
        NotFound: when there is no such rule.
    """
    with transaction.atomic():
        rule = _locked(rule_id)
        was_active, rule.active, rule.deleted_at = rule.active, False, timezone.now()
        rule.save(update_fields=["active", "deleted_at", "changed_at"])
        write_audit(actor, "rule_deleted", rule=rule.id)
        return SavedRule(rule, _follow(rule, was_active=was_active, actor=actor))


def check_rule(wanted: RuleInput) -> tuple[Mapping[str, Any], Sequence[Action]]:
    """Return the canonical condition and the actions of a rule that could be saved.

    Raises:
        Invalid: naming every fault.
    """
    columns = _checked(wanted)
    return columns["condition"], parse_actions(columns["actions"])


def _checked(wanted: RuleInput) -> dict[str, Any]:
    """Return the columns of a rule.

    Raises:
        Invalid: naming every fault.
    """
    faults = [*_faults_of_plain(wanted)]
    named: dict[str, str] = {}
    condition: Any = None
    actions: tuple[Action, ...] = ()
    try:
        parsed = read_condition(wanted.condition, Subject.ORDER)
        condition = to_json(parsed)
        named.update(dict.fromkeys(references(parsed).groups, "condition"))
    except Invalid as error:
        faults += error.faults
    try:
        actions = parse_actions(wanted.actions)
    except InvalidActions as error:
        faults += error.faults
    for i, action in enumerate(actions):
        if action.do in (Do.ADD_TO_GROUP, Do.REMOVE_FROM_GROUP):
            named[action.value] = f"actions[{i}].group"
    there = set(Group.objects.filter(slug__in=named, deleted_at=None).values_list("slug", flat=True))
    faults += [(place, f"there is no group '{slug}'") for slug, place in named.items() if slug not in there]
    if faults:
        raise Invalid(faults)
    return {
        "name": wanted.name.strip(),
        "priority": wanted.priority,
        "active": wanted.active,
        "valid_from": wanted.valid_from,
        "valid_to": wanted.valid_to,
        "condition": condition,
        "actions": actions_to_json(actions),
    }


def _faults_of_plain(wanted: RuleInput) -> Iterator[tuple[str, str]]:
    if not 0 < len(wanted.name.strip()) <= MAX_NAME or "\0" in wanted.name:
        yield "name", f"must be a text of 1 to {MAX_NAME} characters"
    if wanted.priority not in _PRIORITIES:
        yield "priority", "is out of range"
    moments = {"valid_from": wanted.valid_from, "valid_to": wanted.valid_to}
    zoneless = [place for place, moment in moments.items() if moment is not None and moment.tzinfo is None]
    for place in zoneless:
        yield place, "has no time zone"
    if wanted.valid_from and wanted.valid_to and not zoneless and wanted.valid_from >= wanted.valid_to:
        yield "valid_to", "is not after valid_from"


def _locked(rule_id: int) -> Rule:
    rule = Rule.objects.select_for_update(no_key=True).filter(id=rule_id, deleted_at=None).first()
    if rule is None:
        raise NotFound(f"There is no rule with the id {rule_id}.", field="id")
    return rule


def _follow(rule: Rule, *, was_active: bool, actor: Actor) -> Job | None:
    """Have the orders follow a rule as it is now; one that is off and was off has done nothing."""
    if rule.active:
        return queue_rules(actor=actor, everything=True)
    return queue_rules(actor=actor, matched=rule.id) if was_active else None
