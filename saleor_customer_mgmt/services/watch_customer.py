"""The watchlist (要注意顧客): put customers on it, and take them off again."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from saleor_customer_mgmt.core.actions import WatchLevel
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.models import WatchMark
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.errors import AlreadyDone, NotFound, ServiceError
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
    _check_reason(reason)
    if expires_at is not None and expires_at <= timezone.now():
        raise ServiceError("The mark would have expired already.", field="expires_at")
    with touched([anchor]) as customers:
        same = WatchMark.objects.filter(anchor_id=anchor, level=level, rule=None, ended_at=None)
        if same.exclude(expires_at__lte=timezone.now()).exists():
            raise AlreadyDone("The customer has this mark already.")
        mark = WatchMark.objects.create(
            anchor_id=anchor, level=level, reason=reason, expires_at=expires_at, **actor.columns()
        )
        write_audit(actor, "watch", mark=mark.id, level=level, customer=customers.copy().pop(), order=anchor)
        return mark


def end_watch(mark_id: int, *, actor: Actor, reason: str = "") -> WatchMark:
    """End a mark, whoever made it, and return it.

    A mark that a rule made comes back when the rule comes to match the order anew; to keep it away, change
    the rule.

    Raises:
        NotFound: when there is no such mark.
        AlreadyDone: when it has ended; nothing is written.
        ServiceError: when the reason is too long; nothing is written.
    """
    _check_reason(reason)
    anchor = WatchMark.objects.filter(id=mark_id).values_list("anchor_id", flat=True).first()
    if anchor is None:
        raise NotFound(f"There is no mark with the id {mark_id}.", field="id")
    with touched([anchor]):
        mark = WatchMark.objects.get(id=mark_id)
        if mark.ended_at is not None:
            raise AlreadyDone("This mark has ended already.")
        mark.ended_at, mark.end_reason = timezone.now(), reason
        mark.ended_by_kind, mark.ended_by_id, mark.ended_by_label = actor.kind.value, actor.id, actor.label
        mark.save()
        write_audit(actor, "watch_ended", mark=mark.id, level=mark.level, order=anchor)
        return mark


def _check_reason(reason: str) -> None:
    if len(reason) > MAX_REASON or "\0" in reason:
        raise ServiceError(f"A reason has at most {MAX_REASON} characters.", field="reason")
