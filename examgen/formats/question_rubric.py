"""The list below the word for a rubric in, its criteria with their points out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from examgen.formats.draft import DraftCriterion
from examgen.formats.plain_text.signs import POINTS_NUMBER, closing_points, leading_points, with_decimals
from examgen.formats.question_layout import QuestionLines
from examgen.formats.question_tail import Tail
from examgen.formats.question_texts import Texts
from examgen.formats.sections import Line
from examgen.markup.inline_dump import escaped_start

_BARE_POINTS = re.compile(rf"\((?P<points>{POINTS_NUMBER})\)\s*")


def drafted_rubric(tail: Tail, lines: QuestionLines, texts: Texts) -> tuple[DraftCriterion, ...]:
    """The criteria; a rubric without any is an error."""
    if tail.stray_rubric:
        hint = "write a list below it, such as - (2 points) names both products"
        texts.report.error("rubric", "a rubric without a list of its criteria", tail.stray_rubric.number, hint)
    items = [lines.item(places) for places in tail.rubric.items] if tail.rubric else []
    return tuple(_criterion(item, texts) for item in items)


def _criterion(item: Sequence[Line], texts: Texts) -> DraftCriterion:
    first = item[0]
    points, words = leading_points(first.text)
    if points is None and (bare := _BARE_POINTS.match(first.text)):
        points, words = with_decimals(bare["points"]), first.text[bare.end() :]
    if points is None and len(item) == 1:
        points, words = closing_points(first.text)
    text = texts.read([replace(first, text=escaped_start(words)), *item[1:]])
    return DraftCriterion(text=text, points=Decimal(points.replace(",", ".")) if points else None, line=first.number)
