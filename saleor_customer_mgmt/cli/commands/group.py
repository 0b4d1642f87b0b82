"""``group list|show|add|change|delete|members``."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from saleor_customer_mgmt.cli import shapes
from saleor_customer_mgmt.cli.commands.customers import customer_table
from saleor_customer_mgmt.cli.conditions import condition_of, in_both_languages, sentence
from saleor_customer_mgmt.cli.failures import CommandFailed, WrongUsage
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.language import translate_count
from saleor_customer_mgmt.cli.listing import chosen, print_rest
from saleor_customer_mgmt.cli.lookup import acting, require_customer, require_order
from saleor_customer_mgmt.cli.table import table
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.cli.values import OrderName
from saleor_customer_mgmt.cli.waiting import do_what_waits
from saleor_customer_mgmt.cli.words import shipped
from saleor_customer_mgmt.core.conditions import Subject
from saleor_customer_mgmt.models import Group
from saleor_customer_mgmt.selectors.groups import diary_of, groups, members_of
from saleor_customer_mgmt.services.group_members import ByHand, change_members
from saleor_customer_mgmt.services.save_group import (
    GroupInput,
    change_group,
    create_group,
    delete_group,
)

_DIARY_SHOWN = 10


def run(args: Namespace, terminal: Terminal) -> int:
    if args.action == "list":
        _list(args, terminal)
    elif args.action == "members":
        _members(_group(args.slug), args, terminal)
    elif args.action == "delete":
        _delete(args, terminal)
    else:
        if args.action == "add":
            _add(args)
            do_what_waits(terminal)
        elif args.action == "change":
            change_group(_group(args.slug).id, _changes(args), actor=acting())
            do_what_waits(terminal)
        _show(_group(args.slug), args, terminal)
    return 0


def _group(slug: str) -> Group:
    group = groups().filter(slug=slug).first()
    if group is None:
        raise CommandFailed(
            _("There is no group {slug}. 'group list' lists them.").format(slug=slug), code="NOT_FOUND"
        )
    return group


def _add(args: Namespace) -> None:
    wanted = GroupInput(
        slug=args.slug,
        name=args.name,
        condition=condition_of(args, Subject.CUSTOMER),
        priority=args.priority,
        voucher_code=args.voucher,
        preset=args.preset or "",
    )
    create_group(wanted, actor=acting())


def _changes(args: Namespace) -> dict[str, Any]:
    """Return what is named of a group's inputs.

    Raises:
        WrongUsage: when nothing is, or a condition as well as none.
    """
    given = {
        "name": args.name,
        "description": args.description,
        "condition": condition_of(args, Subject.CUSTOMER),
        "priority": args.priority,
        "voucher_code": args.voucher,
        "customer_type": args.customer_type,
    }
    found = {name: value for name, value in given.items() if value is not None}
    if args.no_condition:
        if "condition" in found:
            raise WrongUsage(_("Give a condition, or --no-condition."))
        found["condition"] = None
    if not found:
        raise WrongUsage(_("Say what is to change; see --help."))
    return found


def _delete(args: Namespace, terminal: Terminal) -> None:
    delete_group(_group(args.slug).id, actor=acting())
    do_what_waits(terminal)
    if args.json:
        terminal.json({"group": args.slug})
    else:
        terminal.line(_("Group {slug} is deleted; its diary stays.").format(slug=args.slug))


def _as_json(row: Group) -> dict[str, Any]:
    return {
        "group": row.slug,
        "name": row.name,
        "description": row.description,
        "priority": row.priority,
        "preset": row.preset or None,
        "condition": row.condition,
        "sentence": in_both_languages(row.condition, Subject.CUSTOMER),
        "voucher_code": row.voucher_code or None,
        "customer_type": row.customer_type or None,
        "members": row.member_count,  # type: ignore[attr-defined]  # annotated
    }


def _list(args: Namespace, terminal: Terminal) -> None:
    rows = list(groups())
    if args.json:
        terminal.json_list(map(_as_json, rows))
        return
    if not rows:
        terminal.line(_("There is no group."))
        return
    head = [_("GROUP"), _("CALLED"), _("MEMBERS"), _("VOUCHER"), _("CONDITION")]
    lines = [
        [
            row.slug,
            shipped(row.name),
            f"{row.member_count:,}",  # type: ignore[attr-defined]  # annotated
            row.voucher_code,
            sentence(row.condition, Subject.CUSTOMER),
        ]
        for row in rows
    ]
    terminal.lines(table(head, lines, right=[2]))


def _show(row: Group, args: Namespace, terminal: Terminal) -> None:
    events = diary_of(group=row)[:_DIARY_SHOWN]
    if args.json:
        diary = [
            {
                "customer": event.customer.public_id,
                "entered": event.entered,
                "why": event.why,
                "detail": event.detail,
                "at": shapes.moment(event.at),
            }
            for event in events
        ]
        terminal.json(_as_json(row) | {"diary": diary})
        return
    terminal.line(f"{row.slug}  {shipped(row.name)}")
    terminal.line(f"  {sentence(row.condition, Subject.CUSTOMER) or _('By hand and by rules only.')}")
    number: int = row.member_count  # type: ignore[attr-defined]  # annotated
    terminal.line(f"  {translate_count('{n} member', '{n} members', number)}")
    if events:
        terminal.line()
        head = [_("AT"), "", _("CUSTOMER"), _("WHY"), _("DETAIL")]
        lines = [
            [
                terminal.minute(event.at),
                _("entered") if event.entered else _("left"),
                event.customer.public_id,
                event.why,
                event.detail,
            ]
            for event in events
        ]
        terminal.lines(table(head, lines))


def _members(row: Group, args: Namespace, terminal: Terminal) -> None:
    for by_hand in ByHand:
        named = getattr(args, by_hand.value)
        if named:
            anchors = [_anchor(each) for each in named]
            change_members(row.id, anchors, by_hand, actor=acting(), reason=args.reason)
    found = members_of(row)
    if args.json:
        terminal.json_list(
            {"why": m.why, "since": shapes.moment(m.since), **shapes.customer(m.customer)}
            for m in (found[: args.limit] if args.limit else found)
        )
        return
    shown = chosen(found, args.limit)
    if not shown:
        terminal.line(_("Nobody is in it."))
        return
    terminal.lines(customer_table([member.customer for member in shown], terminal))
    number = found.count()
    print_rest(terminal, len(shown), number, translate_count("{n} member", "{n} members", number))


def _anchor(named: str | OrderName) -> int:
    return require_order(named).id if isinstance(named, OrderName) else require_customer(named).id
