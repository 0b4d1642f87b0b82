"""The front end below /app/: who gets it, what it is told, and where signing in leads."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.hosts.front_end.built import SCRIPT, build

GIVEN = {"username": "staff", "password": "a password"}


@pytest.fixture
def built(front_end_folder: Path) -> None:
    build(front_end_folder)


@pytest.fixture
def staff(db: None) -> User:
    return User.objects.create_user("staff", password="a password", is_staff=True)


@pytest.fixture
def client(staff: User) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def settings_of(response: Any) -> Any:
    found = re.search(r'type="application/json">(.*?)</script>', response.content.decode())
    assert found is not None
    return json.loads(found[1])


@pytest.mark.parametrize("path", ["/app/", "/app", "/app/customers/7K2M-9QXD-4T1B"])
def test_staff_get_the_same_page_for_every_screen(built: None, client: Client, path: str) -> None:
    response = client.get(path, headers={"Accept-Language": "ja"})

    assert response.status_code == 200
    told = settings_of(response)
    assert told.pop("csrf")
    assert told == {
        "host": "standalone",
        "endpoint": "/graphql/",
        "language": "ja",
        "user": "staff",
        "base": "/app/",
    }
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert response["Cache-Control"] == "no-store"


def test_the_csrf_token_of_the_page_is_good_for_graphql(built: None, staff: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff)
    question = json.dumps({"query": "{ __typename }"})
    csrf = settings_of(client.get("/app/"))["csrf"]

    def ask(**headers: str) -> int:
        kind = "application/json"
        return client.post("/graphql/", question, content_type=kind, headers=headers).status_code

    assert ask() == 403
    assert ask(**{"X-CSRFToken": csrf}) == 200


def test_a_stranger_signs_in_and_comes_back(built: None, staff: User) -> None:
    client = Client()

    sent = client.get("/app/customers?q=%E5%B1%B1&sort=NAME_ASC")
    assert (sent.status_code, b"settings" in sent.content) == (302, False)

    response = client.post(sent["Location"], GIVEN)

    assert response["Location"] == "/app/customers?q=%E5%B1%B1&sort=NAME_ASC"


@pytest.mark.parametrize(
    "where", ["https://example.com/app/", "//example.com/", "/\\example.com", "/sign-out"]
)
def test_signing_in_leads_nowhere_else(built: None, staff: User, where: str) -> None:
    response = Client().post("/", GIVEN, query_params={"next": where})

    assert response["Location"] == "/"


def test_who_has_signed_in_is_led_to_the_app(built: None, client: Client) -> None:
    assert client.get("/")["Location"] == "/app/"
    assert client.get("/?next=/bench")["Location"] == "/bench"
    assert "CustomerProfileMerge" in client.get("/bench").content.decode()


def test_without_the_app_everything_is_as_before(client: Client) -> None:
    assert "CustomerProfileMerge" in client.get("/").content.decode()
    assert client.get("/app/").status_code == 404


def test_who_is_no_longer_staff_gets_nothing(built: None, client: Client) -> None:
    User.objects.update(is_staff=False)

    assert client.get("/app/")["Location"] == "/?next=%2Fapp%2F"
    assert client.get("/bench")["Location"] == "/?next=/bench"


def test_files_are_kept_for_ever_and_compressed_when_asked(built: None, db: None) -> None:
    plain = Client().get("/app/assets/index-1a2B.js")
    compressed = Client().get("/app/assets/index-1a2B.js", headers={"Accept-Encoding": "gzip, br"})

    assert plain.content == SCRIPT
    assert plain["Content-Type"] == "text/javascript; charset=utf-8"
    assert "immutable" in plain["Cache-Control"]
    assert "Content-Encoding" not in plain
    assert compressed["Content-Encoding"] == "gzip"
    assert len(compressed.content) < len(SCRIPT)
    assert "Accept-Encoding" in plain["Vary"]


@pytest.mark.parametrize("name", ["missing.js", "../secret.js", "..%2Fsecret.js", "notes.txt"])
def test_what_is_no_file_of_the_app(built: None, client: Client, name: str) -> None:
    assert client.get(f"/app/assets/{name}").status_code == 404
