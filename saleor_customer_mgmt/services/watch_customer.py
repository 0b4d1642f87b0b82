"""The watchlist (要注意顧客): put customers on it, and take them off again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from saleor_customer_mgmt.core.actions import WatchLevel
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.models import OrderRecord, WatchMark
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.errors import AlreadyDone, NotFound, ServiceError
from saleor_customer_mgmt.services.some_of import some_of
from saleor_customer_mgmt.services.touch_customers import touched

MAX_REASON = 2000


def watch_customer(
    anchor: OrderId, level: WatchLevel, *, actor: Actor, reason: str = "", expires_at: datetime | None = None
) -> WatchMark:
    """Mark the customer of this order, because of it, and return the mark.

    A customer may have several marks; each lasts until it is ended or ``expires_at`` (aware) has come.

    Raises:
        NotFound: when there is no such order.
        AlreadyDone: when the same order has the same mark by people already.
        ServiceError: when it would expire at once, or the reason is too long; nothing is written.
    """
    _check(reason, expires_at)
    with touched([anchor]) as customers:
        if _same(level).filter(anchor_id=anchor).exists():
            raise AlreadyDone("The customer has this mark already.")
        mark = WatchMark(
            anchor_id=anchor, level=level, reason=reason, expires_at=expires_at, **actor.columns()
        )
        return _made(mark, customers.copy().pop(), actor)


def watch_customers(
    anchors: Collection[OrderId],
    level: WatchLevel,
    *,
    actor: Actor,
    reason: str = "",
    expires_at: datetime | None = None,
) -> list[WatchMark]:
    """Mark the customers of these orders, all or none, and return the marks that were made.

    A customer that has such a mark by people already, on whichever of its orders, gets no other.

    Raises:
        NotFound: when there is no such order.
        ServiceError: when none is named, or too many, or it would expire at once, or the reason is too long;
            nothing is written.
    """
    _check(reason, expires_at)
    wanted = some_of(anchors, "customers")
    with touched(wanted) as customers:
        having = set(
            _same(level)
            .filter(anchor__customer_id__in=customers)
            .values_list("anchor__customer_id", flat=True)
        )
        # Of several orders of one customer, the first.
        rows = OrderRecord.objects.filter(id__in=wanted).order_by("-id")
        anchor_of = dict(rows.values_list("customer_id", "id"))
        common = {"level": level, "reason": reason, "expires_at": expires_at, **actor.columns()}
        return [
            _made(WatchMark(anchor_id=anchor_of[customer], **common), customer, actor)
            for customer in sorted(customers - having)
        ]


def end_watch(mark_id: int, *, actor: Actor, reason: str = "") -> WatchMark:
    """End a mark, whoever made it, and return it.

    A mark that a rule made comes back when the rule comes to match the order anew; to keep it away, change
    the rule.

    Raises:
        NotFound: when there is no such mark.
        AlreadyDone: when it has ended; nothing is written.
        ServiceError: when the reason is too long; nothing is written.
    """
    (mark,) = _end([mark_id], "id", actor, reason)
    return mark


def end_watches(mark_ids: Collection[int], *, actor: Actor, reason: str = "") -> list[WatchMark]:
    """End these marks, all or none, and return them by id. Else as :func:`end_watch`.

    Raises:
        ServiceError: when none is named, or too many, or the reason is too long.
        NotFound: when there is no such mark.
        AlreadyDone: when one of them has ended; nothing is written.
    """
    return _end(some_of(mark_ids, "marks"), "marks", actor, reason)


def _end(wanted: Sequence[int], field: str, actor: Actor, reason: str) -> list[WatchMark]:
    _check(reason)
    anchors = dict(WatchMark.objects.filter(id__in=wanted).values_list("id", "anchor_id"))
    for each in wanted:
        if each not in anchors:
            raise NotFound(f"There is no mark with the id {each}.", field=field)
    with touched(set(anchors.values())):
        # Read under the locks: somebody may just have ended one.
        marks = list(WatchMark.objects.filter(id__in=wanted).order_by("id"))
        if any(mark.ended_at is not None for mark in marks):
            raise AlreadyDone("This mark has ended already.", field=field)
        for mark in marks:
            mark.ended_at, mark.end_reason = timezone.now(), reason
            mark.ended_by_kind, mark.ended_by_id = actor.kind.value, actor.id
            mark.ended_by_label = actor.label
            mark.save()
            write_audit(actor, "watch_ended", mark=mark.id, level=mark.level, order=mark.anchor_id)
        return marks


def _check(reason: str, expires_at: datetime | None = None) -> None:
    if len(reason) > MAX_REASON or "\0" in reason:
        raise ServiceError(f"A reason has at most {MAX_REASON} characters.", field="reason")
    if expires_at is not None and expires_at <= timezone.now():
        raise ServiceError("The mark would have expired already.", field="expires_at")


def _same(level: WatchLevel) -> QuerySet[WatchMark]:
    """Return the marks of this level that people made and that are in force."""
    marks = WatchMark.objects.filter(level=level, rule=None, ended_at=None)
    return marks.exclude(expires_at__lte=timezone.now())


def _made(mark: WatchMark, customer: OrderId, actor: Actor) -> WatchMark:
    mark.save()
    write_audit(actor, "watch", mark=mark.id, level=mark.level, customer=customer, order=mark.anchor_id)
    return mark
