"""The source of an expression in, its value for some variables out, worked out in Jinja's sandbox.

Before Jinja compiles anything, its tree is held against the few things that an expression may be made of:
names that are known, numbers, texts, arithmetic, comparisons, a choice with ``if``, and functions of our own.
There is nothing in it that could repeat, call itself, reach into an object, or read a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from inspect import signature
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import consume
from jinja2.visitor import NodeTransformer

from examgen.model.program import Value
from examgen.parameters.functions import CONSTANTS, FUNCTIONS, OPERATORS, SIGNS, number
from examgen.parameters.mistakes import ProgramMistake
from examgen.parameters.shown import FILTERS

_FILTER_USES = {
    "digits": "digits(3)",
    "places": "places(2)",
    "unit": 'unit("kg")',
    "plural": 'plural("apple", "apples")',
}
LONGEST = 500
MOST_PIECES = 120
"""Names, numbers, signs and functions of one expression."""

_EXACT, _RESULT = "_exact", "result"
_PLAIN = (
    nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg, nodes.Pos,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Const,
)  # fmt: skip
_NAMED_PIECES: dict[type[nodes.Node], str] = {
    nodes.Getattr: "a dot behind a name",
    nodes.Getitem: "an index in brackets",
    nodes.List: "a list",
    nodes.Tuple: "a list",
    nodes.Dict: "a list",
    nodes.Concat: "the sign ~",
    nodes.Test: 'the word "is"',
}
_SIMPLE = "write variables, numbers, + - * / // % **, comparisons, if … else …, and functions"

RESERVED = frozenset(
    {"true", "false", "none", "True", "False", "None", "and", "or", "not", "in", "is", "if", "else", "self", "super"}
) | {"loop", "caller", "varargs", "kwargs", "require", "show", _EXACT, _RESULT}
TAKEN = RESERVED | FUNCTIONS.keys() | CONSTANTS.keys()
"""What no variable can be called."""


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which all arithmetic is exact and bounded."""

    intercepted_binops = frozenset(OPERATORS)
    intercepted_unops = frozenset(SIGNS)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        return OPERATORS[operator](left, right)

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        return SIGNS[operator](arg)


def _environment() -> _Environment:
    environment = _Environment(undefined=StrictUndefined, optimized=False, autoescape=False)
    environment.globals.clear()
    environment.filters.clear()
    environment.tests.clear()
    environment.globals.update({**FUNCTIONS, **CONSTANTS, _EXACT: number})
    environment.filters.update(FILTERS)
    return environment


_ENVIRONMENT = _environment()


class _Exact(NodeTransformer):
    """Numbers with a decimal point as their author wrote them, not as the nearest binary ones."""

    def visit_Const(self, node: nodes.Const) -> nodes.Node:
        if not isinstance(node.value, float):
            return node
        return nodes.Call(nodes.Name(_EXACT, "load"), [nodes.Const(node.value)], [], None, None, lineno=node.lineno)


class Expression:
    """One expression, compiled; `names` are the variables that it may use."""

    def __init__(self, source: str, names: Collection[str], with_filters: bool) -> None:
        self.source = source
        try:
            self._evaluate = _compiled(source, frozenset(names), with_filters)
        except (TemplateSyntaxError, RecursionError, MemoryError, SyntaxError, ValueError, OverflowError) as error:
            reason = error.message if isinstance(error, TemplateSyntaxError) else "too deep"
            raise ProgramMistake(f'"{_short(source)}" cannot be read: {reason}', _SIMPLE) from None

    def __call__(self, values: Mapping[str, Value]) -> Any:
        """Work it out; every mistake names the expression."""
        try:
            result = self._evaluate(values)
            return number(result) if isinstance(result, int | float) and not isinstance(result, bool) else result
        except ProgramMistake as mistake:
            said = f'"{_short(self.source)}": {mistake.message}'
            raise ProgramMistake(said, mistake.hint, mistake.line, mistake.rule) from None
        except Exception as error:  # whatever an author's own expression runs into is its author's to mend
            reason = "a text stands where a number should" if isinstance(error, TypeError) else error
            raise ProgramMistake(f'"{_short(self.source)}" cannot be worked out: {reason}', _SIMPLE) from None


