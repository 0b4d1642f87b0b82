from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from saleor_customer_mgmt.models import AuditEntry, Group, GroupEvent, Job, Rule
from saleor_customer_mgmt.services import save_group as module
from saleor_customer_mgmt.services.errors import Conflict, Invalid, NotFound, ServiceError
from saleor_customer_mgmt.services.save_group import (
    GroupInput,
    check_group,
    create_group,
    delete_group,
    update_group,
)
from tests.builders import STAFF, order_id
from tests.services.group_worlds import NEW, REPEATER, diary, done, in_group, members
from tests.services.rules import LABEL, order, rule

pytestmark = pytest.mark.django_db

WANTED = GroupInput("good", "  Good ones ", REPEATER, description=" Bought twice. ", voucher_code=" GOOD ")


def made(slug: str, condition: Any = None, **more: Any) -> Group:
    return create_group(GroupInput(slug, slug, condition, **more), actor=STAFF).group


def faults(wanted: GroupInput, group: int | None = None) -> list[tuple[str, str]]:
    def save() -> None:
        if group is None:
            create_group(wanted, actor=STAFF)
        else:
            update_group(group, wanted, actor=STAFF)

    with pytest.raises(Invalid) as refused:
        save()
    return refused.value.faults


def test_a_new_group_takes_those_whom_its_condition_names_in_the_background() -> None:
    order(1)
    order(2)
    group = create_group(WANTED, actor=STAFF).group
    assert members() == {}
    assert (group.name, group.description, group.voucher_code) == ("Good ones", "Bought twice.", "GOOD")
    assert group.condition == REPEATER

    done()

    me = order_id("saleor:1")
    assert members() == {"good": {(me, "condition")}}
    job = Job.objects.get()
    assert (job.kind, job.done, job.total, job.by_label) == ("groups", 1, 1, STAFF.label)
    assert job.result == {"changes": 1}
    entry = AuditEntry.objects.get(action="group_created")
    assert (entry.data, entry.by_label) == ({"group": "good"}, STAFF.label)


def test_a_group_without_a_condition_needs_no_job() -> None:
    made("friends")
    assert not Job.objects.exists()


def test_another_condition_takes_and_leaves_others() -> None:
    order(1)
    group = create_group(WANTED, actor=STAFF).group
    done()
    assert members() == {}

    update_group(group.id, replace(WANTED, condition=NEW, priority=5), actor=STAFF)
    done()
    me = order_id("saleor:1")
    assert members() == {"good": {(me, "condition")}}
    changed = AuditEntry.objects.get(action="group_changed")
    assert changed.data == {"group": "good", "changed": ["condition", "priority"]}

    update_group(group.id, replace(WANTED, condition=None, priority=5), actor=STAFF)
    done()
    assert members() == {}
    assert diary() == [("good", me, "+", "condition"), ("good", me, "-", "condition")]


def test_what_bears_upon_nobody_needs_no_job_and_the_same_again_nothing() -> None:
    group = create_group(WANTED, actor=STAFF).group
    Job.objects.all().delete()
    update_group(group.id, replace(WANTED, name="Best", voucher_code="BEST"), actor=STAFF)
    update_group(group.id, replace(WANTED, name="Best", voucher_code="BEST"), actor=STAFF)
    assert not Job.objects.exists()
    assert AuditEntry.objects.filter(action="group_changed").count() == 1


def test_who_saves_is_told_the_job_that_follows_and_none_where_nothing_does() -> None:
    assert create_group(GroupInput("friends", "Friends"), actor=STAFF).job is None
    saved = create_group(WANTED, actor=STAFF)
    assert saved.job == Job.objects.get()
    key = saved.group.id
    assert update_group(key, replace(WANTED, name="Best"), actor=STAFF).job is None
    assert update_group(key, replace(WANTED, name="Best", condition=NEW), actor=STAFF).job == saved.job
    done()
    deleted = delete_group(key, actor=STAFF).job
    assert deleted is not None
    assert (deleted.kind, deleted.state) == ("groups", "pending")
    assert deleted != saved.job


def test_changes_share_a_job_that_waits() -> None:
    made("one", REPEATER)
    made("two", NEW)
    assert Job.objects.count() == 1
    Job.objects.update(result={"changes": 0})
    made("three", NEW)
    assert Job.objects.count() == 2


