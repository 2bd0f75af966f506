"""The blueprint, variants and questions in, what a template may read of them out; students' views know no keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from examgen.compose.labels import Labels, filled
from examgen.compose.marks import markdown, plain
from examgen.compose.responses import is_shortened
from examgen.model.bank import Question
from examgen.model.blueprint import Blueprint
from examgen.model.response import Kind, Open
from examgen.model.variant import PlacedQuestion, Variant


@dataclass(frozen=True, slots=True)
class ExamView:
    """``exam`` in a template: what is the same on every paper."""

    title: str
    course: str
    date: str
    instructor: str
    instructions: Markup
    issue: str
    """E.g. "Issue 2"; empty on what is printed for the first time."""


@dataclass(frozen=True, slots=True)
class VariantView:
    """``variant`` in a template."""

    number: int
    points: Decimal


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One of ``questions`` in a template; `place` puts the question itself."""

    number: int
    id: str
    topic: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class KeyQuestionView(QuestionView):
    """One of ``questions`` in the template of the key."""

    has_note: bool


@dataclass(frozen=True, slots=True)
class SectionView:
    """One of ``sections`` in a template; an exam without sections has one that has no title."""

    title: str
    instructions: Markup
    points: Decimal
    questions: tuple[QuestionView, ...]


def exam_view(blueprint: Blueprint, labels: Labels) -> ExamView:
    """What the blueprint says that templates may print; a date as the exam's language writes it."""
    return ExamView(
        title=plain(blueprint.title),
        course=plain(blueprint.course),
        date=plain(labels.conventions.date(blueprint.date)),
        instructor=plain(blueprint.instructor),
        instructions=markdown(blueprint.instructions.strip()),
        issue=filled(labels.issue, number=str(blueprint.issue)) if blueprint.issue > 1 else "",
    )


def variant_view(variant: Variant) -> VariantView:
    """A variant's number and total of points."""
    return VariantView(variant.number, variant.points)


def question_views(variant: Variant) -> tuple[QuestionView, ...]:
    """The variant's questions, for documents that students see."""
    return tuple(QuestionView(*_question_facts(placed)) for placed in variant.questions)


def key_question_views(variant: Variant, labels: Labels) -> tuple[KeyQuestionView, ...]:
    """The variant's questions, for keys; an answer that the grid does not hold whole counts as a note."""
    return tuple(
        KeyQuestionView(
            *_question_facts(placed),
            has_note=_has_note(placed, labels),
        )
        for placed in variant.questions
    )


def _has_note(placed: PlacedQuestion, labels: Labels) -> bool:
    question = placed.question
    if question.note:
        return True
    if placed.parts:
        return any(_has_note(part, labels) for part in placed.parts)
    return is_shortened(question, labels) and _says_an_answer(question)


def _says_an_answer(question: Question) -> bool:
    """Whether anything says what is right; an open question may leave it to its marker."""
    response = question.response
    return question.kind is not Kind.OPEN or (isinstance(response, Open) and bool(response.answer or response.rubric))


def section_views(variant: Variant, questions: Sequence[QuestionView]) -> tuple[SectionView, ...]:
    """The variant's sections with their questions."""
    if not variant.sections:
        return (SectionView("", markdown(""), variant.points, tuple(questions)),)
    return tuple(
        SectionView(
            title=plain(section.title),
            instructions=markdown(section.instructions.strip()),
            points=section.points,
            questions=tuple(questions[section.first - 1 : section.first - 1 + section.count]),
        )
        for section in variant.sections
    )


def _question_facts(placed: PlacedQuestion) -> tuple[int, str, str, Decimal]:
    return (placed.number, placed.question.id, plain(placed.question.topic), placed.question.points)
