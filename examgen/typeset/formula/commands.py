"""What each command makes of the tokens after it."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

from examgen.typeset.formula import environments, symbols
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
    Switch,
    Words,
    bare,
)  # fmt: skip
from examgen.typeset.formula.parts import BigSign, Fence, Fraction, Root
from examgen.typeset.formula.scripts import Prescript, Stacked
from examgen.typeset.formula.symbols import Kind
from examgen.typeset.formula.tokens import FormulaError, length

if TYPE_CHECKING:
    from examgen.typeset.formula.parser import Parser

Command = Callable[["Parser", str], Node]
"""Reads what follows a command, whose name it is given, and makes the node."""


def node(name: str, parser: Parser) -> Node:
    """The node that a command stands for."""
    command = COMMANDS.get(name)
    if command is None:
        raise FormulaError(f"“{name}” is not understood", _advice(name))
    return command(parser, name)


def _advice(name: str) -> str:
    for names, advice in _ADVICE.items():
        if name in names.split():
            return advice
    near = difflib.get_close_matches(name, COMMANDS, n=1)
    guess = f"did you mean {near[0]}? " if near else ""
    return f"{guess}the manual's page on formulas lists what can be written"


_ADVICE = {
    r"\color \textcolor \colorbox": "formulas are black: delete it",
    r"\SI \si \qty \unit \num": r"write the unit as text: 5\,\text{m}/\text{s}^2",
    r"\newcommand \def \renewcommand \DeclareMathOperator": "write out what it stands for",
    r"\tag": "write the number as text beside the formula",
    r"\tg \ctg \arctg \sen \sh \ch \cosec \rot \grad \div \rank \tr \diag \sgn \lcm":
        r"write its name in \operatorname{…}",
    r"\includegraphics": "put the picture beside the formula",
}  # fmt: skip


# Letters and signs


def _letter(parser: Parser, name: str) -> Node:
    return parser.letter(symbols.LETTERS[name])


def _signs(table: dict[str, str], kind: Kind) -> dict[str, Command]:
    def sign(_: Parser, name: str) -> Node:
        return Sign(table[name], kind)

    return dict.fromkeys(table, sign)


def _large(limits: Limits, table: dict[str, str]) -> dict[str, Command]:
    def large(_: Parser, name: str) -> Node:
        return LargeSign(table[name], limits)

    return dict.fromkeys(table, large)


def _function(limits: Limits) -> Command:
    def function(_: Parser, name: str) -> Node:
        return Words(symbols.SPACED_NAMES.get(name[1:], name[1:]), Kind.OPERATOR, limits)

    return function


def _constant(made: Node) -> Command:
    def constant(_: Parser, __: str) -> Node:
        return made

    return constant


def _spaced(sign: str) -> Command:
    """An arrow with more space around it than a relation has."""
    space = Space(5)
    return _constant(Classed(Row((space, Sign(sign, Kind.RELATION), space)), Kind.RELATION))


def _dots(parser: Parser, _: str) -> Node:
    """On the line between commas, in the middle between operators."""
    following = parser.peek()
    sign = symbols.BINARY.get(following) or symbols.RELATIONS.get(following) or following
    is_between = symbols.KINDS.get(sign) in {Kind.BINARY, Kind.RELATION} or following in symbols.LARGE
    return Classed(Sign("⋯" if is_between else "…"), Kind.INNER)


def _negated(parser: Parser, name: str) -> Node:
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


def _in_alphabet(alphabet: Alphabet) -> Command:
    def argument(parser: Parser, name: str) -> Node:
        around, parser.alphabet = parser.alphabet, alphabet
        body = parser.argument(name)
        parser.alphabet = around
        return body

    return argument


def _from_here(alphabet: Alphabet) -> Command:
    def switch(parser: Parser, _: str) -> Node:
        parser.alphabet = alphabet
        return Space(0)

    return switch


def _text(alphabet: Alphabet) -> Command:
    def text(parser: Parser, name: str) -> Node:
        return _text_nodes(parser.raw(name), alphabet, parser)

    return text


_IN_TEXT = re.compile(r"\$([^$]*)\$|\\\((.*?)\\\)|(\\[A-Za-z]+)\s*|\\(.)|(``|''|---?|[~{}^_&#%$])|(.)", re.DOTALL)
_TEXT_SIGNS = {"``": "“", "''": "”", "--": "–", "---": "—", "~": "\u00a0", "{": "", "}": ""}


def _text_nodes(source: str, alphabet: Alphabet, parser: Parser) -> Node:
    """Text as words, with formulas between dollars."""
    nodes, words = list[Node](), ""
    for match in _IN_TEXT.finditer(re.sub(r"\s+", " ", source)):
        inline, bracketed, command, escaped, special, plain = match.groups()
        formula = inline if inline is not None else bracketed
        if formula is not None:
            nodes += [Words(words, alphabet=alphabet), parser.inside(formula, Alphabet.MATH)]
            words = ""
        elif plain:
            words += {"'": "’", "`": "‘"}.get(plain, plain)
        else:
            words += _in_text(command or escaped or special)
    return Row((*nodes, Words(words, alphabet=alphabet)))


def _in_text(mark: str) -> str:
    if mark in _TEXT_SIGNS:
        return _TEXT_SIGNS[mark]
    if mark in "$%&#_{} ":
        return mark
    if (sign := symbols.LETTERS.get(mark) or symbols.ORDINARY.get(mark)) is not None:
        return sign
    if f"\\{mark}" in symbols.SPACES or mark in symbols.SPACES:
        return "\u2003" if mark in {r"\quad", r"\qquad"} else " "
    raise FormulaError(f"“{mark}” is not understood in text", "write the formula in it between $ and $")


# What works on arguments


def _fraction(has_bar: bool, level: int | None, signs: tuple[str, str] | None = None) -> Command:
    def fraction(parser: Parser, name: str) -> Node:
        made: Node = Fraction(parser.argument(name), parser.argument(name), has_bar)
        if signs:
            made = Classed(Fence(signs, (made,)), Kind.ORDINARY)
        return made if level is None else Restyled(made, level)

    return fraction


def _continued(parser: Parser, name: str) -> Node:
    parser.optional()
    top, bottom = (Restyled(Row((parser.argument(name), _STRUT)), 0) for _ in range(2))
    return Restyled(Fraction(top, bottom), 0)


_STRUT = Phantom(Sign("("), has_width=False)


def _root(parser: Parser, name: str) -> Node:
    degree = parser.optional()
    return Root(parser.argument(name), degree)


def _accent(character: str, is_wide: bool = False) -> Command:
    def accent(parser: Parser, name: str) -> Node:
        return Accent(character, bare(parser.argument(name)), is_wide)

    return accent


def _bar(is_below: bool) -> Command:
    def bar(parser: Parser, name: str) -> Node:
        return Bar(parser.argument(name), is_below)

    return bar


def _brace(parser: Parser, name: str) -> Node:
    return Brace(symbols.BRACES[name], parser.argument(name), name.startswith(r"\under"))


def _over_arrow(parser: Parser, name: str) -> Node:
    return Classed(Brace(symbols.OVER_ARROWS[name], parser.argument(name)), Kind.ORDINARY)


def _long_arrow(parser: Parser, name: str) -> Node:
    below = parser.optional()
    return Arrow(symbols.ARROWS[name], parser.argument(name), below)


def _overset(parser: Parser, name: str) -> Node:
    above = parser.argument(name)
    return Stacked(parser.argument(name), above=above)


def _underset(parser: Parser, name: str) -> Node:
    below = parser.argument(name)
    return Stacked(parser.argument(name), below=below)


def _stackrel(parser: Parser, name: str) -> Node:
    return Classed(_overset(parser, name), Kind.RELATION)


def _prescript(parser: Parser, name: str) -> Node:
    return Prescript(parser.argument(name), parser.argument(name), parser.argument(name))


def _classed(kind: Kind) -> Command:
    def classed(parser: Parser, name: str) -> Node:
        return Classed(parser.argument(name), kind, Limits.DISPLAYED if kind is Kind.OPERATOR else Limits.NEVER)

    return classed


def _operator_name(parser: Parser, name: str) -> Node:
    limits = Limits.DISPLAYED if parser.takes("*") else Limits.NEVER
    return Classed(_in_alphabet(Alphabet.UPRIGHT)(parser, name), Kind.OPERATOR, limits)


def _phantom(is_inked: bool, has_width: bool, has_height: bool) -> Command:
    def phantom(parser: Parser, name: str) -> Node:
        return Phantom(parser.argument(name), is_inked, has_width, has_height)

    return phantom


def _frame(parser: Parser, name: str) -> Node:
    return Frame(Restyled(parser.argument(name), 0) if name == r"\boxed" else parser.argument(name))


def _strike(rises: bool, falls: bool) -> Command:
    def strike(parser: Parser, name: str) -> Node:
        return Strike(parser.argument(name), rises, falls)

    return strike


# Fences


def _delimiter(parser: Parser, name: str) -> str:
    token = parser.take()
    if token not in symbols.DELIMITERS:
        raise FormulaError(
            f"“{name}” wants a fence after it, not “{token}”", r"write ( ) [ ] \{ \} | \| or \langle \rangle"
        )
    return symbols.DELIMITERS[token]


def _fence(parser: Parser, name: str) -> Node:
    signs, parts = [_delimiter(parser, name)], list[Node]()
    while True:
        parts.append(parser.row({r"\middle", r"\right"}, name))
        closer = parser.take()
        signs.append(_delimiter(parser, closer))
        if closer == r"\right":
            return Fence(tuple(signs), tuple(parts))


_BIG = {"big": 1200.0, "Big": 1800.0, "bigg": 2400.0, "Bigg": 3000.0}
_SIDES = {"": Kind.ORDINARY, "l": Kind.OPENING, "r": Kind.CLOSING, "m": Kind.RELATION}


def _big(height: float, kind: Kind) -> Command:
    def big(parser: Parser, name: str) -> Node:
        return BigSign(_delimiter(parser, name), height, kind)

    return big


# Spaces and the rest

_BARE_LENGTH = re.compile(r"-?\s*[\d.]+\s*[a-z]{2}")


def _space(parser: Parser, name: str) -> Node:
    parser.takes("*")
    bare = parser.takes_match(_BARE_LENGTH)
    return Space(length(bare[0] if bare else parser.raw(name), name))


def _modulus(parser: Parser, name: str) -> Node:
    if name == r"\bmod":
        return Classed(Row((Space(1), Words("mod"), Space(1))), Kind.BINARY)
    body: tuple[Node, ...] = (parser.argument(name),)
    if name != r"\pod":
        body = (Words("mod"), Space(6), *body)
    if name != r"\mod":
        body = (Sign("(", Kind.OPENING), *body, Sign(")", Kind.CLOSING))
    return Row((Space(8), *body))


def _ignored(parser: Parser, name: str) -> Node:
    """What asks for no number, or names one: our equations have none."""
    if name == r"\label":
        parser.raw(name)
    return Space(0)


def _chemistry(parser: Parser, name: str) -> Node:
    return parser.inside(chemistry(parser.raw(name)), Alphabet.UPRIGHT)


def _environment(parser: Parser, name: str) -> Node:
    return environments.environment(parser, parser.raw(name))


def _substack(parser: Parser, _: str) -> Node:
    if not parser.takes("{"):
        raise FormulaError("“\\substack” wants braces after it", r"write \substack{a \\ b}")
    return environments.substack(parser)


INFIXES: dict[str, Callable[[Node, Node], Node]] = {
    r"\over": Fraction,
    r"\atop": lambda top, bottom: Fraction(top, bottom, False),
    r"\choose": lambda top, bottom: Classed(Fence(("(", ")"), (Fraction(top, bottom, False),)), Kind.ORDINARY),
}

ALPHABETS = {
    "mathrm": Alphabet.UPRIGHT, "mathup": Alphabet.UPRIGHT, "mathbf": Alphabet.BOLD, "mathit": Alphabet.ITALIC,
    "mathnormal": Alphabet.MATH, "boldsymbol": Alphabet.BOLD_ITALIC, "bm": Alphabet.BOLD_ITALIC,
    "mathbfit": Alphabet.BOLD_ITALIC, "mathcal": Alphabet.SCRIPT, "mathscr": Alphabet.ROUNDHAND,
    "mathfrak": Alphabet.FRAKTUR, "mathbb": Alphabet.DOUBLE_STRUCK, "mathsf": Alphabet.SANS, "mathtt": Alphabet.MONO,
}  # fmt: skip

TEXTS = {
    "text": Alphabet.UPRIGHT, "textrm": Alphabet.UPRIGHT, "textnormal": Alphabet.UPRIGHT, "mbox": Alphabet.UPRIGHT,
    "textbf": Alphabet.BOLD, "textit": Alphabet.ITALIC, "emph": Alphabet.ITALIC, "textsf": Alphabet.SANS,
    "texttt": Alphabet.MONO,
}  # fmt: skip

SWITCHES = {
    "rm": Alphabet.UPRIGHT, "bf": Alphabet.BOLD, "it": Alphabet.ITALIC, "cal": Alphabet.SCRIPT,
    "sf": Alphabet.SANS, "tt": Alphabet.MONO,
}  # fmt: skip

LEVELS = {r"\displaystyle": 0, r"\textstyle": 1, r"\scriptstyle": 2, r"\scriptscriptstyle": 3}

COMMANDS: dict[str, Command] = {
    **dict.fromkeys(symbols.LETTERS, _letter),
    **_signs(symbols.ORDINARY, Kind.ORDINARY),
    **_signs(symbols.BINARY, Kind.BINARY),
    **_signs(symbols.RELATIONS, Kind.RELATION),
    **_signs(symbols.BARS, Kind.BAR),
    **_signs(symbols.OPENING, Kind.OPENING),
    **_signs(symbols.CLOSING, Kind.CLOSING),
    **_signs({r"\{": "{"}, Kind.OPENING),
    **_signs({r"\}": "}"}, Kind.CLOSING),
    **_signs({r"\colon": ":"}, Kind.PUNCTUATION),
    **_signs({r"\ldotp": "."}, Kind.PUNCTUATION),
    **_large(Limits.DISPLAYED, symbols.LARGE),
    **_large(Limits.NEVER, symbols.INTEGRALS),
    **dict.fromkeys((f"\\{name}" for name in symbols.FUNCTIONS), _function(Limits.NEVER)),
    **dict.fromkeys((f"\\{name}" for name in symbols.LIMIT_FUNCTIONS), _function(Limits.DISPLAYED)),
    **{f"\\{name}": _in_alphabet(alphabet) for name, alphabet in ALPHABETS.items()},
    **{f"\\{name}": _text(alphabet) for name, alphabet in TEXTS.items()},
    **{f"\\{name}": _from_here(alphabet) for name, alphabet in SWITCHES.items()},
    **{name: _constant(Switch(level)) for name, level in LEVELS.items()},
    **{name: _accent(character) for name, character in symbols.ACCENTS.items()},
    **{name: _accent(character, True) for name, character in symbols.WIDE_ACCENTS.items()},
    **dict.fromkeys(symbols.BRACES, _brace),
    **dict.fromkeys(symbols.OVER_ARROWS, _over_arrow),
    **dict.fromkeys(symbols.ARROWS, _long_arrow),
    **{f"\\{big}{side}": _big(height, kind) for big, height in _BIG.items() for side, kind in _SIDES.items()},
    r"\implies": _spaced("⟹"), r"\impliedby": _spaced("⟸"), r"\iff": _spaced("⟺"),
    r"\dots": _dots, r"\not": _negated, r"\left": _fence,
    r"\frac": _fraction(True, None), r"\dfrac": _fraction(True, 0), r"\tfrac": _fraction(True, 1),
    r"\cfrac": _continued, r"\binom": _fraction(False, None, ("(", ")")),
    r"\dbinom": _fraction(False, 0, ("(", ")")), r"\tbinom": _fraction(False, 1, ("(", ")")),
    r"\sqrt": _root, r"\overline": _bar(False), r"\underline": _bar(True),
    r"\overset": _overset, r"\underset": _underset, r"\stackrel": _stackrel, r"\prescript": _prescript,
    r"\operatorname": _operator_name, r"\boxed": _frame, r"\fbox": _frame, r"\substack": _substack,
    r"\cancel": _strike(True, False), r"\bcancel": _strike(False, True), r"\xcancel": _strike(True, True),
    r"\phantom": _phantom(False, True, True), r"\hphantom": _phantom(False, True, False),
    r"\vphantom": _phantom(False, False, True), r"\smash": _phantom(True, True, False),
    r"\mathstrut": _constant(_STRUT), r"\strut": _constant(_STRUT),
    r"\mathord": _classed(Kind.ORDINARY), r"\mathop": _classed(Kind.OPERATOR), r"\mathbin": _classed(Kind.BINARY),
    r"\mathrel": _classed(Kind.RELATION), r"\mathopen": _classed(Kind.OPENING),
    r"\mathclose": _classed(Kind.CLOSING), r"\mathpunct": _classed(Kind.PUNCTUATION),
    r"\mathinner": _classed(Kind.INNER),
    r"\hspace": _space, r"\mspace": _space, r"\hskip": _space, r"\kern": _space, r"\mkern": _space,
    **dict.fromkeys((r"\pmod", r"\bmod", r"\mod", r"\pod"), _modulus),
    **dict.fromkeys((r"\label", r"\nonumber", r"\notag"), _ignored),
    r"\ce": _chemistry, r"\begin": _environment,
}  # fmt: skip
