"""Our own CSV of accounts: people who registered, and no orders (docs/formats/neutral.md)."""

from __future__ import annotations

from saleor_customer_mgmt.importers.format import Format, Sheet
from saleor_customer_mgmt.importers.formats.neutral import FIELDS_OF_ACCOUNTS, Binding

FORMAT = Format(
    name="neutral-accounts",
    title="Neutral CSV of accounts",
    source=None,
    orders=Sheet(
        number="account_number",
        signature=("account_number",),
        any_of=("name", "kana", "email", "phone", "postal_code", "address", "member_id", "registered_at"),
        # A file that has both is not decided upon here.
        without=("order_number",),
        columns=frozenset(FIELDS_OF_ACCOUNTS),
        source="source",
        accounts=True,
    ),
    read=Binding({name: ((name,),) for name in FIELDS_OF_ACCOUNTS}).read_account,
    zone=None,
)
