"""Bearer tokens for clients that keep no cookies: signed, short-lived, worthless after a new password."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core import signing

MAX_AGE = 12 * 60 * 60
_SALT = "saleor_customer_mgmt.hosts.standalone.tokens"


def make_token(user: User) -> str:
    return signing.dumps([user.pk, user.get_session_auth_hash()], salt=_SALT)


def read_token(token: str) -> User | None:
    """Return the active user that a token was made for; None when it is too old, or none of ours."""
    try:
        key, secret = signing.loads(token, salt=_SALT, max_age=MAX_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=key, is_active=True).first()
    return user if user is not None and user.get_session_auth_hash() == secret else None
