"""The source of a question in, the same with values where ``{{ … }}`` stood out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from examgen.model.program import Program, Value
from examgen.parameters.drawing import Name, drawing_of, plain, unfitting
from examgen.parameters.expressions import Expression
from examgen.parameters.mistakes import ProgramMistake
from examgen.parameters.shown import Setting, language_of, written

MOST_PLACES = 500
MOST_REDRAWS = 50
"""Draws that may give equal options, before the question is refused."""

PLACE = re.compile(r"(?<!\\)\{\{([^{}\n]*)\}\}")
_OPTION = re.compile(
    r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[([ xX])\][ \t]+(?:[^\W\d_]\)[ \t]+)?(.*?)(?:[ \t]*\{[^{}]*\})?"
)
_PART = re.compile(r" {0,3}#{1,6} ")
"""The heading of a part, whose options are its own."""

_SIZE = re.compile(r"([−-]?\d+(?:[.,]\d+)?)(.*)")


@dataclass(frozen=True, slots=True)
class Filled:
    """One set of values, and the question's source with them."""

    text: str
    values: tuple[tuple[str, str], ...]
    redraws: int = 0
    """How many draws gave equal options before this one."""


def filled(program: Program, name: Name, language: str) -> Filled:
    """Draw values that make no two options equal, and fill them in."""
    drawing, redraws, attempt = drawing_of(program), 0, -1
    while True:
        values, attempt = drawing.values(name, attempt + 1)
        text = fill(program, values, language)
        equal = equal_options(text)
        if equal is None:
            return Filled(text, tuple((key, plain(value)) for key, value in values.items()), redraws)
        redraws += 1
        if redraws > MOST_REDRAWS:
            said = "the right option and another are" if equal.with_key else "two options are"
            raise ProgramMistake(
                f'{said} both "{equal.words}" in {redraws} draws, the last with {listed(values)}',
                "add a condition that keeps them apart, e.g. require a != b",
                rule="equal-options",
            )


def filled_again(program: Program, recorded: Mapping[str, str], language: str) -> Filled:
    """Fill in the values that a paper has; raise where the question does not allow them any more."""
    values = drawing_of(program).again(recorded)
    text = fill(program, values, language)
    if equal := equal_options(text):
        raise unfitting(f'two options are both "{equal.words}", for {listed(values)}')
    return Filled(text, tuple((key, plain(value)) for key, value in values.items()))


def listed(values: Mapping[str, Value]) -> str:
    """Values for a message."""
    return ", ".join(f"{key} = {plain(value)}" for key, value in values.items())


def fill(program: Program, values: Mapping[str, Value], language: str) -> str:
    """The source with values in it; a mistake is located at the line that asks for it."""
    conventions, shows = language_of(language), dict(program.shows)
    parts: list[str] = []
    for piece in _pieces(program.source, program.names):
        if isinstance(piece, str):
            parts.append(piece)
            continue
        try:
            value = piece.expression(values)
            show = shows.get(piece.expression.source)
            parts.append(written(value, show, piece.setting, conventions))
        except ProgramMistake as mistake:
            line = program.line + piece.line
            said = f"{mistake.message}, for {listed(values)}"
            raise ProgramMistake(said, mistake.hint, line, mistake.rule) from None
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value goes."""

    expression: Expression
    setting: Setting
    line: int
    """Counted from the first of the source, from 0."""


@lru_cache(maxsize=1024)
def _pieces(source: str, names: tuple[str, ...]) -> tuple[str | _Place, ...]:
    """The source, cut at its values."""
    pieces: list[str | _Place] = []
    at = 0
    for match in PLACE.finditer(source):
        if len(pieces) > 2 * MOST_PLACES:
            raise ProgramMistake(f"more than {MOST_PLACES} values in one question", "make it several questions")
        line = source.count("\n", 0, match.start())
        pieces.append(_plain(source[at : match.start()]))
        pieces.append(_Place(_expression(match[1].strip(), names), _setting(source, match), line))
        at = match.end()
    return (*pieces, _plain(source[at:]))


def check_places(program: Program) -> list[ProgramMistake]:
    """What is wrong with the expressions in the text, each at its line."""
    found = []
    for match in PLACE.finditer(program.source):
        try:
            _expression(match[1].strip(), program.names)
        except ProgramMistake as mistake:
            mistake.line = program.line + program.source.count("\n", 0, match.start())
            found.append(mistake)
    return found


def _expression(source: str, names: tuple[str, ...]) -> Expression:
    return Expression(source, names, with_filters=True)


def _plain(text: str) -> str:
    return text.replace(r"\{{", "{{")


_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_ANSWER = re.compile(r"\s*= ")
_BLANK = re.compile(r"_{4,}\{=?[^|}]*\Z")
_DOLLARS = re.compile(r"\\.|\$\$|\$|`+", re.DOTALL)


def _setting(source: str, match: re.Match[str]) -> Setting:
    """Whether a value stands in running text, in a formula, or where a plain number is read."""
    start = source.rfind("\n", 0, match.start()) + 1
    line = PLACE.sub("0", source[start : match.start()])
    if _ANSWER.match(line) or _BLANK.search(line) or len(_FENCE.findall(source, 0, match.start())) % 2:
        return Setting.PLAIN
    paragraph = source.rfind("\n\n", 0, match.start()) + 1
    end = source.find("\n\n", match.end())
    before = source[paragraph : match.start()]
    after = source[match.end() : end if end >= 0 else len(source)]
    opened = _opened(before)
    if opened.startswith("`"):
        return Setting.PLAIN
    is_closed = opened in _DOLLARS.findall(after) or (opened in _CLOSING and _CLOSING[opened] in after)
    return Setting.FORMULA if opened and is_closed else Setting.PROSE


_CLOSING = {r"\(": r"\)", r"\[": r"\]"}


def _opened(before: str) -> str:
    """The sign of the formula or code that is open at the end of a text; empty where none is."""
    opened = ""
    for match in _DOLLARS.finditer(before):
        sign = match[0]
        if sign.startswith("\\"):
            if not opened and sign in _CLOSING:
                opened = sign
            elif opened and _CLOSING.get(opened) == sign:
                opened = ""
        elif not opened:
            is_price = sign == "$" and before[match.end() : match.end() + 1].isspace()
            opened = "" if is_price else sign
        elif sign == opened:
            opened = ""
    return opened


@dataclass(frozen=True, slots=True)
class EqualOptions:
    """Two options that nobody can tell apart."""

    words: str
    with_key: bool
    """Whether exactly one of them is right."""


def equal_options(text: str) -> EqualOptions | None:
    """The first two options that say the same, or the same number with as many digits as one likes."""
    seen: dict[Any, bool] = {}
    for line in text.split("\n"):
        match = _OPTION.fullmatch(line)
        if match is None:
            seen = {} if _PART.match(line) else seen
            continue
        words, is_key = " ".join(match[2].split()), match[1] != " "
        size = _size(words)
        if size in seen:
            return EqualOptions(words, seen[size] != is_key)
        seen[size] = is_key
    return None


def _size(words: str) -> tuple[Fraction | str, str]:
    """A number and what stands behind it, so that 2.0 J is 2 J; other words as they are."""
    match = _SIZE.fullmatch(words)
    if match is None or any(sign.isdigit() for sign in match[2]):
        return words, ""
    return Fraction(match[1].replace("−", "-").replace(",", ".")), match[2].strip()
