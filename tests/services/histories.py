"""Histories of a shop as its services see them: orders come and come again, staff decide, criteria change.

A history is a list of steps made of small numbers, taken modulo whatever there is to choose from, so that
any list is a history. What the sources told is kept beside, in plain Python.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from hypothesis import strategies as st

from saleor_customer_mgmt.core.criteria import CriteriaSet, parse_criteria
from saleor_customer_mgmt.core.facts import ORDER_STATUSES, LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.models import CriteriaRevision, OrderRecord, StaffDecision
from saleor_customer_mgmt.services.change_criteria import change_criteria, revert_criteria
from saleor_customer_mgmt.services.errors import AlreadyDone, Conflict, NotFound
from saleor_customer_mgmt.services.merge_customers import merge_customers
from saleor_customer_mgmt.services.rebuild import rebuild
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.split_customer import split_customer
from saleor_customer_mgmt.services.undo_decision import undo_decision
from tests.builders import STAFF

CRITERIA = tuple(
    map(
        parse_criteria,
        (
            "name+phone OR name+email",
            "name+email",
            "phone+email OR name+birthday",
            "name+phone[saleor,rakuten] OR name+email[amazon]",
            "kana+phone OR source+member_id OR name+phone",
        ),
    )
)
SOURCES = "saleor", "rakuten", "amazon"
Name = tuple[str, str]


@dataclass(frozen=True)
class Record:
    """These orders come, in one call. One that is known already comes again."""

    orders: tuple[OrderFacts, ...]


@dataclass(frozen=True)
class Merge:
    customers: tuple[int, int]
    orders: tuple[int, int]


@dataclass(frozen=True)
class Split:
    """A customer of several orders, and which of them are taken out (a bit mask)."""

    customer: int
    out: int


@dataclass(frozen=True)
class Undo:
    decision: int


@dataclass(frozen=True)
class Criteria:
    criteria: int


@dataclass(frozen=True)
class Revert:
    """Back to the criteria before, or to any revision."""

    revision: int | None


@dataclass(frozen=True)
class Rebuild:
    pass


Decide = Merge | Split
Step = Record | Decide | Undo | Criteria | Revert | Rebuild


@dataclass
class Shop:
    """Takes steps through the services; ``told`` is what the sources have told of each order so far."""

    told: dict[Name, OrderFacts] = field(default_factory=dict)

    def take(self, step: Step) -> int | None:
        """Do this step; return the id of the decision that it made, if it made one."""
        match step:
            case Record(orders):
                self.record(orders)
            case Merge() | Split():
                return self.decide(step)
            case Undo(number):
                standing = StaffDecision.objects.filter(undone_at=None).order_by("id")
                if count := standing.count():
                    undo_decision(standing[number % count].id, actor=STAFF)
            case Criteria(number):
                self.change_criteria(CRITERIA[number % len(CRITERIA)])
            case Revert(number):
                self.revert(number)
            case Rebuild():
                rebuild(actor=STAFF)
        return None

    def record(self, orders: tuple[OrderFacts, ...]) -> None:
        expected = []
        for facts in orders:
            name = facts.source, facts.number
            before = self.told.get(name)
            after = facts if before is None else before.updated_by(facts)
            same = before is not None and as_kept(before) == as_kept(after)
            expected.append("new" if before is None else "unchanged" if same else "changed")
            self.told[name] = after
        assert [answer.outcome for answer in record_orders(orders)] == expected

    def decide(self, step: Decide) -> int | None:
        customers = self.customers()
        if isinstance(step, Merge):
            if len(customers) < 2:
                return None
            one = customers.pop(step.customers[0] % len(customers))
            two = customers[step.customers[1] % len(customers)]
            ends = [some[n % len(some)] for some, n in zip((one, two), step.orders, strict=True)]
            return _decided(lambda: merge_customers(*ends, actor=STAFF))
        customers = [c for c in customers if len(c) > 1]
        if not customers:
            return None
        members = customers[step.customer % len(customers)]
        mask = step.out % (2 ** len(members) - 2) + 1
        out = [order for bit, order in enumerate(members) if mask >> bit & 1]
        return _decided(lambda: split_customer(out, actor=STAFF))

    def customers(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for order, customer in OrderRecord.objects.order_by("id").values_list("id", "customer_id"):
            found.setdefault(customer, []).append(order)
        return [found[customer] for customer in sorted(found)]

    def change_criteria(self, criteria: CriteriaSet) -> bool:
        try:
            change_criteria(criteria, actor=STAFF)
        except AlreadyDone:
            return False
        return True

    def revert(self, number: int | None) -> None:
        revisions = CriteriaRevision.objects.order_by("id")
        wanted = None
        if number is not None and (count := revisions.count()):
            wanted = revisions[number % count].id
        try:
            revert_criteria(wanted, actor=STAFF)
        except (AlreadyDone, NotFound):
            return


def as_kept(facts: OrderFacts) -> OrderFacts:
    """Return these facts as the tables can give them back."""
    return dataclasses.replace(
        facts,
        status=facts.status or OrderStatus.PLACED,
        total=None if facts.total is None else facts.total.quantize(Decimal("0.0001"), ROUND_HALF_UP),
        lines=facts.lines or None,
    )


@contextmanager
def undone_afterwards() -> Iterator[None]:
    """One example of a property, in the one transaction of its test."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


