"""POST /graphql/: what is an operation, who may send one, and how much it may ask for."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from graphql.utils.introspection_query import introspection_query

from saleor_customer_mgmt.graphql.access import MANAGE_USERS
from saleor_customer_mgmt.hosts.standalone.permissions import create_permissions, find_permission

QUESTION = "{ matchCriteria { text } }"
ANSWER = {"data": {"matchCriteria": {"text": "name+phone OR name+email"}}}


@pytest.fixture
def staff(db: None) -> User:
    user = User.objects.create_user("staff", password="a password", is_staff=True)
    user.user_permissions.add(find_permission(MANAGE_USERS))
    return user


@pytest.fixture
def client(staff: User) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def post(client: Client, body: Any, **more: Any) -> Any:
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post("/graphql/", text, content_type=more.pop("content_type", "application/json"), **more)


def code(response: Any) -> str:
    return str(response.json()["errors"][0]["extensions"]["exception"]["code"])


def test_staff_gets_an_answer_that_nobody_keeps(client: Client) -> None:
    response = post(client, {"query": QUESTION})

    assert (response.status_code, response.json()) == (200, ANSWER)
    assert response["Cache-Control"] == "no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
@pytest.mark.parametrize("query", [QUESTION, introspection_query, "{ __typename }", "nonsense", ""])
def test_strangers_learn_nothing_not_even_the_schema(query: str) -> None:
    response = post(Client(), {"query": query})

    assert response.status_code == 401
    assert response.json() == {
        "errors": [
            {
                "message": "Sign in as a member of staff.",
                "extensions": {"exception": {"code": "NotSignedIn"}},
            }
        ]
    }


def test_introspection_is_for_staff(client: Client) -> None:
    assert "errors" not in post(client, {"query": introspection_query}).json()


def test_only_post(client: Client) -> None:
    assert client.get("/graphql/", {"query": QUESTION}).status_code == 405


def test_a_session_needs_its_csrf_token(staff: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.post("/", {"username": "staff", "password": "a password"})
    client.force_login(staff)

    refused = post(client, {"query": QUESTION})
    assert (refused.status_code, code(refused)) == (403, "PermissionDenied")

    client.get("/")
    token = client.cookies["csrftoken"].value
    assert post(client, {"query": QUESTION}, headers={"X-CSRFToken": token}).json() == ANSWER


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("{", "application/json"),
        ("[]", "application/json"),
        ('[{"query": "{ a }"}]', "application/json"),
        ("5", "application/json"),
        ("{}", "application/json"),
        ('{"query": 5}', "application/json"),
        ('{"query": " "}', "application/json"),
        ('{"query": "{ a }", "variables": []}', "application/json"),
        ('{"query": "{ a }", "operationName": 5}', "application/json"),
        (b"\xff\xfe\x00", "application/json"),
        ("[" * 100_000, "application/json"),
        ("{ matchCriteria { text } }", "application/graphql"),
        ("query={a}", "application/x-www-form-urlencoded"),
        ("nonsense", "multipart/form-data; boundary=x"),
        ("nonsense", "multipart/form-data"),
    ],
)
def test_what_is_no_operation(client: Client, body: Any, content_type: str) -> None:
    response = post(client, body, content_type=content_type)

    assert (response.status_code, code(response)) == (400, "BadRequest")


@pytest.mark.parametrize(
    ("operations", "places"),
    [
        ("[]", "{}"),
        ("{", "{}"),
        ('{"query": "{ a }"}', '{"0": ["query"]}'),
        ('{"query": "{ a }"}', '{"0": ["variables.x"]}'),
        ('{"query": "{ a }", "variables": {"x": 1}}', '{"0": ["variables.x"]}'),
        ('{"query": "{ a }", "variables": {"x": [null]}}', '{"0": ["variables.x.7"]}'),
        ('{"query": "{ a }", "variables": {"x": [null]}}', '{"0": ["variables.x.y"]}'),
        ('{"query": "{ a }", "variables": {"x": null}}', '{"0": "variables.x"}'),
        ('{"query": "{ a }", "variables": {"x": null}}', '{"0": [5]}'),
        ('{"query": "{ a }", "variables": {"x": null}}', '["variables.x"]'),
    ],
)
def test_a_map_that_leads_nowhere(client: Client, operations: str, places: str) -> None:
    response = client.post("/graphql/", {"operations": operations, "map": places})

    assert (response.status_code, code(response)) == (400, "BadRequest")


def test_a_body_that_is_too_large(client: Client) -> None:
    response = post(client, {"query": QUESTION, "variables": {"x": "x" * 8 * 1024 * 1024}})

    assert (response.status_code, code(response)) == (413, "TooMuch")


DEEP = "customer { orders(first: 1) { edges { node { "
ORDERS = "edges { node { id lines { sku } } }"
PAGE = f"customerProfiles(first: 100) {{ edges {{ node {{ id orders(first: 100) {{ {ORDERS} }} }} }} }}"
PREVIEW = 'matchCriteriaPreview(criteria: "name+phone") { text }'
FRAGMENTS = " ".join(f"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }}" for i in range(30))


@pytest.mark.parametrize(
    "query",
    [
        '{ orderRecord(source: "a", number: "1") { ' + DEEP * 6 + "id" + " } } } }" * 6 + " } }",
        f"{{ {PAGE} }}",
        "{ " + " ".join(f"a{i}: matchCriteria {{ text }}" for i in range(21)) + " }",
        "{ " + " ".join(f"a{i}: {PREVIEW}" for i in range(6)) + " }",
        "mutation { "
        + " ".join(f"a{i}: customerProfilesRebuild {{ job {{ id }} }}" for i in range(5))
        + " }",
        "{ " + "a" * 20_001 + " }",
        f"{{ ...F0 }} {FRAGMENTS} fragment F30 on Query {{ matchCriteria {{ text }} }}",
    ],
)
def test_an_operation_that_asks_for_too_much(client: Client, query: str) -> None:
    response = post(client, {"query": query})

    assert (response.status_code, code(response)) == (200, "TooMuch")


def test_variables_count_too(client: Client) -> None:
    query = f"""query($n: Int, $m: Int = 100) {{ customerReviewItems(first: $n) {{ edges {{ node {{
        customer {{ orders(first: $m) {{ {ORDERS} }} }} }} }} }} }}"""

    assert code(post(client, {"query": query, "variables": {"n": 100}})) == "TooMuch"
    assert "errors" not in post(client, {"query": query, "variables": {"n": 10, "m": 10}}).json()


def test_brackets_without_end(client: Client) -> None:
    assert post(client, {"query": "{a" * 6_000}).json()["errors"] != []
    assert post(client, {"query": "{ customerProfile(id: " + "[" * 9_000}).json()["errors"] != []


def test_permissions_are_made_once(db: None) -> None:
    create_permissions()
    create_permissions()

    root = User.objects.create_superuser("root")
    assert root.has_perm(MANAGE_USERS)
    assert find_permission(MANAGE_USERS).codename == "manage_users"


def test_a_request_with_too_many_files_or_too_large_is_told_the_limit(client: Client) -> None:
    files = {str(i): SimpleUploadedFile("a.csv", b"a") for i in range(21)}
    many = client.post("/graphql/", {"operations": "{}", "map": "{}", **files})
    assert (many.status_code, many.json()["errors"][0]["message"]) == (400, "More than 20 files at once.")

    large = client.post("/graphql/", "{}", content_type="application/json", CONTENT_LENGTH=str((8 << 20) + 1))
    assert (large.status_code, large.json()["errors"][0]["message"]) == (
        413,
        "The request is larger than 8 MiB.",
    )
