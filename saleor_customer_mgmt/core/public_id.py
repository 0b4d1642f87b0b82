"""The id of a customer that people see and type."""

from __future__ import annotations

import hashlib

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})


def public_id(source: str, number: str) -> str:
    """Return the id of the customer whose first recorded order this is, e.g. ``7K2M-9QXD-4T1B``.

    60 bits of BLAKE2b: two of a million customers have the same with a chance of 1 in 2 million.
    """
    digest = hashlib.blake2b(f"{source}\x1f{number}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    bits = int.from_bytes(digest, "big") >> 4
    text = "".join(_ALPHABET[bits >> shift & 31] for shift in range(55, -1, -5))
    return f"{text[:4]}-{text[4:8]}-{text[8:]}"


def read_public_id(text: str) -> str | None:
    """Return the id that somebody typed (any case, with or without hyphens), or None when it is none."""
    plain = text.strip().upper().replace("-", "").translate(_READ_AS)
    if len(plain) != 12 or any(c not in _ALPHABET for c in plain):
        return None
    return f"{plain[:4]}-{plain[4:8]}-{plain[8:]}"
