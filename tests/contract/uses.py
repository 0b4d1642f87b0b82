"""Which names of Saleor our source uses, found by reading the source. Standard library only.

A use is written ``module:Name``, ``module:Name.attribute``, or just ``module``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "saleor_customer_mgmt"
_DOTTED = re.compile(r"saleor(\.[a-z_]+)+")
_NO_MODULES = {"saleor.sweep", "saleor.backfill", "saleor.pending"}
"""Our own words that look like modules of Saleor: keys of hosts/saleor/progress.py."""


@cache
def uses_of_package() -> dict[str, set[str]]:
    """Return each use with the files where it is."""
    found: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for use in uses_of(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(use, set()).add(path.relative_to(PACKAGE).as_posix())
    return found


def uses_of(tree: ast.Module) -> set[str]:
    """Return the uses in one module: imports, attributes of what was imported, of parameters annotated
    with it, of variables that go through lists of it, of classes derived from it; and names of modules
    in strings.
    """
    imported = dict(_imported(tree))
    found = set(imported.values()) | set(_strings(tree))
    for owner, attribute in _attributes(tree, imported):
        found.add(f"{owner}.{attribute}")
    return found


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Local name and use of everything that is imported from Saleor, wherever in the module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and _is_saleors(node.module):
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}:{alias.name}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if _is_saleors(alias.name):
                    yield alias.asname or alias.name.partition(".")[0], alias.name


def _is_saleors(module: str | None) -> bool:
    return module is not None and module.partition(".")[0] == "saleor"


def _strings(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            if _DOTTED.fullmatch(text) and text not in _NO_MODULES:
                yield text


def _attributes(tree: ast.Module, imported: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield from _in(tree, {name: use for name, use in imported.items() if ":" in use})
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _in(node, _typed(node, imported))
        elif isinstance(node, ast.ClassDef):
            for base in node.bases:
                if isinstance(base, ast.Name) and base.id in imported:
                    yield from ((imported[base.id], name) for name in _members(node))


def _in(tree: ast.AST, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in known:
            yield known[node.value.id], node.attr


def _typed(function: ast.FunctionDef | ast.AsyncFunctionDef, imported: dict[str, str]) -> dict[str, str]:
    """Return the variables of a function that hold an object of Saleor's, with its class."""
    known: dict[str, str] = {}
    lists: dict[str, str] = {}
    arguments = function.args
    for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        for name in ast.walk(argument.annotation) if argument.annotation else ():
            if isinstance(name, ast.Name) and name.id in imported:
                in_list = isinstance(argument.annotation, ast.Subscript)
                (lists if in_list else known)[argument.arg] = imported[name.id]
    for node in ast.walk(function):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            for name in ast.walk(node.annotation):
                if isinstance(name, ast.Name) and name.id in imported:
                    known[node.target.id] = imported[name.id]
        elif (
            isinstance(node, ast.comprehension | ast.For)
            and isinstance(node.target, ast.Name)
            and isinstance(node.iter, ast.Name)
            and node.iter.id in lists
        ):
            known[node.target.id] = lists[node.iter.id]
    return known


def _members(class_: ast.ClassDef) -> Iterator[str]:
    """What a derived class overrides, hooks among them, and what it wants of itself."""
    own = set()
    for node in class_.body:
        if isinstance(node, ast.FunctionDef):
            own.add(node.name)
        elif isinstance(node, ast.Assign):
            own |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            own.add(node.target.id)
    yield from (name for name in own if not name.startswith("_"))
    for part in ast.walk(class_):
        if isinstance(part, ast.Attribute) and part.attr not in own and not part.attr.startswith("_"):
            value = part.value.func if isinstance(part.value, ast.Call) else part.value
            if isinstance(value, ast.Name) and value.id in {"self", "cls", "super"}:
                yield part.attr
