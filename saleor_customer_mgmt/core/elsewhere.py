"""Whether an order's goods go to another person or place than the buyer's.

Normal forms are compared, so that another spelling is no difference. What cannot be compared (a name in
kanji and one in Latin letters, an address without a number) says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from saleor_customer_mgmt.core.evidence import Evidence, Field, usable_values
from saleor_customer_mgmt.core.facts import OrderFacts, Person
from saleor_customer_mgmt.core.gather import gather
from saleor_customer_mgmt.core.normalise import japanese_area, text
from saleor_customer_mgmt.core.sources import Profile

_COUNTY = re.compile("^[^市区町村郡]{1,4}郡(?=.{1,6}?[町村])")


def ships_elsewhere(facts: OrderFacts, evidence: Evidence, profile: Profile) -> bool | None:
    """Return whether a recipient is another person or place; None when it cannot be told."""
    if facts.recipients is None:
        return None
    buyer = _compared(facts.buyer)
    answers = {
        _differ(
            evidence,
            # Most often the buyer: what was gathered of them is there already.
            evidence if person == buyer else gather(OrderFacts(facts.source, "", buyer=person), profile),
        )
        for person in {_compared(recipient) for recipient in facts.recipients}
    }
    if True in answers:
        return True
    # Nobody to send to (a download) is not elsewhere.
    return None if None in answers else False


def _compared(person: Person) -> Person:
    """Return of a person what is compared, and what it is read by."""
    return Person(
        name=person.name,
        kana=person.kana,
        postal_code=person.postal_code,
        address=person.address,
        country=person.country,
    )


def _differ(buyer: Evidence, recipient: Evidence) -> bool | None:
    """Return whether place or name differ; None when neither can be compared."""
    answers = {_places_differ(buyer, recipient), _names_differ(buyer, recipient)}
    if True in answers:
        return True
    return False if False in answers else None


def _places_differ(buyer: Evidence, recipient: Evidence) -> bool | None:
    ours, theirs = (usable_values(each, Field.ADDRESS) for each in (buyer, recipient))
    codes = [set(usable_values(each, Field.POSTAL_CODE)) for each in (buyer, recipient)]
    same_code = bool(codes[0] & codes[1]) if all(codes) else None
    if not ours or not theirs or _script(ours) != _script(theirs):
        return None if same_code is None else not same_code
    if not _same_address(ours[0], theirs[0]):
        return True
    # A Japanese address names its city, so that its code adds nothing but slips of the pen.
    return same_code is False and not text.has_cjk(ours[0])


def _same_address(one: str, other: str) -> bool:
    """Whether two normal forms are one place; a prefecture or county left out is no difference."""
    (one_prefecture, one_rest), (other_prefecture, other_rest) = map(_parted, (one, other))
    return one_rest == other_rest and (
        one_prefecture == other_prefecture or not (one_prefecture and other_prefecture)
    )


@lru_cache(maxsize=16_384)  # of buyer and recipient, and of who orders again
def _parted(address: str) -> tuple[str, str]:
    prefecture = next((p for p in japanese_area.PREFECTURES if address.startswith(p)), "")
    return prefecture, _COUNTY.sub("", address.removeprefix(prefecture))


def _names_differ(buyer: Evidence, recipient: Evidence) -> bool | None:
    """Compare names in the same script, then readings."""
    for field in (Field.NAME, Field.KANA):
        ours, theirs = (usable_values(each, field) for each in (buyer, recipient))
        if ours and theirs and _script(ours) == _script(theirs):
            return not set(ours) & set(theirs)
    return None


def _script(values: Iterable[str]) -> tuple[bool, bool]:
    written = "".join(values)
    return text.has_han(written), text.has_cjk(written)
