"""The rules of the house: what makes many small files easy to find one's way in."""

from __future__ import annotations

import ast
from collections import defaultdict
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[1] / "src"
PACKAGE = ROOT / "sphinx_support_matrix"
LONGEST = 300
MOST_MODULES = 8


def module_name(path: Path) -> str:
    """The name by which *path* is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}
ROOMS = sorted({path.parent for path in MODULES.values() if path.is_relative_to(PACKAGE / "extension")})


def test_no_module_is_long():
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.relative_to(PACKAGE).as_posix())
def test_no_room_of_the_extension_is_crowded(room):
    assert len(list(room.glob("*.py"))) <= MOST_MODULES


def test_no_two_modules_have_one_name():
    places = defaultdict(list)
    for name, path in MODULES.items():
        if path.stem not in {"__init__", "__main__"}:
            places[path.stem].append(name)
    assert {stem: names for stem, names in places.items() if len(names) > 1} == {}


def test_no_two_classes_have_one_name():
    places = defaultdict(list)
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(name)
    assert {each: names for each, names in places.items() if len(names) > 1} == {}


def is_for_type_checkers(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def imports(node: ast.AST, *, functions: bool) -> Iterator[str]:
    """The modules of ours that are imported when what is below *node* runs.

    :param functions: Whether to look into functions, too.
    """
    for child in ast.iter_child_nodes(node):
        if is_for_type_checkers(child):
            continue
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)) and not functions:
            continue
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names if alias.name in MODULES)
        elif isinstance(child, ast.ImportFrom) and child.module in MODULES:
            # A name can be a module of the package, or something in its __init__.
            full = [f"{child.module}.{alias.name}" for alias in child.names]
            yield from (name if name in MODULES else child.module for name in full)
        else:
            yield from imports(child, functions=functions)


def cycle(*, functions: bool) -> list[str]:
    """The modules of a cycle of imports, if there is one."""
    graph = {name: set(imports(tree, functions=functions)) - {name} for name, tree in TREES.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return []


@pytest.mark.parametrize("functions", [False, True], ids=["at the top", "in functions too"])
def test_no_modules_import_each_other(functions):
    assert cycle(functions=functions) == []


def test_imports_are_absolute():
    relative = [
        name
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []
