"""Variants in, the two tables of the overview out: the keys of all, and the number of each question on each.

A page of either is of use only while it can be taken in, so both stop at so many cells;
overview.csv has no such bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile
from unicodedata import east_asian_width

from examgen.compose.labels import Labels
from examgen.model.bank import Question
from examgen.model.manuscript import Grid, Matrix, MatrixRow
from examgen.model.text import LineBreak, Paragraph, Span, Text, Words
from examgen.model.variant import Variant

MOST_CELLS = 10_000
"""Of one table: both together fill some thirty pages of A4, set, pressed and proved within a second."""

MOST_PIECES = 16
"""Of a stem's first words; more never fit beside the numbers."""

LONGEST_NAME = 24
"""A longer one was made by a learning system, tells nobody anything, and leaves no room on small paper."""

ABSENT = "–"
"""Stands where a variant does not hold a question."""

NUMBER = re.compile(r"(\d+)")
PIECE = re.compile(r"\s*\S+")
DOUBLED = re.compile("——|……")
"""Some fonts draw these as one; paragraphs, which may break between them, as two."""


def most_together(variants: Sequence[Variant]) -> int:
    """How many variants, from the first, the tables can show: at least one."""
    held: set[str] = set()
    for count, variant in enumerate(variants, start=1):
        held.update(placed.question.id for placed in variant.questions)
        if count > 1 and count * len(held) > MOST_CELLS:
            return count - 1
    return len(variants)


def key_table(grids: Sequence[tuple[int, Grid]], labels: Labels) -> Matrix:
    """A row for each variant, a column for each number; answers to parts of a question stand in one cell."""
    rows = [(str(number), _by_question(grid)) for number, grid in grids]
    heads = sorted({head for _, letters in rows for head in letters}, key=int)
    cells = [MatrixRow(number, tuple(letters.get(head) or ABSENT for head in heads)) for number, letters in rows]
    return Matrix(labels.variant, tuple(heads), tuple(cells))


def _by_question(grid: Grid) -> dict[str, str]:
    letters: dict[str, list[str]] = {}
    for entry in grid.entries:
        number = NUMBER.split(entry.name, maxsplit=1)[1]
        letters.setdefault(number, []).append(entry.letters + entry.mark)
    return {number: " ".join(each) for number, each in letters.items()}


def locator(variants: Sequence[Variant], questions: Sequence[Question], labels: Labels) -> Matrix:
    """A row for each question that any of the variants holds, in the bank's order, a column for each variant."""
    numbers = [{placed.question.id: str(placed.number) for placed in variant.questions} for variant in variants]
    rows = tuple(
        MatrixRow(
            number_in_source(question),
            tuple(on.get(question.id, ABSENT) for on in numbers),
            tuple(_first_words(question.stem)),
        )
        for question in {question.id: question for question in questions}.values()
        if any(question.id in on for on in numbers)
    )
    return Matrix(labels.question_head, tuple(str(variant.number) for variant in variants), rows)


def number_in_source(question: Question) -> str:
    """What the bank's author calls a question: the number, or else the id, if short and any font has its signs."""
    name = question.number or (question.id if question.has_own_id else "")
    return name if name.isascii() and len(name) <= LONGEST_NAME else ""


def _first_words(stem: Text) -> Iterator[str]:
    """The first words up to something else, such as a formula; signs that stand without spaces singly."""
    spans = (span for block in stem if isinstance(block, Paragraph) for span in (*block.spans, LineBreak()))
    leading = takewhile(_is_words, dropwhile(lambda span: not _is_words(span), spans))
    words = "".join(span.text for span in leading if isinstance(span, Words))
    for piece in PIECE.findall(DOUBLED.split(words, maxsplit=1)[0])[:MOST_PIECES]:
        if any(east_asian_width(character) == "W" for character in piece):
            yield from piece[: 2 * MOST_PIECES]
            if len(piece) > 2 * MOST_PIECES:  # what follows does not follow here
                return
        else:
            yield piece


def _is_words(span: Span) -> bool:
    return isinstance(span, Words)