def test_members_of_a_deleted_group_leave_it_in_the_background() -> None:
    order(1)
    group = made("new", NEW)
    done()
    delete_group(group.id, actor=STAFF)
    done()
    assert members() == {}
    assert GroupEvent.objects.filter(entered=False).get().detail == "The group was deleted"
    assert AuditEntry.objects.get(action="group_deleted").data == {"group": "new"}
    with pytest.raises(NotFound):
        delete_group(group.id, actor=STAFF)
    assert faults(GroupInput("new", "new")) == [("slug", "was a deleted group's: orders name it")]


def test_what_is_named_elsewhere_is_not_deleted() -> None:
    group = made("new", NEW)
    made("other", in_group("new", "has_none"))
    one = rule({"all": [in_group("new")]}, LABEL)
    two = rule(REPEATER, {"do": "add_to_group", "group": "new"}, active=False)
    rule(in_group("new"), LABEL, active=False, deleted_at="2026-01-01T00:00:00Z")

    with pytest.raises(Conflict) as refused:
        delete_group(group.id, actor=STAFF)

    assert refused.value.message == (
        f"It is named by the group 'other', the rule {one.id}, the rule {two.id}. Change that first."
    )
    assert Group.objects.get(slug="new").deleted_at is None


def test_every_fault_is_named_with_its_place() -> None:
    made("typed", customer_type="gold")
    bad = {"all": [{"field": "customer.age", "op": "equals", "value": 1}, in_group("nobody")]}
    found = faults(
        GroupInput(
            "No Slug",
            " ",
            bad,
            description="x" * 2001,
            priority=10**7,
            voucher_code="A\nB",
            customer_type="gold",
        )
    )
    assert [place for place, _ in found] == [
        "slug",
        "name",
        "description",
        "priority",
        "voucher_code",
        "customer_type",
        "condition.all[0].field",
    ]
    assert found[5][1] == "is set on one group at most, and 'typed' has one"
    assert Group.objects.count() == 1


def test_a_condition_on_an_order_is_no_condition_on_a_customer() -> None:
    (fault,) = faults(GroupInput("a", "a", {"field": "order.quantity", "op": "equals", "value": 1}))
    assert fault[0] == "condition.field"


def test_groups_that_are_not_there_are_named() -> None:
    condition = {"any": [REPEATER, {"none": [in_group("nobody")]}]}
    assert faults(GroupInput("a", "a", condition)) == [
        ("condition.any[1].none[0].value", "there is no group 'nobody'")
    ]


def test_a_group_that_depends_on_itself_is_refused_with_the_place() -> None:
    assert faults(GroupInput("a", "a", in_group("a"))) == [("condition.value", "depends on itself: a → a")]
    a = made("a")
    made("b", {"all": [REPEATER, in_group("a")]})
    made("c", in_group("b", "has_none"))
    wanted = GroupInput("a", "a", {"any": [REPEATER, {"none": [in_group("c")]}]})
    assert faults(wanted, a.id) == [("condition.any[1].none[0].value", "depends on itself: a → c → b → a")]
    a.refresh_from_db()
    assert a.condition is None
    with pytest.raises(Invalid):
        check_group(wanted, a.id)


def test_a_slug_stays_and_is_there_once() -> None:
    a = made("a")
    assert faults(GroupInput("a", "again")) == [("slug", "is there already")]
    assert faults(GroupInput("b", "b"), a.id) == [
        ("slug", "cannot be changed: orders and conditions name it")
    ]


def test_the_group_with_the_customer_type_may_be_changed() -> None:
    a = made("a", customer_type="gold")
    changed = update_group(a.id, GroupInput("a", "A", customer_type="silver"), actor=STAFF).group
    assert changed.customer_type == "silver"


def test_there_are_not_more_groups_than_can_be_asked(monkeypatch) -> None:
    monkeypatch.setattr(module, "MAX_GROUPS", 1)
    made("a")
    with pytest.raises(ServiceError, match="There are 1 groups already"):
        made("b")
    assert Group.objects.count() == 1


def test_a_group_that_is_not_there() -> None:
    for act in (
        lambda: update_group(1, WANTED, actor=STAFF),
        lambda: delete_group(1, actor=STAFF),
        lambda: check_group(WANTED, 1),
    ):
        with pytest.raises(NotFound):
            act()
    assert not AuditEntry.objects.exists()
    assert not Rule.objects.exists()
