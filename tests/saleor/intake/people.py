"""Invented people, new ones every time."""

from __future__ import annotations

import secrets

_ADDRESS = {
    "firstName": "花子",
    "lastName": "試験",
    "streetAddress1": "架空町1-2-3",
    "city": "千代田区",
    "countryArea": "東京都",
    "postalCode": "100-0001",
    "country": "JP",
}
NAME = "試験 花子"
"""As we record it: family name first."""
WRITTEN = "東京都 千代田区 架空町1-2-3"
"""The address as we record it."""


def new_address() -> dict[str, str]:
    """Return an address with a phone number that nobody has had before."""
    return _ADDRESS | {"phone": f"+8180{secrets.randbelow(9000) + 1000}{secrets.randbelow(9000) + 1000}"}


def new_email() -> str:
    return f"hanako{secrets.token_hex(5)}@example.com"
