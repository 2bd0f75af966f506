"""A variant in, the table out in which it is marked: a column for each section, or where there are none, question."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from markupsafe import Markup

from examgen.compose.labels import Labels
from examgen.compose.marks import grading_mark, plain
from examgen.model.manuscript import GradingColumn, GradingTable
from examgen.model.variant import Variant


def grader(is_asked: bool) -> Callable[[], Markup]:
    """The function `grading_table`; says nothing where the exam asks for none."""
    return grading_mark if is_asked else Markup


def grading_table(variant: Variant, labels: Labels) -> GradingTable:
    """What each section or question is worth, and room for what was reached."""

    def column(name: str, points: Decimal) -> GradingColumn:
        return GradingColumn(name, labels.conventions.number(points))

    sections = [section for section in variant.sections if section.title]
    if sections and len(sections) == len(variant.sections):
        head = ""
        columns = [column(plain(section.title), section.points) for section in sections]
    else:
        head = labels.question_head
        columns = [column(str(placed.number), placed.question.points) for placed in variant.questions]
    return GradingTable(
        heads=(head, labels.worth, labels.reached), columns=(*columns, column(labels.total, variant.points))
    )
