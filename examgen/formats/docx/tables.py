"""The cells of a table in Word in, what they hold out: the rows of a table of questions, or the lines of a key."""

from __future__ import annotations

import re
from collections.abc import Sequence

from examgen.formats.records.vocabulary import Role, role_of
from examgen.formats.tables.columns import has_question_columns
from examgen.formats.tables.rows import Row

_NUMBER = re.compile(r"\d{1,3}[.)]?")
_KEY = re.compile(r"[(\[]?[A-Ha-h](?:\s*,\s*[A-Ha-h])*[.)\]]?")
_MOST_ABOVE = 3


def question_rows(cells: Sequence[Sequence[str]], line: int) -> list[Row]:
    """The rows of a table of questions from its head on; of one question, whose names stand in a column, the two."""
    for place, row in enumerate(cells[:_MOST_ABOVE]):
        if has_question_columns(row):
            return [Row(tuple(each), line) for each in cells[place:]]
    names = [row[0] for row in cells if row]
    roles = {named.role for name in names if (named := role_of(name))}
    if all(len(row) == 2 for row in cells) and {Role.STEM, Role.OPTION} <= roles and has_question_columns(names):
        return [Row(tuple(names), line), Row(tuple(row[1] for row in cells), line)]
    return []


def key_lines(cells: Sequence[Sequence[str]]) -> list[str]:
    """A line for each number with its letter, beside or below it; none where the table holds anything else."""
    rows = [row for row in cells if any(_NUMBER.fullmatch(cell) or _KEY.fullmatch(cell) for cell in row)]
    if len(rows) < len(cells) - 1 or not rows:
        return []
    if len(rows) % 2 == 0 and all(_counts(row) for row in rows[::2]) and all(_keys(row) for row in rows[1::2]):
        pairs = [pair for place in range(0, len(rows), 2) for pair in zip(rows[place], rows[place + 1], strict=False)]
    else:
        filled = [[cell for cell in row if cell] for row in rows]
        if any(len(row) % 2 for row in filled):
            return []
        pairs = [(row[place], row[place + 1]) for row in filled for place in range(0, len(row), 2)]
    pairs = [pair for pair in pairs if pair[0] and (pair[0][0].isdigit() or pair[1][:1].isdigit())]
    is_key = all(_NUMBER.fullmatch(number) and _KEY.fullmatch(key) for number, key in pairs)
    return [f"{number.rstrip('.)')}. {key.strip('()[].')}" for number, key in pairs] if is_key else []


def _counts(row: Sequence[str]) -> bool:
    """Whether a row holds numbers, perhaps behind what names them."""
    return len(row) > 1 and all(_NUMBER.fullmatch(cell) for cell in row[1:] if cell)


def _keys(row: Sequence[str]) -> bool:
    return len(row) > 1 and all(_KEY.fullmatch(cell) for cell in row[1:] if cell)
