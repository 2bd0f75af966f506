"""Tokens in, nodes out. Whatever is not understood is an error that names it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from examgen.model.text import printed
from examgen.typeset.formula import commands, environments
from examgen.typeset.formula.alphabets import Alphabet, styled
from examgen.typeset.formula.covers import Accent
from examgen.typeset.formula.environments import WHOLE
from examgen.typeset.formula.glyphs import has_sign
from examgen.typeset.formula.nodes import LargeSign, Limits, Node, Row, Sign, Space, Words, bare
from examgen.typeset.formula.scripts import Scripts, primes_of
from examgen.typeset.formula.symbols import ACCENTS, DRAWN, INTEGRALS, KINDS, LARGE, SPACES, Kind
from examgen.typeset.formula.tokens import DEPTH_AT_MOST, LENGTH_AT_MOST, FormulaError, tokens

_LARGE_SIGNS = frozenset(LARGE.values())
_INTEGRAL_SIGNS = frozenset(INTEGRALS.values())

_ACCENT_SIGNS = frozenset(ACCENTS.values())

_STRAY = {
    "}": ("“}” without “{”", "delete it, or write \\} for a brace that prints"),
    "&": ("“&” outside a matrix or an alignment", "write \\& for an ampersand that prints"),
    "\\right": ("“\\right” without “\\left”", "write \\left before the sign that opens"),
    "\\middle": ("“\\middle” outside “\\left … \\right”", "write \\left and \\right around it"),
    "\\end": ("“\\end” without “\\begin”", "delete it, or begin the environment"),
    "\\\\": ("“\\\\” where no line can end", "break lines in \\begin{aligned} … \\end{aligned}"),
    "\\tag": ("“\\tag” where no line ends", "write it last in a line of the whole formula"),
    "\\hline": ("“\\hline” outside an array", "write it where a row begins"),
    "\\cline": ("“\\cline” outside an array", "write it where a row begins, with columns: \\cline{1-2}"),
    "\\limits": ("“\\limits” behind nothing", "write it behind \\sum, \\int, \\lim, …"),
    "\\nolimits": ("“\\nolimits” behind nothing", "write it behind \\sum, \\int, \\lim, …"),
    "$": ("“$” inside a formula", "write \\$ for a dollar that prints"),
    "%": ("“%” begins a comment in TeX", "write \\% for a per cent that prints"),
    "#": ("“#” means nothing in a formula", "write \\# for one that prints"),
}  # fmt: skip
"""What cannot stand where a part of a formula begins → what is wrong, and what to do."""


ROUNDHAND = "ss01"
"""The feature of STIX Two Math that gives script capitals their rounder form."""

_CLOSERS = {"}", "\\right", "\\end"}


def parse(source: str) -> Row:
    """A formula as nodes; lines parted by ``\\\\`` become rows."""
    if len(source) > LENGTH_AT_MOST:
        message = f"a formula of {len(source):,} characters is longer than {LENGTH_AT_MOST:,}"
        raise FormulaError(message, "split it into several")
    return environments.lines(Parser(printed(source)))


class Parser:
    """Reads nodes off the tokens of one source."""

    def __init__(self, source: str, alphabet: Alphabet = Alphabet.MATH, depth: int = 0) -> None:
        self.source = source
        self.alphabet = alphabet
        self.depth = depth
        self._tokens = tokens(source)
        self._next = 0

    def peek(self) -> str:
        """The next token but for spaces, which mean nothing; empty at the end."""
        while self._tokens[self._next].text == " ":
            self._next += 1
        return self._tokens[self._next].text

    def take(self) -> str:
        """The next token, which is then behind us."""
        token = self.peek()
        self._next += bool(token)
        return token

    def takes(self, token: str) -> bool:
        """Whether the next token is this one, which is then behind us."""
        found = self.peek() == token
        self._next += found
        return found

    def row(self, ends: Collection[str], opener: str) -> Row:
        """Nodes up to one of the ends, which is left standing."""
        self._descend(1)
        alphabet, nodes, top, infix = self.alphabet, list[Node](), list[Node](), ""
        while (token := self.peek()) not in ends:
            if not token or (token in _CLOSERS and opener != WHOLE):
                raise FormulaError(f"“{opener}” is not closed" + (f" before “{token}”" if token else ""), "close it")
            if token not in commands.INFIXES:
                nodes.append(self.part())
            elif infix:
                raise FormulaError(f"both “{infix}” and “{token}” in one group", "put braces around one of them")
            else:
                infix, top, nodes = self.take(), nodes, []
        self.alphabet = alphabet
        self._descend(-1)
        return Row((commands.INFIXES[infix](Row(tuple(top)), Row(tuple(nodes))),)) if infix else Row(tuple(nodes))

    def part(self) -> Node:
        """A node with its scripts."""
        base = Row() if self.peek() in {"^", "_", "'"} else bare(self.nucleus())
        while self.peek() in _ACCENT_SIGNS:
            base = Accent(self.take(), base)
        below = above = None
        primes, limits = 0, base.limits
        while (token := self.peek()) in {"^", "_", "'", "\\limits", "\\nolimits"}:
            self.take()
            match token:
                case "'":
                    if above:
                        raise FormulaError("a prime after a superscript", "write the prime first, as in x'^2")
                    primes += 1
                case "^":
                    above = self._script(token, above)
                    if not primes and (primes := primes_of(above)):
                        above = None
                case "_":
                    below = self._script(token, below)
                case _:
                    limits = _limits(token, base)
        if below is None and above is None and not primes:
            return base
        return Scripts(base, below, above, primes, limits)

    def _script(self, mark: str, already: Node | None) -> Node:
        if already is not None:
            name = "superscripts" if mark == "^" else "subscripts"
            raise FormulaError(
                f"two {name} on one sign", f"put braces around what the second belongs to: {{x{mark}a}}{mark}b"
            )
        return self.argument(mark)

    def argument(self, command: str) -> Row:
        """What a command works on: a group in braces, or one sign."""
        if self.takes("{"):
            group = self.row({"}"}, "{")
            self.take()
            return group
        if not self.peek() or self.peek() in _STRAY:
            raise FormulaError(f"“{command}” has nothing to work on", f"write braces after it: {command}{{…}}")
        if self.peek() == "[" and command[0] == "\\" and not command.startswith("\\math"):
            raise FormulaError(
                f"“{command}” has no options in square brackets", f"write braces after it: {command}{{…}}"
            )
        self._descend(1)
        node = self.nucleus()
        self._descend(-1)
        return Row((node,))

    def optional(self) -> Node | None:
        """What stands in square brackets, if anything does."""
        if not self.takes("["):
            return None
        row = self.row({"]"}, "[")
        self.take()
        return row

    def takes_match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What the source ahead matches, if it does, which is then behind us."""
        self.peek()
        match = pattern.match(self.source, self._tokens[self._next].start)
        while match and self._tokens[self._next].start < match.end():
            self._next += 1
        return match

    def raw(self, command: str) -> str:
        """The source between braces, as it is written."""
        if not self.takes("{"):
            raise FormulaError(f"“{command}” wants braces after it", f"write {command}{{…}}")
        start, level = self._tokens[self._next].start, 1
        for index in range(self._next, len(self._tokens)):
            text, at = self._tokens[index]
            level += (text == "{") - (text == "}")
            if not level:
                self._next = index + 1
                return self.source[start:at]
        raise FormulaError(f"the brace after “{command}” is not closed", "close it with }")

    def inside(self, source: str, alphabet: Alphabet) -> Row:
        """A source within this one as nodes."""
        return Parser(source, alphabet, self.depth + 1).row({""}, WHOLE)

    def nucleus(self) -> Node:
        """A node without scripts."""
        token = self.take()
        if token in _STRAY:
            raise FormulaError(*_STRAY[token])
        if token == "{":
            group = self.row({"}"}, "{")
            self.take()
            return group
        if token in SPACES:
            return Space(SPACES[token])
        return commands.node(token, self) if token[0] == "\\" else self._character(token)

    def _character(self, character: str) -> Node:
        if _is_foreign(character):
            return Words(character + self._foreign_letters())
        drawn = DRAWN.get(character, character)
        kind = KINDS.get(drawn, KINDS.get(character, Kind.ORDINARY))
        if character in _LARGE_SIGNS:
            return LargeSign(character)
        if character in _INTEGRAL_SIGNS:
            return LargeSign(character, Limits.NEVER)
        if unicodedata.category(character)[0] in "LN" or character in "∂∇":
            return self.letter(character)
        return Sign(drawn, kind)

    def _foreign_letters(self) -> str:
        """More letters of a word that the formula font lacks, which are shaped together."""
        letters = ""
        while len(token := self._tokens[self._next].text) == 1 and _is_foreign(token):
            letters += token
            self._next += 1
        return letters

    def letter(self, character: str) -> Node:
        """A letter or digit in the alphabet of the moment."""
        feature = ROUNDHAND if self.alphabet is Alphabet.ROUNDHAND else ""
        return Sign(styled(character, self.alphabet), feature=feature)

    def _descend(self, levels: int) -> None:
        self.depth += levels
        if self.depth > DEPTH_AT_MOST:
            raise FormulaError(f"braces more than {DEPTH_AT_MOST} deep", "take the formula apart")


def _is_foreign(character: str) -> bool:
    """Whether it is a letter, or belongs to one, or a wide sign, of a script that the formula font does not have."""
    is_letter = unicodedata.category(character)[0] in "LMN"
    return (is_letter or unicodedata.east_asian_width(character) in "WF") and not has_sign(character)


def _limits(token: str, base: Node) -> Limits:
    if base.kind is not Kind.OPERATOR:
        raise FormulaError(f"“{token}” after something that has no limits", "write it after \\sum, \\int, \\lim, …")
    return Limits.ALWAYS if token == "\\limits" else Limits.NEVER
