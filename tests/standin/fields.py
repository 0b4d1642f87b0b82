"""The two kinds of fields that Saleor has from other packages, needed here for nothing else."""

from __future__ import annotations

from typing import Any

import phonenumbers
from django.db import models
from django.db.models.query_utils import DeferredAttribute


class _Converted(DeferredAttribute):
    """An attribute that holds its field's kind of value, whatever it was given."""

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = self.field.to_python(value)


class _Country:
    def __init__(self, code: str) -> None:
        self.code = code


class CountryField(models.CharField):  # type: ignore[type-arg]  # not so at run time
    descriptor_class = _Converted

    def to_python(self, value: Any) -> Any:
        return value if isinstance(value, _Country) else _Country(value or "")

    def get_prep_value(self, value: Any) -> Any:
        return value.code if isinstance(value, _Country) else value


class _PhoneNumber(phonenumbers.PhoneNumber):
    """A number in its international form, or as it was written when it can be none."""

    def __str__(self) -> str:
        if phonenumbers.is_valid_number(self):
            return phonenumbers.format_number(self, phonenumbers.PhoneNumberFormat.E164)
        return str(self.raw_input)


class PossiblePhoneNumberField(models.CharField):  # type: ignore[type-arg]  # not so at run time
    descriptor_class = _Converted

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str) or not value:
            return value
        number = _PhoneNumber(raw_input=value)
        try:
            phonenumbers.parse(value, keep_raw_input=True, numobj=number)
        except phonenumbers.NumberParseException:
            number.raw_input = value
        return number

    def get_prep_value(self, value: Any) -> Any:
        return str(value)
