"""Every command of formulas, and what reads it."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import TYPE_CHECKING

from examgen.typeset.formula import fractions, readers, symbols
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
    r"\qtyrange \SIrange \numrange \qtylist \SIlist \numlist \qtyproduct \pu":
        r"write each with \qty, and the words between them outside the formula",
    r"\newcommand \def \renewcommand \DeclareMathOperator": "write out what it stands for",
    r"\ref \eqref \cref \autoref": r"write the number itself, as you wrote it in \tag",
    r"\href \url \hyperref": "links stand outside formulas: [words](address)",
    r"\tiny \small \normalsize \large \Large \LARGE \huge \Huge": "formulas are as large as their text: delete it",
    r"\R \N \Z \Q \C \K \RR \NN \ZZ \QQ \CC": r"write \mathbb{…}",
    r"\E \P \Var \Cov \Corr \grad \rot \curl \divergence \Res \Hom \End \Aut \Span \im \Im \id":
        r"write its name in \operatorname{…}",
    r"\Bbb \frak \bold": r"write \mathbb{…}, \mathfrak{…} or \mathbf{…}",
    r"\dv \pdv \dd \odv \derivative": r"write \frac{dy}{dx} and dx",
    r"\vb \vv \va \vu": r"write \vec{…} or \mathbf{…}",
    r"\matrix \pmatrix \cases \eqalign \displaylines": r"write it between \begin{…} and \end{…}",
    r"\multicolumn \multirow": "leave the other cells empty",
    r"\intertext \shortintertext": "end the formula, write the words, and begin another",
    r"\vspace \newline \linebreak \hfill": r"write \\ for a new row, and \\[6pt] for more space below it",
    r"\rule": r"write \underline{\hspace{2cm}} for a blank, and \frac or \overline for other rules",
    r"\includegraphics \chemfig \longdiv \enclose": "draw it, and put it beside the formula as a picture",
}  # fmt: skip

INFIXES: dict[str, Callable[[Node, Node], Node]] = {
    r"\over": Fraction,
    r"\atop": lambda top, bottom: Fraction(top, bottom, False),
    r"\choose": lambda top, bottom: _in_fences(("(", ")"), top, bottom),
    r"\brack": lambda top, bottom: _in_fences(("[", "]"), top, bottom),
    r"\brace": lambda top, bottom: _in_fences(("{", "}"), top, bottom),
}


def _in_fences(signs: tuple[str, str], top: Node, bottom: Node) -> Node:
    return Classed(Fence(signs, (Fraction(top, bottom, False),)), Kind.ORDINARY)


ALPHABETS = {
    "mathrm": Alphabet.UPRIGHT, "mathup": Alphabet.UPRIGHT, "mathbf": Alphabet.BOLD, "mathit": Alphabet.ITALIC,
    "mathnormal": Alphabet.MATH, "boldsymbol": Alphabet.BOLD_ITALIC, "bm": Alphabet.BOLD_ITALIC,
    "mathbfit": Alphabet.BOLD_ITALIC, "mathcal": Alphabet.SCRIPT, "mathscr": Alphabet.ROUNDHAND,
    "mathfrak": Alphabet.FRAKTUR, "mathbb": Alphabet.DOUBLE_STRUCK, "mathsf": Alphabet.SANS, "mathtt": Alphabet.MONO,
    "mathds": Alphabet.DOUBLE_STRUCK, "mathbbm": Alphabet.DOUBLE_STRUCK, "pmb": Alphabet.BOLD_ITALIC,
}  # fmt: skip

TEXTS = {
    "textup": Alphabet.UPRIGHT, "hbox": Alphabet.UPRIGHT,
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
    **dict.fromkeys((*symbols.OVER_ARROWS, *symbols.UNDER_ARROWS), readers.arrow_along),
    **dict.fromkeys(symbols.ARROWS, readers.long_arrow),
    **{
        f"\\{big}{side}": fractions.big(height, kind)
        for big, height in fractions.BIG.items()
        for side, kind in fractions.SIDES.items()
    },
    r"\implies": readers.spaced("⟹"),
    r"\impliedby": readers.spaced("⟸"),
    r"\iff": readers.spaced("⟺"),
    r"\dots": readers.dots,
    r"\not": readers.negated,
    r"\left": fractions.fence,
    r"\frac": fractions.fraction(True, None),
    r"\dfrac": fractions.fraction(True, 0),
    r"\tfrac": fractions.fraction(True, 1),
    r"\cfrac": fractions.continued,
    r"\genfrac": fractions.general_fraction,
    **dict.fromkeys((r"\nicefrac", r"\sfrac"), fractions.slanted_fraction),
    r"\binom": fractions.fraction(False, None, ("(", ")")),
    r"\dbinom": fractions.fraction(False, 0, ("(", ")")),
    r"\tbinom": fractions.fraction(False, 1, ("(", ")")),
    r"\sqrt": readers.root,
    r"\overline": readers.bar(False),
    r"\underline": readers.bar(True),
    r"\overset": readers.overset,
    r"\underset": readers.underset,
    **dict.fromkeys((r"\underoverset", r"\overunderset"), readers.over_and_under),
    r"\stackrel": readers.stackrel,
    r"\prescript": readers.prescript,
    r"\operatorname": readers.operator_name,
    r"\abs": fractions.fenced("|", "|"),
    r"\norm": fractions.fenced("‖", "‖"),
    r"\bra": fractions.fenced("⟨", "|"),
    r"\ket": fractions.fenced("|", "⟩"),
    r"\braket": fractions.fenced("⟨", "⟩"),
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
    r"\mathstrut": readers.constant(fractions.STRUT),
    r"\strut": readers.constant(fractions.STRUT),
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
    **dict.fromkeys((r"\SI", r"\qty", r"\si", r"\unit", r"\num", r"\ang"), readers.quantity),
    r"\ce": readers.reaction,
    r"\begin": readers.environment,
}
