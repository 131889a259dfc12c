"""In: a package folder. Out: its modules as syntax trees, and what each one imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class Import:
    """One imported name: `target` is the full dotted name, as far as it can be a module."""

    target: str
    line: int
    at_module_level: bool
    for_types_only: bool


@dataclass(frozen=True)
class Module:
    """One source file of the package."""

    name: str
    path: Path
    text: str

    @property
    def is_package(self) -> bool:
        return self.path.name == "__init__.py"

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=str(self.path))

    @cached_property
    def imports(self) -> list[Import]:
        return list(_imports(self.tree, self, inside_function=False, for_types=False))


class Package:
    """All modules below one folder that holds an importable package."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self.folder = folder
        self.modules = {module.name: module for module in _modules(folder)}

    def resolve(self, target: str) -> str | None:
        """Return the module of this package that `target` names, or holds; None for a foreign name."""
        parts = target.split(".")
        if parts[0] != self.name:
            return None
        while parts:
            name = ".".join(parts)
            if name in self.modules:
                return name
            parts.pop()
        return self.name


def _modules(folder: Path) -> Iterator[Module]:
    for path in sorted(folder.rglob("*.py")):
        if "__pycache__" in path.parts or "_defaults" in path.parts:
            continue
        parts = list(path.relative_to(folder.parent).with_suffix("").parts)
        if parts[-1] == "__init__":
            parts.pop()
        yield Module(".".join(parts), path, path.read_text(encoding="utf-8"))


def _imports(node: ast.AST, module: Module, *, inside_function: bool, for_types: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(alias.name, child.lineno, not inside_function, for_types)
        elif isinstance(child, ast.ImportFrom):
            base = _absolute(child, module)
            for alias in child.names:
                yield Import(f"{base}.{alias.name}", child.lineno, not inside_function, for_types)
        else:
            deeper = inside_function or isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
            if isinstance(child, ast.If) and _asks_type_checking(child.test):
                for statement in child.body:
                    wrapped = ast.Module(body=[statement], type_ignores=[])
                    yield from _imports(wrapped, module, inside_function=deeper, for_types=True)
                for statement in child.orelse:
                    wrapped = ast.Module(body=[statement], type_ignores=[])
                    yield from _imports(wrapped, module, inside_function=deeper, for_types=for_types)
            else:
                yield from _imports(child, module, inside_function=deeper, for_types=for_types)


def _absolute(node: ast.ImportFrom, module: Module) -> str:
    if not node.level:
        return node.module or ""
    parts = module.name.split(".")
    keep = len(parts) - node.level + (1 if module.is_package else 0)
    return ".".join(parts[:keep] + ([node.module] if node.module else []))


def _asks_type_checking(test: ast.expr) -> bool:
    return (isinstance(test, ast.Name) and test.id == "TYPE_CHECKING") or (
        isinstance(test, ast.Attribute) and test.attr == "TYPE_CHECKING"
    )
