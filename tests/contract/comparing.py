"""What the stand-in offers, and in what it is not as a real version is described."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from pathlib import Path
from types import ModuleType
from typing import Any

from django.db.models import Model

from tests.contract.describe import describe_object, samples

_PARTS = ("fields", "members", "constants", "methods", "managers", "settings")
"""Of these the stand-in may offer less than there is; what it offers has to be the same."""
_LISTS = ("bases", "hooks")

STRICTER = {
    # 3.21 lets it be NULL, though it never writes that. Code that reads it has to live with both.
    ("3.21", "saleor.plugins.models:PluginConfiguration.fields.configuration.null"),
    # What the dashboard of 3.23 knows is no longer for the server to say; a choice is no constraint.
    ("3.21", "saleor.app.models:AppExtension.fields.mount.choices"),
    ("3.21", "saleor.app.models:AppExtension.fields.target.choices"),
    ("3.22", "saleor.app.models:AppExtension.fields.target.choices"),
}
"""Where the versions differ and the stand-in is as most of them are: version and difference."""


def offered(package: str = "saleor") -> dict[str, dict[str, Any]]:
    """Describe every public name that the stand-in defines, and every module it consists of."""
    found: dict[str, dict[str, Any]] = {}
    root = importlib.import_module(package)
    infos = pkgutil.walk_packages(root.__path__, f"{package}.")
    for module in [root, *(importlib.import_module(info.name) for info in infos)]:
        found[module.__name__] = describe_object(module)
        for name in _defined_in(module):
            value = getattr(module, name)
            found[f"{module.__name__}:{name}"] = describe_object(value)
            if isinstance(value, ModuleType):
                inner = (each for each in vars(value) if not each.startswith("_"))
                found |= {f"{module.__name__}:{name}.{i}": describe_object(getattr(value, i)) for i in inner}
    # Packages are there for the sake of what is in them.
    return {name: each for name, each in found.items() if each != {"kind": "module", "file": False}}


def _defined_in(module: ModuleType) -> set[str]:
    """Return the public names that a module defines; what it imports is for itself."""
    assert module.__file__ is not None
    found = set()
    for node in ast.parse(Path(module.__file__).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return {name for name in found if not name.startswith("_")}


def differences(offers: dict[str, dict[str, Any]], real: dict[str, Any]) -> list[str]:
    """Return in what these offers are not as this real version: a line for each, beginning with the name."""
    version = ".".join(real["saleor"].split(".")[:2])
    found: list[str] = []
    for name, offer in offers.items():
        fact = real["names"].get(name)
        if fact is None:
            found.append(f"{name}: not described; name it in declared.py and run make contract")
        elif fact["kind"] == "missing":
            found.append(f"{name}: not in Saleor {real['saleor']}")
        else:
            found += _differences(name, offer, fact)
    return [line for line in found if (version, line.partition(":  ")[0]) not in STRICTER]


def _differences(place: str, offer: Any, fact: Any) -> list[str]:
    if not isinstance(offer, dict) or not isinstance(fact, dict):
        return [] if offer == fact else [f"{place}:  {offer!r}, really {fact!r}"]
    found: list[str] = []
    *_, outer, inner = ("", *place.split("."))
    part = inner in _PARTS or outer == "managers"
    for key in offer if part else offer.keys() | fact.keys():
        here = f"{place}.{key}"
        if key not in fact:
            # What is told only when it is so: null, unique …
            found.append(f"{here}:  {offer[key]!r}, really nothing")
        elif key in _LISTS:
            extra = [each for each in offer.get(key, ()) if each not in fact[key]]
            found += [f"{here}:  {each}, which there is not" for each in extra]
        elif key == "indexed" or (key in _PARTS and key not in offer):
            continue
        elif key not in offer:
            found.append(f"{here}:  nothing, really {fact[key]!r}")
        else:
            found += _differences(here, offer[key], fact[key])
    return found


def missing_uses(uses: dict[str, set[str]], real: dict[str, Any]) -> list[str]:
    """Return the uses in our source that this version does not have, with the files."""
    return [
        f"{use} ({', '.join(sorted(files))})" for use, files in sorted(uses.items()) if not _has(use, real)
    ]


def _has(use: str, real: dict[str, Any]) -> bool:
    names = real["names"]
    module, _, inside = use.partition(":")
    if not inside:
        return bool(names.get(module, {"kind": "missing"})["kind"] == "module")
    name, _, attribute = inside.partition(".")
    fact = names.get(f"{module}:{name}", {"kind": "missing"})
    if fact["kind"] == "missing" or not attribute:
        return bool(fact["kind"] != "missing")
    if fact["kind"] == "module":
        return bool(names.get(f"{module}:{name}.{attribute}", {"kind": "missing"})["kind"] != "missing")
    return _has_attribute(fact, attribute, real)


def _has_attribute(fact: dict[str, Any], attribute: str, real: dict[str, Any]) -> bool:
    if fact["kind"] == "dict":
        return hasattr(dict, attribute)
    if fact["kind"] == "model":
        columns = {f"{n}_id" for n, f in fact["fields"].items() if f.get("stored_as") == "ForeignKey"}
        own = {*columns, *fact["managers"], *fact["fields"], *fact["methods"]}
        return attribute in own or attribute == "_meta" or hasattr(Model, attribute)
    known = {*fact.get("members", ()), *fact.get("constants", ()), *fact.get("methods", ())}
    # An annotated method of a plugin is a hook, when the manager calls it.
    called = set(fact.get("hooks", ())) & set(real["hook_calls"])
    instance = real["instance_attributes"] if "CONFIG_STRUCTURE" in known else ()
    return attribute in known | called | {*instance}


def sample_differences(real: dict[str, Any]) -> list[str]:
    """Return where the stand-in's values of Saleor's own kinds do not say what the real ones say."""
    seen = samples()
    wanted = real["samples"]
    return [
        f"{name}: {seen.get(name)}, really {wanted.get(name)}"
        for name in sorted(seen.keys() | wanted.keys())
        if seen.get(name) != wanted.get(name)
    ]
