from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from saleor_customer_mgmt.core.facts import ORDER_STATUSES, OrderStatus
from saleor_customer_mgmt.models import AuditEntry, HeldStep, Hold, HoldBreach, Rule, RuleMatch
from saleor_customer_mgmt.selectors.holds import breaches, hold_queue, holds_of_orders, lapsed
from saleor_customer_mgmt.services import hold_host
from saleor_customer_mgmt.services.acknowledge_breach import acknowledge_breaches
from saleor_customer_mgmt.services.actor import Actor, ActorKind
from saleor_customer_mgmt.services.assign_hold import assign_holds
from saleor_customer_mgmt.services.close_hold import cancel_holds, release_holds
from saleor_customer_mgmt.services.errors import AlreadyDone, Conflict, NotFound, ServiceError
from saleor_customer_mgmt.services.held_steps import (
    LEASE,
    give_back,
    note_step,
    orders_to_go_on,
    settle_step,
    take_steps,
)
from saleor_customer_mgmt.services.hold_host import Standing, Watched
from saleor_customer_mgmt.services.place_hold import NOBODY, Owner, place_holds
from saleor_customer_mgmt.services.record_orders import record_orders
from saleor_customer_mgmt.services.watch_holds import Report, watch_holds
from tests.builders import STAFF, order_facts, order_id

pytestmark = pytest.mark.django_db

OTHER = Actor(ActorKind.USER, "2", "other@example.com")
ANNA = Owner("7", "anna@example.com")


class Shop:
    """A host that says what a test has it say, and keeps what it is asked."""

    source = "saleor"

    def __init__(self) -> None:
        self.stands: dict[str, Standing] = {}
        self.moves: set[tuple[int, str]] = set()
        self.asked: list[Watched] = []
        self.gone_on: list[str] = []
        self.fault: Exception | None = None

    def stand(self, numbers: Collection[str]) -> Mapping[str, Standing]:
        return {number: self.stands[number] for number in numbers if number in self.stands}

    def moved(self, watched: Sequence[Watched]) -> Collection[tuple[int, str]]:
        self.asked += watched
        return self.moves

    def go_on(self, number: str) -> None:
        self.gone_on.append(number)
        if self.fault:
            raise self.fault


@pytest.fixture
def shop() -> Iterator[Shop]:
    before = list(hold_host._registered)
    host = Shop()
    hold_host.use_hold_host(host)
    yield host
    hold_host._registered[:] = before


def order(name: str, status: OrderStatus = OrderStatus.PLACED, **more: Any) -> int:
    source, _, number = name.partition(":")
    record_orders([order_facts(number, source=source, status=status, **more)])
    return order_id(name)


def placed(*names: str, point: str = "confirm") -> list[Hold]:
    ids = [order(name) for name in names]
    return place_holds(ids, point=point, reason="Look at it", actor=STAFF)


def audited() -> list[tuple[str, str, dict[str, Any]]]:
    return list(AuditEntry.objects.order_by("id").values_list("action", "by_id", "data"))


# Placing


def test_orders_are_held_by_hand() -> None:
    first, second = order("saleor:1"), order("rakuten:2", status_text="発送待ち")

    holds = place_holds(
        [second, first, second],
        point="capture",
        reason="  Odd address ",
        actor=STAFF,
        note="Ring up",
        owner=ANNA,
    )

    told: Any = Hold.objects.order_by("order_id").values_list(
        "order_id",
        "rule_id",
        "point",
        "reason",
        "note",
        "state",
        "owner_id",
        "by_id",
        "order_status",
        "stood",
    )
    assert list(told) == [
        (first, None, "capture", "Odd address", "Ring up", "open", "7", "1", "", {}),
        (second, None, "capture", "Odd address", "Ring up", "open", "7", "1", "発送待ち", {}),
    ]
    assert [hold.order_id for hold in holds] == [first, second]
    assert audited() == [
        ("hold", "1", {"hold": h.id, "order": h.order_id, "point": "capture", "reason": "Odd address"})
        for h in holds
    ]


