"""In: the modules of a package. Out: one sentence for each place that breaks a rule of the design."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from tests.shape.source import Module, Package

# From left to right: a module imports its own layer and those to its left.
LAYERS: tuple[frozenset[str], ...] = tuple(
    map(
        frozenset,
        (
            {"errors", "messages", "period"},
            {"sources"},
            {"config"},
            {"records"},
            {"dataset"},
            {"report"},
            {"renderers"},
            {"publishing"},
            {"gather"},
            {"provenance", "history"},
            {"pipeline"},
            {"schedule", "rebuild"},
            {"cli", "web", "__main__"},
        ),
    )
)
# Neighbours in one layer that must not know each other.
STRANGERS = (frozenset({"cli", "web"}),)

# Which parts of the package may import a library; a part ends where a dot could follow.
HOMES: dict[str, tuple[str, ...]] = {
    "pandas": ("dataset",),
    "docx": ("renderers",),
    "weasyprint": ("renderers.pdf.engine",),
    "jinja2": ("renderers", "report"),
    "click": ("cli",),
}

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
FILE_LINES = 400
FUNCTION_LINES = 60


def wrong_directions(package: Package) -> list[str]:
    """Name each import that goes right, or between strangers, wherever in the module it stands."""
    found = []
    for module, target, line in _inner_imports(package):
        here, there = _part(module.name), _part(target)
        if not here or not there or here == there:
            continue
        left, right = _layer(here), _layer(there)
        if left is None or right is None:
            continue  # unplaced_parts speaks of it
        if right > left:
            found.append(f"{_at(module, line)} {here} imports {there}, a layer to its right")
        elif any({here, there} <= pair for pair in STRANGERS):
            found.append(f"{_at(module, line)} {here} and {there} do not import each other")
    return found


def unplaced_parts(package: Package) -> list[str]:
    """Name each part of the package that has no layer."""
    parts = {_part(name) for name in package.modules}
    return [f"{part} is in no layer" for part in sorted(parts) if part and _layer(part) is None]


def import_cycles(package: Package) -> list[str]:
    """Name each ring of modules that import one another when they are loaded."""
    graph: dict[str, set[str]] = {name: set() for name in package.modules}
    for module in package.modules.values():
        for item in module.imports:
            target = package.resolve(item.target)
            if item.at_module_level and not item.for_types_only and target and target != module.name:
                graph[module.name].add(target)
    return [" -> ".join([*ring, ring[0]]) for ring in _rings(graph)]


def oversized(package: Package) -> list[str]:
    """Name each file and function over the limit."""
    found = []
    for module in package.modules.values():
        lines = len(module.text.splitlines())
        if lines > FILE_LINES:
            found.append(f"{_at(module)} has {lines} lines, over {FILE_LINES}")
        for node in ast.walk(module.tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION_LINES:
                    found.append(
                        f"{_at(module, node.lineno)} {node.name} has {length} lines, over {FUNCTION_LINES}"
                    )
    return found


def busy_packages(package: Package) -> list[str]:
    """Name each `__init__.py` that holds more than a docstring (the root may hold `__version__`)."""
    found = []
    for module in package.modules.values():
        if not module.is_package:
            continue
        for node in module.tree.body:
            if _is_docstring(node) or (module.name == package.name and _assigns(node, "__version__")):
                continue
            found.append(f"{_at(module, node.lineno)} holds more than a docstring")
    return found


def undocumented(package: Package) -> list[str]:
    """Name each public module, class and function without a docstring."""
    found = []
    for module in package.modules.values():
        if not ast.get_docstring(module.tree):
            found.append(f"{_at(module)} has no docstring")
        for node in module.tree.body:
            if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                continue
            if not node.name.startswith("_") and not ast.get_docstring(node):
                found.append(f"{_at(module, node.lineno)} {node.name} has no docstring")
    return found


def strayed_libraries(package: Package) -> list[str]:
    """Name each import of a confined library outside its home."""
    found = []
    for module in package.modules.values():
        here = module.name.removeprefix(package.name).lstrip(".")
        for item in module.imports:
            library = item.target.split(".")[0]
            homes = HOMES.get(library)
            if homes and not any(here == home or here.startswith(home + ".") for home in homes):
                places = " or ".join(homes)
                found.append(f"{_at(module, item.line)} imports {library}, which lives in {places}")
    return found


def vague_names(package: Package) -> list[str]:
    """Name each module whose name says nothing."""
    return [
        f"{_at(module)} is called {module.name.split('.')[-1]}"
        for module in package.modules.values()
        if FORBIDDEN_NAMES & set(module.name.split(".")[-1].split("_"))
    ]


def _inner_imports(package: Package) -> Iterator[tuple[Module, str, int]]:
    for module in package.modules.values():
        for item in module.imports:
            target = package.resolve(item.target)
            if target:
                yield module, target, item.line


def _part(name: str) -> str:
    """Return the second word of a module's name: `generator.config.brand` is part of `config`."""
    words = name.split(".")
    return words[1] if len(words) > 1 else ""


def _layer(part: str) -> int | None:
    return next((rank for rank, parts in enumerate(LAYERS) if part in parts), None)


def _at(module: Module, line: int = 1) -> str:
    return f"{'/'.join(module.name.split('.'))}{'/__init__' if module.is_package else ''}.py:{line}:"


def _is_docstring(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _assigns(node: ast.stmt, name: str) -> bool:
    targets: Iterable[ast.expr] = ()
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AnnAssign):
        targets = (node.target,)
    return any(isinstance(target, ast.Name) and target.id == name for target in targets)


def _rings(graph: dict[str, set[str]]) -> list[list[str]]:
    """Return one ring for each group of nodes that all reach one another."""
    reach = {node: _reachable(graph, node) for node in graph}
    seen: set[str] = set()
    rings = []
    for node in sorted(graph):
        if node in seen or node not in reach[node]:
            continue
        seen |= {other for other in reach[node] if node in reach[other]}
        rings.append(_way_round(graph, node, reach))
    return rings


def _reachable(graph: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(graph[node])
    return found


def _way_round(graph: dict[str, set[str]], start: str, reach: dict[str, set[str]]) -> list[str]:
    """Return the nodes of a shortest way from `start` back to it."""
    ways = [[start]]
    while True:
        longer = []
        for way in ways:
            for step in sorted(graph[way[-1]]):
                if step == start:
                    return way
                if step not in way and start in reach[step]:
                    longer.append([*way, step])
        ways = longer
