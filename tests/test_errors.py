"""Errors and diagnostics are part of the manual: each has a name, a code or a rule, and an entry."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from examgen.errors import ExamgenError, ExitCode

ROOT = Path(__file__).resolve().parent.parent
EXIT_CODES = ROOT / "docs/exit-codes.md"
DIAGNOSTICS = ROOT / "docs/diagnostics.md"


def kinds_of(error: type[ExamgenError]) -> Iterator[type[ExamgenError]]:
    """All subclasses, however deep."""
    for kind in error.__subclasses__():
        yield kind
        yield from kinds_of(kind)


KINDS = sorted(kinds_of(ExamgenError), key=lambda kind: kind.exit_code)


def rules_in_code() -> set[str]:
    """Every rule name that is given to a diagnostic anywhere in the package, by way of another call or not."""
    modules = [list(ast.walk(ast.parse(path.read_text("utf-8")))) for path in (ROOT / "examgen").rglob("*.py")]
    anywhere = {name: place for nodes in modules for name, place in _rule_places(nodes).items() if place is not None}
    given: list[ast.expr] = []
    for nodes in modules:
        places = anywhere | _rule_places(nodes)
        given += [node.value for node in nodes if isinstance(node, ast.keyword) and node.arg == "rule"]
        for node in nodes:
            if isinstance(node, ast.Call) and (place := places.get(_name_of(node.func))) is not None:
                given += node.args[place : place + 1]
    return {name for value in given for name in _names_in(value)}


def _rule_places(nodes: list[ast.AST]) -> dict[str, int | None]:
    """Functions and dataclasses of a module → the place of a parameter called "rule", if they have one."""
    callables = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    parameters = {node.name: _parameters_of(node) for node in callables}
    return {name: names.index("rule") if "rule" in names else None for name, names in parameters.items()}


def _parameters_of(node: ast.AST) -> list[str]:
    """What a call to this function or dataclass may be given by position."""
    if isinstance(node, ast.FunctionDef):
        return [argument.arg for argument in node.args.args if argument.arg != "self"]
    if isinstance(node, ast.ClassDef):
        return [field.target.id for field in node.body if isinstance(field, ast.AnnAssign)]
    return []


def _name_of(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def _names_in(value: ast.expr) -> Iterator[str]:
    """The names that an argument may be: a constant, or either side of a condition."""
    if isinstance(value, ast.IfExp):
        yield from _names_in(value.body)
        yield from _names_in(value.orelse)
    elif isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_error_is_documented(kind: type[ExamgenError]) -> None:
    """An error says in its own docstring what is wrong, and the manual has its exit code and its name."""
    row = rf"^\| {int(kind.exit_code)} \| `{kind.__name__}` \|"

    assert kind.__doc__ and kind.__doc__ != ExamgenError.__doc__
    assert re.search(row, EXIT_CODES.read_text(encoding="utf-8"), re.MULTILINE)


def test_errors_have_exit_codes_of_their_own() -> None:
    """No two errors end the process alike, and no code that an error should have is left without one."""
    codes = [kind.exit_code for kind in KINDS]

    assert sorted(codes) == sorted(set(ExitCode) - {ExitCode.OK, ExitCode.USAGE, ExitCode.INTERRUPTED})


def test_manual_has_every_exit_code() -> None:
    """The table of exit codes has one row for each code, in order, and no other."""
    rows = re.findall(r"^\| (\d+) \|", EXIT_CODES.read_text(encoding="utf-8"), re.MULTILINE)

    assert [int(code) for code in rows] == sorted(ExitCode)


def test_manual_has_every_rule() -> None:
    """The manual's page of diagnostics has a heading for each rule in the code, in alphabetical order, and no other."""
    headings = re.findall(r"^### `([^`]+)`$", DIAGNOSTICS.read_text(encoding="utf-8"), re.MULTILINE)

    assert headings == sorted(rules_in_code())


def test_rules_are_named_in_kebab_case() -> None:
    """A rule's name is lower-case words joined by hyphens, so that it can be searched for and typed."""
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", rule) for rule in rules_in_code())
