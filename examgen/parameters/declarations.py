"""The lines of a block of variables in, what they declare out; a line that means nothing is a mistake.

``m = 2..10 step 2`` draws a number, ``town = Paris | Rome`` one of several, ``(x, y) = (1, 2) | (3, 5)`` several
together, ``E = m * v**2 / 2`` calculates, ``require E < 100`` sets a condition, ``show E with 3 digits unit J`` says
how to write it. A line that begins with ``|`` goes on with the choices above it, and ``#`` begins a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from examgen.model.program import Computed, Condition, Draw, Range, Show, Value
from examgen.parameters.expressions import TAKEN, Expression
from examgen.parameters.functions import bounded
from examgen.parameters.mistakes import ProgramMistake
from examgen.parameters.shown import MOST_DIGITS, unit_of

MOST_LINES = 100
MOST_CHOICES = 1_000_000
"""Numbers of a range; so many are never listed, only counted."""

LONGEST_TEXT = 500

_NAME = r"[^\W\d]\w*"
_NUMBER = r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)"
_RANGE = re.compile(rf"({_NUMBER})\s*\.\.\s*({_NUMBER})(?:\s+step\s+({_NUMBER}))?")
_ONE = re.compile(rf"({_NAME})\s*=(?!=)\s*(.+)", re.DOTALL)
_SEVERAL = re.compile(rf"\(\s*({_NAME}(?:\s*,\s*{_NAME})+)\s*\)\s*=(?!=)\s*(.+)", re.DOTALL)
_SHOW = re.compile(rf"({_NAME}(?:\s*,\s*{_NAME})*)(?:\s+with\s+(\d+)\s+(digits?|decimals?))?(?:,?\s+unit\s+(\S.*))?")
_QUOTED = r"\"[^\"\n]*\""
_FORMULA = r"\$[^$\n]*\$"
_CHOICES = re.compile(rf"(?:{_QUOTED}|{_FORMULA}|[^|\"$]|[\"$])*?(?=\||\Z)")
_CELL = re.compile(rf"(?:{_QUOTED}|{_FORMULA}|[^,\"$]|[\"$])*?(?=,|\Z)")
_FORMS = (
    "write m = 2..10 step 2, town = Paris | Rome, (x, y) = (1, 2) | (3, 5), E = m * v**2 / 2, "
    "require E < 100, or show E with 3 digits unit J"
)


@dataclass(slots=True)
class Declared:
    """What the lines say so far."""

    draws: list[Draw] = field(default_factory=list)
    steps: list[Computed | Condition] = field(default_factory=list)
    shows: dict[str, Show] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    mistakes: list[ProgramMistake] = field(default_factory=list)


def declared(lines: Sequence[str], first: int) -> Declared:
    """Read all lines; `first` is the number of the first in its file."""
    found = Declared()
    for number, line in _joined(lines, first):
        try:
            _read(found, line, number)
        except ProgramMistake as mistake:
            mistake.line = mistake.line or number
            found.mistakes.append(mistake)
    if len(lines) > MOST_LINES:
        found.mistakes.append(
            ProgramMistake(f"{len(lines)} lines of variables", f"use at most {MOST_LINES}", first + MOST_LINES)
        )
    if not found.draws and not found.mistakes:
        found.mistakes.append(ProgramMistake("no variable is drawn", _FORMS, first))
    return found


def _joined(lines: Sequence[str], first: int) -> Iterator[tuple[int, str]]:
    """The lines without remarks and empty ones, those that begin with ``|`` behind what they go on with."""
    kept: list[tuple[int, str]] = []
    for number, line in enumerate(lines[:MOST_LINES], start=first):
        text = re.sub(r"(?:^|\s)#.*", "", line).strip()
        if text.startswith("|") and kept:
            kept[-1] = (kept[-1][0], f"{kept[-1][1]} {text}")
        elif text:
            kept.append((number, text))
    return iter(kept)


def _read(found: Declared, line: str, number: int) -> None:
    word, _, rest = line.partition(" ")
    if word == "require" and rest.strip():
        Expression(rest.strip(), found.names, with_filters=False)
        found.steps.append(Condition(rest.strip(), number))
    elif word == "show" and rest.strip():
        _show(found, rest.strip())
    elif match := _SEVERAL.fullmatch(line):
        names = tuple(name.strip() for name in match[1].split(","))
        rows = tuple(_row(text, len(names)) for text in _parts(match[2], _CHOICES))
        _add_draw(found, Draw(names, _typed(rows)))
    elif match := _ONE.fullmatch(line):
        _one(found, match[1], match[2].strip(), number)
    else:
        raise ProgramMistake(f'"{line[:60]}" declares nothing', _FORMS)


def _one(found: Declared, name: str, text: str, number: int) -> None:
    if match := _RANGE.fullmatch(text):
        _add_draw(found, Draw((name,), _range(match)))
    elif len(choices := _parts(text, _CHOICES)) > 1:
        _add_draw(found, Draw((name,), _typed(tuple((choice,) for choice in choices))))
    else:
        _check_new(found, (name,))
        Expression(text, found.names, with_filters=False)
        found.steps.append(Computed(name, text, number))
        found.names.append(name)


def _add_draw(found: Declared, draw: Draw) -> None:
    _check_new(found, draw.names)
    found.draws.append(draw)
    found.names += draw.names


def _check_new(found: Declared, names: Sequence[str]) -> None:
    for place, name in enumerate(names):
        if name in TAKEN:
            raise ProgramMistake(f'"{name}" has a meaning of its own', "give the variable another name")
        if name in found.names or name in names[:place]:
            raise ProgramMistake(f'"{name}" is declared twice', "give one of the two another name")


def _range(match: re.Match[str]) -> Range:
    first, last, step = (bounded(Fraction(part or "1")) for part in match.groups())
    if step <= 0 or last < first:
        raise ProgramMistake(f'"{match[0]}" holds no numbers', "write the smaller number first, and a step above 0")
    count = (last - first) // step + 1
    if count > MOST_CHOICES:
        raise ProgramMistake(f'"{match[0]}" has {count} numbers', f"take at most {MOST_CHOICES}, with a larger step")
    return Range(first, step, int(count))


def _parts(text: str, part: re.Pattern[str]) -> tuple[str, ...]:
    """What stands between the signs, quotes and formulas kept whole."""
    parts, place = [], 0
    while match := part.match(text, place):
        parts.append(match[0].strip())
        place = match.end() + 1
        if place > len(text):
            break
    if not all(parts):
        raise ProgramMistake(f'"{text[:60]}" has an empty choice', 'write "" for a text without words')
    return tuple(parts)


def _row(text: str, count: int) -> tuple[str, ...]:
    inside = text[1:-1].strip() if text.startswith("(") and text.endswith(")") else ""
    cells = _parts(inside, _CELL) if inside else ()
    if len(cells) != count:
        message = f'"{text[:60]}" does not hold {count} values in brackets'
        raise ProgramMistake(message, "write a row for each choice, as in (1, 2) | (3, 5)")
    return cells


def _typed(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[Value, ...], ...]:
    """Columns that hold nothing but numbers as numbers, others as texts."""
    columns = [_column(column) for column in zip(*rows, strict=True)]
    return tuple(zip(*columns, strict=True))


def _column(cells: tuple[str, ...]) -> list[Value]:
    if all(re.fullmatch(_NUMBER, cell) for cell in cells):
        return [bounded(Fraction(cell)) for cell in cells]
    texts = [cell[1:-1] if re.fullmatch(_QUOTED, cell) else cell for cell in cells]
    if any(len(text) > LONGEST_TEXT for text in texts):
        raise ProgramMistake(f"a text is longer than {LONGEST_TEXT} characters", "put what is always the same outside")
    return list(texts)


def _show(found: Declared, text: str) -> None:
    match = _SHOW.fullmatch(text)
    if not match or not (match[2] or match[4]):
        raise ProgramMistake(f'"show {text[:60]}" is not understood', "write show E with 3 digits unit J")
    count, unit = int(match[2] or 0), unit_of(match[4].strip()) if match[4] else ""
    is_digits = bool(match[3]) and match[3].startswith("digit")
    if count > MOST_DIGITS or (is_digits and not count):
        raise ProgramMistake(f"{count} digits cannot be shown", f"take 1 to {MOST_DIGITS}")
    for name in (name.strip() for name in match[1].split(",")):
        if name not in found.names:
            raise ProgramMistake(f'there is no variable "{name}"', "show a variable that stands above this line")
        places = count if match[2] and not is_digits else None
        found.shows[name] = Show(digits=count if is_digits else None, places=places, unit=unit)
