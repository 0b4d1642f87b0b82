"""``retention show|set|preview|expire``: how long what is kept of people."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from saleor_customer_mgmt.cli import shapes
from saleor_customer_mgmt.cli.conditions import read_json
from saleor_customer_mgmt.cli.language import spoken, translate_count
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.lookup import acting
from saleor_customer_mgmt.cli.table import table
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.cli.words import field_word, may_write_word
from saleor_customer_mgmt.core.retention import CITATIONS, PERSONAL, SHIPPED, RetentionPolicy, Terms
from saleor_customer_mgmt.core.retention_policy import parse_retention, retention_to_json
from saleor_customer_mgmt.models import RetentionRevision
from saleor_customer_mgmt.selectors.retention import retention_policy, upcoming
from saleor_customer_mgmt.services import run_work
from saleor_customer_mgmt.services.change_retention import change_retention
from saleor_customer_mgmt.services.do_job import expire_now


def run(args: Namespace, terminal: Terminal) -> int:
    if args.action == "preview":
        _preview(args, terminal)
    elif args.action == "expire":
        _expire(args, terminal)
    else:
        if args.action == "set":
            change_retention(parse_retention(read_json(args.policy)), actor=acting(), reason=args.reason)
        _show(args, terminal)
    return 0


def _show(args: Namespace, terminal: Terminal) -> None:
    policy = retention_policy()
    revisions = list(RetentionRevision.objects.order_by("-id"))
    if args.json:
        terminal.json(
            {
                "policy": retention_to_json(policy),
                "rules": {
                    source: [_rule(each) for each in CITATIONS[source]] for source in sorted(CITATIONS)
                },
                "revisions": [_revision(row) for row in revisions],
            }
        )
        return
    head = [_("SOURCE"), _("KEPT"), _("WHAT GOES THEN"), _("MAY BE WRITTEN TO"), _("CUSTOMERS"), _("SET BY")]
    terminal.lines(table(head, list(_rows(policy))))
    for source in sorted(CITATIONS):
        if policy.of(source) == SHIPPED.of(source):
            for rule in CITATIONS[source]:
                terminal.line()
                terminal.line(f"{source}: {rule.says_ja if spoken() == 'ja' else rule.says}")
                terminal.line(f"  {rule.url} ({rule.looked_up.isoformat()})")
    if revisions:
        terminal.line()
        told = [
            [str(row.id), row.by_label or row.by_kind, terminal.minute(row.created_at), row.reason]
            for row in revisions
        ]
        terminal.lines(table([_("REVISION"), _("BY"), _("AT"), _("REASON")], told, right=[0]))


def _rows(policy: RetentionPolicy) -> Iterable[list[str]]:
    for source in sorted(policy.terms):
        terms = policy.terms[source]
        yield [
            source,
            _kept(terms),
            _fields(terms.expiring),
            may_write_word(terms.may_write),
            _("yes") if terms.may_build else _("no"),
            _("shipped") if terms == SHIPPED.of(source) else _("the shop"),
        ]


def _kept(terms: Terms) -> str:
    if terms.days is None:
        return _("without limit")
    return _("{days} days (unsent: {more} more)").format(days=terms.days, more=terms.reserve_days)


def _fields(fields: Iterable[Any]) -> str:
    named = set(fields)
    if named == set(PERSONAL):
        return _("everything")
    return ", ".join(field_word(each) for each in PERSONAL if each in named) or "-"


def _rule(rule: Any) -> dict[str, str]:
    return {
        "about": rule.about,
        "says": rule.says,
        "says_ja": rule.says_ja,
        "url": rule.url,
        "looked_up": rule.looked_up.isoformat(),
    }


def _revision(row: RetentionRevision) -> dict[str, Any]:
    return {
        "revision": row.id,
        "policy": row.data,
        "by": row.by_label or row.by_kind,
        "at": shapes.moment(row.created_at),
        "reason": row.reason,
    }


def _preview(args: Namespace, terminal: Terminal) -> None:
    found = list(upcoming(args.days))
    if args.json:
        terminal.json(
            [
                {
                    "source": each.source,
                    "day": each.day.isoformat(),
                    "orders": each.orders,
                    "fields": [field.value for field in each.fields],
                }
                for each in found
            ]
        )
        return
    if not found:
        terminal.line(_("Nothing expires in the next {days} days.").format(days=args.days))
        return
    rows = [[e.day.isoformat(), e.source, f"{e.orders:,}", _fields(e.fields)] for e in found]
    terminal.lines(table([_("DAY"), _("SOURCE"), _("ORDERS"), _("WHAT GOES THEN")], rows, right=[2]))


def _expire(args: Namespace, terminal: Terminal) -> None:
    run_work.tend()  # commands that were killed are no longer shown as running
    terminal.progress(_("Letting go what is to be kept no longer …"))
    done = expire_now(
        actor=acting(),
        on_progress=lambda orders, _total: terminal.progress(
            _("Letting go what is to be kept no longer: {orders} orders").format(orders=f"{orders:,}")
        ),
    )
    terminal.clear_progress()
    if args.json:
        terminal.json(done)
        return
    rows = [
        [source, f"{told['orders']:,}", _fields(each for each in PERSONAL if each.value in told["fields"])]
        for source, told in sorted(done["expired"].items())
    ]
    if rows:
        terminal.lines(table([_("SOURCE"), _("ORDERS"), _("WHAT WENT")], rows, right=[1]))
    else:
        terminal.line(_("Nothing was due."))
    if done["results"]:
        terminal.line(
            translate_count(
                "The number of {n} refused order went with it.",
                "The numbers of {n} refused orders went with it.",
                done["results"],
            )
        )
