"""A finished overview in; an `AuditError` at the first cell that says otherwise than the variants do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from examgen.audit.expected import Expected
from examgen.audit.furniture import prove_furniture
from examgen.audit.ink import read_ink
from examgen.audit.parts import named_parts
from examgen.audit.pdfium import read_pdfium
from examgen.audit.reading import REMEDY, Mark, Reading, squeezed, squeezed_once
from examgen.audit.wording import Wording
from examgen.errors import AuditError
from examgen.model.bank import KeyOrigin, Question
from examgen.model.text import printed
from examgen.model.text import wording as words_of
from examgen.model.variant import Variant

COLUMN_HEAD, ROW_HEAD, CELL = "TH:Column", "TH:Row", "TD"
LONGEST_NAME = 24
"""No longer number or id names a row."""

ABSENT = "–"
DIGITS = re.compile(r"\d+")


class _Table(NamedTuple):
    """One table as it is read; wide ones come as several."""

    heads: list[str]
    """The corner first."""

    rows: list[list[str]]
    """Each with its head first."""


class _Wanted(NamedTuple):
    """What the tables under one corner must say, together."""

    corner: str
    heads: Sequence[str]
    rows: Sequence[Mapping[str, str]]
    """Head of a column → cell."""

    names: Sequence[str]
    """Of the rows, as messages name them."""


def audit_overview(path: Path, questions: Sequence[Question], variants: Sequence[Variant], wording: Wording) -> None:
    """Prove the keys and the numbers of all variants that it shows: those from the first up to some variant."""
    reading = Reading(path, read_ink(path))
    prove_furniture(reading, wording)
    tables = [*_tables(path, reading.marks)]
    keys, places = (
        [table for table in tables if table.heads[0] == squeezed(corner)]
        for corner in (wording.variant, wording.question_head)
    )
    if len(keys) + len(places) != len(tables):
        raise _fault(path, "it holds a table that is none of its own")
    shown = variants[: len(keys[0].rows) if keys else 0]
    if not shown:
        raise _fault(path, "it holds no keys")
    answered = (entry for variant in shown for placed in variant.questions for entry in named_parts(placed, ""))
    all_derived = all(placed.question.key_origin is KeyOrigin.DERIVED for _, placed in answered)
    if all_derived and squeezed(wording.all_derived) not in reading.text:
        raise _fault(path, f"nowhere does it say “{wording.all_derived}”")
    _prove(path, keys, _keys(shown, wording, all_derived))
    held = {placed.question.id for variant in shown for placed in variant.questions}
    asked = [*{question.id: question for question in questions if question.id in held}.values()]
    _prove(path, places, _places(shown, asked, wording))
    for table in keys:
        if [row[0] for row in table.rows] != [str(variant.number) for variant in shown]:
            raise _fault(path, "the variants stand in another order")
    for table in places:
        for question, row in zip(asked, table.rows, strict=True):
            _prove_name(path, question, row[0])
    _prove_with_pdfium(path, tables)


def _keys(variants: Sequence[Variant], wording: Wording, all_derived: bool) -> _Wanted:
    rows = [_key(Expected(variant, wording, all_derived=all_derived)) for variant in variants]
    heads = [str(number) for number in range(1, max(map(len, rows)) + 1)]
    return _Wanted(wording.variant, heads, rows, [f"the key of variant {variant.number}" for variant in variants])


def _key(expected: Expected) -> dict[str, str]:
    """Number of a question → its letters, those of its parts behind each other."""
    key: dict[str, str] = {}
    for name, letters in expected.grid():
        number = DIGITS.match(name)
        assert number
        key[number[0]] = key.get(number[0], "") + letters
    return key


def _places(variants: Sequence[Variant], questions: Sequence[Question], wording: Wording) -> _Wanted:
    numbers = {
        str(variant.number): {placed.question.id: str(placed.number) for placed in variant.questions}
        for variant in variants
    }
    rows = [{head: on[question.id] for head, on in numbers.items() if question.id in on} for question in questions]
    return _Wanted(wording.question_head, [*numbers], rows, [f"the numbers of {question.id}" for question in questions])


def _prove(path: Path, tables: Sequence[_Table], wanted: _Wanted) -> None:
    """All heads, each once, and under them every cell of every row."""
    if [head for table in tables for head in table.heads[1:]] != [squeezed_once(head) for head in wanted.heads]:
        raise _fault(path, f"the columns of the table “{wanted.corner}” are not those that it should have")
    for table in tables:
        if len(table.rows) != len(wanted.rows):
            raise _fault(path, f"the table “{wanted.corner}” has {len(table.rows)} rows, not {len(wanted.rows)}")
        for name, right, row in zip(wanted.names, wanted.rows, table.rows, strict=True):
            for head, found in zip(table.heads[1:], row[1:], strict=True):
                cell = right.get(head) or ABSENT
                if found != squeezed_once(cell):
                    raise _fault(path, f"{name}, column {head}, reads “{found}”, should read “{cell}”")


def _prove_name(path: Path, question: Question, read: str) -> None:
    """The head of a row: the question's number or id in its source, and some words of its stem."""
    name = question.number or (question.id if question.has_own_id else "")
    number = squeezed(name) if name.isascii() and len(name) <= LONGEST_NAME else ""
    if not read.startswith(number) or read[len(number) :] not in squeezed(printed(words_of(question.stem))):
        raise _fault(path, f"the row of {question.id} is named “{read}”")


def _tables(path: Path, marks: Sequence[Mark]) -> Iterator[_Table]:
    """Heads in a row begin a table, or go on with it; each row has as many cells as its table has columns."""
    table, before = _Table([], []), ""
    for role, text in marks:
        if role == COLUMN_HEAD and before != COLUMN_HEAD:
            if table.heads:
                yield _whole(path, table)
            table = _Table([], [])
        if role == COLUMN_HEAD:
            table.heads.append(text)
        elif role == ROW_HEAD and before == ROW_HEAD:
            table.rows[-1][0] += text
        elif role == ROW_HEAD:
            table.rows.append([text])
        elif role == CELL and table.rows:
            table.rows[-1].append(text)
        before = role
    if table.heads:
        yield _whole(path, table)


def _whole(path: Path, table: _Table) -> _Table:
    if ragged := [row for row in table.rows if len(row) != len(table.heads)]:
        raise _fault(path, f"the row “{ragged[0][0]}” has {len(ragged[0]) - 1} cells, not {len(table.heads) - 1}")
    return table


def _prove_with_pdfium(path: Path, tables: Sequence[_Table]) -> None:
    """What the ink reader found, row by row in this order, in a reading that sees no tables."""
    text = "".join(page.text for page in read_pdfium(path))
    end = 0
    for table in tables:
        for row in (table.heads, *table.rows):
            wanted = "".join(row)
            start = text.find(wanted, end)
            if start < 0:
                raise _fault(path, f"pdfium does not find the row “{' '.join(row)}”")
            end = start + len(wanted)


def _fault(path: Path, message: str) -> AuditError:
    return AuditError(f"{path}: {message}", remedy=REMEDY)