def test_an_order_may_be_held_twice() -> None:
    one = order("saleor:1")
    for reason in ("first", "second"):
        place_holds([one], point="fulfil", reason=reason, actor=STAFF)
    assert [hold.reason for hold in holds_of_orders([one])[one]] == ["first", "second"]


def test_one_order_that_is_unknown_keeps_all_from_being_held() -> None:
    one = order("saleor:1")
    with pytest.raises(NotFound, match=f"There is no order with the id {one + 1}."):
        place_holds([one, one + 1], point="fulfil", reason="why", actor=STAFF)
    assert (Hold.objects.count(), audited()) == (0, [])


@pytest.mark.parametrize("status", [s for s in ORDER_STATUSES if s is not OrderStatus.PLACED])
def test_an_order_that_is_over_is_not_held(status: OrderStatus) -> None:
    one, over = order("saleor:1"), order("rakuten:2", status)
    with pytest.raises(Conflict, match=f"Order 2 of rakuten is {status}: there is nothing left to hold."):
        place_holds([one, over], point="fulfil", reason="why", actor=STAFF)
    assert (Hold.objects.count(), audited()) == (0, [])


def test_what_the_host_says_of_its_order_counts(shop: Shop) -> None:
    one, two = order("saleor:1"), order("saleor:2")
    shop.stands = {"1": Standing("unfulfilled", True, {"charged": "0"}), "2": Standing("fulfilled", False)}

    with pytest.raises(Conflict, match="Order 2 of saleor is fulfilled"):
        place_holds([one, two], point="fulfil", reason="why", actor=STAFF)
    assert not Hold.objects.exists()
    (hold,) = place_holds([one], point="fulfil", reason="why", actor=STAFF)

    assert (hold.order_status, hold.stood) == ("unfulfilled", {"charged": "0"})


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"point": "pack"}, "point"),
        ({"reason": " "}, "reason"),
        ({"reason": "x" * 501}, "reason"),
        ({"reason": "x\0"}, "reason"),
        ({"note": "x" * 2001}, "note"),
        ({"note": "\0"}, "note"),
        ({"owner": Owner("7" * 65, "")}, "owner"),
        ({"owner": Owner("7", "x" * 255)}, "owner"),
        ({"orders": []}, "orders"),
        ({"orders": range(1, 102)}, "orders"),
    ],
)
def test_what_cannot_be_held_like_that(changed: dict[str, Any], field: str) -> None:
    given: dict[str, Any] = {
        "orders": [order("saleor:1")],
        "point": "fulfil",
        "reason": "why",
        "actor": STAFF,
    } | changed
    orders = given.pop("orders")
    with pytest.raises(ServiceError) as refused:
        place_holds(orders, **given)
    assert (refused.value.code, refused.value.field) == ("INVALID", field)
    assert (Hold.objects.count(), audited()) == (0, [])


def test_a_rule_holds_with_where_the_host_says_the_order_stands_and_not_what_is_over(shop: Shop) -> None:
    Rule.objects.create(
        name="all",
        condition={"field": "customer.order_count", "op": "at_least", "value": 1},
        actions=[{"do": "hold", "at": "confirm"}],
        active=True,
        **STAFF.columns(),
    )
    shop.stands = {"1": Standing("unconfirmed", True, {"charged": "0"}), "2": Standing("fulfilled", False)}

    for name in ("saleor:1", "saleor:2", "rakuten:3"):
        order(name)

    found = Hold.objects.order_by("id").values_list("order__number", "order_status", "stood")
    assert list(found) == [("1", "unconfirmed", {"charged": "0"}), ("3", "", {})]


# Releasing and cancelling


