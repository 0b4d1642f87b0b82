"""The language that the command line speaks.

The catalogue is not named "django", or Django would put our words in place of the shop's own. It is read
with the standard library, because ``--help`` must work before there are settings.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from pathlib import Path

LANGUAGES = ("en", "ja")
_FOLDER = Path(__file__).parents[1] / "locale"
# As POSIX has it, with GNU's LANGUAGE before.
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")

_spoken: ContextVar[gettext.NullTranslations] = ContextVar("spoken")
_language: ContextVar[str] = ContextVar("language", default="en")


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language that ``--lang`` asks for, else the environment's; English when in doubt."""
    for argument, following in zip(arguments, [*arguments, ""][1:], strict=True):
        wanted = following if argument == "--lang" else argument.removeprefix("--lang=")
        if wanted in LANGUAGES and argument.startswith("--lang"):
            return wanted
    told = next((value for name in _VARIABLES if (value := environment.get(name))), "")
    return "ja" if told.lower().startswith("ja") else "en"


def speak(language: str) -> None:
    """Have ``translate`` answer in this language."""
    _language.set(language)
    _spoken.set(gettext.translation("customer-mgmt", _FOLDER, [language], fallback=True))


def spoken() -> str:
    """Return the language spoken, one of ``LANGUAGES``: for texts that are there in both."""
    return _language.get()


def translate(text: str) -> str:
    """Return the text in the language spoken, as it is when there is no translation."""
    # A catalogue's translation of nothing is its header.
    return _spoken.get(gettext.NullTranslations()).gettext(text) if text else ""


def translate_count(one: str, many: str, count: int) -> str:
    """Return the text for this number of things, with the number put in for ``{n}``."""
    return _spoken.get(gettext.NullTranslations()).ngettext(one, many, count).format(n=f"{count:,}")
