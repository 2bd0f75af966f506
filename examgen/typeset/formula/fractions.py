"""What reads fractions, and fences around what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from examgen.typeset.formula import symbols
from examgen.typeset.formula.nodes import Classed, Node, Phantom, Restyled, Row, Sign, Space
from examgen.typeset.formula.parts import BigSign, Fence, Fraction
from examgen.typeset.formula.readers import Command
from examgen.typeset.formula.scripts import Scripts
from examgen.typeset.formula.symbols import Kind
from examgen.typeset.formula.tokens import FormulaError, length

if TYPE_CHECKING:
    from examgen.typeset.formula.parser import Parser


def fraction(has_bar: bool, level: int | None, signs: tuple[str, str] | None = None) -> Command:
    def fraction(parser: Parser, name: str) -> Node:
        made: Node = Fraction(parser.argument(name), parser.argument(name), has_bar)
        if signs:
            made = Classed(Fence(signs, (made,)), Kind.ORDINARY)
        return made if level is None else Restyled(made, level)

    return fraction


def general_fraction(parser: Parser, name: str) -> Node:
    """``\\genfrac``: fences, thickness of the rule and level, then a numerator and a denominator."""
    left, right, thickness, level = (parser.raw(name).strip() for _ in range(4))
    for sign in (left, right):
        if sign and sign not in symbols.DELIMITERS:
            raise FormulaError(f"“{name}” wants a fence in its first braces, not “{sign}”", r"write ( or [, or nothing")
    if thickness and length(thickness, name):
        raise FormulaError(f"“{name}” with a rule of {thickness}", "write nothing for a rule, or 0pt for none")
    if level not in {"", "0", "1", "2", "3"}:
        raise FormulaError(f"“{name}” wants a level from 0 to 3, not “{level}”", "leave its fourth braces empty")
    signs = symbols.DELIMITERS.get(left, ""), symbols.DELIMITERS.get(right, "")
    read = fraction(not thickness, int(level) if level else None, signs if any(signs) else None)
    return read(parser, name)


def slanted_fraction(parser: Parser, name: str) -> Node:
    """Small figures at both sides of a slash."""
    top, bottom = parser.argument(name), parser.argument(name)
    return Row((Scripts(Row(), None, top), Space(-1), Sign("⁄"), Space(-1), Scripts(Row(), bottom)))


def continued(parser: Parser, name: str) -> Node:
    top, bottom = (Restyled(Row((parser.argument(name), STRUT)), 0) for _ in range(2))
    return Restyled(Fraction(top, bottom), 0)


STRUT = Phantom(Sign("("), has_width=False)


def delimiter(parser: Parser, name: str) -> str:
    token = parser.take()
    if token not in symbols.DELIMITERS:
        raise FormulaError(
            f"“{name}” wants a fence after it, not “{token}”", r"write ( ) [ ] \{ \} | \| or \langle \rangle"
        )
    return symbols.DELIMITERS[token]


def fence(parser: Parser, name: str) -> Node:
    signs, parts = [delimiter(parser, name)], list[Node]()
    while True:
        parts.append(parser.row({r"\middle", r"\right"}, name))
        closer = parser.take()
        signs.append(delimiter(parser, closer))
        if closer == r"\right":
            return Fence(tuple(signs), tuple(parts))


def fenced(left: str, right: str) -> Command:
    """What grows with what it holds, as between ``\\left`` and ``\\right``."""

    def fenced(parser: Parser, name: str) -> Node:
        parser.takes("*")
        return Classed(Fence((left, right), (parser.argument(name),)), Kind.ORDINARY)

    return fenced


BIG = {"big": 1200.0, "Big": 1800.0, "bigg": 2400.0, "Bigg": 3000.0}
SIDES = {"": Kind.ORDINARY, "l": Kind.OPENING, "r": Kind.CLOSING, "m": Kind.RELATION}


def big(height: float, kind: Kind) -> Command:
    def big(parser: Parser, name: str) -> Node:
        return BigSign(delimiter(parser, name), height, kind)

    return big
