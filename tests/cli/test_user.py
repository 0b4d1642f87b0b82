from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed(monkeypatch):
    return lambda text: monkeypatch.setattr("sys.stdin", StringIO(text))


def test_create_then_sign_in(cli, typed):
    assert cli("user", "list").out == "There is no account yet: user create NAME\n"
    typed("long enough\n")

    done = cli("user", "create", "alice", "--password-stdin")

    assert (done.code, done.out) == (0, "Staff account alice was created.\n")
    user = authenticate(username="alice", password="long enough")
    assert isinstance(user, User)
    assert (user.is_staff, user.has_perm("account.manage_users")) == (True, True)
    assert cli("user", "list").out == "alice\n"
    assert cli("user", "list", "--json").json == ["alice"]
    typed("long enough\n")
    assert cli("user", "create", "alice", "--password-stdin", "--lang", "ja").err == (
        "アカウント alice はすでにあります。\n"
    )


def test_another_password(cli, typed):
    User.objects.create_user("alice", password="long enough")
    typed("another one\n")

    assert cli("user", "password", "alice", "--password-stdin").code == 0
    assert authenticate(username="alice", password="another one") is not None
    assert cli("user", "password", "bob", "--password-stdin").err == "There is no account bob.\n"


def test_passwords_that_will_not_do(cli, typed):
    typed("short\n")
    assert cli("user", "create", "alice", "--password-stdin").err == (
        "The password needs 8 characters at least.\n"
    )
    done = cli("user", "create", "alice")
    assert (done.code, done.err) == (
        2,
        "Give the password with --password-stdin, or run this in a terminal.\n",
    )
    typed("long enough\n")
    assert cli("user", "create", "a b", "--password-stdin").code == 1
    assert User.objects.count() == 0
