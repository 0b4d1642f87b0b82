"""Signing in: the page in two languages, sessions and tokens."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.test import Client

from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.hosts.standalone import tokens
from saleor_customer_mgmt.hosts.standalone.permissions import find_permission
from saleor_customer_mgmt.hosts.standalone.wording import wording

GIVEN = {"username": "staff", "password": "a password"}
QUESTION = json.dumps({"query": "{ matchCriteria { text } }"})

OF_ANOTHER, OF_NOBODY = signing.dumps([1, "x"]), signing.dumps(5, salt=tokens._SALT)


@pytest.fixture
def staff(db: None) -> User:
    user = User.objects.create_user("staff", password="a password", is_staff=True)
    user.user_permissions.add(find_permission(MANAGE_USERS))
    return user


def get_token(**given: Any) -> Any:
    return Client().post("/sign-in", json.dumps({**GIVEN, **given}), content_type="application/json")


def ask(token: str) -> Any:
    headers = {"Authorization": f"Bearer {token}"}
    return Client().post("/graphql/", QUESTION, content_type="application/json", headers=headers)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "shown", "text"),
    [
        ("en", "en", "Sign in"),
        ("ja,en;q=0.5", "ja", "ログイン"),
        ("fr", "en", "Sign in"),
        ("", "en", "Sign in"),
    ],
)
def test_the_page_speaks_the_readers_language(language: str, shown: str, text: str) -> None:
    response = Client().get("/", headers={"Accept-Language": language})

    page = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{shown}">' in page
    assert text in page
    assert "csrfmiddlewaretoken" in page
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_no_page_loads_anything_from_elsewhere(staff: User) -> None:
    client = Client()
    pages = [client.get("/")]
    client.force_login(staff)
    pages.append(client.get("/"))

    for page in pages:
        assert "default-src 'none'" in page["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
        assert "unsafe" not in page["Content-Security-Policy"]
        assert "http://" not in page.content.decode().replace("http://www.w3.org", "")
        assert "src=" not in page.content.decode()


def test_signing_in_and_out(staff: User) -> None:
    client = Client()

    assert client.post("/", GIVEN).status_code == 302
    page = client.get("/").content.decode()
    assert "CustomerProfileMerge" in page
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")

    assert client.get("/sign-out").status_code == 405
    client.post("/sign-out")
    assert "CustomerProfileMerge" not in client.get("/").content.decode()


def test_signing_in_needs_the_csrf_token(staff: User) -> None:
    assert Client(enforce_csrf_checks=True).post("/", GIVEN).status_code == 403


@pytest.mark.parametrize(
    "given", [{"password": "wrong"}, {"username": "nobody"}, {"username": ""}, {"username": "a\0b"}]
)
def test_a_wrong_name_or_password(staff: User, given: dict[str, str]) -> None:
    client = Client()

    response = client.post("/", {**GIVEN, **given})

    assert response.status_code == 400
    assert "sessionid" not in client.cookies
    assert get_token(**given).status_code == 401


def test_only_staff_comes_in(staff: User) -> None:
    User.objects.update(is_staff=False)
    client = Client()

    response = client.post("/", GIVEN, headers={"Accept-Language": "ja"})

    assert response.status_code == 400
    assert wording("ja")["not_staff"] in response.content.decode()
    assert get_token().status_code == 401


def test_a_token_asks_without_a_session(staff: User) -> None:
    told = get_token().json()

    assert told["expiresIn"] == tokens.MAX_AGE
    assert ask(told["token"]).json()["data"]["matchCriteria"]["text"] == "name+phone OR name+email"


@pytest.mark.parametrize("body", ["", "[]", "{", "5", '{"username": 5, "password": 6}', "null", "[" * 9_000])
@pytest.mark.django_db
def test_what_is_no_sign_in(body: str) -> None:
    response = Client().post("/sign-in", body, content_type="application/json")

    assert response.status_code in {400, 401}
    assert "token" not in response.json()


def test_a_token_is_worthless_after_a_new_password_leaving_or_time(staff: User, monkeypatch: Any) -> None:
    token = get_token().json()["token"]

    staff.set_password("another password")
    staff.save()
    assert ask(token).status_code == 401

    token = tokens.make_token(staff)
    assert ask(token).status_code == 200
    monkeypatch.setattr(tokens, "MAX_AGE", -1)
    assert ask(token).status_code == 401
    monkeypatch.undo()
    User.objects.update(is_active=False)
    assert ask(token).status_code == 401


@pytest.mark.parametrize(
    "token", ["", "x", "a:b:c", OF_ANOTHER, OF_NOBODY], ids=["none", "x", "parts", "another", "nobody"]
)
def test_a_token_that_is_none(staff: User, token: str) -> None:
    assert ask(token).status_code == 401


def test_both_languages_say_the_same_things() -> None:
    english, japanese = wording("en"), wording("ja-JP")

    assert english.keys() == japanese.keys()
    assert english["script"].keys() == japanese["script"].keys()
