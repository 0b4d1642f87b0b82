"""An e-mail address."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import idna

from saleor_customer_mgmt.core.evidence import Trust, Value
from saleor_customer_mgmt.core.normalise import text
from saleor_customer_mgmt.core.normalise.outcome import Note, invalid, missing, placeholder, relayed, usable
from saleor_customer_mgmt.core.sources import FILLERS, RELAYS, Profile, Relay

_IN_BRACKETS = re.compile(r"<([^<>]*@[^<>]*)>")
_SPACE_AROUND = re.compile(r" *([@.]) *")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_BAD_IN_LOCAL = re.compile(r'[\s@<>,;:"\\()\[\]]')
_FILLER_ADDRESSES = frozenset(FILLERS["email"]["values"])
_FILLER_LOCALS = frozenset(FILLERS["email"]["locals"])
_FILLER_DOMAINS = frozenset(FILLERS["email"]["domains"])
_GMAIL = frozenset({"gmail.com", "googlemail.com"})
_ORDINARY = Profile()


@lru_cache(maxsize=32_768)
def normalise(raw: str, profile: Profile = _ORDINARY) -> Value:
    """Return the address in lower case with an ASCII domain, or why it says nothing about a person.

    The part before the @ is lower-cased too: RFC 5321 lets it depend on case, but no provider that
    people buy with does so, and malls export addresses in capitals. It is otherwise kept, also where it
    breaks the RFC (``a..b.@docomo.ne.jp``): carriers gave such addresses out until about 2009.
    """
    cleaned = text.clean(raw)
    if not cleaned:
        return missing(raw)
    if not any(character.isalnum() for character in cleaned):
        return placeholder(raw, Note.ONLY_PUNCTUATION)
    local, domain = _split(cleaned)
    if not (local and domain):
        return invalid(raw, Note.NOT_EMAIL)
    return _judge(raw, local, domain, profile)


def written_address(raw: str) -> str:
    """Return ``local@domain`` as :func:`normalise` reads it, whatever it may say of a person; or nothing."""
    local, domain = _split(text.clean(raw))
    return f"{local}@{domain}" if local and domain else ""


def _split(cleaned: str) -> tuple[str, str]:
    """Return the parts before and after the @, or two empty strings."""
    # Lower case, not case-folded: that would make straße.example and strasse.example the same.
    address = unicodedata.normalize("NFKC", cleaned.lower()).replace("。", ".")
    bracketed = _IN_BRACKETS.search(address)
    address = bracketed.group(1) if bracketed else address
    address = address.strip(" <>,;").removeprefix("mailto:").partition("?subject=")[0]
    local, at, domain = _SPACE_AROUND.sub(r"\1", address).strip().partition("@")
    domain = _ascii(domain.rstrip(".,;"))
    if not at or not domain or _BAD_IN_LOCAL.search(local) or len(local) > 64:
        return "", ""
    return local, domain


def _ascii(domain: str) -> str:
    """Return the domain as the name system knows it, or an empty string if it cannot be one.

    IDNA 2008, not Python's own codec of 2003: that one would make straße.example and strasse.example,
    which may belong to two people, the same.
    """
    if not domain.isascii():
        try:
            domain = idna.encode(domain, uts46=True).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            return ""
    labels = domain.split(".")
    if len(labels) < 2 or labels[-1].isdigit() or len(domain) > 253:
        return ""
    return domain if all(_LABEL.fullmatch(label) for label in labels) else ""


def _judge(raw: str, local: str, domain: str, profile: Profile) -> Value:
    if (
        local in _FILLER_LOCALS
        or f"{local}@{domain}" in _FILLER_ADDRESSES
        or _within(domain, _FILLER_DOMAINS)
    ):
        return placeholder(raw)
    if _within(domain, frozenset(own.lower() for own in profile.own_domains)):
        return placeholder(raw, Note.OWN_DOMAIN)
    relay = _relay(domain, profile.relays)
    if relay is not None:
        return _judge_relay(raw, local, domain, relay)
    if profile.fold_gmail and domain in _GMAIL:
        local, domain = local.partition("+")[0].replace(".", "") or local, "gmail.com"
    return usable(raw, f"{local}@{domain}")


def _judge_relay(raw: str, local: str, domain: str, relay: Relay) -> Value:
    kept = (local.partition("+")[0] or local) if relay.strip_plus else local
    if kept in relay.shared:
        return placeholder(raw, Note.SHARED_ADDRESS)
    if relay.trust is not Trust.USABLE:
        return relayed(raw, f"{kept}@{domain}")
    return usable(raw, f"{kept}@{domain}", *([Note.ALIAS_TAG_DROPPED] if kept != local else []))


def _within(domain: str, parents: frozenset[str]) -> bool:
    """Whether the domain is one of these or below one."""
    while domain not in parents:
        _, dot, domain = domain.partition(".")
        if not dot:
            return False
    return True


@lru_cache(maxsize=8_192)
def _relay(domain: str, more: tuple[Relay, ...]) -> Relay | None:
    return next((relay for relay in (*more, *RELAYS) if _pattern(relay.domains).fullmatch(domain)), None)


@lru_cache(maxsize=256)
def _pattern(domains: tuple[str, ...]) -> re.Pattern[str]:
    parts = [
        re.escape(name[:-2]) + r"\.[a-z]{2,3}(?:\.[a-z]{2})?" if name.endswith(".*") else re.escape(name)
        for name in map(str.lower, domains)
    ]
    return re.compile(rf"(?:[^.]+\.)*(?:{'|'.join(parts)})")
