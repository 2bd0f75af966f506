"""Every command of formulas, and what reads it."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import TYPE_CHECKING

from examgen.typeset.formula import readers, symbols
from examgen.typeset.formula.alphabets import Alphabet
from examgen.typeset.formula.nodes import Classed, Limits, Node, Switch
from examgen.typeset.formula.parts import Fence, Fraction
from examgen.typeset.formula.symbols import Kind
from examgen.typeset.formula.tokens import FormulaError

if TYPE_CHECKING:
    from examgen.typeset.formula.parser import Parser


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

COMMANDS: dict[str, readers.Command] = {
    **dict.fromkeys(symbols.LETTERS, readers.letter),
    **readers.signs(symbols.ORDINARY, Kind.ORDINARY),
    **readers.signs(symbols.BINARY, Kind.BINARY),
    **readers.signs(symbols.RELATIONS, Kind.RELATION),
    **readers.signs(symbols.BARS, Kind.BAR),
    **readers.signs(symbols.OPENING, Kind.OPENING),
    **readers.signs(symbols.CLOSING, Kind.CLOSING),
    **readers.signs({r"\{": "{"}, Kind.OPENING),
    **readers.signs({r"\}": "}"}, Kind.CLOSING),
    **readers.signs({r"\colon": ":"}, Kind.PUNCTUATION),
    **readers.signs({r"\ldotp": "."}, Kind.PUNCTUATION),
    **readers.large(Limits.DISPLAYED, symbols.LARGE),
    **readers.large(Limits.NEVER, symbols.INTEGRALS),
    **dict.fromkeys((f"\\{name}" for name in symbols.FUNCTIONS), readers.function(Limits.NEVER)),
    **dict.fromkeys((f"\\{name}" for name in symbols.LIMIT_FUNCTIONS), readers.function(Limits.DISPLAYED)),
    **{f"\\{name}": readers.in_alphabet(alphabet) for name, alphabet in ALPHABETS.items()},
    **{f"\\{name}": readers.text(alphabet) for name, alphabet in TEXTS.items()},
    **{f"\\{name}": readers.from_here(alphabet) for name, alphabet in SWITCHES.items()},
    **{name: readers.constant(Switch(level)) for name, level in LEVELS.items()},
    **{name: readers.accent(character) for name, character in symbols.ACCENTS.items()},
    **{name: readers.accent(character, True) for name, character in symbols.WIDE_ACCENTS.items()},
    **dict.fromkeys(symbols.BRACES, readers.brace),
    **dict.fromkeys(symbols.OVER_ARROWS, readers.over_arrow),
    **dict.fromkeys(symbols.ARROWS, readers.long_arrow),
    **{
        f"\\{big}{side}": readers.big(height, kind)
        for big, height in readers.BIG.items()
        for side, kind in readers.SIDES.items()
    },
    r"\implies": readers.spaced("⟹"),
    r"\impliedby": readers.spaced("⟸"),
    r"\iff": readers.spaced("⟺"),
    r"\dots": readers.dots,
    r"\not": readers.negated,
    r"\left": readers.fence,
    r"\frac": readers.fraction(True, None),
    r"\dfrac": readers.fraction(True, 0),
    r"\tfrac": readers.fraction(True, 1),
    r"\cfrac": readers.continued,
    r"\binom": readers.fraction(False, None, ("(", ")")),
    r"\dbinom": readers.fraction(False, 0, ("(", ")")),
    r"\tbinom": readers.fraction(False, 1, ("(", ")")),
    r"\sqrt": readers.root,
    r"\overline": readers.bar(False),
    r"\underline": readers.bar(True),
    r"\overset": readers.overset,
    r"\underset": readers.underset,
    r"\stackrel": readers.stackrel,
    r"\prescript": readers.prescript,
    r"\operatorname": readers.operator_name,
    r"\boxed": readers.frame,
    r"\fbox": readers.frame,
    r"\substack": readers.substack,
    r"\cancel": readers.strike(True, False),
    r"\bcancel": readers.strike(False, True),
    r"\xcancel": readers.strike(True, True),
    r"\phantom": readers.phantom(False, True, True),
    r"\hphantom": readers.phantom(False, True, False),
    r"\vphantom": readers.phantom(False, False, True),
    r"\smash": readers.phantom(True, True, False),
    r"\mathstrut": readers.constant(readers.STRUT),
    r"\strut": readers.constant(readers.STRUT),
    r"\mathord": readers.classed(Kind.ORDINARY),
    r"\mathop": readers.classed(Kind.OPERATOR),
    r"\mathbin": readers.classed(Kind.BINARY),
    r"\mathrel": readers.classed(Kind.RELATION),
    r"\mathopen": readers.classed(Kind.OPENING),
    r"\mathclose": readers.classed(Kind.CLOSING),
    r"\mathpunct": readers.classed(Kind.PUNCTUATION),
    r"\mathinner": readers.classed(Kind.INNER),
    r"\hspace": readers.space,
    r"\mspace": readers.space,
    r"\hskip": readers.space,
    r"\kern": readers.space,
    r"\mkern": readers.space,
    **dict.fromkeys((r"\pmod", r"\bmod", r"\mod", r"\pod"), readers.modulus),
    **dict.fromkeys((r"\label", r"\nonumber", r"\notag"), readers.ignored),
    r"\ce": readers.reaction,
    r"\begin": readers.environment,
}
