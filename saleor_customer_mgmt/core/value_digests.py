"""Digests of single values: what is kept of evidence so that keys can be made of it at any time.

A key of any criteria is made of the digests of its values alone. So other criteria can be tried and used
on a million orders without reading what people wrote, and also where the values themselves had to go.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from saleor_customer_mgmt.core.evidence import Evidence, Field, usable_values

SIZE = 16
"""Bytes of one digest. The first names the field, so that those of an order can be strung together."""

# What was written stays readable only while these numbers stay: a new field gets a new one.
_NUMBERS: dict[Field, int] = {
    Field.SOURCE: 1,
    Field.NAME: 2,
    Field.KANA: 3,
    Field.EMAIL: 4,
    Field.PHONE: 5,
    Field.POSTAL_CODE: 6,
    Field.ADDRESS: 7,
    Field.BIRTHDAY: 8,
    Field.COMPANY: 9,
    Field.MEMBER_ID: 10,
}
_FIELDS = {number: field for field, number in _NUMBERS.items()}

ValueDigests = Mapping[Field, tuple[bytes, ...]]
"""For each field with usable values, their digests in the order of the values."""


def number_of(field: Field) -> int:
    """Return the first byte of the field's digests, 1 to 255."""
    return _NUMBERS[field]


def value_digest(field: Field, value: str, secret: bytes) -> bytes:
    """Return the keyed digest of one usable value: the field's number and 120 bits of BLAKE2b.

    120 bits make an accidental equal pair among 10^9 values less likely than 10^-18.
    """
    number = _NUMBERS[field]
    message = value.encode("utf-8", "surrogatepass")
    person = b"value of %d" % number
    return (
        bytes((number,))
        + hashlib.blake2b(message, key=folded(secret), digest_size=SIZE - 1, person=person).digest()
    )


def value_digests(evidence: Evidence, secret: bytes) -> dict[Field, tuple[bytes, ...]]:
    """Return the digests of all usable values of one order."""
    return {
        field: tuple(value_digest(field, value, secret) for value in values)
        for field in Field
        if (values := usable_values(evidence, field))
    }


def pack(digests: ValueDigests) -> bytes:
    """Return the digests of one order as one run of bytes, ``SIZE`` each, by field."""
    return b"".join(digest for field in Field for digest in digests.get(field, ()))


def unpack(packed: bytes) -> dict[Field, tuple[bytes, ...]]:
    """Return what :func:`pack` was given.

    Raises:
        ValueError: for bytes that are nothing of the kind.
    """
    found: dict[Field, tuple[bytes, ...]] = {}
    for digest in _each(packed):
        field = _FIELDS.get(digest[0])
        if field is None:
            raise ValueError(f"no field has the number {digest[0]}")
        found[field] = (*found.get(field, ()), digest)
    return found


def _each(packed: bytes) -> Iterator[bytes]:
    if len(packed) % SIZE:
        raise ValueError(f"{len(packed)} bytes are no run of digests")
    return (packed[start : start + SIZE] for start in range(0, len(packed), SIZE))


def folded(secret: bytes) -> bytes:
    """Return the secret as a key for BLAKE2b, which takes 64 bytes at most."""
    return secret if len(secret) <= 64 else hashlib.blake2b(secret).digest()
