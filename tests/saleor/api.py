"""Driving a running Saleor through its own GraphQL API, as a storefront and as staff would."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from typing import Any


class Refused(Exception):
    """Raised when Saleor answers with errors."""


@dataclass(frozen=True, slots=True)
class Api:
    """One endpoint, asked with one token (or as nobody)."""

    url: str
    token: str = ""

    def answer(self, query: str, **variables: Any) -> dict[str, Any]:
        """Return the whole answer, errors included."""
        body = json.dumps({"query": query, "variables": variables}).encode()
        return self._post(body, "application/json")

    def ask(self, query: str, **variables: Any) -> Any:
        """Return the data of the only field asked for.

        Raises:
            Refused: when there are errors, of the request or in the field's ``errors``.
        """
        return _only(self.answer(query, **variables))

    def upload(self, query: str, files: dict[str, bytes], **variables: Any) -> Any:
        """Ask with files as ``$files``, by the GraphQL multipart request convention."""
        boundary = uuid.uuid4().hex
        operations = {"query": query, "variables": {**variables, "files": [None] * len(files)}}
        places = {str(i): [f"variables.files.{i}"] for i in range(len(files))}
        parts = [
            ("operations", "", json.dumps(operations).encode()),
            ("map", "", json.dumps(places).encode()),
        ]
        parts += [(str(i), name, content) for i, (name, content) in enumerate(files.items())]
        body = b""
        for field, name, content in parts:
            named = f'; filename="{name}"' if name else ""
            body += f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"{named}\r\n\r\n'.encode()
            body += content + b"\r\n"
        body += f"--{boundary}--\r\n".encode()
        return _only(self._post(body, f"multipart/form-data; boundary={boundary}"))

    def signed_in(self, email: str, password: str) -> Api:
        """Return the same endpoint, asked as this user."""
        query = (
            "mutation($e: String!, $p: String!) { tokenCreate(email: $e, password: $p) "
            "{ token errors { field code } } }"
        )
        return Api(self.url, self.ask(query, e=email, p=password)["token"])

    def _post(self, body: bytes, kind: str) -> dict[str, Any]:
        headers = {"Content-Type": kind}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        request = urllib.request.Request(self.url, body, headers)  # the address is the caller's
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                found: dict[str, Any] = json.load(response)
        except urllib.error.HTTPError as error:
            found = json.loads(error.read())
        return found


def _only(answer: dict[str, Any]) -> Any:
    if answer.get("errors"):
        raise Refused(str([error["message"] for error in answer["errors"]]))
    (found,) = answer["data"].values()
    if isinstance(found, dict) and found.get("errors"):
        raise Refused(str(found["errors"]))
    return found


def guest_checkout(api: Api, *, email: str, address: dict[str, str], channel: str = "default-channel") -> str:
    """Buy the first thing on sale as a guest, through the storefront's API; return the order's number."""
    variant = variant_on_sale(api, channel)
    return complete_checkout(
        api, ready_checkout(api, email=email, address=address, variant=variant, channel=channel)
    )


def variant_on_sale(api: Api, channel: str = "default-channel") -> str:
    """Return the id of the first thing on sale that is shipped."""
    products = api.ask(
        "query($c: String!) { products(first: 50, channel: $c, filter: {isAvailable: true}) { edges { node "
        "{ productType { isShippingRequired } variants { id quantityAvailable } } } } }",
        c=channel,
    )
    return next(
        str(v["id"])
        for edge in products["edges"]
        if edge["node"]["productType"]["isShippingRequired"]
        for v in edge["node"]["variants"]
        if v["quantityAvailable"]
    )


def ready_checkout(
    api: Api, *, email: str, address: dict[str, str], variant: str, channel: str = "default-channel"
) -> str:
    """Do all that a guest does before buying; return the checkout's id."""
    checkout = api.ask(
        "mutation($i: CheckoutCreateInput!) { checkoutCreate(input: $i) "
        "{ checkout { id shippingMethods { id active } } errors { field message code } } }",
        i={
            "channel": channel,
            "email": email,
            "lines": [{"quantity": 1, "variantId": variant}],
            "billingAddress": address,
            "shippingAddress": address,
        },
    )["checkout"]
    method = next(m["id"] for m in checkout["shippingMethods"] if m["active"])
    api.ask(
        "mutation($c: ID!, $m: ID!) { checkoutDeliveryMethodUpdate(id: $c, deliveryMethodId: $m) "
        "{ errors { field message code } } }",
        c=checkout["id"],
        m=method,
    )
    return str(checkout["id"])


def complete_checkout(api: Api, checkout: str) -> str:
    """Buy; return the order's number."""
    done = api.ask(
        "mutation($c: ID!) { checkoutComplete(id: $c) { order { number } errors { field message code } } }",
        c=checkout,
    )
    return str(done["order"]["number"])
