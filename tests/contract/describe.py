"""Facts about Saleor in the running interpreter. Nothing here knows whether it is the real one.

A name is ``module``, ``module:Name`` or ``module:Name.Inner``. Its description is made of ``kind`` and:

========== ==================================================================================
kind       what is told
========== ==================================================================================
module     file: whether it is one Python file (no folder)
function   signature, without annotations
class      bases, init, constants, methods, hooks (annotations without a value)
enum       members
model      label, table, bases that are not Saleor's, ordering, fields, methods, managers
graphene   name and the fields in ``declared.GRAPHENE_FIELDS`` with their types
dict       depth: how many dictionaries are in each other
instance   of: name of the class
missing    there is no such name
========== ==================================================================================
"""

from __future__ import annotations

import enum
import importlib
import inspect
from contextlib import suppress
from types import FunctionType, ModuleType
from typing import Any

from django.db import models

from tests.contract.declared import GRAPHENE_FIELDS

_SIMPLE = (str, int, float, bool, type(None))


def describe(name: str) -> dict[str, Any]:
    try:
        found = resolve(name)
    except (ImportError, AttributeError):
        return {"kind": "missing"}
    return describe_object(found)


def resolve(name: str) -> Any:
    """Return what the name stands for.

    Raises:
        ImportError: when there is no such module.
        AttributeError: when it has no such name.
    """
    module, _, inside = name.partition(":")
    found: Any = importlib.import_module(module)
    for part in filter(None, inside.split(".")):
        if isinstance(found, ModuleType) and not hasattr(found, part):
            with suppress(ImportError):
                importlib.import_module(f"{found.__name__}.{part}")
        found = getattr(found, part)
    return found


def describe_object(found: Any) -> dict[str, Any]:
    if isinstance(found, ModuleType):
        return {"kind": "module", "file": not hasattr(found, "__path__")}
    if isinstance(found, type):
        return _class(found)
    if isinstance(found, dict):
        return {"kind": "dict", "depth": _depth(found)}
    if callable(found) and hasattr(found, "__name__"):
        return {"kind": "function", "signature": signature(found)}
    return {"kind": "instance", "of": type(found).__name__}


def signature(function: Any) -> str:
    """Return names, kinds and default values of the parameters; defaults that are objects as ``…``."""
    told = inspect.signature(function)
    parameters = []
    for parameter in told.parameters.values():
        default = parameter.default
        if default is not parameter.empty and not isinstance(default, _SIMPLE):
            default = ...
        parameters.append(parameter.replace(annotation=parameter.empty, default=default))
    return str(told.replace(parameters=parameters, return_annotation=told.empty)).replace("Ellipsis", "…")


def _class(found: type) -> dict[str, Any]:
    if issubclass(found, models.Model):
        return _model(found)
    if issubclass(found, enum.Enum):
        return {"kind": "enum", "members": {name: member.value for name, member in found.__members__.items()}}
    meta: Any = getattr(found, "_meta", None)
    if hasattr(meta, "fields") and hasattr(meta, "name"):
        fields = {n: str(f.type) for n, f in meta.fields.items() if n in GRAPHENE_FIELDS}
        return {"kind": "graphene", "name": meta.name, "fields": fields}
    told: dict[str, Any] = {"kind": "class", "bases": _bases(found)}
    if inspect.isfunction(found.__init__):
        told["init"] = signature(found.__init__)
    told["constants"] = {
        name: value
        for class_ in reversed(_saleors(found))
        for name, value in vars(class_).items()
        if not name.startswith("_") and (isinstance(value, _SIMPLE) or value == [])
    }
    told["methods"] = _methods(_saleors(found))
    told["hooks"] = sorted(name for name in inspect.get_annotations(found) if not hasattr(found, name))
    return {name: value for name, value in told.items() if value}


