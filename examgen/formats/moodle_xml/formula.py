"""A formula of Moodle's calculated questions in, the same as an expression of parametrised questions out."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NAMED = {
    "abs": "abs", "min": "min", "max": "max", "round": "round", "floor": "floor", "ceil": "ceil", "sqrt": "sqrt",
    "exp": "exp", "log": "ln", "log10": "log", "sin": "sin", "cos": "cos", "tan": "tan", "asin": "asin",
    "acos": "acos", "atan": "atan", "deg2rad": "radians", "rad2deg": "degrees",
}  # fmt: skip
"""Functions of one name there, and of another here."""

_TOKEN = re.compile(
    r"\s*(?:(?P<wild>\{[^{}]*\})|(?P<number>(?:\d+\.?\d*|\.\d+)(?P<power>[eE][+-]?\d{1,3})?)|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<sign>\*\*|[-+*/%(),]))"
)
_OPERANDS = 2
_BETWEEN = {"pow": "**", "fmod": "%"}


class NotUnderstood(Exception):
    """What of a calculated question examgen cannot calculate."""


_MOST_NESTED = 40


def expression_of(formula: str, names: Mapping[str, str]) -> str:
    """The expression; raise `NotUnderstood` for what it cannot say."""
    reader = _Formula(formula.strip(), names)
    source = reader.expression(0)
    if reader.at < len(reader.tokens) or not source:
        raise NotUnderstood(f'its formula "{formula[:60]}"')
    return source


class _Formula:
    """One formula while its tokens are read."""

    def __init__(self, formula: str, names: Mapping[str, str]) -> None:
        self.formula = formula
        self.names = names
        self.tokens: list[re.Match[str]] = []
        self.at = 0
        end = 0
        while end < len(formula):
            match = _TOKEN.match(formula, end)
            if match is None:
                raise NotUnderstood(f'"{formula[end : end + 20]}" in its formula "{formula[:60]}"')
            self.tokens.append(match)
            end = match.end()

    def expression(self, depth: int) -> str:
        """What stands up to a comma or a bracket that closes."""
        if depth > _MOST_NESTED:
            raise NotUnderstood(f'its formula "{self.formula[:60]}"')
        parts: list[str] = []
        while self.at < len(self.tokens) and self.tokens[self.at]["sign"] not in (",", ")"):
            match = self.tokens[self.at]
            self.at += 1
            if match["sign"] == "(":
                self.at -= 1
                parts.append(f"({self.arguments(depth)[0]})")
            elif match["name"]:
                parts.append(self.function(match["name"], depth))
            else:
                parts.append(self.leaf(match))
        return " ".join(parts)

    def leaf(self, match: re.Match[str]) -> str:
        if match["wild"]:
            name = match["wild"][1:-1]
            if name not in self.names:
                raise NotUnderstood(f'the data set "{name}" is missing')
            return self.names[name]
        if match["power"]:
            mantissa, _, exponent = match["number"].lower().partition("e")
            return f"({mantissa} * 10 ** ({int(exponent)}))"
        return match["number"] or match["sign"]

    def arguments(self, depth: int) -> list[str]:
        """What stands between brackets, parted by commas."""
        found: list[str] = []
        while self.at < len(self.tokens) and self.tokens[self.at]["sign"] == ("," if found else "("):
            self.at += 1
            found.append(self.expression(depth + 1))
        if not found or self.at >= len(self.tokens) or self.tokens[self.at]["sign"] != ")":
            raise NotUnderstood(f'its formula "{self.formula[:60]}"')
        self.at += 1
        return found

    def function(self, name: str, depth: int) -> str:
        arguments = self.arguments(depth)
        if name == "pi":
            return "pi"
        if name in _BETWEEN and len(arguments) == _OPERANDS:
            left, right = arguments
            return f"(({left}) {_BETWEEN[name]} ({right}))"
        if name not in _NAMED:
            raise NotUnderstood(f'the function "{name}"')
        return f"{_NAMED[name]}({', '.join(arguments)})"
