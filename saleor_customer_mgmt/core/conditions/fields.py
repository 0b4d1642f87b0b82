"""The table of what conditions can ask about. Everything else about fields is made from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from saleor_customer_mgmt.core.case import RECENT
from saleor_customer_mgmt.core.conditions.tree import Op, Setting, Subject
from saleor_customer_mgmt.core.traits import AddressVerdict, PhoneVerdict


class Kind(StrEnum):
    """What sort of value a field has; it decides how the field can be compared."""

    WHOLE = "whole"
    PERCENT = "percent"
    MONEY = "money"
    MOMENT = "moment"
    TEXT = "text"
    """One text or several alternatives; width, case and outer spaces make no difference."""
    TEXTS = "texts"
    """Several texts, compared in the same way."""
    NAMES = "names"
    """A set of exact names."""
    CHOICE = "choice"
    LEVEL = "level"
    """A choice whose values have an order, lowest first."""
    TRUTH = "truth"


_NUMBER = (Op.EQUALS, Op.AT_LEAST, Op.AT_MOST, Op.BETWEEN)
_SET = (Op.HAS_ANY, Op.HAS_ALL, Op.HAS_NONE)
OPS: dict[Kind, tuple[Op, ...]] = {
    Kind.WHOLE: _NUMBER,
    Kind.PERCENT: _NUMBER,
    Kind.MONEY: _NUMBER,
    Kind.MOMENT: (Op.BEFORE, Op.AFTER, Op.BETWEEN),
    Kind.TEXT: (Op.IS_ANY_OF, Op.IS_NONE_OF, Op.CONTAINS, Op.MATCHES),
    Kind.TEXTS: (*_SET, Op.CONTAINS, Op.MATCHES),
    Kind.NAMES: _SET,
    Kind.CHOICE: (Op.IS_ANY_OF,),
    Kind.LEVEL: (Op.IS_ANY_OF, Op.AT_LEAST),
    Kind.TRUTH: (Op.IS,),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something a field needs to know besides the value. Without a ``default`` it has to be given."""

    name: str
    kind: str
    """``truth``, ``whole``, ``currency`` or ``zone``."""
    default: Setting | None = None
    low: int = 0
    high: int = 0
    orders_only: bool = False


INCLUDING_PRESENT = Parameter("including_present", "truth", default=True, orders_only=True)
LAST = Parameter("last", "whole", low=1, high=RECENT)
CURRENCY = Parameter("currency", "currency")
ZONE = Parameter("zone", "zone", default="UTC")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to ask about."""

    name: str
    kind: Kind
    parameters: tuple[Parameter, ...] = ()
    choices: tuple[str, ...] = ()

    @property
    def subject(self) -> Subject:
        return Subject(self.name.partition(".")[0])

    def parameters_for(self, subject: Subject) -> tuple[Parameter, ...]:
        """Return the parameters that the field takes in a condition on ``subject``."""
        return tuple(p for p in self.parameters if subject is Subject.ORDER or not p.orders_only)


WATCH, BLOCK, VICTIM = "watch", "block", "victim"
FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field("customer.purchase_count", Kind.WHOLE, (INCLUDING_PRESENT,)),
        Field("customer.order_count", Kind.WHOLE),
        Field("customer.cancelled_count", Kind.WHOLE),
        Field("customer.returned_count", Kind.WHOLE),
        Field("customer.cancelled_share", Kind.PERCENT),
        Field("customer.returned_share", Kind.PERCENT),
        Field("customer.cancelled_in_last", Kind.WHOLE, (LAST,)),
        Field("customer.returned_in_last", Kind.WHOLE, (LAST,)),
        Field("customer.total_spent", Kind.MONEY, (CURRENCY, INCLUDING_PRESENT)),
        Field("customer.first_purchase_at", Kind.MOMENT, (ZONE,)),
        Field("customer.last_purchase_at", Kind.MOMENT, (ZONE, INCLUDING_PRESENT)),
        Field("customer.days_since_first_purchase", Kind.WHOLE),
        Field("customer.days_since_last_purchase", Kind.WHOLE, (INCLUDING_PRESENT,)),
        Field("customer.bought_on", Kind.NAMES),
        Field("customer.groups", Kind.NAMES),
        Field("customer.labels", Kind.NAMES),
        Field("customer.watch", Kind.LEVEL, choices=(WATCH, BLOCK)),
        Field("customer.victim", Kind.TRUTH),
        Field("order.source", Kind.TEXT),
        Field("order.channel", Kind.TEXT),
        Field("order.payment_method", Kind.TEXT),
        Field("order.shipping_method", Kind.TEXT),
        Field("order.total", Kind.MONEY, (CURRENCY,)),
        Field("order.quantity", Kind.WHOLE),
        Field("order.skus", Kind.TEXTS),
        Field("order.products", Kind.TEXTS),
        Field("order.is_first", Kind.TRUTH),
        Field("order.ships_elsewhere", Kind.TRUTH),
        Field("order.email_domain", Kind.TEXT),
        Field("order.address", Kind.CHOICE, choices=tuple(AddressVerdict)),
        Field("order.phone", Kind.CHOICE, choices=tuple(PhoneVerdict)),
    )
}