def _bases(found: type) -> list[str]:
    bases = (base for base in found.__mro__[1:-1] if base.__module__ != "typing")
    return [f"{base.__module__}.{base.__qualname__}".removeprefix("builtins.") for base in bases]


def _saleors(found: type) -> list[type]:
    """Return a class and those it derives from, as far as they are Saleor's own."""
    return [class_ for class_ in found.__mro__ if class_.__module__.partition(".")[0] == "saleor"]


def _methods(classes: list[type]) -> dict[str, str]:
    """Return their public methods and properties."""
    told: dict[str, str] = {}
    for class_ in classes:
        for name, value in vars(class_).items():
            if name.startswith("_") or name in told:
                continue
            if isinstance(value, property):
                told[name] = "property"
            elif isinstance(value, FunctionType | classmethod | staticmethod):
                told[name] = signature(getattr(value, "__func__", value))
    return told


def _model(found: type[models.Model]) -> dict[str, Any]:
    meta = found._meta
    indexed = {
        index.fields[0].lstrip("-")
        for index in meta.indexes
        if index.fields and index.condition is None and type(index).__name__ in {"Index", "BTreeIndex"}
    }
    fields = {field.name: _field(field) for field in meta.get_fields(include_hidden=False)}
    for name in indexed & set(fields):
        fields[name]["indexed"] = True
    return {
        "kind": "model",
        "label": meta.label,
        "table": meta.db_table,
        "bases": [base for base in _bases(found) if not base.startswith("saleor.")],
        "ordering": list(map(str, meta.ordering or ())),
        "fields": fields,
        "methods": _methods(_saleors(found)),
        "managers": {each.name: _methods(_saleors(type(each.all()))) for each in meta.managers},
    }


def _field(field: Any) -> dict[str, Any]:
    related: Any = getattr(field, "related_model", None)
    if not hasattr(field, "get_internal_type"):  # made of several columns: money
        return {"type": type(field).__name__}
    if field.auto_created and not field.concrete:
        return {"reverse": related._meta.label, "accessor": field.get_accessor_name()}
    told: dict[str, Any] = {"type": type(field).__name__, "stored_as": field.get_internal_type()}
    for fact in ("null", "max_length", "unique", "primary_key", "auto_now", "max_digits", "decimal_places"):
        if value := getattr(field, fact, None):
            told[fact] = value
    if getattr(field, "db_index", False) and not field.is_relation:
        told["indexed"] = True
    if field.has_default():
        told["default"] = field.default if isinstance(field.default, _SIMPLE) else "…"
    choices = [value for value, _ in field.flatchoices] if getattr(field, "choices", None) else []
    if choices and len(choices) < 50:
        told["choices"] = choices
    if field.is_relation and related is not None:
        told["related"] = related._meta.label
        told["related_name"] = field.remote_field.related_name
        if on_delete := getattr(field.remote_field, "on_delete", None):
            told["on_delete"] = on_delete.__name__
    return told


def _depth(found: Any) -> int:
    """Return how many dictionaries of dictionaries; of an empty one no more than one can be told."""
    return 1 + max(map(_depth, found.values()), default=0) if isinstance(found, dict) else 0


def describe_settings(names: tuple[str, ...]) -> dict[str, str]:
    from django.conf import settings

    return {name: type(getattr(settings, name)).__name__ for name in names if hasattr(settings, name)}


def samples() -> dict[str, Any]:
    """Return what Saleor's own kinds of values say of themselves, where our code relies upon it."""
    address_model = resolve("saleor.account.models:Address")
    told = {}
    for phone in ("+81312345678", "+81 3-1234-5678", "+818000000001", "+81 90-0000-0001", "03-1234-5678", ""):
        address = address_model(phone=phone)
        told[f"phone {phone}"] = {"text": str(address.phone), "true": bool(address.phone)}
    for country in ("JP", "US", ""):
        told[f"country {country}"] = {"code": address_model(country=country).country.code or ""}
    return told
