"""Moving an order on while it comes to be held: what goes wrong without the lock, and not with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.models import Hold
from saleor_customer_mgmt.services import close_hold as close_module
from saleor_customer_mgmt.services import held_moves, hold_host
from saleor_customer_mgmt.services import place_hold as place_module
from saleor_customer_mgmt.services.errors import AlreadyDone, Busy
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import STAFF, order_facts, order_id
from tests.concurrency.stage import Actor, Mark

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]

NUMBER = 7
LOCK_FREE = (1, 1)


@pytest.fixture
def guards(committing_shop: Any) -> Any:
    """The guards of the Saleor host, with order 7 recorded."""
    from saleor_customer_mgmt.hosts.saleor import guards

    record_orders([order_facts(str(NUMBER), status=OrderStatus.PLACED)])
    return guards


def hold(point: str = "fulfil") -> Hold:
    found = place_module.place_holds([order_id(f"saleor:{NUMBER}")], point=point, reason="Stop", actor=STAFF)
    return found[0]


def moves(guards: Any, log: list[str]) -> Callable[[], None]:
    """Return a move as Saleor makes it: in a transaction, asked before it is written."""

    def move() -> None:
        with transaction.atomic():
            guards.require_free(NUMBER, guards.Move.FULFIL)
            log.append("asked")
        log.append("moved")

    return move


def is_held() -> bool:
    return Hold.objects.filter(state="open").exists()


def without_the_lock(guards: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have whoever moves an order take a lock that nobody else takes."""
    monkeypatch.setattr(guards, "moves_lock", lambda *_: LOCK_FREE)


@pytest.mark.parametrize("locked", [False, True])
def test_a_move_that_has_asked_is_over_before_the_hold_begins(guards, monkeypatch, locked) -> None:
    if not locked:
        without_the_lock(guards, monkeypatch)
    log: list[str] = []
    mark = Mark(monkeypatch, guards, "require_free", after=True)
    mover = Actor(moves(guards, log), mark=mark).start()
    assert mover.at_mark

    holder = Actor(hold).start()

    # Without the lock it is held, and is moved all the same.
    assert is_held() is not locked
    assert holder.blocked is locked
    assert log == []
    mover.go_on().answer()
    assert log == ["asked", "moved"]
    assert holder.answer().state == "open"


@pytest.mark.parametrize("locked", [False, True])
def test_a_move_that_comes_while_an_order_is_being_held_waits_and_is_refused(
    guards, monkeypatch, locked
) -> None:
    if not locked:
        without_the_lock(guards, monkeypatch)
    log: list[str] = []
    holder = Actor(hold, mark=Mark(monkeypatch, place_module, "write_audit")).start()
    assert holder.at_mark

    mover = Actor(moves(guards, log)).start()

    assert mover.blocked is locked
    if not locked:
        mover.answer()
        holder.go_on().answer()
        assert (log, is_held()) == (["asked", "moved"], True)
        return
    holder.go_on().answer()
    with pytest.raises(guards.HoldRefused, match=r"^\['This order is on hold\.'\]$"):
        mover.answer()
    assert log == []


def test_ten_moves_at_a_time_while_the_order_is_held(guards, monkeypatch) -> None:
    log: list[str] = []
    mark = Mark(monkeypatch, guards, "require_free", after=True)
    early = [Actor(moves(guards, log), mark=mark).start() for _ in range(5)]
    holder = Actor(hold).start()
    assert holder.blocked
    late = [Actor(moves(guards, log)).start() for _ in range(5)]
    # They stand behind the holder, who asked for the lock before them.
    assert all(each.blocked for each in late)

    for each in early:
        each.go_on()
    assert [each.answer() for each in early] == [None] * 5
    holder.answer()

    for each in late:
        with pytest.raises(guards.HoldRefused):
            each.answer()
    assert log == ["asked", "moved"] * 5 or sorted(log) == ["asked"] * 5 + ["moved"] * 5


def test_whoever_places_a_hold_waits_for_so_long_only(guards, monkeypatch) -> None:
    monkeypatch.setattr(held_moves, "WAIT_MS", 20)
    log: list[str] = []
    mark = Mark(monkeypatch, guards, "require_free", after=True)
    mover = Actor(moves(guards, log), mark=mark).start()
    with pytest.raises(Busy, match="just being moved on"):
        hold()
    assert not Hold.objects.exists()
    mover.go_on().answer()
    hold()
    assert is_held()


def test_a_move_waits_for_so_long_only_and_harms_nobody_s_transaction(guards, monkeypatch) -> None:
    monkeypatch.setattr(guards, "_REMEMBER", guards._REMEMBER.replace("3000ms", "20ms"))
    holder = Actor(hold, mark=Mark(monkeypatch, place_module, "write_audit")).start()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '7s'")
        with pytest.raises(guards.Undecided, match="Please try again"):
            guards.require_free(NUMBER, guards.Move.FULFIL)
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("7s",)
    with pytest.raises(guards.Undecided):
        guards.require_free(NUMBER, guards.Move.FULFIL)
    holder.go_on().answer()


def test_our_tables_are_locked_while_saleor_moves_an_order(guards, monkeypatch) -> None:
    monkeypatch.setattr(guards, "_REMEMBER", guards._REMEMBER.replace("3000ms", "20ms"))

    def lock() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE customer_mgmt_hold IN ACCESS EXCLUSIVE MODE")
            Pause.here()

    somebody = Actor(lock, mark=Mark(monkeypatch, Pause, "here")).start()
    assert somebody.at_mark
    with transaction.atomic():
        with pytest.raises(guards.Undecided):
            guards.require_free(NUMBER, guards.Move.FULFIL)
        guards.note(NUMBER, "confirm")
    somebody.go_on().answer()
    guards.require_free(NUMBER, guards.Move.FULFIL)


class Pause:
    @staticmethod
    def here() -> None:
        """Give an actor that does nothing else a place to stop at."""


class Host:
    source = "saleor"

    def __init__(self) -> None:
        self.gone_on: list[str] = []

    def stand(self, _numbers: Any) -> dict[str, Any]:
        return {}

    def moved(self, _watched: Any) -> list[Any]:
        return []

    def go_on(self, number: str) -> None:
        self.gone_on.append(number)


@pytest.mark.parametrize("locked", [False, True])
def test_of_two_who_release_the_last_two_holds_one_is_the_last(guards, monkeypatch, locked) -> None:
    if not locked:
        monkeypatch.setattr(close_module, "hold_still", lambda _: None)
    host = Host()
    monkeypatch.setattr(hold_host, "_registered", [host])
    first, second = hold(), hold()
    one = Actor(
        lambda: close_module.release_holds([first.id], actor=STAFF),
        mark=Mark(monkeypatch, close_module, "_held", after=True),
    ).start()
    other = Actor(lambda: close_module.release_holds([second.id], actor=STAFF)).start()

    assert other.blocked is locked
    one.go_on().answer()
    other.answer()

    assert not is_held()
    # Without the lock, each saw the other's hold, and nobody goes on with the order.
    assert host.gone_on == (["7"] if locked else [])


def test_a_hold_is_released_once(guards) -> None:
    found = hold()

    def release() -> str:
        try:
            close_module.release_holds([found.id], actor=STAFF)
        except AlreadyDone:
            return "already"
        return "done"

    actors = [Actor(release).start() for _ in range(4)]
    assert sorted(each.answer() for each in actors) == ["already"] * 3 + ["done"]