@pytest.mark.parametrize(
    ("close", "state", "action"),
    [(release_holds, "released", "hold_release"), (cancel_holds, "cancelled", "hold_cancel")],
)
def test_a_hold_is_closed_with_author_and_note(close: Any, state: str, action: str) -> None:
    (hold,) = placed("saleor:1")

    (closed,) = close([hold.id], actor=OTHER, note="Rang up: fine")

    hold.refresh_from_db()
    assert closed.state == hold.state == state
    assert (hold.closed_by_kind, hold.closed_by_id, hold.closed_by_label) == (
        "user",
        "2",
        "other@example.com",
    )
    assert hold.close_note == "Rang up: fine"
    assert hold.closed_at is not None
    assert hold.reason == "Look at it"
    assert audited()[1:] == [
        (action, "2", {"hold": hold.id, "order": hold.order_id, "note": "Rang up: fine"})
    ]


@pytest.mark.parametrize("close", [release_holds, cancel_holds])
def test_a_closed_hold_is_not_closed_again_and_keeps_the_others_open(close: Any) -> None:
    one, two = placed("saleor:1", "saleor:2")
    release_holds([one.id], actor=STAFF)
    before = list(Hold.objects.order_by("id").values())
    entries = audited()

    with pytest.raises(AlreadyDone, match=f"Hold {one.id} is closed already."):
        close([one.id, two.id], actor=OTHER)

    assert list(Hold.objects.order_by("id").values()) == before
    assert audited() == entries


@pytest.mark.parametrize("close", [release_holds, cancel_holds])
def test_a_hold_that_is_not_there(close: Any) -> None:
    (hold,) = placed("saleor:1")
    with pytest.raises(NotFound, match=f"There is no hold with the id {hold.id + 1}."):
        close([hold.id, hold.id + 1], actor=STAFF)
    with pytest.raises(ServiceError, match="between 1 and 100"):
        close([], actor=STAFF)
    hold.refresh_from_db()
    assert hold.state == "open"


def test_the_host_goes_on_after_the_last_hold_only(shop: Shop, django_capture_on_commit_callbacks) -> None:
    one, two = placed("saleor:1", "saleor:2")
    (second,) = place_holds([one.order_id], point="fulfil", reason="another", actor=STAFF)
    (mark,) = placed("rakuten:3")

    with django_capture_on_commit_callbacks(execute=True):
        release_holds([one.id, mark.id], actor=STAFF)
    assert shop.gone_on == []

    with django_capture_on_commit_callbacks(execute=True):
        cancel_holds([second.id], actor=STAFF)
        assert shop.gone_on == []
    assert shop.gone_on == ["1"]
    two.refresh_from_db()
    assert two.state == "open"


def test_a_host_that_fails_fails_no_release(shop: Shop, django_capture_on_commit_callbacks) -> None:
    (hold,) = placed("saleor:1")
    shop.fault = ZeroDivisionError()
    with django_capture_on_commit_callbacks() as callbacks:
        release_holds([hold.id], actor=STAFF)
    assert len(callbacks) == 1
    hold.refresh_from_db()
    assert hold.state == "released"


# Owners


def test_a_hold_gets_an_owner_and_loses_it() -> None:
    one, two = placed("saleor:1", "saleor:2")

    assert [h.owner_label for h in assign_holds([two.id, one.id], ANNA, actor=OTHER)] == [ANNA.label] * 2
    assert list(hold_queue(owner="7")) == [two, one]
    assert audited()[2:] == [
        ("hold_assign", "2", {"hold": h.id, "order": h.order_id, "owner": "7", "before": ""})
        for h in (one, two)
    ]

    assign_holds([one.id], NOBODY, actor=OTHER)
    assert list(hold_queue(owner="")) == [one]


def test_a_note_or_an_owner_that_is_too_long_changes_nothing() -> None:
    one, two = placed("saleor:1", "saleor:2")
    entries = audited()

    for close in (release_holds, cancel_holds):
        for note in ("x" * 2001, "\0"):
            with pytest.raises(ServiceError) as refused:
                close([one.id], actor=STAFF, note=note)
            assert (refused.value.code, refused.value.field) == ("INVALID", "note")
    for owner in (Owner("7" * 65, "x"), Owner("7", "x" * 255), Owner("\0", "")):
        with pytest.raises(ServiceError) as refused:
            assign_holds([one.id, two.id], owner, actor=STAFF)
        assert (refused.value.code, refused.value.field) == ("INVALID", "owner")

    assert list(Hold.objects.values_list("state", "owner_id", "close_note")) == [("open", "", "")] * 2
    assert audited() == entries
    (closed,) = release_holds([one.id], actor=STAFF, note="x" * 2000)
    (assigned,) = assign_holds([two.id], Owner("7" * 64, "x" * 254), actor=STAFF)
    assert (len(closed.close_note), len(assigned.owner_label)) == (2000, 254)


