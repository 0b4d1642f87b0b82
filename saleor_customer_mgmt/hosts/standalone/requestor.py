"""Who asks, in the standalone host: Django's user of the request, when it is staff."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.http import HttpRequest

from saleor_customer_mgmt.services.actor import Actor, ActorKind


@dataclass(frozen=True, slots=True)
class StaffRequestor:
    user: User

    @property
    def actor(self) -> Actor:
        return Actor(ActorKind.USER, str(self.user.pk), self.user.get_username())

    def has_perm(self, name: str) -> bool:
        return self.user.has_perm(name)


def is_staff(user: AbstractBaseUser | AnonymousUser | None) -> bool:
    return isinstance(user, User) and user.is_active and user.is_staff


def requestor(request: HttpRequest) -> StaffRequestor | None:
    """Return who asks; None for everybody but active staff."""
    user = request.user
    if hasattr(user, "_wrapped"):  # Django loads the user of a session when it is first looked at
        bool(user.pk)
        user = user._wrapped  # noqa: SLF001
    return StaffRequestor(user) if isinstance(user, User) and is_staff(user) else None