_number = st.integers(0, 63)


_alternatives = st.lists(st.integers(0, 3), max_size=2).map(tuple) | st.none()
_PHONES = "090-0000-1111", "０９０００００１１１１", "090-0000-2222", "000-0000-0000"
_EMAILS = "a@example.com", "A@Example.com", "b@example.com", "m1@pc.fw.rakuten.ne.jp"


def _picked(numbers: tuple[int, ...] | None, values: tuple[str, ...]) -> tuple[str, ...] | None:
    return None if numbers is None else tuple(values[n] for n in numbers)


@st.composite
def order_facts(draw: st.DrawFn, orders: int = 9) -> OrderFacts:
    """Return one telling of one of a few orders or accounts, which says something or nothing of few."""
    number = draw(st.integers(0, orders - 1))
    of_account = draw(st.integers(0, 4)) == 0
    pick = st.sampled_from
    buyer = Person(
        name=draw(pick(["山田太郎", "山田　太郎", "佐藤花子", None])),
        kana=draw(pick([None, "ヤマダタロウ", "サトウハナコ", ""])),
        phones=_picked(draw(_alternatives), _PHONES),
        emails=_picked(draw(_alternatives), _EMAILS),
        address=draw(pick([None, "東京都千代田区千代田1-1", ""])),
        birthday=draw(pick([None, "1980-01-02", "1990-03-04"])),
        member_id=draw(pick([None, "M1", "M2"])),
        note=draw(pick([None, "prefers mornings", ""])) if of_account else None,
    )
    return OrderFacts(
        source=SOURCES[number % len(SOURCES)],
        number=f"@N{number}" if of_account else f"N{number}",
        placed_at=draw(pick([None, *(datetime(2026, 1, d, tzinfo=UTC) for d in (1, 2, 3))])),
        status=OrderStatus.ACCOUNT if of_account else draw(pick([None, *ORDER_STATUSES])),
        buyer=buyer,
        total=draw(pick([None, *map(Decimal, ("1000", "0", "-0", "12.34567", "99.99995"))])),
        currency=draw(pick([None, "JPY", "USD", ""])),
        lines=draw(pick([None, (), (LineFacts("SKU-1", "Green tea", 2, Decimal("4.5")),)])),
    )


def batches(most: int = 4, orders: int = 9) -> st.SearchStrategy[Record]:
    return st.lists(order_facts(orders), min_size=1, max_size=most).map(lambda o: Record(tuple(o)))


merges = st.builds(Merge, st.tuples(_number, _number), st.tuples(_number, _number))
splits = st.builds(Split, _number, _number)
undos = st.builds(Undo, _number)
criteria_changes = st.builds(Criteria, _number) | st.builds(Revert, st.none() | _number)
# Splits twice: the more of them bear on the same orders, the more can go wrong.
steps = st.one_of(batches(), merges, splits, splits, undos, criteria_changes, st.just(Rebuild()))


@st.composite
def histories(draw: st.DrawFn, most_steps: int = 9) -> list[Step]:
    """Return a history that begins with a few orders, so that there is something to decide."""
    begin: list[Step] = [
        draw(st.lists(order_facts(), min_size=3, max_size=7).map(lambda o: Record(tuple(o))))
    ]
    return begin + draw(st.lists(steps, max_size=most_steps))


def shop_after(history: list[Step], look: Callable[[Shop], None] = lambda _: None) -> Shop:
    """Return the shop after these steps; ``look`` looks at it after each of them."""
    shop = Shop()
    for step in history:
        shop.take(step)
        look(shop)
    return shop


def _decided(decide: Callable[[], StaffDecision]) -> int | None:
    """Return the decision's id, or None where earlier ones stand against it."""
    try:
        return decide().id
    except Conflict:
        return None
