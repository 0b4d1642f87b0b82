from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from saleor_customer_mgmt.models import AuditEntry, Group, Job, Rule, RuleBacklog
from saleor_customer_mgmt.services import save_rule as module
from saleor_customer_mgmt.services.do_job import do_job
from saleor_customer_mgmt.services.errors import Invalid, NotFound, ServiceError
from saleor_customer_mgmt.services.save_rule import (
    RuleInput,
    check_rule,
    create_rule,
    delete_rule,
    switch_rule,
    update_rule,
)
from tests.builders import STAFF
from tests.services.rules import HOLD, LABEL, REPEATER, held, labels, order

pytestmark = pytest.mark.django_db

WANTED = RuleInput("  Repeater ", REPEATER, [LABEL, HOLD], active=True)


def two_orders() -> None:
    order(1)
    order(2)


def done() -> None:
    """Have the jobs that wait carried out, as a worker would."""
    for job in Job.objects.filter(state=Job.State.PENDING).order_by("id"):
        do_job(job.id)
        job.refresh_from_db()
        assert (job.state, job.error) == (Job.State.DONE, "")
    assert not RuleBacklog.objects.exists()


def test_a_rule_that_is_switched_on_is_applied_to_the_history() -> None:
    two_orders()
    rule = create_rule(WANTED, actor=STAFF).rule
    assert labels() == {}

    done()

    assert labels() == {"2": {"repeater"}}
    assert held() == [("2", "look at it", "open")]
    assert (rule.name, rule.actions) == ("Repeater", [LABEL, HOLD])
    assert rule.condition == {**REPEATER, "including_present": True}
    job = Job.objects.get()
    assert (job.kind, job.done, job.total, job.by_label) == ("rules", 2, 2, STAFF.label)


def test_a_rule_that_is_not_switched_on_is_applied_to_nothing() -> None:
    two_orders()
    create_rule(replace(WANTED, active=False), actor=STAFF)
    assert not Job.objects.exists()
    order(3)
    assert labels() == {}


def test_switching_off_and_on_takes_back_and_brings_back() -> None:
    two_orders()
    rule = create_rule(WANTED, actor=STAFF).rule
    done()

    switch_rule(rule.id, active=False, actor=STAFF)
    done()
    assert labels() == {}

    switch_rule(rule.id, active=True, actor=STAFF)
    done()
    assert labels() == {"2": {"repeater"}}
    assert held() == [("2", "look at it", "open")]


def test_switching_to_what_it_is_does_nothing() -> None:
    rule = create_rule(WANTED, actor=STAFF).rule
    done()
    entries = AuditEntry.objects.count()
    switch_rule(rule.id, active=True, actor=STAFF)
    assert AuditEntry.objects.count() == entries
    assert not Job.objects.filter(state=Job.State.PENDING).exists()


def test_other_terms_take_back_what_the_old_ones_did() -> None:
    two_orders()
    order(3)
    rule = create_rule(WANTED, actor=STAFF).rule
    done()

    third = {**REPEATER, "value": 3}
    update_rule(
        rule.id,
        replace(WANTED, condition=third, actions=[{"do": "label_order", "label": "third"}]),
        actor=STAFF,
    )
    done()

    assert labels() == {"3": {"third"}}
    assert AuditEntry.objects.get(action="rule_changed").data == {
        "rule": rule.id,
        "changed": ["actions", "condition"],
    }


def test_another_name_asks_nothing_anew() -> None:
    rule = create_rule(WANTED, actor=STAFF).rule
    done()
    update_rule(rule.id, replace(WANTED, name="Good"), actor=STAFF)
    assert Rule.objects.get().name == "Good"
    assert not Job.objects.filter(state=Job.State.PENDING).exists()


def test_a_deleted_rule_is_gone_and_its_holds_stay() -> None:
    two_orders()
    rule = create_rule(WANTED, actor=STAFF).rule
    done()

    delete_rule(rule.id, actor=STAFF)
    done()

    assert labels() == {}
    assert held() == [("2", "look at it", "open")]
    for act in (
        lambda: delete_rule(rule.id, actor=STAFF),
        lambda: update_rule(rule.id, WANTED, actor=STAFF),
        lambda: switch_rule(rule.id, active=True, actor=STAFF),
    ):
        with pytest.raises(NotFound, match=f"There is no rule with the id {rule.id}"):
            act()
    assert Rule.objects.get().active is False


