"""Who asks, in Saleor: its staff and apps, with the permissions that their token allows."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from saleor_customer_mgmt.graphql.access import Host, Requestor
from saleor_customer_mgmt.hosts.saleor import after_answer
from saleor_customer_mgmt.services.actor import Actor, ActorKind


@dataclass(frozen=True, slots=True)
class SaleorRequestor:
    """A user or an app; ``subject`` answers ``has_perm`` for what the token in use allows."""

    subject: Any
    actor: Actor

    def has_perm(self, name: str) -> bool:
        return bool(self.subject.has_perm(name))


def requestor(context: Any) -> Requestor | None:
    """Return the app or the member of staff that asks; None for customers and for nobody.

    ``context`` is Saleor's ``info.context``. Its ``user`` is lazy in queries, so it is asked for its
    truth, never compared with None.
    """
    if app := getattr(context, "app", None):
        return SaleorRequestor(app, Actor(ActorKind.APP, str(app.pk), app.name[:254]))
    user = getattr(context, "user", None)
    if not user or not user.is_active or not user.is_staff:
        return None
    return SaleorRequestor(user, Actor(ActorKind.USER, str(user.pk), user.email[:254]))


def saleor_host() -> Host:
    """Return the host. Our reads and writes go to the writer, which Saleor wants to be told.

    What the same request has left to be done after its answer is done before.
    """
    from saleor.core.db.connection import allow_writer  # noqa: PLC0415  # needs Saleor's settings

    def up_to_date(_request: Any) -> AbstractContextManager[object]:
        after_answer.do_now()
        writer: AbstractContextManager[object] = allow_writer()
        return writer

    return Host(requestor=requestor, reading=up_to_date, writing=up_to_date)