def test_who_owns_it_already_or_what_is_closed() -> None:
    one, two = placed("saleor:1", "saleor:2")
    assign_holds([one.id], ANNA, actor=STAFF)
    release_holds([two.id], actor=STAFF)
    entries = audited()

    with pytest.raises(AlreadyDone, match="takes care of it already"):
        assign_holds([one.id], ANNA, actor=STAFF)
    with pytest.raises(AlreadyDone, match="closed already"):
        assign_holds([one.id, two.id], NOBODY, actor=STAFF)
    with pytest.raises(NotFound):
        assign_holds([two.id + 1], ANNA, actor=STAFF)
    with pytest.raises(ServiceError, match="between 1 and 100"):
        assign_holds([], ANNA, actor=STAFF)

    assert list(Hold.objects.order_by("id").values_list("owner_id", flat=True)) == ["7", ""]
    assert audited() == entries


# Reading


def test_the_queue_can_be_narrowed() -> None:
    one, two = placed("saleor:1", "rakuten:2")
    (three,) = placed("saleor:3", point="fulfil")
    release_holds([one.id], actor=STAFF)

    assert list(hold_queue()) == [three, two]
    assert list(hold_queue(states=["released", "cancelled"])) == [one]
    assert list(hold_queue(sources=["rakuten"])) == [two]
    assert list(hold_queue(points=["fulfil"])) == [three]
    assert list(hold_queue(rules=[1])) == []
    assert list(hold_queue(orders=[one.order_id, two.order_id])) == [two]


def test_a_hold_says_when_its_rule_does_not_match_any_more() -> None:
    rule = Rule.objects.create(name="r", condition={}, actions=[], **STAFF.columns())
    (by_hand,) = placed("saleor:1")
    held = []
    for number, active in (("2", True), ("3", False), ("4", None)):
        one = order(f"saleor:{number}")
        if active is not None:
            RuleMatch.objects.create(rule=rule, order_id=one, active=active)
        held.append(
            Hold.objects.create(order_id=one, rule=rule, point="fulfil", reason="r", **STAFF.columns())
        )

    assert lapsed([by_hand.id, *(hold.id for hold in held)]) == {held[1].id, held[2].id}
    assert lapsed([held[0].id]) == set()


# The watchdog


def test_a_breach_is_noted_once_for_each_hold_and_kind(shop: Shop, caplog) -> None:
    one, two = placed("saleor:1", "saleor:2")
    placed("rakuten:3")
    release_holds([two.id], actor=STAFF)
    shop.moves = {(one.id, "fulfilled"), (one.id, "captured"), (two.id, "fulfilled")}

    assert watch_holds() == Report(watched=1, breaches=2, gone_on=0)
    assert [(w.hold, w.number, w.point) for w in shop.asked] == [(one.id, "1", "confirm")]
    assert watch_holds() == Report(watched=1, breaches=0, gone_on=0)

    found = list(HoldBreach.objects.order_by("id"))
    assert [(b.hold_id, b.order_id, b.what) for b in found] == [
        (one.id, one.order_id, "captured"),
        (one.id, one.order_id, "fulfilled"),
    ]
    entries = [data for action, _, data in audited() if action == "hold_breach"]
    assert entries == [{"breach": b.id, "hold": one.id, "order": one.order_id, "what": b.what} for b in found]
    assert [r.message for r in caplog.records if r.levelname == "WARNING"] == [
        f"Order {one.order_id} was {what} while it was held (hold {one.id})."
        for what in ("captured", "fulfilled")
    ]


