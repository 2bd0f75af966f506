"""What reads the tokens after a command, or is made for it, and makes the node."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from examgen.typeset.formula import environments, quantities, symbols
from examgen.typeset.formula.alphabets import Alphabet
from examgen.typeset.formula.chemistry import chemistry
from examgen.typeset.formula.covers import Accent, Arrow, Bar, Brace, Frame, Overlaid, Strike
from examgen.typeset.formula.glyphs import has_sign
from examgen.typeset.formula.nodes import (
    Classed,
    LargeSign,
    Limits,
    Node,
    Phantom,
    Restyled,
    Row,
    Sign,
    Space,
    Words,
    bare,
)
from examgen.typeset.formula.parts import Root
from examgen.typeset.formula.scripts import Prescript, Stacked
from examgen.typeset.formula.symbols import Kind
from examgen.typeset.formula.texts import text_nodes
from examgen.typeset.formula.tokens import FormulaError, length

if TYPE_CHECKING:
    from examgen.typeset.formula.parser import Parser

Command: TypeAlias = "Callable[[Parser, str], Node]"
"""Reads what follows a command, whose name it is given."""


# Letters and signs


def letter(parser: Parser, name: str) -> Node:
    return parser.letter(symbols.LETTERS[name])


def signs(table: dict[str, str], kind: Kind) -> dict[str, Command]:
    def sign(_: Parser, name: str) -> Node:
        return Sign(table[name], kind)

    return dict.fromkeys(table, sign)


def large(limits: Limits, table: dict[str, str]) -> dict[str, Command]:
    def large(_: Parser, name: str) -> Node:
        return LargeSign(table[name], limits)

    return dict.fromkeys(table, large)


def function(limits: Limits) -> Command:
    def function(_: Parser, name: str) -> Node:
        return Words(symbols.SPACED_NAMES.get(name[1:], name[1:]), Kind.OPERATOR, limits)

    return function


def constant(made: Node) -> Command:
    def constant(_: Parser, __: str) -> Node:
        return made

    return constant


def spaced(sign: str) -> Command:
    """An arrow with more space around it than a relation has."""
    space = Space(5)
    return constant(Classed(Row((space, Sign(sign, Kind.RELATION), space)), Kind.RELATION))


def dots(parser: Parser, _: str) -> Node:
    """On the line between commas, in the middle between operators."""
    following = parser.peek()
    sign = symbols.BINARY.get(following) or symbols.RELATIONS.get(following) or following
    is_between = symbols.KINDS.get(sign) in {Kind.BINARY, Kind.RELATION} or following in symbols.LARGE
    return Classed(Sign("⋯" if is_between else "…"), Kind.INNER)


def negated(parser: Parser, name: str) -> Node:
    nodes = parser.argument(name).nodes
    struck = nodes[0] if len(nodes) == 1 else None
    if not isinstance(struck, Sign):
        raise FormulaError(
            "“\\not” before something that is not one sign", "write it before a relation, as in \\not\\in"
        )
    joined = unicodedata.normalize("NFC", struck.character + "\u0338")
    if len(joined) == 1 and has_sign(joined):
        return Sign(joined, struck.kind)
    return Overlaid(struck, "\u0338")


# Alphabets and text


def in_alphabet(alphabet: Alphabet) -> Command:
    def argument(parser: Parser, name: str) -> Node:
        around, parser.alphabet = parser.alphabet, alphabet
        body = parser.argument(name)
        parser.alphabet = around
        return body

    return argument


def from_here(alphabet: Alphabet) -> Command:
    def switch(parser: Parser, _: str) -> Node:
        parser.alphabet = alphabet
        return Space(0)

    return switch


def text(alphabet: Alphabet) -> Command:
    def text(parser: Parser, name: str) -> Node:
        return text_nodes(parser.raw(name), alphabet, parser)

    return text


# What works on arguments


def root(parser: Parser, name: str) -> Node:
    degree = parser.optional()
    return Root(parser.argument(name), degree)


def accent(character: str, is_wide: bool = False) -> Command:
    def accent(parser: Parser, name: str) -> Node:
        return Accent(character, bare(parser.argument(name)), is_wide)

    return accent


def bar(is_below: bool) -> Command:
    def bar(parser: Parser, name: str) -> Node:
        return Bar(parser.argument(name), is_below)

    return bar


def brace(parser: Parser, name: str) -> Node:
    return Brace(symbols.BRACES[name], parser.argument(name), name.startswith(r"\under"))


def arrow_along(parser: Parser, name: str) -> Node:
    is_below = name in symbols.UNDER_ARROWS
    sign = (symbols.UNDER_ARROWS if is_below else symbols.OVER_ARROWS)[name]
    return Classed(Brace(sign, parser.argument(name), is_below), Kind.ORDINARY)


def long_arrow(parser: Parser, name: str) -> Node:
    below = parser.optional()
    return Arrow(symbols.ARROWS[name], parser.argument(name), below)


def overset(parser: Parser, name: str) -> Node:
    above = parser.argument(name)
    return Stacked(parser.argument(name), above=above)


def underset(parser: Parser, name: str) -> Node:
    below = parser.argument(name)
    return Stacked(parser.argument(name), below=below)


def over_and_under(parser: Parser, name: str) -> Node:
    first, second = parser.argument(name), parser.argument(name)
    below, above = (first, second) if name == r"\underoverset" else (second, first)
    return Stacked(parser.argument(name), above=above, below=below)


def stackrel(parser: Parser, name: str) -> Node:
    return Classed(overset(parser, name), Kind.RELATION)


def prescript(parser: Parser, name: str) -> Node:
    return Prescript(parser.argument(name), parser.argument(name), parser.argument(name))


def classed(kind: Kind) -> Command:
    def classed(parser: Parser, name: str) -> Node:
        return Classed(parser.argument(name), kind, Limits.DISPLAYED if kind is Kind.OPERATOR else Limits.NEVER)

    return classed


def operator_name(parser: Parser, name: str) -> Node:
    limits = Limits.DISPLAYED if parser.takes("*") else Limits.NEVER
    return Classed(in_alphabet(Alphabet.UPRIGHT)(parser, name), Kind.OPERATOR, limits)


def phantom(is_inked: bool, has_width: bool, has_height: bool) -> Command:
    def phantom(parser: Parser, name: str) -> Node:
        return Phantom(parser.argument(name), is_inked, has_width, has_height)

    return phantom


def frame(parser: Parser, name: str) -> Node:
    return Frame(Restyled(parser.argument(name), 0) if name == r"\boxed" else parser.argument(name))


def strike(rises: bool, falls: bool) -> Command:
    def strike(parser: Parser, name: str) -> Node:
        return Strike(parser.argument(name), rises, falls)

    return strike


# Spaces and the rest

_BARE_LENGTH = re.compile(r"-?\s*[\d.]+\s*[a-z]{2}")


def space(parser: Parser, name: str) -> Node:
    parser.takes("*")
    unbraced = parser.takes_match(_BARE_LENGTH)
    return Space(length(unbraced[0] if unbraced else parser.raw(name), name))


def modulus(parser: Parser, name: str) -> Node:
    if name == r"\bmod":
        return Classed(Row((Space(1), Words("mod"), Space(1))), Kind.BINARY)
    body: tuple[Node, ...] = (parser.argument(name),)
    if name != r"\pod":
        body = (Words("mod"), Space(6), *body)
    if name != r"\mod":
        body = (Sign("(", Kind.OPENING), *body, Sign(")", Kind.CLOSING))
    return Row((Space(8), *body))


def ignored(parser: Parser, name: str) -> Node:
    """What asks for no number, or names one: our equations have none."""
    if name == r"\label":
        parser.raw(name)
    return Space(0)


def quantity(parser: Parser, name: str) -> Node:
    """Numbers and units, as siunitx has them."""
    if parser.peek() == "[":
        raise FormulaError(f"“{name}” has no options in square brackets", "delete them")
    first = parser.raw(name)
    match name:
        case r"\num":
            written = quantities.number(first)
        case r"\ang":
            written = quantities.angle(first)
        case r"\unit" | r"\si":
            written = quantities.unit(first)
        case _:
            written = quantities.quantity(first, parser.raw(name))
    return parser.inside(written, Alphabet.MATH)


def reaction(parser: Parser, name: str) -> Node:
    return parser.inside(chemistry(parser.raw(name)), Alphabet.UPRIGHT)


def environment(parser: Parser, name: str) -> Node:
    return environments.environment(parser, parser.raw(name))


def substack(parser: Parser, _: str) -> Node:
    if not parser.takes("{"):
        raise FormulaError("“\\substack” wants braces after it", r"write \substack{a \\ b}")
    return environments.substack(parser)
