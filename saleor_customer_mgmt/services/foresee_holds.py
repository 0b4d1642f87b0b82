"""Whether recording a new order would hold it, found out without writing anything (ADR 83).

Recording and judging an order takes some forty statements. Whoever waits for the order need not wait for
them when nothing is held, and most orders are not. So this asks the rules what :mod:`apply_rules` will ask
them, of the history that the order is about to join. It may say that an order might be held which is not;
never the other way round, as long as nobody else writes in between.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.case import PastOrder, order_view
from saleor_customer_mgmt.core.checks import checked
from saleor_customer_mgmt.core.counting import Reason
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.facts import OrderFacts, OrderStatus
from saleor_customer_mgmt.core.foresight import Bearing, bearing_on_holds, holds_an_order
from saleor_customer_mgmt.core.gather import gather
from saleor_customer_mgmt.core.keys import key_digests
from saleor_customer_mgmt.core.rules import History, matching
from saleor_customer_mgmt.core.traits import Traits, traits
from saleor_customer_mgmt.core.value_digests import value_digests
from saleor_customer_mgmt.selectors.histories import load_histories, load_marks
from saleor_customer_mgmt.selectors.orders import are_keys_known, holders_of_keys
from saleor_customer_mgmt.services.in_force import in_force

# The id of an order that has none: the newest of those that were placed at the same moment.
_TO_COME: OrderId = 2**63 - 1


def may_be_held(facts: OrderFacts) -> bool:
    """Return whether recording this order, which is not recorded yet, may place a hold on it.

    Raises:
        InvalidFacts: when facts cannot be kept.
        Stale: when the secret of the match keys was changed.
    """
    if _status(facts) is not OrderStatus.PLACED:
        return False  # rules hold open orders only
    now = in_force()
    bearing = bearing_on_holds(now.rules)
    if not bearing.rules:
        return False
    facts = checked(facts)
    profile = conf.profile()
    evidence = gather(facts, profile)
    history: History | None = History([])
    if bearing.needs_customer:
        secret = conf.digest_secret()
        keys = key_digests(facts.source, value_digests(evidence, secret), now.criteria, secret)
        history = _history(keys, bearing)
    if history is None:
        return True
    counts = now.policy.judge(facts, evidence) is Reason.COUNTS
    past = _past(facts, counts=counts, net=now.policy.net_of_refunds)
    order = order_view(
        past,
        channel=facts.channel,
        payment_method=facts.payment_method,
        shipping_method=facts.shipping_method,
        lines=[(line.sku, line.product, line.quantity) for line in facts.lines or ()],
        traits=traits(facts, evidence, profile) if bearing.needs_traits else Traits(),
    )
    whole = replace(history, orders=[*history.orders, past])
    matched = matching(bearing.rules, whole, {past.id: order})[past.id]
    return any(rule.id in matched and holds_an_order(rule) for rule in bearing.rules)


def _history(keys: set[UUID], bearing: Bearing) -> History | None:
    """Return what an order with these keys joins; None when that takes more than a look."""
    if not are_keys_known(keys):  # asked by itself, since it is the answer for everybody who is new
        return History([])
    held = holders_of_keys(keys)
    # Where staff have split or merged, who joins whom is a question of the whole region.
    if held.contested or held.entangled or len(held.customers) > 1 or bearing.needs_groups:
        return None
    if not held.customers:
        return History([])  # those who were known a moment ago
    (customer,) = held.customers
    if not bearing.needs_history:
        return load_marks(customer)
    loaded = load_histories(lambda *_: (), customers=[customer], with_lines=False)
    return loaded[customer].history if customer in loaded else None


def _status(facts: OrderFacts) -> OrderStatus:
    return facts.status or OrderStatus.PLACED


def _past(facts: OrderFacts, *, counts: bool, net: bool) -> PastOrder:
    return PastOrder(
        _TO_COME,
        facts.source,
        facts.number,
        facts.placed_at,
        _status(facts),
        counts,
        facts.total,
        facts.refunded if net else None,
        facts.currency,
    )
