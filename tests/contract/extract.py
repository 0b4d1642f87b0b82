"""Print the description of the Saleor that this interpreter has, as JSON.

    PYTHONPATH=SALEOR'S SOURCE:THIS PROJECT python -m tests.contract.extract

``make contract`` does so for every version. Needs neither a database nor Redis; changes nothing.
"""

from __future__ import annotations

import ast
import importlib
import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.saleor.runner.without_us")


def main() -> int:
    import django

    os.environ["RSA_PRIVATE_KEY"] = throwaway_key()
    django.setup()
    import saleor

    from tests.contract.declared import NAMES, SETTINGS
    from tests.contract.describe import describe, describe_settings, samples
    from tests.contract.uses import uses_of_package

    wanted = {owner(use) for use in uses_of_package()} | {owner(name) for name in NAMES}
    names = sorted(wanted | {name.partition(":")[0] for name in wanted})
    described = {name: describe(name) for name in names}
    keep_own_relations(described)
    json.dump(
        {
            "saleor": saleor.__version__,
            "python": platform.python_version(),
            "extracted": datetime.now(UTC).date().isoformat(),
            "settings": describe_settings(SETTINGS),
            "samples": samples(),
            "instance_attributes": instance_attributes("saleor.plugins.base_plugin", "BasePlugin"),
            "hook_calls": hook_calls(),
            "names": described,
        },
        sys.stdout,
    )
    return 0


def throwaway_key() -> str:
    """Return a key for signing; without one, Saleor writes one into its own folder."""
    # Saleor has this package, we have not.
    to = importlib.import_module("cryptography.hazmat.primitives.serialization")
    rsa = importlib.import_module("cryptography.hazmat.primitives.asymmetric.rsa")
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    kept = key.private_bytes(to.Encoding.PEM, to.PrivateFormat.TraditionalOpenSSL, to.NoEncryption())
    return str(kept.decode())


def owner(use: str) -> str:
    """Return what is described for a use: a module, or a name of a module; all of its attributes with it."""
    module, _, inside = use.partition(":")
    first, _, second = inside.partition(".")
    # The attributes of a module that another module offers are names by themselves.
    from types import ModuleType

    from tests.contract.describe import resolve

    try:
        if second and isinstance(resolve(f"{module}:{first}"), ModuleType):
            return f"{module}:{first}.{second.partition('.')[0]}"
    except (ImportError, AttributeError):
        pass
    return f"{module}:{first}" if first else module


def keep_own_relations(described: dict[str, dict[str, Any]]) -> None:
    """Leave out which models that concern us not have a relation to one that does."""
    labels = {each.get("label") for each in described.values()}
    for each in described.values():
        if each["kind"] == "model":
            fields = each["fields"].items()
            each["fields"] = {n: f for n, f in fields if "reverse" not in f or f["reverse"] in labels}


def source_of(module: str) -> ast.Module:
    file = importlib.import_module(module).__file__
    assert file is not None
    return ast.parse(Path(file).read_text(encoding="utf-8"))


def instance_attributes(module: str, class_name: str) -> list[str]:
    """Return what objects of a class are given when they are made: what its ``__init__`` assigns."""
    found = set()
    for class_ in ast.walk(source_of(module)):
        if isinstance(class_, ast.ClassDef) and class_.name == class_name:
            for function in class_.body:
                if isinstance(function, ast.FunctionDef) and function.name == "__init__":
                    found |= {
                        node.attr
                        for node in ast.walk(function)
                        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
                    }
    return sorted(found)


def hook_calls() -> dict[str, list[dict[str, Any]]]:
    """Return how ``PluginsManager`` calls each method of plugins: what by place, and what by name.

    ``previous_value`` is always handed on by name, besides.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for node in ast.walk(source_of("saleor.plugins.manager")):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        # The arguments before the hook's own: its name and the default value; for one plugin, that before.
        skipped = {"__run_method_on_plugins": 2, "__run_method_on_single_plugin": 3}.get(node.func.attr)
        if skipped is None or len(node.args) < skipped:
            continue
        hook = node.args[skipped - 2]
        if not isinstance(hook, ast.Constant) or any(isinstance(arg, ast.Starred) for arg in node.args):
            continue
        call = {
            "by_place": len(node.args) - skipped,
            "by_name": sorted(
                keyword.arg or "**"
                for keyword in node.keywords
                if keyword.arg not in ("channel_slug", "plugin_ids")
            ),
        }
        calls = found.setdefault(str(hook.value), [])
        if call not in calls:
            calls.append(call)
    return dict(sorted(found.items()))


if __name__ == "__main__":
    sys.exit(main())
