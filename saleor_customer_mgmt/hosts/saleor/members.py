"""Which customer a signed-in user of the shop is, and what the groups of that customer bring.

Only orders of the account itself say so. What a guest types says nothing: whoever types somebody else's
e-mail address gets none of that person's benefits, and does not find out that there are any.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.hosts.saleor.facts import SOURCE
from saleor_customer_mgmt.models import Group, OrderRecord
from saleor_customer_mgmt.selectors.groups import groups_of

NEWEST_OF_USER = 20
"""How many of a user's orders, the newest first, are tried until one is recorded."""


def customers_of_users(users: Collection[int], database: str = "default") -> dict[int, OrderId]:
    """Return the customer of each user's newest recorded order. Users without one are left out."""
    from saleor.order.models import Order  # noqa: PLC0415  # Saleor's models must be loaded

    place = Window(RowNumber(), partition_by=[F("user_id")], order_by=F("number").desc())
    rows = Order.objects.using(database).non_draft().filter(user_id__in=users)
    newest = list(
        rows.annotate(place=place)
        .filter(place__lte=NEWEST_OF_USER)
        .order_by("number")
        .values_list("user_id", "number")
    )
    customers = customers_of_numbers([number for _, number in newest])
    # The later order wins, and what is not recorded says nothing.
    return {user: customers[number] for user, number in newest if number in customers}


def customers_of_numbers(numbers: Collection[int]) -> dict[int, OrderId]:
    """Return the customers of the shop's orders with these numbers."""
    texts = {str(number): number for number in numbers}
    rows = OrderRecord.objects.filter(source=SOURCE, number__in=list(texts))
    return {texts[text]: customer for text, customer in rows.values_list("number", "customer_id")}


def groups_of_user(user: int) -> Sequence[Group]:
    """Return the groups of a user's customer, in the order in which their benefits go."""
    customer = customers_of_users([user]).get(user)
    return [] if customer is None else groups_of([customer]).get(customer, [])
