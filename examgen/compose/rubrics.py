"""An open question in, its rubric out: a table of criteria with their points, and the total."""

from __future__ import annotations

from decimal import Decimal

from examgen.compose.joining import bold, in_line
from examgen.compose.labels import Labels
from examgen.model.bank import Question
from examgen.model.response import Criterion, Open
from examgen.model.text import Align, Cell, Table, Text, Words


def model_answer(question: Question) -> Text:
    """What a good answer to an open question says."""
    return question.response.answer if isinstance(question.response, Open) else ()


def rubric_of(question: Question, labels: Labels) -> Table | None:
    """How an answer earns its points; ``None`` where the question does not say."""
    if not isinstance(question.response, Open) or not question.response.rubric:
        return None
    rubric = question.response.rubric
    total = sum((criterion.points for criterion in rubric), Decimal(0))
    rows = (*(_row(criterion, labels) for criterion in rubric), _total(total, labels))
    head = ((Words(labels.criterion),), (Words(labels.worth),))
    return Table((Align.START, Align.END), head, rows)


def _row(criterion: Criterion, labels: Labels) -> tuple[Cell, Cell]:
    return in_line(criterion.text), (Words(labels.conventions.number(criterion.points)),)


def _total(points: Decimal, labels: Labels) -> tuple[Cell, Cell]:
    words = (Words(labels.total),), (Words(labels.conventions.number(points)),)
    return tuple(bold(words[0])), tuple(bold(words[1]))
