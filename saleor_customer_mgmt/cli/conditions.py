"""Conditions and other JSON, as typed or from a file, and as sentences."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from saleor_customer_mgmt.cli.failures import CommandFailed, WrongUsage
from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.core.conditions import (
    Subject,
    condition_data,
    describe,
    parse_condition,
    to_json,
)
from saleor_customer_mgmt.core.presets import PRESETS


def read_json(given: str) -> Any:
    """Return the JSON that is typed, or that the named file has.

    Raises:
        CommandFailed: when the file cannot be read.
        InvalidCondition: when it is no JSON.
    """
    if given.lstrip().startswith(("{", "[")):
        return condition_data(given)
    try:
        return condition_data(Path(given).read_text(encoding="utf-8"))
    except (OSError, UnicodeError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else _("is not text in UTF-8")
        raise CommandFailed(_("{file} cannot be read: {why}").format(file=given, why=why)) from None


def condition_of(args: Namespace, subject: Subject) -> Any:
    """Return the JSON of ``--condition``, else of ``--preset``, else None.

    Raises:
        WrongUsage: when there is no such preset.
    """
    if args.preset:
        preset = PRESETS.get(args.preset)
        if preset is None or preset.subject is not subject:
            known = ", ".join(p.key for p in PRESETS.values() if p.subject is subject)
            raise WrongUsage(_("There are the presets {names}.").format(names=known))
        if args.condition is None:
            return to_json(preset.condition)
    return None if args.condition is None else read_json(args.condition)


def sentence(condition: Any, subject: Subject) -> str:
    """Return a stored condition in the language spoken; nothing for none."""
    if condition is None:
        return ""
    # Translators: the language in which conditions are told.
    return describe(parse_condition(condition, subject=subject), _("en"))


def in_both_languages(condition: Any, subject: Subject) -> dict[str, str] | None:
    if condition is None:
        return None
    parsed = parse_condition(condition, subject=subject)
    return {language: describe(parsed, language) for language in ("en", "ja")}