def test_who_saves_is_told_the_job_that_follows_and_none_where_nothing_does() -> None:
    off = create_rule(replace(WANTED, active=False), actor=STAFF)
    key = off.rule.id
    assert (off.job, delete_rule(key, actor=STAFF).job) == (None, None)

    on = create_rule(WANTED, actor=STAFF)
    assert on.job == Job.objects.get()
    key = on.rule.id
    assert update_rule(key, replace(WANTED, name="Good"), actor=STAFF).job is None
    assert switch_rule(key, active=True, actor=STAFF).job is None
    # What waits already does all of it; what has ended does not.
    assert update_rule(key, replace(WANTED, name="Good", priority=5), actor=STAFF).job == on.job
    done()
    switched = switch_rule(key, active=False, actor=STAFF).job
    assert switched is not None
    assert (switched.state, switched.result) == ("pending", {"everything": False, "matched": [key]})
    assert switched != on.job
    done()
    assert delete_rule(key, actor=STAFF).job is None


def test_several_changes_wait_as_one_job() -> None:
    first = create_rule(WANTED, actor=STAFF).rule
    create_rule(replace(WANTED, name="Other"), actor=STAFF)
    switch_rule(first.id, active=False, actor=STAFF)
    assert Job.objects.get().result == {"everything": True, "matched": [first.id]}
    done()


EARLY, LATE = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"name": " "}, [("name", "must be a text of 1 to 200 characters")]),
        ({"name": "x" * 201}, [("name", "must be a text of 1 to 200 characters")]),
        ({"priority": 10**9}, [("priority", "is out of range")]),
        ({"valid_from": LATE, "valid_to": EARLY}, [("valid_to", "is not after valid_from")]),
        ({"valid_from": EARLY, "valid_to": EARLY}, [("valid_to", "is not after valid_from")]),
        ({"valid_from": EARLY.replace(tzinfo=None)}, [("valid_from", "has no time zone")]),
        ({"actions": []}, [("actions", "a list of at least one action is needed")]),
        (
            {"actions": [{"do": "add_to_group", "group": "vip"}]},
            [("actions[0].group", "there is no group 'vip'")],
        ),
        (
            {"condition": {"field": "customer.groups", "op": "has_any", "value": ["vip"]}},
            [("condition", "there is no group 'vip'")],
        ),
    ],
)
def test_what_cannot_be_saved(change: dict[str, Any], faults: list[tuple[str, str]]) -> None:
    rule = create_rule(replace(WANTED, active=False), actor=STAFF).rule
    before = Rule.objects.values().get()
    for act in (
        lambda wanted: create_rule(wanted, actor=STAFF),
        lambda wanted: update_rule(rule.id, wanted, actor=STAFF),
        check_rule,
    ):
        with pytest.raises(Invalid) as caught:
            act(replace(WANTED, **change))
        assert caught.value.faults == faults
    assert Rule.objects.values().get() == before
    assert not Job.objects.exists()


def test_every_fault_is_named_with_its_place() -> None:
    wanted = RuleInput(
        "",
        {"all": [{"field": "customer.purchase_count", "op": "between", "from": 5, "to": 2}]},
        [{"do": "hold", "at": "never"}, {"do": "dance"}],
    )
    with pytest.raises(Invalid) as caught:
        check_rule(wanted)
    assert [place for place, _ in caught.value.faults] == [
        "name",
        "condition.all[0].from",
        "actions[0].at",
        "actions[1].do",
    ]
    assert caught.value.field == "name"


def test_a_group_that_was_deleted_is_no_group() -> None:
    Group.objects.create(slug="vip", name="VIP", deleted_at=EARLY, **STAFF.columns())
    with pytest.raises(Invalid, match="there is no group 'vip'"):
        check_rule(replace(WANTED, actions=[{"do": "add_to_group", "group": "vip"}]))


def test_there_is_an_end_to_how_many(monkeypatch) -> None:
    monkeypatch.setattr(module, "MAX_RULES", 1)
    create_rule(WANTED, actor=STAFF)
    with pytest.raises(ServiceError, match="There are 1 rules already"):
        create_rule(WANTED, actor=STAFF)
    assert Rule.objects.count() == 1
