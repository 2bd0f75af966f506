"""Questions in, diagnostics out: what setting each of them on an ordinary page shows; nothing is pressed or written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from examgen.compose import Composer, laid_out, load_template
from examgen.diagnostics import Diagnostic, Severity
from examgen.errors import TypesetError
from examgen.model.bank import Question, QuestionSet
from examgen.model.blueprint import Blueprint, Letters
from examgen.model.manuscript import Placement
from examgen.pipeline.flaws import of_flaws
from examgen.pipeline.plan import PrintPlan
from examgen.typeset import Shelf, Typesetter


def trial(questions: Sequence[Question], shelf: Shelf, sets: Sequence[QuestionSet] = ()) -> Iterator[Diagnostic]:
    """Set each question with its explanation, as the shipped template has it on A4."""
    asked = Blueprint(title="", seed="", letters=Letters.LATIN)
    template = load_template()
    plan = PrintPlan(asked, template, tuple(questions), Path(), sets=tuple(sets))
    composer = Composer(asked, template, template.labels(asked.language, asked.letters), questions)
    typesetter = Typesetter(laid_out(template.style, asked), asked.sheet, shelf)
    for question in questions:
        manuscript = composer.specimen(plan.variant(1), question.id)
        blocks = [placed.block for placed in manuscript.blocks if isinstance(placed, Placement)]
        try:
            yield from of_flaws((question,), typesetter.prepare(blocks, [manuscript]))
        except TypesetError as error:
            yield _does_not_fit(question, error)


def _does_not_fit(question: Question, error: TypesetError) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR,
        rule="does-not-fit",
        message=error.message,
        path=question.path,
        line=question.line,
        question=question.number or question.id,
        hint=error.remedy,
    )
