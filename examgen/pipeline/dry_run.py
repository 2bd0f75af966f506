"""A build request in, what would be drawn out: sections, rules and what they moved; nothing is printed or written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from examgen.errors import RequestError
from examgen.model.bank import Question
from examgen.model.blueprint import Blueprint
from examgen.model.sections import Selecting
from examgen.model.selection import Drawing, Move, Selection, Tally
from examgen.pipeline.commission import PREVIEW, take
from examgen.pipeline.drawing import drawn
from examgen.pipeline.request import BuildRequest
from examgen.pipeline.summary import counted, left_out_parts


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReport:
    """What a build would draw."""

    blueprint: Blueprint
    bank: tuple[Question, ...]
    drawing: Drawing
    left_out: tuple[str, ...]
    """What the questions are called that hold errors."""

    @property
    def summary(self) -> tuple[str, ...]:
        """What is drawn from what, how the rules come out, and what they moved."""
        drawing = self.drawing
        several = len(drawing.selections) > 1
        lines = [_content_line(self)]
        for number, selection in enumerate(drawing.selections, start=1):
            lines += [f"variant {number}"] if several else []
            lines += _selection_lines(selection)
            if drawing.tallies:
                lines += (_tally_line(tally) for tally in drawing.tallies[number - 1])
            lines += (_move_line(move) for move in drawing.moves if move.variant == (number if several else 0))
        return (*lines, f"seed {self.blueprint.seed} · nothing was written; the same seed draws the same questions")


def plan_build(request: BuildRequest) -> PlanReport:
    """Draw what a build would draw."""
    if request.from_manifest:
        raise RequestError("a build from a manifest draws nothing", remedy="leave out --dry-run or --from")
    commission = take(request.banks, request.settings, request.exam, request.reading, request.run.out, PREVIEW)
    return PlanReport(
        blueprint=commission.blueprint,
        bank=commission.questions,
        drawing=drawn(commission),
        left_out=commission.left_out,
    )


def _content_line(report: PlanReport) -> str:
    variants = counted(report.blueprint.variants, "variant")
    how = {
        Selecting.SAME: "with the same questions",
        Selecting.EACH: "with questions of its own each",
        Selecting.DISJOINT: "without a question in common",
    }
    drawn_from = (f"{counted(len(report.bank), 'question')} to draw from", *left_out_parts(report.left_out))
    return " · ".join((*drawn_from, f"{variants} {how[report.blueprint.selection]}"))


def _selection_lines(selection: Selection) -> Iterator[str]:
    for place, part in enumerate(selection.sections, start=1):
        if len(selection.sections) > 1 or part.section.title:
            yield f"{part.section.title or f'section {place}'}: {_amount(part.questions)}"
        for word, found in (("topics", _topics(part.questions)), ("difficulties", _difficulties(part.questions))):
            if found:
                yield f"  {word}: {', '.join(f'{value} {number}' for value, number in sorted(found.items()))}"
        yield f"  {', '.join(question.id for question in part.questions)}"
    yield f"in all: {_amount(selection.questions)}"


def _amount(questions: tuple[Question, ...]) -> str:
    return f"{counted(len(questions), 'question')} · {_points(sum((q.points for q in questions), Decimal(0)))}"


def _points(points: Decimal) -> str:
    return f"{points.normalize():f} {'point' if points == 1 else 'points'}"


def _topics(questions: tuple[Question, ...]) -> Counter[str]:
    return Counter(question.topic for question in questions if question.topic)


def _difficulties(questions: tuple[Question, ...]) -> Counter[str]:
    return Counter(question.difficulty for question in questions if question.difficulty)


def _tally_line(tally: Tally) -> str:
    numbers = (f"{number.normalize():f}" for number in (tally.drawn, tally.available))
    return f"  {tally.words}: {' of '.join(numbers)}" + (" points" if tally.is_points else "")


def _move_line(move: Move) -> str:
    came = f"drawn because of rules: {', '.join(move.came)}" if move.came else ""
    left = f"left out because of rules: {', '.join(move.left)}" if move.left else ""
    return " · ".join(filter(None, (came, left)))
