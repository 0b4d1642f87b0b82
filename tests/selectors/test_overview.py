"""The overview counts what docs/overview.md says: counted once more in plain Python, and by hand."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from saleor_customer_mgmt.core.counting_policy import parse_policy
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.core.periods import Period, Step
from saleor_customer_mgmt.models import Hold, OrderRecord
from saleor_customer_mgmt.selectors.overview import Divided, Figures, overview
from saleor_customer_mgmt.services.change_counting import change_counting
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.split_customer import split_customer
from tests.builders import STAFF, order_facts, order_id

pytestmark = pytest.mark.django_db
TOKYO = ZoneInfo("Asia/Tokyo")
ZONES = (TOKYO, ZoneInfo("America/New_York"), UTC)


def jst(month: int, day: int, hour: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=TOKYO)


def figures(divided: Divided) -> dict[str | None, Figures]:
    found: dict[str | None, Figures] = {None: divided.all}
    found.update(divided.by_source.items())
    return found


# The oracle.


def expected(orders: Sequence[OrderRecord], holds: Sequence[Hold], period: Period, zone: Any) -> Any:
    """Return the figures of a period, by source and (None) over all, by the words of docs/overview.md."""

    def is_in(at: datetime | None) -> bool:
        return at is not None and period.first <= at.astimezone(zone).date() <= period.last

    def is_before(at: datetime | None, limit: date) -> bool:
        return at is None or at.astimezone(zone).date() < limit

    purchases: dict[int, list[datetime | None]] = {}
    for order in OrderRecord.objects.filter(count_reason="counts"):  # at any source
        purchases.setdefault(order.customer_id, []).append(order.placed_at)
    after = period.last + timedelta(days=1)

    def count(some: Iterable[OrderRecord], source: str | None) -> Figures:
        placed = [o for o in some if is_in(o.placed_at) and o.status != "unfinished"]
        buyers = {o.customer_id for o in placed if o.count_reason == "counts"}
        new = [c for c in buyers if not any(is_before(at, period.first) for at in purchases[c])]
        repeaters = [c for c in buyers if sum(is_before(at, after) for at in purchases[c]) >= 2]
        theirs = [h for h in holds if source in (None, h.order.source)]
        return Figures(
            orders=len(placed),
            purchases=sum(o.count_reason == "counts" for o in placed),
            cancelled=sum(o.status == "cancelled" for o in placed),
            returned=sum(o.status == "returned" for o in placed),
            customers=len(buyers),
            new_customers=len(new),
            repeaters=len(repeaters),
            held=len({h.order_id for h in theirs if is_in(h.created_at)}),
            released=len({h.order_id for h in theirs if h.state == "released" and is_in(h.closed_at)}),
        )

    sources = {o.source for o in orders}
    by_source = {s: count([o for o in orders if o.source == s], s) for s in sources}
    found = {source: found for source, found in by_source.items() if found != Figures()}
    return {None: count(orders, None), **found}


def random_shop(rng: random.Random) -> None:
    """Record orders of few people around the turns of days and months, at three sources, with holds."""
    for n in range(60):
        person = rng.randrange(8)
        month, day, hour = rng.choice([11, 12, 1, 2, 3]), rng.choice([1, 2, 5, 14, 27, 28]), rng.randrange(24)
        at = datetime(2025 if month > 10 else 2026, month, day, hour, tzinfo=UTC)
        status = rng.choice([*OrderStatus, OrderStatus.FULFILLED, OrderStatus.PLACED])
        record_orders(
            [
                order_facts(
                    f"@{n}" if status is OrderStatus.ACCOUNT else f"{n}",
                    source=rng.choice(["saleor", "rakuten", "amazon"]),
                    name=f"見本{person}",
                    phone=f"090-0000-{person:04}",
                    status=status,
                    email="a@staff.example" if rng.random() < 0.1 else None,
                    placed_at=None if rng.random() < 0.08 else at,
                )
            ]
        )
    ids = list(OrderRecord.objects.values_list("id", flat=True))
    for _ in range(15):
        state = rng.choice(Hold.State.values)
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=rng.randrange(-900, 1500))
        hold = Hold.objects.create(
            order_id=rng.choice(ids), point="fulfil", reason="r", state=state, **STAFF.columns()
        )
        closed = None if state == "open" else at + timedelta(days=rng.randrange(40))
        Hold.objects.filter(id=hold.id).update(created_at=at, closed_at=closed)


@pytest.mark.parametrize("seed", range(12))
def test_it_counts_what_the_documentation_says(seed: int) -> None:
    rng = random.Random(seed)
    random_shop(rng)
    if seed % 2:
        policy = parse_policy({"test_emails": ["@staff.example"], "sources_left_out": ["amazon"]})
        change_counting(policy, actor=STAFF)
    zone, step = ZONES[seed % 3], list(Step)[seed // 3 % 3]
    first = date(2025, 11, 1) + timedelta(days=rng.randrange(60))
    period = Period(first, first + timedelta(days=rng.randrange(1, 80)))
    chosen = rng.choice([None, ["rakuten"], ["saleor", "amazon"]])
    rows = OrderRecord.objects.filter(**({} if chosen is None else {"source__in": chosen}))
    orders = [row for row in rows if row.status != "account"]
    assert len(orders) < len(rows)
    holds = [h for h in Hold.objects.select_related("order") if chosen is None or h.order.source in chosen]

    found = overview(period, step, zone, chosen)

    assert figures(found.total) == expected(orders, holds, period, zone)
    assert [part.period for part in found.steps] == period.divided(step)
    for part in found.steps:
        assert figures(part) == expected(orders, holds, part.period, zone)
    assert figures(found.before) == expected(orders, holds, period.before(), zone)
    assert found.held_now == len({h.order_id for h in holds if h.state == "open"})
    days = [o.placed_at.astimezone(zone).date() for o in orders if o.placed_at]
    assert found.newest == max(days, default=None)
    assert found.undated == sum(o.placed_at is None and o.status != "unfinished" for o in orders)


def test_the_example_of_the_documentation() -> None:
    told: dict[str, Any] = {"name": "山田太郎", "phone": "090-0000-1111"}
    record_orders(
        [
            order_facts("1", placed_at=jst(1, 10), **told),
            order_facts("2", source="rakuten", placed_at=jst(3, 10), **told),
            order_facts("3", placed_at=jst(3, 11), status=OrderStatus.CANCELLED, **told),
            order_facts("4", name="鈴木一郎", placed_at=jst(3, 31, 23), status=OrderStatus.RETURNED),
            order_facts("5", name="鈴木一郎", placed_at=jst(4, 1, 0)),
            order_facts("6", name="鈴木一郎", placed_at=jst(3, 1), status=OrderStatus.UNFINISHED),
        ]
    )

    found = overview(Period(date(2026, 1, 1), date(2026, 3, 31)), Step.MONTH, TOKYO)

    january, february, march = found.steps
    assert figures(january) == {
        None: Figures(orders=1, purchases=1, customers=1, new_customers=1),
        "saleor": Figures(orders=1, purchases=1, customers=1, new_customers=1),
    }
    assert figures(february) == {None: Figures()}
    assert (february.all.repeat_rate, february.all.cancellation_rate) == (None, None)
    assert march.all == Figures(orders=3, purchases=1, cancelled=1, returned=1, customers=1, repeaters=1)
    assert march.by_source["rakuten"] == Figures(orders=1, purchases=1, customers=1, repeaters=1)
    assert march.by_source["saleor"] == Figures(orders=2, cancelled=1, returned=1)
    assert (march.all.returning_customers, march.all.repeat_rate) == (1, 1.0)
    assert (march.all.cancellation_rate, march.all.return_rate) == (1 / 3, 1 / 3)
    quarter = found.total.all
    assert (quarter.customers, quarter.new_customers, quarter.repeaters) == (1, 1, 1)
    assert found.before.period == Period(date(2025, 10, 1), date(2025, 12, 31))
    assert found.before.all == Figures()


def test_who_bought_at_no_known_time_comes_back() -> None:
    told: dict[str, Any] = {"name": "山田太郎", "phone": "090-0000-1111"}
    record_orders([order_facts("1", placed_at=None, **told), order_facts("2", placed_at=jst(1, 10), **told)])

    found = overview(Period(date(2026, 1, 1), date(2026, 1, 31)), Step.DAY, TOKYO)

    assert found.total.all == Figures(orders=1, purchases=1, customers=1, repeaters=1)
    assert found.undated == 1


def test_pairs_that_only_a_contested_key_keeps_apart() -> None:
    record_orders([order_facts(n, phone="090-0000-1111") for n in "123"])
    split_customer([order_id("saleor:3")], actor=STAFF)
    record_orders([order_facts("4", phone="090-0000-1111")])

    found = overview(Period(date(2026, 1, 1), date(2026, 1, 31)), Step.MONTH, TOKYO)

    # 1 and 2, 3, and 4: three customers, each apart from each.
    assert found.doubtful_pairs == 3


def test_an_empty_shop() -> None:
    found = overview(Period(date(2026, 1, 1), date(2026, 1, 2)), Step.DAY, TOKYO)

    assert [figures(part) for part in (found.total, found.before, *found.steps)] == [{None: Figures()}] * 4
    assert (found.held_now, found.doubtful_pairs, found.undated, found.newest) == (0, 0, 0, None)


def test_the_number_of_queries_is_always_the_same(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(5):
        overview(Period(date(2026, 1, 1), date(2026, 1, 2)), Step.DAY, TOKYO)
    random_shop(random.Random(1))
    with django_assert_num_queries(5):
        overview(Period(date(2025, 1, 1), date(2026, 1, 2)), Step.WEEK, TOKYO)
