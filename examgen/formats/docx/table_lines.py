"""The lines in the cells of a table in, those of the questions or options that it only arranges out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from examgen.formats.docx.ticks import Line
from examgen.formats.kinds import says_true_false
from examgen.formats.labels import label_rank
from examgen.formats.plain_text.signs import number_sign
from examgen.model.text import paragraph

Cell = Sequence[Line]
_LABEL = re.compile(r"[(\[]?(?P<letter>[A-Ha-h])[.)\]]?")
_LABELLED = re.compile(r"\*{0,2}[(\[]?(?P<letter>\w)[.)\]]")
_NUMBER = re.compile(r"(?P<number>\d{1,4})[.)]?")
_KEY = re.compile(r"[(\[]?[A-Ha-h](?:\s*,\s*[A-Ha-h])*[.)\]]?")
_FEWEST = 2


def arranged_lines(rows: Sequence[Sequence[Cell]]) -> list[Line] | None:
    """The lines in the order in which they are read; ``None`` where the table belongs to a question."""
    return _options(rows) or _labelled(rows) or _numbered(rows) or _judged(rows) or _laid_out(rows)


def _options(rows: Sequence[Sequence[Cell]]) -> list[Line] | None:
    """Options, one or several in each cell, in the order of their letters."""
    cells = [cell for row in rows for cell in row if cell]
    if not all(cell[0].is_option for cell in cells) or sum(map(_count, cells)) < _FEWEST:
        return None
    groups = [group for cell in cells for group in _grouped(cell)]
    letters = [found["letter"] if (found := _LABELLED.match(group[0].words)) else "" for group in groups]
    ranks = list(map(label_rank, letters))
    if sorted(ranks) == list(range(1, len(ranks) + 1)):
        groups = [group for _, group in sorted(zip(ranks, groups, strict=True), key=lambda pair: pair[0])]
    return list(chain.from_iterable(groups))


def _grouped(cell: Cell) -> list[list[Line]]:
    """The lines of each option."""
    groups: list[list[Line]] = []
    for line in cell:
        if line.is_option or not groups:
            groups.append([])
        groups[-1].append(line)
    return groups


def _labelled(rows: Sequence[Sequence[Cell]]) -> list[Line] | None:
    """Options whose letters stand in cells of their own."""
    if any(len(row) % 2 for row in rows):
        return None
    pairs = [(row[place], row[place + 1]) for row in rows for place in range(0, len(row), 2)]
    pairs = [(label, words) for label, words in pairs if label or words]
    if len(pairs) < _FEWEST or not all(len(label) == 1 and _LABEL.fullmatch(_bare(label[0])) for label, _ in pairs):
        return None
    found: list[Line] = []
    for (label, *_), words in pairs:
        first, *others = words or [Line("")]
        text = f"{_bare(label).strip('()[].')}. {first.words}"
        found += [replace(first, words=text, is_option=True, label=label.text), *others]
    return found


def _bare(line: Line) -> str:
    return line.words.replace("*", "").strip()


def _numbered(rows: Sequence[Sequence[Cell]]) -> list[Line] | None:
    """Questions with their options, one in each row, behind their numbers; a letter behind them is the key."""
    asking = [row for row in rows if len(row) > 1 and _count(row[1]) >= _FEWEST]
    heads = len(rows) - len(asking)
    if not asking or heads > 1 or (heads and rows[0] in asking):
        return None
    if any(row[0] and not (len(row[0]) == 1 and _NUMBER.fullmatch(_bare(row[0][0]))) for row in asking):
        return None
    found: list[Line] = []
    for place, (number, (first, *others), *further) in enumerate(asking, start=1):
        written = _NUMBER.fullmatch(_bare(number[0])) if number else None
        sign = f"{written['number'] if written else place}. " if number_sign(first.words) is None else ""
        found += [Line(""), replace(first, words=sign + first.words), *others, *map(_key, chain.from_iterable(further))]
    return found


def _judged(rows: Sequence[Sequence[Cell]]) -> list[Line] | None:
    """Statements with a tick in one of two columns, whose heads say true and false."""
    head, *others = rows
    words = [paragraph(_said(cell)) for cell in head[-2:]]
    if len(head) < len(words) + 1 or not others or not says_true_false(words):
        return None
    found: list[Line] = []
    for place, row in enumerate(others, start=1):
        ticked = [at for at in (-2, -1) if len(row) == len(head) and _said(row[at])]
        statement = next((line for cell in reversed(row[:-2]) for line in cell), None)
        if len(ticked) != 1 or statement is None:
            return None
        sign = "" if number_sign(statement.words) else f"{place}. "
        found += [replace(statement, words=sign + statement.words), Line(f"Answer: {_said(head[ticked[0]])}")]
    return found


def _said(cell: Cell) -> str:
    return " ".join(map(_bare, cell))


def _key(line: Line) -> Line:
    return Line(f"Answer: {_bare(line)}") if _KEY.fullmatch(_bare(line)) else line


def _laid_out(rows: Sequence[Sequence[Cell]]) -> list[Line] | None:
    """Whole questions that stand beside one another."""
    cells = [cell for row in rows for cell in row if cell]
    asking = [cell for cell in cells if _count(cell) >= _FEWEST and number_sign(cell[0].words)]
    if not asking or len(asking) < len(cells) - 1:
        return None
    return [line for cell in cells for line in (Line(""), *cell)]


def _count(cell: Cell) -> int:
    return sum(line.is_option for line in cell)
