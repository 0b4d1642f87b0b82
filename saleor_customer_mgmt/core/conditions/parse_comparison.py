"""Reading one comparison."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from saleor_customer_mgmt.core.conditions.faults import BadValue, Fault
from saleor_customer_mgmt.core.conditions.fields import FIELDS, OPS, ZONE, Field, Kind
from saleor_customer_mgmt.core.conditions.moments import is_day, is_empty
from saleor_customer_mgmt.core.conditions.tree import (
    Comparison,
    Moment,
    Op,
    Range,
    Setting,
    Subject,
    Value,
    below,
)
from saleor_customer_mgmt.core.conditions.values import (
    MAX_LIST,
    read_choice,
    read_item,
    read_moment,
    read_number,
    read_parameter,
    read_pattern,
    read_text,
    read_truth,
)

_LISTS = frozenset({Op.IS_ANY_OF, Op.IS_NONE_OF, Op.HAS_ANY, Op.HAS_ALL, Op.HAS_NONE})
T = TypeVar("T")


def read_comparison(
    data: Mapping[Any, Any], path: str, subject: Subject, zone: str
) -> tuple[Comparison | None, list[Fault]]:
    """Return the comparison, or None, and every fault found."""
    reader = _Reader(data, path, subject)
    field = reader.field()
    if field is None:
        return None, reader.faults
    op = reader.op(field)
    settings = reader.parameters(field, zone)
    if op is None:
        return None, reader.faults
    value = reader.value(field, op, settings)
    reader.refuse_others(field, op)
    if value is None or reader.faults:
        return None, reader.faults
    return Comparison(field.name, op, value, _used(value, settings)), []


def short(key: object) -> str:
    """Return a name as it was given, short enough to be shown."""
    text = str(key)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _used(value: Value, settings: dict[str, Setting]) -> tuple[tuple[str, Setting], ...]:
    """Return the parameters to keep. Only days need to be somewhere: a moment is the same in every zone."""
    one = value.low if isinstance(value, Range) else value
    if ZONE.name in settings and not is_day(one):
        settings = settings | {ZONE.name: str(ZONE.default)}
    return tuple(sorted(settings.items()))


class _Reader:
    def __init__(self, data: Mapping[Any, Any], path: str, subject: Subject) -> None:
        self.data = data
        self.path = path
        self.subject = subject
        self.faults: list[Fault] = []

    def fault(self, key: str, message: str) -> None:
        self.faults.append(Fault(below(self.path, key), message))

    def read(self, key: str, reader: Callable[[Any], T], data: object) -> T | None:
        try:
            return reader(data)
        except BadValue as error:
            self.fault(key, str(error))
            return None

    def field(self) -> Field | None:
        if "field" not in self.data:
            self.fault("field", "is missing")
            return None
        name = self.data["field"]
        field = FIELDS.get(name) if isinstance(name, str) else None
        if field is None:
            close = difflib.get_close_matches(short(name), FIELDS, n=1)
            hint = f"; did you mean {close[0]}?" if close else ""
            self.fault("field", f"there is no field '{short(name)}'{hint}")
            return None
        if field.subject is Subject.ORDER and self.subject is Subject.CUSTOMER:
            self.fault(
                "field",
                f"{name} asks about one order; a condition on customers can only ask for customer.… fields",
            )
            return None
        return field

    def op(self, field: Field) -> Op | None:
        known = ", ".join(OPS[field.kind])
        if "op" not in self.data:
            self.fault("op", f"is missing ({field.name} has: {known})")
            return None
        name = self.data["op"]
        op = next((op for op in OPS[field.kind] if op == name), None)
        if op is None:
            self.fault("op", f"there is no comparison '{short(name)}' for {field.name} (there are: {known})")
        return op

    def parameters(self, field: Field, zone: str) -> dict[str, Setting]:
        read: dict[str, Setting] = {}
        for parameter in field.parameters_for(self.subject):
            if parameter is ZONE:
                parameter = replace(parameter, default=zone)  # noqa: PLW2901
            if parameter.name not in self.data and parameter.default is None:
                self.fault(parameter.name, f"is missing ({field.name} needs it)")
                continue
            data = self.data.get(parameter.name, parameter.default)
            setting = self.read(parameter.name, partial(read_parameter, parameter=parameter), data)
            if setting is not None:
                read[parameter.name] = setting
        return read

    def refuse_others(self, field: Field, op: Op) -> None:
        values = {"from", "to"} if op is Op.BETWEEN else {"value"}
        parameters = {parameter.name for parameter in field.parameters_for(self.subject)}
        for key in self.data:
            if key in {"field", "op"} | values | parameters:
                continue
            if key in {"value", "from", "to"}:
                self.fault(short(key), f"'{op}' takes {' and '.join(sorted(values))} instead")
            elif key in {p.name for p in field.parameters}:
                self.fault(short(key), "is only there in conditions on orders")
            else:
                self.fault(short(key), f"there is no parameter '{short(key)}' for {field.name}")

    def value(self, field: Field, op: Op, settings: dict[str, Setting]) -> Value | None:
        if op is Op.BETWEEN:
            return self.range(field, settings)
        if "value" not in self.data:
            self.fault("value", "is missing")
            return None
        data = self.data["value"]
        if op in _LISTS:
            return self.list(data, field)
        return self.read("value", _reader_of(field, op), data)

    def list(self, data: object, field: Field) -> tuple[str, ...] | None:
        if not isinstance(data, list | tuple):
            self.fault("value", "is not a list")
            return None
        if not data:
            self.fault("value", "is empty")
            return None
        if len(data) > MAX_LIST:
            self.fault("value", f"has more than {MAX_LIST} values")
            return None
        read = [
            self.read(f"value[{number}]", partial(read_item, field=field), one)
            for number, one in enumerate(data)
        ]
        return tuple(dict.fromkeys(one for one in read if one is not None))

    def range(self, field: Field, settings: dict[str, Setting]) -> Range | None:
        ends: list[Any] = []
        for key in ("from", "to"):
            if key in self.data:
                ends.append(self.read(key, _reader_of(field, Op.BETWEEN), self.data[key]))
            else:
                self.fault(key, "is missing")
        if len(ends) < 2 or None in ends or self.faults:
            return None
        low, high = ends
        if field.kind is Kind.MOMENT and is_day(low) != is_day(high):
            self.fault("to", "is not of the same kind as 'from' (a day and a moment)")
        elif _turned_round(low, high, str(settings.get(ZONE.name))):
            self.fault("from", "is greater than 'to': the range is turned round")
        return Range(low, high)


def _turned_round(low: Any, high: Any, zone: str) -> bool:
    return is_empty(low, high, zone) if isinstance(low, Moment) else low > high


def _reader_of(field: Field, op: Op) -> Callable[[Any], Any]:
    if op is Op.MATCHES:
        return read_pattern
    if op is Op.CONTAINS:
        return read_text
    if field.kind is Kind.MOMENT:
        return read_moment
    if field.kind is Kind.TRUTH:
        return read_truth
    if field.kind is Kind.LEVEL:
        return partial(read_choice, field=field)
    return partial(read_number, kind=field.kind)