@lru_cache(maxsize=4096)
def _compiled(source: str, names: frozenset[str], with_filters: bool) -> Callable[[Mapping[str, Value]], Any]:
    if len(source) > LONGEST:
        raise ProgramMistake(f'"{_short(source)}" is longer than {LONGEST} characters', "split it into several lines")
    parser = Parser(_ENVIRONMENT, _grouped(source) if with_filters else source, state="variable")
    tree = parser.parse_expression()
    if not parser.stream.eos:
        raise TemplateSyntaxError(f'"{parser.stream.current.value}" is not expected here', 1)
    _check(tree, names, with_filters)
    exact = _Exact().visit(tree)
    body = [nodes.Assign(nodes.Name(_RESULT, "store"), exact, lineno=1)]
    template = _ENVIRONMENT.from_string(nodes.Template(body, lineno=1))

    def evaluate(values: Mapping[str, Value]) -> Any:
        # Shared, a context takes the functions as they stand: to merge them, Jinja needs longer than for all the rest.
        context = template.new_context({**_ENVIRONMENT.globals, **values}, shared=True)
        consume(template.root_render_func(context))
        return context.vars[_RESULT]

    return evaluate


_PIECE = re.compile(r"\"[^\"]*\"?|'[^']*'?|[^\"']")


def _grouped(source: str) -> str:
    """The source with brackets around what stands before the first filter, which to Jinja is for the last name only."""
    depth = 0
    for match in _PIECE.finditer(source):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if match[0] == "|" and not depth:
            return f"({source[: match.start()]}){source[match.start() :]}"
    return source


def _check(tree: nodes.Expr, names: frozenset[str], with_filters: bool) -> None:
    """Refuse everything that is not on the list."""
    pieces = [tree, *tree.find_all(nodes.Node)]
    if len(pieces) > MOST_PIECES:
        raise ProgramMistake(f"an expression has {len(pieces)} pieces", f"split it into lines of {MOST_PIECES} pieces")
    called = {id(piece.node) for piece in pieces if isinstance(piece, nodes.Call)}
    for piece in pieces:
        if isinstance(piece, nodes.Name) and id(piece) not in called:
            _check_name(piece.name, names)
        elif isinstance(piece, nodes.Const) and not isinstance(piece.value, str | bool):
            number(piece.value)
        elif isinstance(piece, nodes.Call) and isinstance(piece.node, nodes.Name):
            _check_function(piece, FUNCTIONS, piece.node.name, "function")
        elif isinstance(piece, nodes.Filter) and with_filters:
            _check_function(piece, FILTERS, piece.name, "filter")
        elif not isinstance(piece, (nodes.Name, *_PLAIN)):
            what = _NAMED_PIECES.get(type(piece), f"{type(piece).__name__.lower()}")
            raise ProgramMistake(f"{what} has no meaning in an expression", _SIMPLE)


def _check_name(name: str, names: frozenset[str]) -> None:
    if name not in names and name not in CONSTANTS:
        known = ", ".join(sorted(names)) or "none yet"
        hint = f'the variables above it are {known}; a text stands in quotes, as in "{name}"'
        raise ProgramMistake(f'there is no variable "{name}"', hint)


def _check_function(piece: nodes.Call | nodes.Filter, known: Mapping[str, Any], name: str, what: str) -> None:
    if name not in known:
        raise ProgramMistake(f'there is no {what} "{name}"', f"there are {', '.join(sorted(known))}")
    if piece.kwargs or piece.dyn_args or piece.dyn_kwargs:
        raise ProgramMistake(f'{what} "{name}" takes plain values only', f"write them in brackets, as in {name}(2)")
    before = 1 if isinstance(piece, nodes.Filter) else 0  # what stands before the bar
    least, most = (count - before for count in _taken(known[name]))
    if not least <= len(piece.args) <= most:
        takes = f"{least}" if least == most else f"{least} or more" if most > MOST_PIECES else f"{least} to {most}"
        found = f"found {len(piece.args) or 'none'}"
        raise ProgramMistake(f'{what} "{name}" takes {takes} in brackets, {found}', _usage(name, what, least))


def _taken(function: Callable[..., Any]) -> tuple[int, int]:
    """How many values a function takes at least and at most."""
    parameters = signature(function).parameters.values()
    least = sum(each.default is each.empty and each.kind is not each.VAR_POSITIONAL for each in parameters)
    has_bound = all(each.kind is not each.VAR_POSITIONAL for each in parameters)
    return least, len(parameters) if has_bound else 2 * MOST_PIECES


def _usage(name: str, what: str, count: int) -> str:
    """How a function or filter is written."""
    if what == "filter":
        return f"write x | {_FILTER_USES.get(name, name)}"
    return f"write {name}({', '.join('xyz'[:count]) or 'x'})"


def _short(source: str) -> str:
    return source if len(source) <= 60 else f"{source[:59]}…"