def test_all_open_holds_are_watched_in_batches(shop: Shop, monkeypatch) -> None:
    monkeypatch.setattr("saleor_customer_mgmt.services.watch_holds.BATCH", 2)
    holds = placed(*(f"saleor:{n}" for n in range(1, 6)))
    assert watch_holds().watched == 5
    assert [w.hold for w in shop.asked] == [hold.id for hold in holds]


def test_without_a_host_nobody_watches() -> None:
    placed("saleor:1")
    assert hold_host.hold_host() is None
    assert watch_holds() == Report()


def test_a_breach_is_seen_once(shop: Shop) -> None:
    (one,) = placed("saleor:1")
    shop.moves = {(one.id, "fulfilled"), (one.id, "captured")}
    watch_holds()
    first, second = HoldBreach.objects.order_by("id")
    assert list(breaches(seen=False)) == [second, first]

    acknowledge_breaches([first.id], actor=OTHER)
    first.refresh_from_db()
    assert first.seen_at is not None
    assert (first.seen_by_kind, first.seen_by_id, first.seen_by_label) == ("user", "2", "other@example.com")
    assert list(breaches(seen=True, orders=[one.order_id])) == [first]
    entry = {"breach": first.id, "hold": one.id, "order": one.order_id}
    assert audited()[-1] == ("hold_breach_seen", "2", entry)

    with pytest.raises(AlreadyDone, match="seen already"):
        acknowledge_breaches([first.id, second.id], actor=STAFF)
    with pytest.raises(NotFound):
        acknowledge_breaches([second.id + 1], actor=STAFF)
    with pytest.raises(ServiceError, match="between 1 and 100"):
        acknowledge_breaches([], actor=STAFF)
    assert list(breaches(seen=False)) == [second]
    assert audited()[-1] == ("hold_breach_seen", "2", entry)


# Steps that were kept from an order


def test_the_watchdog_goes_on_with_orders_that_are_not_held_any_more(shop: Shop) -> None:
    (one,) = placed("saleor:1")
    for number in ("1", "2", "2b"):
        note_step("saleor", number, "confirm")
    note_step("elsewhere", "3", "confirm")

    assert watch_holds().gone_on == 2
    assert shop.gone_on == ["2", "2b"]

    release_holds([one.id], actor=STAFF)
    assert orders_to_go_on("saleor", 10) == ["1", "2", "2b"]
    assert orders_to_go_on("saleor", 1) == ["1"]


def test_one_order_that_fails_keeps_no_other_from_going_on(shop: Shop, caplog) -> None:
    note_step("saleor", "1", "confirm")
    note_step("saleor", "2", "confirm")
    shop.fault = ZeroDivisionError("taro@example.com")
    assert watch_holds().gone_on == 0
    assert shop.gone_on == ["1", "2"]
    assert [r.message.split(" at ")[0] for r in caplog.records] == [
        "Going on with order 1: ZeroDivisionError",
        "Going on with order 2: ZeroDivisionError",
    ]


def test_a_step_is_one_process_s_until_it_is_done_given_back_or_forgotten() -> None:
    note_step("saleor", "1", "confirm")
    note_step("saleor", "1", "confirm")
    (taken,) = take_steps("saleor", "1")
    assert taken.step == "confirm"
    assert take_steps("saleor", "1") == []
    assert orders_to_go_on("saleor", 10) == []

    give_back(taken)
    (again,) = take_steps("saleor", "1")
    HeldStep.objects.update(taken_at=timezone.now() - LEASE - timedelta(seconds=1))
    assert orders_to_go_on("saleor", 10) == ["1"]
    assert take_steps("saleor", "1") == [again]

    settle_step(again)
    assert not HeldStep.objects.exists()


def test_a_step_that_the_order_was_kept_from_once_more_stays() -> None:
    note_step("saleor", "1", "confirm")
    (taken,) = take_steps("saleor", "1")
    note_step("saleor", "1", "confirm")

    settle_step(taken)

    (again,) = take_steps("saleor", "1")
    assert (again.id, again.since > taken.since) == (taken.id, True)
