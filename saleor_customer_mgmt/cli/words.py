"""Words for the names that the core uses, in the language spoken."""

from __future__ import annotations

from collections.abc import Iterable

from saleor_customer_mgmt.cli.language import translate as _
from saleor_customer_mgmt.core.counting import Reason
from saleor_customer_mgmt.core.evidence import Field, Trust
from saleor_customer_mgmt.core.explain import Relation
from saleor_customer_mgmt.core.facts import OrderStatus
from saleor_customer_mgmt.core.retention import MayWrite
from saleor_customer_mgmt.core.shipped import in_language
from saleor_customer_mgmt.core.told import ToldKey


def field_word(field: str) -> str:
    return {
        Field.SOURCE: _("source"),
        Field.NAME: _("name"),
        Field.KANA: _("kana"),
        Field.EMAIL: _("e-mail"),
        Field.PHONE: _("phone"),
        Field.POSTAL_CODE: _("postal code"),
        Field.ADDRESS: _("address"),
        Field.BIRTHDAY: _("birthday"),
        Field.COMPANY: _("company"),
        Field.MEMBER_ID: _("member id"),
    }[Field(field)]


def level_word(level: str) -> str:
    """Return how alike two customers are in a field (``selectors.doubtful``)."""
    return {
        "equal": _("equal"),
        "reading_equal": _("same reading"),
        "one_character": _("one character differs"),
        "given_equal": _("given name equal, surname differs"),
        "family_equal": _("surname equal, given name differs"),
        "one_digit": _("one digit differs"),
        "end_equal": _("last six digits equal"),
        "one_edit": _("one character differs"),
        "local_equal": _("equal before the @"),
        "block_equal": _("equal up to the block number"),
        "area_equal": _("same area"),
        "differs": _("different"),
        "absent": _("nothing to compare"),
    }.get(level, level)


def relation_word(relation: Relation | Trust) -> str:
    return {
        "equal": _("equal"),
        "different": _("different"),
        "missing": _("missing"),
        "placeholder": _("a placeholder"),
        "invalid": _("not valid"),
        "relayed": _("a relay address"),
        "usable": "",
        "expired": _("no longer kept"),
    }[relation.value]


def may_write_word(may: MayWrite) -> str:
    return {
        MayWrite.UNKNOWN: _("no rule found"),
        MayWrite.NO: _("no"),
        MayWrite.WITH_CONSENT: _("who agreed"),
        MayWrite.YES: _("yes"),
    }[may]


def status_word(status: str) -> str:
    return {
        OrderStatus.PLACED: _("placed"),
        OrderStatus.FULFILLED: _("fulfilled"),
        OrderStatus.CANCELLED: _("cancelled"),
        OrderStatus.RETURNED: _("returned"),
        OrderStatus.UNFINISHED: _("unfinished"),
        OrderStatus.ACCOUNT: _("account, no order"),
    }[OrderStatus(status)]


def reason_word(reason: Reason) -> str:
    return {
        Reason.COUNTS: _("counts"),
        Reason.CANCELLED: _("no: cancelled"),
        Reason.RETURNED: _("no: returned"),
        Reason.UNFINISHED: _("no: never finished"),
        Reason.ACCOUNT: _("no: an account"),
        Reason.STATUS_LEFT_OUT: _("no: this status is not counted"),
        Reason.SOURCE_LEFT_OUT: _("no: this source is not counted"),
        Reason.BEFORE_START: _("no: before the shop began to count"),
        Reason.TEST_ORDER: _("no: a test by staff"),
        Reason.EXCHANGE: _("no: an exchange"),
        Reason.REFUNDED: _("no: paid back"),
        Reason.PARTLY_REFUNDED: _("no: partly paid back"),
    }[reason]


def key_words(key: ToldKey) -> str:
    """Return a match key as people read it: ``name 山田太郎 + phone +819000001234``."""
    return " + ".join(
        f"{field_word(field)} {_('(value no longer kept)') if value is None else value}"
        for field, value in zip(key.criterion.fields, key.values, strict=True)
    )


def keys_words(keys: Iterable[ToldKey]) -> str:
    return f"; {_('and')} ".join(map(key_words, keys))


def shipped(text: str) -> str:
    """Return a shipped name, label or reason in the language spoken; what people wrote, as it is."""
    # Translators: the language in which conditions are told.
    return in_language(text, _("en"))


def money(totals: dict[str, str]) -> str:
    """Return sums per currency: ``12,300 JPY``."""
    return ", ".join(f"{_thousands(text)} {currency}" for currency, text in sorted(totals.items()))


def _thousands(text: str) -> str:
    whole, point, rest = text.partition(".")
    rest = rest.rstrip("0")
    return f"{int(whole):,}" + (f".{rest.ljust(2, '0')}" if point and rest else "")
