"""``rule list|show|add|change|on|off|delete|backtest``."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from saleor_customer_mgmt.cli import shapes
from saleor_customer_mgmt.cli.conditions import condition_of, in_both_languages, read_json, sentence
from saleor_customer_mgmt.cli.failures import CommandFailed, WrongUsage
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.language import translate_count
from saleor_customer_mgmt.cli.lookup import acting, name_of, orders_by_id
from saleor_customer_mgmt.cli.table import table
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.cli.values import NONE
from saleor_customer_mgmt.cli.waiting import do_what_waits
from saleor_customer_mgmt.cli.words import money, shipped
from saleor_customer_mgmt.core.backtest import Backtest
from saleor_customer_mgmt.core.conditions import Subject
from saleor_customer_mgmt.models import Customer, Rule
from saleor_customer_mgmt.services.backtest_rule import backtest_rule
from saleor_customer_mgmt.services.save_rule import (
    RuleInput,
    change_rule,
    create_rule,
    delete_rule,
    switch_rule,
)


def run(args: Namespace, terminal: Terminal) -> int:
    if args.action == "list":
        _list(args, terminal)
    elif args.action == "backtest":
        _backtest(args, terminal)
    elif args.action == "delete":
        rule = delete_rule(args.rule, actor=acting()).rule
        do_what_waits(terminal)
        _tell(_("Rule {n} is deleted; its holds stay."), rule.id, args, terminal)
    else:
        if args.action == "add":
            key = _add(args).id
        elif args.action == "change":
            key = change_rule(args.rule, _changes(args), actor=acting()).rule.id
        else:
            key = args.rule if args.action == "show" else _switch(args).id
        do_what_waits(terminal)
        _show(_rule(key), args, terminal)
    return 0


def _rules() -> QuerySet[Rule]:
    active = Count("matches", filter=Q(matches__active=True))
    return Rule.objects.filter(deleted_at=None).annotate(active_matches=active).order_by("priority", "id")


def _rule(key: int) -> Rule:
    rule = _rules().filter(id=key).first()
    if rule is None:
        raise CommandFailed(
            _("There is no rule {n}. 'rule list' lists them.").format(n=key), code="NOT_FOUND"
        )
    return rule


def _add(args: Namespace) -> Rule:
    wanted = RuleInput(
        name=args.name,
        condition=condition_of(args, Subject.ORDER),
        actions=read_json(args.actions),
        priority=args.priority,
        active=args.on,
        valid_from=args.valid_from,
        valid_to=args.valid_to,
        preset=args.preset or "",
    )
    return create_rule(wanted, actor=acting()).rule


def _changes(args: Namespace) -> dict[str, Any]:
    """Return what is named of a rule's inputs.

    Raises:
        WrongUsage: when nothing is.
    """
    given = {
        "name": args.name,
        "condition": condition_of(args, Subject.ORDER),
        "actions": None if args.actions is None else read_json(args.actions),
        "priority": args.priority,
    }
    found = {name: value for name, value in given.items() if value is not None}
    for end in ("valid_from", "valid_to"):
        if (moment := getattr(args, end)) is not None:
            found[end] = None if moment is NONE else moment
    if not found:
        raise WrongUsage(_("Say what is to change; see --help."))
    return found


def _switch(args: Namespace) -> Rule:
    return switch_rule(args.rule, active=args.action == "on", actor=acting()).rule


def _as_json(row: Rule) -> dict[str, Any]:
    return {
        "rule": row.id,
        "name": row.name,
        "on": row.active,
        "priority": row.priority,
        "valid_from": shapes.moment(row.valid_from),
        "valid_to": shapes.moment(row.valid_to),
        "preset": row.preset or None,
        "condition": row.condition,
        "sentence": in_both_languages(row.condition, Subject.ORDER),
        "actions": row.actions,
        "matches": row.active_matches,  # type: ignore[attr-defined]  # annotated
    }


def _list(args: Namespace, terminal: Terminal) -> None:
    rows = list(_rules())
    if args.json:
        terminal.json_list(map(_as_json, rows))
        return
    if not rows:
        terminal.line(_("There is no rule."))
        return
    head = [_("RULE"), _("ON"), _("PRIORITY"), _("CALLED"), _("MATCHES"), _("CONDITION")]
    lines = [
        [
            str(row.id),
            _on(row),
            str(row.priority),
            shipped(row.name),
            f"{row.active_matches:,}",  # type: ignore[attr-defined]  # annotated
            sentence(row.condition, Subject.ORDER),
        ]
        for row in rows
    ]
    terminal.lines(table(head, lines, right=[0, 2, 4]))


def _on(row: Rule) -> str:
    return _("on") if row.active else _("off")


def _show(row: Rule, args: Namespace, terminal: Terminal) -> None:
    if args.json:
        terminal.json(_as_json(row))
        return
    terminal.line(_("Rule {n} ({on}): {name}").format(n=row.id, on=_on(row), name=shipped(row.name)))
    terminal.line(f"  {sentence(row.condition, Subject.ORDER)}")
    for action in row.actions:
        more = [
            ", ".join(v) if isinstance(v, list) else shipped(str(v)) for k, v in action.items() if k != "do"
        ]
        terminal.line(f"  → {': '.join([action['do'], ' · '.join(more)])}")
    number: int = row.active_matches  # type: ignore[attr-defined]  # annotated
    terminal.line(translate_count("It matches {n} order now.", "It matches {n} orders now.", number))


def _tell(text: str, key: int, args: Namespace, terminal: Terminal) -> None:
    if args.json:
        terminal.json({"rule": key})
    else:
        terminal.line(text.format(n=key))


def _backtest(args: Namespace, terminal: Terminal) -> None:
    if (args.rule is None) == (args.condition is None and not args.preset):
        raise WrongUsage(_("Name a rule, or give a condition."))
    condition = condition_of(args, Subject.ORDER) if args.rule is None else _rule(args.rule).condition
    terminal.progress(_("Asking about the orders of the past …"))
    found = backtest_rule(condition, now=timezone.now(), months=args.months)
    terminal.clear_progress()
    orders = [name_of(order) for _key, order in sorted(orders_by_id(found.matched_orders).items())]
    customers = Customer.objects.filter(id__in=found.hurt_customers).order_by("id")
    hurt = list(customers.values_list("public_id", flat=True))
    if args.json:
        terminal.json(_figures(found) | {"matched_orders": orders, "hurt_customers": hurt})
        return
    terminal.line(
        _("Of {orders} since {day} it would have matched {matched}.").format(
            orders=translate_count("{n} order", "{n} orders", found.orders),
            day=terminal.day(found.since),
            matched=f"{found.matched:,}",
        )
    )
    terminal.line(
        _("Of these were cancelled later: {cancelled}, returned: {returned}. Missed: {missed}.").format(
            cancelled=f"{found.cancelled:,}", returned=f"{found.returned:,}", missed=f"{found.missed:,}"
        )
    )
    terminal.line(_("They were worth {total}.").format(total=money(_totals(found)) or "0"))
    terminal.line(
        translate_count(
            "{n} good customer would have been hurt.",
            "{n} good customers would have been hurt.",
            found.good_customers,
        )
    )
    _print_months(found, terminal)
    for title, names in ((_("Orders"), orders), (_("Good customers"), hurt)):
        if names:
            terminal.line()
            terminal.line(f"{title}: {', '.join(names)}")


def _print_months(found: Backtest, terminal: Terminal) -> None:
    if found.months:
        terminal.line()
        head = [_("MONTH"), _("ORDERS"), _("MATCHED"), _("WENT WRONG")]
        rows = [[m.month, f"{m.orders:,}", f"{m.matched:,}", f"{m.went_wrong:,}"] for m in found.months]
        terminal.lines(table(head, rows, right=[1, 2, 3]))


def _totals(found: Backtest) -> dict[str, str]:
    return {currency: str(shapes.amount(total)) for currency, total in sorted(found.totals.items())}


def _figures(found: Backtest) -> dict[str, Any]:
    return {
        "since": shapes.moment(found.since),
        "until": shapes.moment(found.until),
        "orders": found.orders,
        "matched": found.matched,
        "cancelled": found.cancelled,
        "returned": found.returned,
        "missed": found.missed,
        "totals": _totals(found),
        "good_customers": found.good_customers,
        "months": [
            {"month": m.month, "orders": m.orders, "matched": m.matched, "went_wrong": m.went_wrong}
            for m in found.months
        ],
    }
