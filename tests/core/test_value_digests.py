from __future__ import annotations

import pytest

from saleor_customer_mgmt.core.evidence import Field
from saleor_customer_mgmt.core.value_digests import SIZE, number_of, pack, unpack, value_digest

SECRET = b"a secret of the shop"


def test_each_field_has_a_number_of_its_own_that_never_changes() -> None:
    assert [number_of(field) for field in Field] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]


def test_a_digest_never_changes() -> None:
    assert value_digest(Field.NAME, "山田太郎", SECRET).hex() == "02a69848d86300b0de9f227c9b9b084a"


def test_a_digest_depends_on_field_value_and_secret() -> None:
    digests = {
        value_digest(Field.NAME, "a", SECRET),
        value_digest(Field.KANA, "a", SECRET),
        value_digest(Field.NAME, "b", SECRET),
        value_digest(Field.NAME, "a", SECRET + b"."),
    }

    assert len(digests) == 4
    assert len({digest[1:] for digest in digests}) == 4


def test_what_was_packed_is_unpacked() -> None:
    digests = {
        Field.NAME: (value_digest(Field.NAME, "a", SECRET), value_digest(Field.NAME, "b", SECRET)),
        Field.MEMBER_ID: (value_digest(Field.MEMBER_ID, "a", SECRET),),
    }

    assert len(pack(digests)) == 3 * SIZE
    assert unpack(pack(digests)) == digests
    assert unpack(b"") == {}


@pytest.mark.parametrize("damaged", [b"\x02" + b"x" * 14, b"\x00" + b"x" * 15, b"\xff" + b"x" * 15])
def test_anything_else_is_refused(damaged: bytes) -> None:
    with pytest.raises(ValueError, match=r"digests|number"):
        unpack(damaged)
