"""``why A B``: why two orders are one customer's, or are not."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from saleor_customer_mgmt.cli.failures import WrongUsage
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.lookup import name_of, orders_by_id, require_order
from saleor_customer_mgmt.cli.table import pad, table, width
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.cli.words import field_word, key_words, keys_words, relation_word
from saleor_customer_mgmt.core.explain import CriterionComparison
from saleor_customer_mgmt.core.told import ToldKey
from saleor_customer_mgmt.models import OrderRecord, StaffDecision
from saleor_customer_mgmt.selectors.why import Why, WhyStep, explain_orders


def run(args: Namespace, terminal: Terminal) -> int:
    if args.one == args.other:
        raise WrongUsage(_("Name two different orders."))
    one, other = require_order(args.one), require_order(args.other)
    why = explain_orders(one, other)
    orders = orders_by_id({one.id, other.id} | {o for s in why.chain for o in (s.one, s.other)})
    if args.json:
        terminal.json(_as_json(why, orders, one, other))
    elif why.same_customer:
        _print_chain(why, orders, one, other, terminal)
    else:
        _print_differences(why, orders, one, other, terminal)
    return 0


def _print_chain(
    why: Why, orders: dict[int, OrderRecord], one: OrderRecord, other: OrderRecord, terminal: Terminal
) -> None:
    customer = orders[one.id].customer
    terminal.line(
        _("{one} and {other} belong to one customer: {id} {name}").format(
            one=name_of(one), other=name_of(other), id=customer.public_id, name=customer.name
        )
    )
    terminal.line()
    for number, step in enumerate(why.chain, 1):
        terminal.line(f"  {number}. {_step(step, orders)}")


def _step(step: WhyStep, orders: dict[int, OrderRecord]) -> str:
    names = {"one": name_of(orders[step.one]), "other": name_of(orders[step.other])}
    if step.keys:
        return _("{one} and {other} share {what}").format(what=keys_words(step.keys), **names)
    decision = StaffDecision.objects.get(id=step.decision or 0)
    if decision.kind == StaffDecision.Kind.SPLIT:
        text = _("{one} and {other} stayed together in split {n} of {who}")
    else:
        text = _("{one} and {other} were joined by merge {n} of {who}")
    told = text.format(n=decision.id, who=decision.by_label or decision.by_kind, **names)
    return f"{told}: {decision.reason}" if decision.reason else told


def _print_differences(
    why: Why, orders: dict[int, OrderRecord], one: OrderRecord, other: OrderRecord, terminal: Terminal
) -> None:
    terminal.line(
        _("{one} and {other} belong to two customers:").format(one=name_of(one), other=name_of(other))
    )
    terminal.line()
    pairs = [(name_of(o), orders[o.id].customer) for o in (one, other)]
    wide = max(width(name) for name, _customer in pairs)
    for name, customer in pairs:
        terminal.line(f"  {pad(name, wide)}  {customer.public_id}  {customer.name}")
    for comparison in why.comparisons:
        terminal.line()
        terminal.line(f"{comparison.criterion}: {_verdict(comparison, why.contested)}")
        head = [_("FIELD"), _("COMPARISON"), name_of(one), name_of(other)]
        rows = [
            [
                field_word(f.field),
                relation_word(f.relation),
                _shown(f.one, kept=f.one_kept),
                _shown(f.other, kept=f.other_kept),
            ]
            for f in comparison.fields
        ]
        terminal.lines(table(head, rows, indent="  "))
    for key in why.contested:
        terminal.line()
        terminal.line(
            _(
                "Contested: {key}. A split has shown that this does not tell one person, so it joins nobody."
            ).format(key=key_words(key))
        )


def _shown(values: tuple[str, ...], *, kept: bool) -> str:
    return ", ".join(values) or ("-" if kept else _("no longer kept"))


def _verdict(comparison: CriterionComparison, contested: tuple[ToldKey, ...]) -> str:
    if not comparison.applies:
        return _("not used for these sources")
    if not comparison.met:
        return _("not met")
    if any(key.criterion == comparison.criterion for key in contested):
        return _("met, but contested")
    return _("met")


def _as_json(
    why: Why, orders: dict[int, OrderRecord], one: OrderRecord, other: OrderRecord
) -> dict[str, Any]:
    def key(match: ToldKey) -> dict[str, Any]:
        fields = zip(match.criterion.fields, match.values, strict=True)
        return {"criterion": str(match.criterion), "values": {field.value: value for field, value in fields}}

    return {
        "same_customer": why.same_customer,
        "customers": list(dict.fromkeys(orders[o.id].customer.public_id for o in (one, other))),
        "chain": [
            {
                "one": name_of(orders[step.one]),
                "other": name_of(orders[step.other]),
                "keys": [key(match) for match in step.keys],
                "decision": step.decision,
            }
            for step in why.chain
        ],
        "criteria": [
            {
                "criterion": str(comparison.criterion),
                "applies": comparison.applies,
                "met": comparison.met,
                "fields": [
                    {
                        "field": f.field.value,
                        "comparison": f.relation.value,
                        "one": list(f.one),
                        "other": list(f.other),
                        "one_kept": f.one_kept,
                        "other_kept": f.other_kept,
                    }
                    for f in comparison.fields
                ],
            }
            for comparison in why.comparisons
        ],
        "contested": [key(match) for match in why.contested],
    }
