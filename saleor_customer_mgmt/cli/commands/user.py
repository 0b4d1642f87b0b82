"""``user create|password|list``: staff accounts of an installation without Saleor."""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from saleor_customer_mgmt.cli.failures import CommandFailed, WrongUsage
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.cli.terminal import Terminal

_SHORTEST = 8


def run(args: Namespace, terminal: Terminal) -> int:
    if args.action == "list":
        _list(args, terminal)
        return 0
    user = User.objects.filter(username=args.name).first()
    if args.action == "create":
        if user is not None:
            raise CommandFailed(_("There is an account {name} already.").format(name=args.name))
        create_staff(args.name, _password(args))
        terminal.line(_("Staff account {name} was created.").format(name=args.name))
        return 0
    if user is None:
        raise CommandFailed(_("There is no account {name}.").format(name=args.name), code="NOT_FOUND")
    user.set_password(_password(args))
    user.save(update_fields=["password"])
    terminal.line(_("Account {name} has another password.").format(name=args.name))
    return 0


def create_staff(name: str, password: str) -> User:
    """Create an account that may do everything here."""
    user = User(username=name, is_staff=True, is_superuser=True)
    user.set_password(password)
    try:
        user.full_clean()
        with transaction.atomic():
            user.save()
    except ValidationError as error:
        raise CommandFailed(" ".join(error.messages)) from error
    except IntegrityError:
        raise CommandFailed(_("There is an account {name} already.").format(name=name)) from None
    return user


def _list(args: Namespace, terminal: Terminal) -> None:
    names = list(get_user_model().objects.order_by("username").values_list("username", flat=True))
    if args.json:
        terminal.json(names)
    elif names:
        terminal.lines(names)
    else:
        terminal.line(_("There is no account yet: user create NAME"))


def _password(args: Namespace) -> str:
    if args.password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        password = getpass.getpass(_("Password: "))
        if getpass.getpass(_("Again: ")) != password:
            raise CommandFailed(_("The two passwords differ."))
    else:
        raise WrongUsage(_("Give the password with --password-stdin, or run this in a terminal."))
    try:
        MinimumLengthValidator(_SHORTEST).validate(password)
    except ValidationError:
        raise CommandFailed(_("The password needs {n} characters at least.").format(n=_SHORTEST)) from None
    return password
