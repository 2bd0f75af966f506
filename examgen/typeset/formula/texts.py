"""Text within a formula: its characters as words, with formulas between dollars."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from examgen.typeset.formula import symbols
from examgen.typeset.formula.alphabets import Alphabet
from examgen.typeset.formula.nodes import Node, Row, Words
from examgen.typeset.formula.tokens import FormulaError

if TYPE_CHECKING:
    from examgen.typeset.formula.parser import Parser

_LOOKS = {
    "textbf": Alphabet.BOLD, "textit": Alphabet.ITALIC, "emph": Alphabet.ITALIC, "textrm": Alphabet.UPRIGHT,
    "textup": Alphabet.UPRIGHT, "text": Alphabet.UPRIGHT, "mbox": Alphabet.UPRIGHT,
}  # fmt: skip
_LOOK = rf"\\({'|'.join(_LOOKS)})\s*\{{([^{{}}]*)\}}"
_IN_TEXT = re.compile(
    rf"\$([^$]*)\$|\\\((.*?)\\\)|{_LOOK}|" r"(\\[A-Za-z]+)\s*|\\(.)|(``|''|---?|[~{}^_&#%$])|(.)", re.DOTALL
)
_TEXT_SIGNS = {"``": "“", "''": "”", "--": "–", "---": "—", "~": "\u00a0", "{": "", "}": ""}


def text_nodes(source: str, alphabet: Alphabet, parser: Parser) -> Node:
    """Text as words, with formulas between dollars."""
    nodes, words = list[Node](), ""
    for match in _IN_TEXT.finditer(re.sub(r"\s+", " ", source)):
        inline, bracketed, look, looking, command, escaped, special, plain = match.groups()
        formula = inline if inline is not None else bracketed
        if formula is not None or look:
            inner = text_nodes(looking, _LOOKS[look], parser) if look else parser.inside(formula, Alphabet.MATH)
            nodes += [Words(words, alphabet=alphabet), inner]
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
