"""The rules of the house, read from ARCHITECTURE.md and held against the imports of every module."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "examgen"
MODULES = sorted(PACKAGE.rglob("*.py"))
CONTRACTS = {"model", "diagnostics", "errors", "seeds", "markup", "parameters"}
STAGES = {
    "markup",
    "amend",
    "formats",
    "lint",
    "assemble",
    "compose",
    "typeset",
    "press",
    "bundle",
    "audit",
    "preview",
    "deliver",
}
VAGUE_NAMES = {"util", "utils", "helper", "helpers", "common", "base", "manager", "managers", "misc"}
IO_MODULES = {"io", "os", "pathlib", "shutil", "socket", "sqlite3", "subprocess", "sys", "tempfile", "urllib"}


@dataclass(frozen=True, slots=True)
class Room:
    """One row of the import table."""

    inside: frozenset[str]
    """Other rooms of examgen that it may import."""

    outside: frozenset[str]
    """Outside libraries that it may import."""


def import_table() -> dict[str, Room]:
    """The table under "Who may import whom" in ARCHITECTURE.md."""
    section = (
        (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("## Who may import whom")[1].split("\n## ")[0]
    )
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("| `")]
    table = {}
    for room, inside, outside in rows:
        table[_names(room).pop()] = Room(frozenset(_names(inside)), frozenset(_names(outside)))
    return table


def _names(cell: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", cell))


def room_of(path: Path) -> str:
    """The package, or top module, that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[str]:
    """Full dotted names of everything that a module imports, wherever in the module it does so."""
    package = ("examgen", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = list(package[: len(package) - node.level + 1]) if node.level else []
            source = ".".join([*start, *([node.module] if node.module else [])])
            yield from (f"{source}.{alias.name}" for alias in node.names)


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def rooms_imported(path: Path) -> set[str]:
    """Other rooms of examgen that a module imports; the version number is free to all."""
    inside = {name.split(".")[1] for name in imports_of(path) if name.startswith("examgen.")}
    return inside - {room_of(path), "__version__"}


def libraries_imported(path: Path) -> set[str]:
    """Outside libraries that a module imports."""
    return {name.split(".")[0] for name in imports_of(path)} - set(sys.stdlib_module_names) - {"examgen"}


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions and methods of a module."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def by_module(path: Path) -> str:
    return str(path.relative_to(ROOT))


each_module = pytest.mark.parametrize("path", MODULES, ids=by_module)


def test_table_names_every_room() -> None:
    """The import table has a row for each package and top module, and for nothing else."""
    assert set(import_table()) == {room_of(path) for path in MODULES}


def test_stages_meet_only_in_the_contracts() -> None:
    """The import table itself lets no stage import another stage."""
    table = import_table()

    assert {stage: table[stage].inside - CONTRACTS for stage in STAGES & set(table)} == {
        stage: frozenset() for stage in STAGES & set(table)
    }


def test_contracts_know_no_stage() -> None:
    """The model knows nothing of examgen but itself, and the other contracts only each other."""
    table = import_table()

    assert table["model"] == Room(frozenset(), frozenset())
    assert all(table[room].inside <= CONTRACTS - {"markup", "parameters"} for room in CONTRACTS)


def test_each_library_has_one_home() -> None:
    """No outside library stands in two rows of the import table, but for four of which ARCHITECTURE.md says why."""
    homes = [library for room in import_table().values() for library in room.outside]

    assert sorted(homes) == sorted([*set(homes), "pypdfium2", "jinja2", "babel", "lxml"])


def test_dependencies_are_the_libraries_in_use() -> None:
    """What pyproject.toml declares, the import table lists, and the modules import are the same libraries."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    declared = [*project["dependencies"], *(each for name in extras if name != "test" for each in extras[name])]
    wanted = {_normal(re.split(r"[<>=!~\[; ]", requirement)[0]) for requirement in declared}
    homes = {library for room in import_table().values() for library in room.outside}
    imported = set().union(*(libraries_imported(path) for path in MODULES))
    distributions = packages_distributions()

    assert homes == imported
    assert {_normal(name) for library in imported for name in distributions[library]} == wanted


def _normal(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


@each_module
def test_module_imports_only_allowed_rooms(path: Path) -> None:
    """A module imports no room of examgen that its row does not list."""
    assert rooms_imported(path) <= import_table()[room_of(path)].inside


@each_module
def test_module_imports_only_its_own_library(path: Path) -> None:
    """A module imports no outside library that its row does not list."""
    assert libraries_imported(path) <= import_table()[room_of(path)].outside


@each_module
def test_module_says_what_it_is(path: Path) -> None:
    """A module opens with a docstring, and its name says more than "helpers"."""
    assert ast.get_docstring(_tree(path)), "no module docstring"
    assert not VAGUE_NAMES & set(path.relative_to(PACKAGE).with_suffix("").parts)


@each_module
def test_chance_comes_only_from_seeds(path: Path) -> None:
    """A module draws nothing from shared random state; only `seeds` asks the system for a fresh seed."""
    sources = {name.split(".")[0] for name in imports_of(path)} & {"random", "secrets", "uuid"}

    assert sources <= ({"secrets"} if room_of(path) == "seeds" else set())


@each_module
def test_functions_fit_a_screen(path: Path) -> None:
    """A function's body has at most 60 lines, and it takes at most 6 values unless they are the command line itself."""
    for function in functions_of(path):
        arguments = function.args
        parameters = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        own = [parameter for parameter in parameters if parameter.arg not in {"self", "cls"}]

        assert (function.end_lineno or 0) - function.body[0].lineno < 60, f"{function.name} is too long"
        assert len(own) <= 6 or room_of(path) in {"cli", "__init__"}, f"{function.name} takes too many parameters"


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(path) == "model"], ids=by_module)
def test_model_does_no_io(path: Path) -> None:
    """The model opens, prints and asks for nothing."""
    called = {node.func.id for node in ast.walk(_tree(path)) if _is_plain_call(node)}

    assert not {name.split(".")[0] for name in imports_of(path)} & IO_MODULES
    assert not called & {"open", "print", "input"}


def _is_plain_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
