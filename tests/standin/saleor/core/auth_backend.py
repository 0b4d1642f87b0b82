from __future__ import annotations

from types import ModuleType
from typing import Any

from saleor.account.models import User


class _PyJWTError(Exception):
    pass


# Saleor has it from the package of that name, which is not needed here for anything else.
jwt = ModuleType("jwt")
jwt.__path__ = []
jwt.PyJWTError = _PyJWTError  # type: ignore[attr-defined]


class JSONWebTokenBackend:
    """The token is the user's e-mail address; "broken" is no token."""

    def authenticate(self, request: Any = None, **kwargs: Any) -> Any:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if token == "broken":
            raise _PyJWTError("Signature verification failed")
        return User.objects.filter(email=token).first() if kind == "Bearer" else None

    def get_user(self, user_id: Any) -> Any:
        return User.objects.filter(email=user_id).first()
