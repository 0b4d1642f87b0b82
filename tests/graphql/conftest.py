"""What tests of the GraphQL layer share: people who ask, and asking."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client, TestCase

from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS, MANAGE_USERS
from saleor_customer_mgmt.hosts.standalone.permissions import find_permission
from saleor_customer_mgmt.services import background
from tests.background import AtOnce

Ask = Callable[..., dict[str, Any]]


def person(name: str, *permissions: str, staff: bool = True) -> User:
    """Return a user with these permissions."""
    user = User.objects.create_user(name, password="a password", is_staff=staff)
    user.user_permissions.set([find_permission(p) for p in permissions])
    return user


class Committing(Client):
    """Does after each request what waits for its commit, which a test's transaction never comes to."""

    def request(self, **told: Any) -> Any:
        with TestCase.captureOnCommitCallbacks(execute=True):
            return super().request(**told)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have background work done before the next request."""
    monkeypatch.setattr(background, "_registered", [AtOnce()])


def client_of(user: User | None) -> Client:
    client = Committing()
    if user is not None:
        client.force_login(user)
    return client


def ask_with(client: Client) -> Ask:
    def ask(query: str, **variables: Any) -> dict[str, Any]:
        response = client.post(
            "/graphql/",
            json.dumps({"query": query, "variables": variables}),
            content_type="application/json",
        )
        return dict(response.json())

    return ask


@pytest.fixture
def ask(db: None) -> Ask:
    """Ask as a member of staff with both permissions; refusals are part of the answer."""
    return ask_with(client_of(person("staff", MANAGE_USERS, MANAGE_ORDERS)))


@pytest.fixture
def told(ask: Ask) -> Ask:
    """Ask, and return the data of an answer that has to be without errors."""

    def data(query: str, **variables: Any) -> dict[str, Any]:
        answer = ask(query, **variables)
        assert "errors" not in answer, answer["errors"]
        return dict(answer["data"])

    return data


def everything() -> dict[str, list[Any]]:
    """Return all rows of all our tables."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values_list())
        for model in apps.get_app_config("customer_mgmt").get_models()
    }
