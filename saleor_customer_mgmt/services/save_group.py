"""Make, change and delete groups. Whom they take is worked out in the background."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from saleor_customer_mgmt.core.actions import Do, parse_actions
from saleor_customer_mgmt.core.conditions import (
    Condition,
    Subject,
    comparisons,
    find_cycle,
    parse_condition,
    references,
    to_json,
)
from saleor_customer_mgmt.lock_objects import own_work
from saleor_customer_mgmt.models import Group, Job, Rule
from saleor_customer_mgmt.selectors.group_terms import group_terms
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.errors import Conflict, Invalid, NotFound, ServiceError
from saleor_customer_mgmt.services.queue_groups import queue_groups
from saleor_customer_mgmt.services.read_condition import read_condition

MAX_NAME, MAX_DESCRIPTION, MAX_CODE, MAX_GROUPS = 200, 2000, 255, 200
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,49}")
_TYPE = re.compile(r"[-\w]{0,255}")
_PRIORITIES = range(-1_000_000, 1_000_001)


@dataclass(frozen=True, slots=True)
class GroupInput:
    """What a group is to be. ``condition`` is JSON (docs/conditions.md), or None: nobody by condition."""

    slug: str
    name: str
    condition: Any = None
    description: str = ""
    priority: int = 100
    voucher_code: str = ""
    customer_type: str = ""
    preset: str = ""


@dataclass(frozen=True, slots=True)
class SavedGroup:
    """A group as it is now, and the job that will work out who is in it; None: nobody enters or leaves."""

    group: Group
    job: Job | None


def create_group(wanted: GroupInput, *, actor: Actor) -> SavedGroup:
    """Save a new group; who is in it is worked out in the background.

    Raises:
        Invalid: naming every fault; nothing is saved.
        ServiceError: when there are too many groups.
    """
    with transaction.atomic():
        _own_groups()
        if Group.objects.filter(deleted_at=None).count() >= MAX_GROUPS:
            raise ServiceError(f"There are {MAX_GROUPS} groups already.")
        columns = _checked(wanted, None)
        group = Group.objects.create(slug=wanted.slug, preset=wanted.preset, **columns, **actor.columns())
        write_audit(actor, "group_created", group=group.slug)
        return SavedGroup(group, None if group.condition is None else queue_groups(actor=actor))


def update_group(group_id: int, wanted: GroupInput, *, actor: Actor) -> SavedGroup:
    """Change a group as a whole. Other terms take and leave others, in the background.

    Raises:
        NotFound: when there is no such group.
        Invalid: naming every fault; nothing is saved.
    """
    with transaction.atomic():
        _own_groups()
        group = _found(group_id)
        columns = _checked(wanted, group)
        changed = sorted(name for name, value in columns.items() if getattr(group, name) != value)
        for name in changed:
            setattr(group, name, columns[name])
        if changed:
            group.save(update_fields=[*changed, "changed_at"])
            write_audit(actor, "group_changed", group=group.slug, changed=changed)
        return SavedGroup(group, queue_groups(actor=actor) if "condition" in changed else None)


def change_group(group_id: int, changes: Mapping[str, Any], *, actor: Actor) -> SavedGroup:
    """Change these of a group's inputs (``GroupInput``) and leave the others as they are at that moment.

    Raises:
        NotFound: when there is no such group.
        Invalid: naming every fault; nothing is saved.
    """
    with transaction.atomic():
        _own_groups()
        group = _found(group_id)
        before = GroupInput(
            slug=group.slug,
            name=group.name,
            condition=group.condition,
            description=group.description,
            priority=group.priority,
            voucher_code=group.voucher_code,
            customer_type=group.customer_type,
        )
        return update_group(group_id, replace(before, **changes), actor=actor)


def delete_group(group_id: int, *, actor: Actor) -> SavedGroup:
    """Delete a group. Its members leave it in the background; its diary and its slug stay.

    Raises:
        NotFound: when there is no such group.
        Conflict: when other groups or rules name it; nothing is changed.
    """
    with transaction.atomic():
        _own_groups()
        group = _found(group_id)
        if named := [*_naming_groups(group.slug), *_naming_rules(group.slug)]:
            raise Conflict(f"It is named by {', '.join(named)}. Change that first.")
        group.deleted_at = timezone.now()
        group.save(update_fields=["deleted_at", "changed_at"])
        write_audit(actor, "group_deleted", group=group.slug)
        return SavedGroup(group, queue_groups(actor=actor))


def check_group(wanted: GroupInput, group_id: int | None = None) -> Mapping[str, Any] | None:
    """Return the canonical condition of a group that could be saved, or take the place of this one.

    Raises:
        NotFound: when there is no such group.
        Invalid: naming every fault.
    """
    group = None if group_id is None else _found(group_id)
    condition: Mapping[str, Any] | None = _checked(wanted, group)["condition"]
    return condition


def _own_groups() -> None:
    """Have one at a time save: two could each write one half of a circle."""
    own_work("groups")


def _found(group_id: int) -> Group:
    group = Group.objects.filter(id=group_id, deleted_at=None).first()
    if group is None:
        raise NotFound(f"There is no group with the id {group_id}.", field="id")
    return group


def _checked(wanted: GroupInput, group: Group | None) -> dict[str, Any]:
    """Return the columns of a group.

    Raises:
        Invalid: naming every fault.
    """
    faults = [*_faults_of_slug(wanted.slug, group), *_faults_of_plain(wanted)]
    condition = None
    if wanted.condition is not None:
        try:
            parsed = read_condition(wanted.condition, Subject.CUSTOMER)
        except Invalid as error:
            faults += error.faults
        else:
            condition = to_json(parsed)
            faults += _faults_of_names(wanted.slug, parsed)
    if faults:
        raise Invalid(faults)
    return {
        "name": wanted.name.strip(),
        "description": wanted.description.strip(),
        "condition": condition,
        "priority": wanted.priority,
        "voucher_code": wanted.voucher_code.strip(),
        "customer_type": wanted.customer_type,
    }


def _faults_of_slug(slug: str, group: Group | None) -> Iterator[tuple[str, str]]:
    if group is not None:
        if slug != group.slug:
            yield "slug", "cannot be changed: orders and conditions name it"
    elif not _SLUG.fullmatch(slug):
        yield "slug", "must be 1 to 50 of a-z, 0-9, '-' and '_', not beginning with one of these two"
    elif taken := Group.objects.filter(slug=slug).first():
        yield (
            "slug",
            "is there already" if taken.deleted_at is None else "was a deleted group's: orders name it",
        )


def _faults_of_plain(wanted: GroupInput) -> Iterator[tuple[str, str]]:
    if not 0 < len(wanted.name.strip()) <= MAX_NAME or "\0" in wanted.name:
        yield "name", f"must be a text of 1 to {MAX_NAME} characters"
    if len(wanted.description) > MAX_DESCRIPTION or "\0" in wanted.description:
        yield "description", f"must be a text of at most {MAX_DESCRIPTION} characters"
    if wanted.priority not in _PRIORITIES:
        yield "priority", "is out of range"
    if len(wanted.voucher_code) > MAX_CODE or not wanted.voucher_code.isprintable():
        yield "voucher_code", f"must be a text of at most {MAX_CODE} characters"
    if not _TYPE.fullmatch(wanted.customer_type):
        yield "customer_type", "must be the slug of a customer type"
    elif wanted.customer_type:
        others = Group.objects.filter(deleted_at=None).exclude(customer_type="").exclude(slug=wanted.slug)
        if other := others.first():
            yield "customer_type", f"is set on one group at most, and '{other.slug}' has one"


def _faults_of_names(slug: str, condition: Condition) -> Iterator[tuple[str, str]]:
    """Yield the groups that are not there, and the way on which the group leads back to itself."""
    asked = {terms.slug: terms.asks.groups for terms in group_terms()} | {slug: references(condition).groups}
    for name in sorted(asked[slug] - asked.keys()):
        yield _place(condition, name), f"there is no group '{name}'"
    if way := find_cycle(asked):
        circle = way[:-1]
        at = circle.index(slug) if slug in circle else 0  # a circle without it was there before
        way = (*circle[at:], *circle[:at], circle[at])
        yield _place(condition, way[1]), f"depends on itself: {' → '.join(way)}"


def _place(condition: Condition, name: str) -> str:
    """Return where a condition names a group."""
    for path, comparison in comparisons(condition):
        if comparison.field == "customer.groups" and name in (comparison.value or ()):  # type: ignore[operator]
            return f"condition.{path}.value" if path else "condition.value"
    return "condition"


def _naming_groups(slug: str) -> Iterator[str]:
    for terms in group_terms():
        if slug in terms.asks.groups:
            yield f"the group '{terms.slug}'"


def _naming_rules(slug: str) -> Iterator[str]:
    for rule in Rule.objects.filter(deleted_at=None).order_by("id"):
        asked = references(parse_condition(rule.condition, subject=Subject.ORDER)).groups
        acts = parse_actions(rule.actions)
        if slug in asked or any(
            act.do in (Do.ADD_TO_GROUP, Do.REMOVE_FROM_GROUP) and act.value == slug for act in acts
        ):
            yield f"the rule {rule.id}"
