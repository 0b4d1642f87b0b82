"""Groups for tests, and who is in them."""

from __future__ import annotations

from typing import Any

from saleor_customer_mgmt.models import Group, GroupEvent, GroupMembership, Job
from saleor_customer_mgmt.services.do_job import do_job
from saleor_customer_mgmt.services.refresh_groups import refresh_groups
from tests.builders import STAFF

REPEATER = {"field": "customer.purchase_count", "op": "at_least", "value": 2}
NEW = {"field": "customer.purchase_count", "op": "equals", "value": 1}


def in_group(slug: str, op: str = "has_any") -> dict[str, Any]:
    return {"field": "customer.groups", "op": op, "value": [slug]}


def group(slug: str, condition: Any = None, **more: Any) -> Group:
    """Write a group past the service that checks it and has its members worked out."""
    return Group.objects.create(slug=slug, name=slug, condition=condition, **more, **STAFF.columns())


def members() -> dict[str, set[tuple[int, str]]]:
    """Return who is in which group and why, by slug."""
    found: dict[str, set[tuple[int, str]]] = {}
    for slug, customer, why in GroupMembership.objects.values_list("group__slug", "customer_id", "why"):
        found.setdefault(slug, set()).add((customer, why))
    return found


def diary() -> list[tuple[str, int, str, str]]:
    """Return the diary: group, customer, ``+`` or ``-``, why."""
    rows = GroupEvent.objects.order_by("id").values_list("group__slug", "customer_id", "entered", "why")
    return [(slug, customer, "+" if entered else "-", why) for slug, customer, entered, why in rows]


def from_the_diary() -> set[tuple[str, int]]:
    """Return who is in which group when the diary is read from its beginning.

    Somebody who enters was outside, and somebody who leaves inside.
    """
    inside: set[tuple[str, int]] = set()
    for slug, customer, sign, _ in diary():
        assert ((slug, customer) in inside) is (sign == "-")
        inside ^= {(slug, customer)}
    return inside


def refreshed(*customers: int) -> int:
    return refresh_groups(customers)


def done() -> None:
    """Have the jobs that wait carried out, as a worker would."""
    for job in Job.objects.filter(state=Job.State.PENDING).order_by("id"):
        do_job(job.id)
        job.refresh_from_db()
        assert (job.state, job.error) == (Job.State.DONE, "")
